package page

import "golang.org/x/net/html/atom"

// class says, bit by bit, to which groups of elements (HTML Standard, section
// 13.2) an element belongs.
type class uint32

const (
	void    class = 1 << iota // has no end tag
	once                      // stands once in a page; the parser ignores any further tags
	style                     // "formatting element": opened again in the block that follows
	raw                       // holds text only
	foreign                   // elements within it may be closed by "/>"
	scope                     // bounds most searches on the stack of open elements
	marker                    // bounds the styles within it
	table                     // part of a table, or bounds the search for such parts
	tableBound
	block // ends a paragraph that is open
	paragraph
	item
	itemBound
	term
	termBound
	link
	noBreak
	button
	option
	optionGroup
	optionBound
	ruby
	rubyBound
	cell
	row
	rowGroup
)

var classes = makeClasses()

func makeClasses() map[atom.Atom]class {
	all := make(map[atom.Atom]class, 128)
	add := func(c class, names ...atom.Atom) {
		for _, name := range names {
			all[name] |= c
		}
	}
	add(void, atom.Area, atom.Base, atom.Basefont, atom.Bgsound, atom.Br, atom.Col, atom.Embed, atom.Frame, atom.Hr,
		atom.Image, atom.Img, atom.Input, atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr)
	add(once, atom.Html, atom.Head, atom.Body, atom.Frameset)
	add(style, atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small,
		atom.Strike, atom.Strong, atom.Tt, atom.U)
	add(raw, atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Script, atom.Style, atom.Textarea,
		atom.Title, atom.Xmp)
	add(foreign, atom.Svg, atom.Math)
	add(scope|itemBound, atom.Applet, atom.Button, atom.Caption, atom.Html, atom.Marquee, atom.Object, atom.Table,
		atom.Td, atom.Template, atom.Th)
	add(itemBound, atom.Ul, atom.Ol, atom.Menu, atom.Dir)
	add(marker, atom.Applet, atom.Caption, atom.Marquee, atom.Object, atom.Td, atom.Template, atom.Th)
	add(table, atom.Caption, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Object,
		atom.Button, atom.Template, atom.Applet, atom.Marquee, atom.Html)
	add(tableBound, atom.Html, atom.Table, atom.Template)
	add(block, atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Dd, atom.Details, atom.Dialog,
		atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Li, atom.Listing,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Ul, atom.Xmp)
	add(paragraph, atom.P)
	add(item, atom.Li)
	add(term, atom.Dd, atom.Dt)
	add(termBound, atom.Dl, atom.Table, atom.Td, atom.Th, atom.Html, atom.Template)
	add(link, atom.A)
	add(noBreak, atom.Nobr)
	add(button, atom.Button)
	add(option, atom.Option)
	add(optionGroup, atom.Optgroup)
	add(optionBound, atom.Select, atom.Datalist, atom.Table, atom.Html)
	add(ruby, atom.Rb, atom.Rp, atom.Rt, atom.Rtc)
	add(rubyBound, atom.Ruby, atom.Table, atom.Td, atom.Html)
	add(cell, atom.Td, atom.Th)
	add(row, atom.Tr)
	add(rowGroup, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption)
	return all
}

// impliedEnds are the end tags that authors may leave out: a start tag of
// starts ends the innermost open element of closes, unless one of within is
// further in.
var impliedEnds = [...]struct{ starts, closes, within class }{
	{item, item, itemBound},
	{term, term, termBound},
	{block, paragraph, scope},
	{link, link, scope},
	{noBreak, noBreak, scope},
	{button, button, tableBound | cell},
	{option | optionGroup, option, optionBound},
	{optionGroup, optionGroup, optionBound},
	{ruby, ruby, rubyBound},
	{cell | row | rowGroup, cell, tableBound},
	{row | rowGroup, row, tableBound},
	{rowGroup, rowGroup, tableBound},
}

// ending are the start tags that end anything.
const ending = item | term | block | link | noBreak | button | option | optionGroup | ruby | cell | row | rowGroup
