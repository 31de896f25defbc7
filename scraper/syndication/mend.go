package syndication

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// legal returns text without the characters that XML 1.0 forbids (section 2.2),
// written as such or by number, and with "<" escaped where no tag begins: one of
// them would make all that follows unreadable. Text without any comes back as
// it is.
func legal(text string) string {
	var b strings.Builder
	from := 0
	replace := func(at, length int, by string) {
		b.WriteString(text[from:at])
		b.WriteString(by)
		from = at + length
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '<' && !beginsTag(text[i+1:]):
			replace(i, 1, "&lt;")
		case c == '&':
			if n := forbiddenReference(text[i:]); n > 0 {
				replace(i, n, " ")
				i += n
				continue
			}
		case c < ' ' && c != '\t' && c != '\n' && c != '\r':
			replace(i, 1, "")
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(text[i:])
			if r >= 0xFFFE && r <= 0xFFFF || r == utf8.RuneError && size == 1 {
				replace(i, size, "")
			}
			i += size
			continue
		}
		i++
	}
	if from == 0 {
		return text
	}
	b.WriteString(text[from:])
	return b.String()
}

// beginsTag reports whether what follows a "<" can be a tag, a comment, CDATA
// or an instruction.
func beginsTag(rest string) bool {
	if rest == "" {
		return true // the text breaks off here
	}
	c := rest[0]
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c == ':' || c == '/' || c == '!' || c == '?' || c >= utf8.RuneSelf
}

// forbiddenReference returns the length of a character reference at the
// beginning of text to a character that XML forbids; 0 when there is none.
func forbiddenReference(text string) int {
	end := strings.IndexByte(text[:min(len(text), 12)], ';')
	if end < 3 || text[1] != '#' {
		return 0
	}
	digits, base := text[2:end], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if errors.Is(err, strconv.ErrSyntax) {
		return 0
	}
	allowed := n == '\t' || n == '\n' || n == '\r' || n >= ' ' && n < 0xD800 || n > 0xDFFF && n < 0xFFFE || n > 0xFFFF && n <= utf8.MaxRune
	if err == nil && allowed {
		return 0
	}
	return end + 1
}

// sound returns the part of a feed that can be read as a whole: all of it, or
// the entries before the place where it breaks, breaks off or grows beyond the
// limits, with the elements closed that are open there. cut says what is wrong;
// it is an error when there is no entry before.
func sound(text string) (part, cut string, err error) {
	s := survey{text: text, decoder: newDecoder(text)}
	err = s.run()
	if err == nil {
		return text[:s.decoder.InputOffset()], "", nil
	}
	if s.items == 0 {
		return "", "", fmt.Errorf("%w: %w", ErrBroken, err)
	}
	var b strings.Builder
	b.WriteString(text[:s.good])
	for _, name := range slices.Backward(s.around) {
		b.WriteString("</" + name + ">")
	}
	return b.String(), fmt.Sprintf("only the first %d entries were read: %v", s.items, err), nil
}

// survey goes through a feed before it is parsed.
type survey struct {
	text    string
	decoder *xml.Decoder
	open    []element
	declare int      // namespace declarations that hold
	items   int      // entries that are whole
	good    int64    // where the last of them ends
	around  []string // elements open there, outermost first
}

type element struct {
	name    string // as written, with its prefix
	declare int
}

func (s *survey) run() error {
	for {
		before := s.decoder.InputOffset()
		token, err := s.decoder.Token()
		if errors.Is(err, io.EOF) {
			return errors.New("there is no element")
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = s.start(t, before)
		case xml.EndElement:
			if err = s.end(t); err == nil && len(s.open) == 0 {
				return s.finished()
			}
		}
		if err != nil {
			return err
		}
	}
}

// finished returns nil when nothing is lost behind the end of the first element,
// where no parser looks.
func (s *survey) finished() error {
	for _, tag := range []string{"<item", "<entry"} {
		if strings.Contains(s.text[s.decoder.InputOffset():], tag) {
			return errors.New("an end tag ends more than it should")
		}
	}
	return nil
}

func (s *survey) start(t xml.StartElement, before int64) error {
	e := element{name: tagName(s.text[before:s.decoder.InputOffset()])}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
			e.declare++
		}
	}
	s.open = append(s.open, e)
	s.declare += e.declare
	switch {
	case len(s.open) > maxNesting:
		return fmt.Errorf("elements are nested over %d deep", maxNesting)
	case s.declare > maxNamespaces:
		return fmt.Errorf("over %d namespaces", maxNamespaces)
	}
	return nil
}

func (s *survey) end(t xml.EndElement) error {
	last := len(s.open) - 1
	s.declare -= s.open[last].declare
	s.open = s.open[:last]
	if last < 1 || last > 2 || !isItem(t.Name.Local) {
		return nil
	}
	if s.items == maxItems {
		return fmt.Errorf("over %d entries", maxItems)
	}
	s.items++
	s.good = s.decoder.InputOffset()
	if len(s.around) != last {
		s.around = nil
		for _, e := range s.open {
			s.around = append(s.around, e.name)
		}
	}
	return nil
}

func isItem(name string) bool {
	return strings.EqualFold(name, "item") || strings.EqualFold(name, "entry")
}

// tagName returns the name in a start tag, as written.
func tagName(tag string) string {
	tag = strings.TrimPrefix(tag, "<")
	if end := strings.IndexAny(tag, " \t\r\n/>"); end >= 0 {
		tag = tag[:end]
	}
	return tag
}
