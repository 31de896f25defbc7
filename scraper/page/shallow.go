package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Limits of a shallow page. With so few elements open and so few tags, none of
// the trimmer's limits can be reached, however often styles are opened again.
const (
	shallowDepth = maxStyles
	shallowTags  = 8_000 // 16,000 tokens with the texts between; each may open all styles again
)

// plainlyShallow reports whether a page is so plain that the trimmer keeps all
// of it. It costs a thirtieth of the trimmer. Of whatever is unusual it says no, and
// the trimmer decides.
//
// It follows the tokenizer of x/net/html, and counts an element as open until an
// end tag comes that ends the very last one. So, name by name, it counts at least
// what the trimmer has open or pending, which ends elements on further grounds.
func plainlyShallow(text string) bool {
	s := shallow{text: text}
	for s.tags < shallowTags && len(s.open) < shallowDepth {
		more, usual := s.next()
		if !usual || !more {
			return usual
		}
		s.tags++
	}
	return false
}

// shallow goes through the tags of a page.
type shallow struct {
	text  string
	pos   int
	tags  int
	open  []atom.Atom // elements whose end was not seen
	drawn int         // of these, those from the outermost <svg> or <math> on
}

// next goes behind the next tag or comment, if there is one more. What is not
// usual it leaves to others.
func (s *shallow) next() (more, usual bool) {
	skip := strings.IndexByte(s.text[s.pos:], '<')
	at := s.pos + skip + 1
	if skip < 0 || at == len(s.text) {
		return false, true
	}
	switch c := s.text[at]; {
	case isLetter(c):
		return true, s.start(at)
	case c == '/':
		return true, at+1 < len(s.text) && isLetter(s.text[at+1]) && s.end(at+1)
	case c == '!' && strings.HasPrefix(s.text[at:], "!--"):
		return true, s.comment(at + len("!--"))
	case c == '!' || c == '?':
		return true, s.skipTo(at, ">")
	}
	s.pos = at // a sign in the text
	return true, true
}

// skipTo goes behind the next mark from a place on.
func (s *shallow) skipTo(at int, mark string) bool {
	i := strings.Index(s.text[at:], mark)
	s.pos = at + i + len(mark)
	return i >= 0
}

// comment goes behind a comment whose text begins at a place. Some end in other
// ways than "-->".
func (s *shallow) comment(at int) bool {
	if at == len(s.text) || s.text[at] == '-' || s.text[at] == '>' || !s.skipTo(at, "-->") {
		return false
	}
	return !strings.Contains(s.text[at:s.pos], "--!")
}

// start takes the start tag whose name is at a place.
func (s *shallow) start(at int) bool {
	name, at := elementAt(s.text, at)
	at, closed, ok := behindAttributes(s.text, at)
	if !ok || name == atom.Plaintext {
		return false
	}
	s.pos = at
	c := classes[name]
	switch {
	case s.drawn > 0 && (c&^(void|raw|foreign) != 0 || closed && c&raw != 0 || !closed && s.text[at-2] == '/'):
		return false // HTML within a drawing may end it; "<g a=/>" may be closed
	case c&raw != 0:
		s.tags++
		return s.rawText(name)
	case c&void != 0, s.drawn > 0 && closed:
		return true
	}
	s.open = append(s.open, name)
	if s.drawn > 0 || c&foreign != 0 {
		s.drawn++
	}
	return true
}

// end takes the end tag whose name is at a place.
func (s *shallow) end(at int) bool {
	name, at := elementAt(s.text, at)
	at, _, ok := behindAttributes(s.text, at)
	if !ok {
		return false
	}
	s.pos = at
	last := len(s.open) - 1
	if last < 0 || s.open[last] != name {
		return s.drawn == 0
	}
	s.open = s.open[:last]
	s.drawn = max(0, s.drawn-1)
	return true
}

// rawText goes behind the end tag of an element that holds text only.
func (s *shallow) rawText(name atom.Atom) bool {
	for from := s.pos; s.skipTo(s.pos, "</"); {
		at := s.pos
		end, behind := elementAt(s.text, at)
		if end != name || behind == len(s.text) {
			continue
		}
		if held := s.text[from:at]; name == atom.Script && strings.Contains(held, "<!--") && strings.Contains(strings.ToLower(held), "<script") {
			return false // the end may be one of text
		}
		var ok bool
		s.pos, _, ok = behindAttributes(s.text, behind)
		return ok
	}
	return false
}

// elementAt returns the element whose name is at a place, 0 for one that HTML
// does not know, and where the name ends.
func elementAt(text string, at int) (atom.Atom, int) {
	var lower [32]byte // longer than any name that is known
	n := 0
	for ; at < len(text); at, n = at+1, n+1 {
		c := text[at]
		if c == '>' || c == '/' || isSpace(c) {
			break
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if n < len(lower) {
			lower[n] = c
		}
	}
	if n > len(lower) {
		return 0, at
	}
	return atom.Lookup(lower[:n]), at
}

// behindAttributes returns the place behind the tag whose name ends at a place,
// and whether the tag ends with "/>"; not ok when it does not end or has as many
// attributes as the trimmer allows.
func behindAttributes(text string, at int) (behind int, closed, ok bool) {
	for range maxAttributes {
		at = behindSpace(text, at)
		if at < len(text) && text[at] == '>' {
			return at + 1, closed && text[at-1] == '/', true
		}
		at = behindSpace(text, behindKey(text, at))
		if at == len(text) {
			break
		}
		closed = text[at] == '/'
		switch text[at] {
		case '/':
			at++
		case '=':
			if at, ok = behindValue(text, behindSpace(text, at+1)); !ok {
				return at, false, false
			}
		}
	}
	return at, false, false
}

// behindKey returns where the key of an attribute ends. It may begin with "=".
func behindKey(text string, at int) int {
	for i := at; i < len(text); i++ {
		c := text[i]
		if c == '>' || c == '/' || isSpace(c) || c == '=' && i > at {
			return i
		}
	}
	return len(text)
}

func behindValue(text string, at int) (behind int, ok bool) {
	if at == len(text) {
		return at, false
	}
	if quote := text[at]; quote == '"' || quote == '\'' {
		end := strings.IndexByte(text[at+1:], quote)
		return at + 1 + end + 1, end >= 0
	}
	for at < len(text) && text[at] != '>' && !isSpace(text[at]) {
		at++
	}
	return at, true
}

func behindSpace(text string, at int) int {
	for at < len(text) && isSpace(text[at]) {
		at++
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' }
