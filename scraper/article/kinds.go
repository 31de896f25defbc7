package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// kind is a set of what the names of an element say about what it holds.
type kind uint32

// Kinds of elements. Those up to kindTeaser are furniture: no part of what a
// publisher wrote under a title.
const (
	kindCaption kind = 1 << iota
	kindByline
	kindDate
	kindShare
	kindRelated
	kindTags
	kindNav
	kindComments
	kindSignup
	kindAd
	kindConsent
	kindMedia
	kindMeta
	kindAside
	kindEmbed
	kindUnseen
	kindControl
	kindFiles
	kindTeaser // furniture only with a link to elsewhere
	kindLead
	kindBody
	kindTitle
	kindKicker // a word or two over the title
)

const furniture = kindTeaser<<1 - 1

func (k kind) is(other kind) bool { return k&other != 0 }

// naming finds the kinds of elements. It remembers the names it has looked at:
// pages repeat theirs.
type naming struct {
	table map[string]kind // of nameKinds
	names map[string]kind
	words []string
}

func newNaming() *naming { return &naming{table: nameKinds(), names: map[string]kind{}} }

// of returns what the tag, role, microdata, class and id of n say of it.
func (m *naming) of(n *html.Node) kind {
	k := tagKinds[n.DataAtom]
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			if !isTextBlock(n) {
				k |= m.lookup(a.Val)
			}
		case "class", "data-testid", "data-component", "data-component-name", "data-block":
			k |= m.lookup(a.Val)
		case "role":
			k |= roleKinds[strings.ToLower(strings.TrimSpace(a.Val))]
		case "itemprop":
			k |= itempropKinds[strings.ToLower(strings.TrimSpace(a.Val))]
		}
	}
	return k
}

// isTextBlock reports whether n holds a paragraph or a heading: their ids are
// names of places within the page.
func isTextBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li:
		return true
	}
	return false
}

// tagKinds says what tags mean by themselves (HTML standard, section 4.3).
var tagKinds = map[atom.Atom]kind{
	atom.Nav: kindNav, atom.Menu: kindNav, atom.Search: kindNav,
	atom.Aside: kindAside, atom.Footer: kindMeta,
	atom.Figcaption: kindCaption, atom.Figure: kindCaption, atom.Caption: 0,
	atom.Button: kindControl, atom.Form: kindControl, atom.Label: kindControl, atom.Dialog: kindConsent,
	atom.Time: kindDate,
}

// roleKinds says what landmarks mean (WAI-ARIA 1.2, section 5.3.4).
var roleKinds = map[string]kind{
	"navigation": kindNav, "menu": kindNav, "menubar": kindNav, "search": kindNav, "toolbar": kindControl,
	"complementary": kindAside, "contentinfo": kindMeta, "dialog": kindConsent, "alertdialog": kindConsent,
	"button": kindControl, "tablist": kindNav,
}

// itempropKinds says what properties of schema.org mean for the text.
var itempropKinds = map[string]kind{
	"author": kindByline, "publisher": kindByline, "datepublished": kindDate, "datemodified": kindDate,
	"caption": kindCaption, "keywords": kindTags, "comment": kindComments, "interactionstatistic": kindMeta,
	"headline": kindTitle, "articlebody": kindBody, "breadcrumb": kindNav,
}

// namesLooked bounds how much of an attribute's value is looked at.
const namesLooked = 1000

// lookup returns what a class or id says.
func (m *naming) lookup(value string) kind {
	if len(value) > namesLooked {
		value = value[:namesLooked]
	}
	if k, ok := m.names[value]; ok {
		return k
	}
	var k kind
	unseen, shown := false, false
	for name := range strings.FieldsSeq(value) {
		k |= m.name(name)
		unseen = unseen || name == "hidden" || name == "d-none"
		shown = shown || strings.Contains(name, ":") || strings.HasPrefix(name, "d-") && name != "d-none"
	}
	if unseen && !shown {
		k |= kindUnseen
	}
	m.names[value] = k
	return k
}

// name returns what one class name says: every run of up to three of its words
// is looked up, the longest first, and its words are not used again.
func (m *naming) name(name string) kind {
	if strings.ContainsRune(name, ':') {
		return 0 // a utility for some screens, such as print:hidden
	}
	m.words = splitName(m.words[:0], name)
	if len(m.words) == 0 || negations[m.words[0]] {
		return 0
	}
	var k kind
	for i := 0; i < len(m.words); {
		step := 1
		for n := min(3, len(m.words)-i); n > 0; n-- {
			if found, ok := m.table[strings.Join(m.words[i:i+n], "")]; ok {
				k |= found
				step = n
				break
			}
		}
		i += step
	}
	return k
}

// negations begin names that say what an element has or lacks, not what it is.
var negations = map[string]bool{
	"has": true, "have": true, "with": true, "without": true, "no": true, "not": true, "non": true, "js": true, "supports": true,
}

// splitName splits "c-articleBody__text" into its words in lower case.
func splitName(words []string, name string) []string {
	start := -1
	lower := false
	cut := func(end int) {
		if start >= 0 && end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = -1
	}
	for i, r := range name {
		letter := unicode.IsLetter(r)
		upper := unicode.IsUpper(r)
		if !letter || upper && lower {
			cut(i)
		}
		if letter && start < 0 {
			start = i
		}
		lower = letter && !upper
	}
	cut(len(name))
	return words
}
