package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isBlock reports whether an element stands on lines of its own, by the
// rendering rules of the HTML standard (section 15.3) or its own style.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center,
		atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav,
		atom.Ol, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Table,
		atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul, atom.Xmp, atom.Listing:
		return true
	case atom.P:
		return !soleInCell(n)
	}
	return styledAs(n, "display", "block", "flex", "grid", "table", "list-item")
}

// soleInCell reports whether n is the only element of a cell in a row of
// values, where it parts nothing.
func soleInCell(n *html.Node) bool {
	return n.Parent != nil && isCell(n.Parent) && !layoutRow(n.Parent.Parent)
}

func isCell(n *html.Node) bool {
	return n.DataAtom == atom.Td || n.DataAtom == atom.Th
}

// cellsLooked bounds how many children of a row and of a cell are looked at.
const cellsLooked = 12

// layoutRow reports whether the cells of a table row hold parts of a page
// instead of values: one cell only, or several blocks in a cell.
func layoutRow(row *html.Node) bool {
	if row == nil {
		return true
	}
	cells := 0
	for c, i := row.FirstChild, 0; c != nil && i < 4*cellsLooked; c, i = c.NextSibling, i+1 {
		if !isCell(c) {
			continue
		}
		cells++
		if cells <= cellsLooked && layoutCell(c) {
			return true
		}
	}
	return cells < 2
}

// layoutCell reports whether a cell holds anything but one value.
func layoutCell(cell *html.Node) bool {
	blocks, breaks := 0, 0
	for c, i := cell.FirstChild, 0; c != nil && i < 4*cellsLooked; c, i = c.NextSibling, i+1 {
		switch c.DataAtom {
		case atom.P:
			blocks++
		case atom.Br:
			breaks++
		case atom.Div, atom.Table, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.Article, atom.Section:
			return true
		}
	}
	return blocks > 1 || breaks > 2
}

// Silent reports whether an element prints nothing of its content: scripts,
// styles, templates, form fields, embedded objects, and whatever is hidden.
func Silent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Title, atom.Meta, atom.Link,
		atom.Select, atom.Option, atom.Datalist, atom.Textarea, atom.Input,
		atom.Iframe, atom.Object, atom.Embed, atom.Applet, atom.Audio, atom.Video, atom.Canvas, atom.Svg,
		atom.Img, atom.Picture, atom.Map, atom.Noembed, atom.Noframes, atom.Frameset, atom.Rp, atom.Rt:
		return true
	}
	return hidden(n)
}

// hidden reports whether an element is not shown when the page has loaded.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			if declares(a.Val, "display", "none") || declares(a.Val, "visibility", "hidden") {
				return true
			}
		}
	}
	return false
}

// styledAs reports whether n's style attribute gives property one of values.
func styledAs(n *html.Node, property string, values ...string) bool {
	for _, a := range n.Attr {
		if a.Key == "style" {
			return declares(a.Val, property, values...)
		}
	}
	return false
}

// styleLooked bounds how much of a style attribute is looked at.
const styleLooked = 2000

// declares reports whether a style attribute gives property one of values.
func declares(style, property string, values ...string) bool {
	if len(style) > styleLooked {
		style = style[:styleLooked]
	}
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		if !ok || !strings.EqualFold(strings.TrimSpace(name), property) {
			continue
		}
		value = strings.TrimSuffix(strings.TrimSpace(strings.ToLower(value)), "!important")
		for _, v := range values {
			if strings.TrimSpace(value) == v {
				return true
			}
		}
	}
	return false
}
