package listing

import (
	"hash/maphash"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/scraper/page"
)

// shapeOf names a child n of an element whose shape is up.
func (t *tree) shapeOf(up uint64, n *html.Node) uint64 {
	var h maphash.Hash
	h.SetSeed(t.seed)
	var b [8]byte
	for i := range b {
		b[i] = byte(up >> (8 * i))
	}
	_, _ = h.Write(b[:]) // never fails
	_, _ = h.WriteString(n.Data)
	_ = h.WriteByte(' ')
	_, _ = h.WriteString(kindOf(n))
	return h.Sum64()
}

// kindOf returns what, besides its name, makes an element one of a kind: its
// first class that does not merely number or mark it, and the id of a part of
// the layout. Rows and cells need no class: their table or list has one.
func kindOf(n *html.Node) string {
	switch n.DataAtom {
	case atom.Tr, atom.Td, atom.Th, atom.Li, atom.Dd, atom.Dt:
		return ""
	}
	var kind string
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			kind = stableClass(a.Val) + kind
		case "id":
			if layoutIDs()[strings.ToLower(a.Val)] {
				kind += "#" + a.Val
			}
		}
	}
	return kind
}

// stableClass returns the first class that all elements of a kind share, its
// digits folded.
func stableClass(classes string) string {
	for n, class := range strings.Fields(classes) {
		if n > 20 {
			break
		}
		if len(class) > 80 || passingClasses()[strings.ToLower(class)] {
			continue
		}
		return foldDigits(class)
	}
	return ""
}

// foldDigits replaces every run of digits by "0".
func foldDigits(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	var b strings.Builder
	digit := false
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= '0' && c <= '9' {
			if !digit {
				b.WriteByte('0')
			}
			digit = true
		} else {
			digit = false
			b.WriteByte(c)
		}
	}
	return b.String()
}

// passThrough reports whether n only sets type: such elements come and go
// within one kind of row, and old pages nest them without end.
func passThrough(n *html.Node) bool {
	switch n.DataAtom {
	case atom.B, atom.I, atom.U, atom.Em, atom.Strong, atom.Font, atom.Small, atom.Big, atom.Center, atom.S, atom.Strike,
		atom.Tt, atom.Sub, atom.Sup, atom.Nobr, atom.Tbody, atom.Mark:
		return true
	case atom.Span:
		return attr(n, "class") == ""
	}
	return false
}

func printsNothing(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Select, atom.Option, atom.Datalist,
		atom.Textarea, atom.Iframe, atom.Object, atom.Embed, atom.Audio, atom.Video, atom.Canvas, atom.Svg,
		atom.Map, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend,
		atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Search, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}

func isCell(n *html.Node) bool { return n.DataAtom == atom.Td || n.DataAtom == atom.Th }

func isHeading(n *html.Node) bool {
	return page.IsHeading(n) || attr(n, "role") == "heading"
}

// attr returns the value of an attribute of n, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
