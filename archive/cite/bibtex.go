package cite

import (
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"onrecord/archive/plain"
)

// WriteBibTeX writes an entry for BibTeX and biblatex.
func WriteBibTeX(w io.Writer, s Source) error {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", s.key())
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-9s = {%s},\n", name, value)
		}
	}
	field("author", "{"+latex(s.publisher())+"}")
	if title := s.title(); title != "" {
		field("title", "{"+latex(title)+"}")
	}
	if day := s.Content.Date.Day(); day != "" {
		field("date", latex(day))
		field("year", latex(day[:4]))
	}
	field("url", verbatim(s.address()))
	field("urldate", s.Revision.Capture.Time.UTC().Format("2006-01-02"))
	field("language", latex(s.Revision.Reading().Language))
	field("note", latex(s.note()))
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// latex escapes a text so that LaTeX prints it as it is. BibTeX counts braces
// even behind a backslash, so they are named.
func latex(s string) string {
	var b strings.Builder
	for _, r := range plain.Line(s) {
		switch r {
		case '\\':
			b.WriteString(`\textbackslash{}`)
		case '{':
			b.WriteString(`\textbraceleft{}`)
		case '}':
			b.WriteString(`\textbraceright{}`)
		case '~':
			b.WriteString(`\textasciitilde{}`)
		case '^':
			b.WriteString(`\textasciicircum{}`)
		case '<':
			b.WriteString(`\textless{}`)
		case '>':
			b.WriteString(`\textgreater{}`)
		case '&', '%', '$', '#', '_':
			b.WriteString(`\` + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// verbatim writes an address, in which LaTeX escapes nothing: what would end
// the field or begin a command is percent-encoded.
func verbatim(address string) string {
	var b strings.Builder
	for _, r := range address {
		if r <= ' ' || r == 0x7F || strings.ContainsRune(`{}\"<>^`+"`|", r) {
			for _, c := range []byte(string(r)) {
				b.WriteString("%" + strings.ToUpper(strconv.FormatUint(0x100+uint64(c), 16)[1:]))
			}
			continue
		}
		if r > 0x7F {
			b.WriteString(url.QueryEscape(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
