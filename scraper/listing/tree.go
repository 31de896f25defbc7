package listing

import (
	"hash/maphash"
	"strings"

	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// Bounds of what is looked at on one page. No listing comes near them; a page
// made to waste time does.
const (
	maxElements = 400_000
	maxLinks    = 20_000
	maxText     = 8 << 20
	maxKept     = 400 // bytes of a title or a label that are looked at
)

// element is one element of the page, in document order: those inside element
// i are i+1 … end-1. Its text is tree.text[from:to], its links are
// tree.links[firstLink:lastLink].
type element struct {
	node                *html.Node
	parent              int32
	end                 int32
	from, to            int32
	firstLink, lastLink int32
	shape               uint64 // names the path from the root; elements of one kind share it
	chrome              bool   // part of a menu, a footer, a pager …: holds no entries
	heading             bool   // h1 … h6, or inside one
}

// link is one a[href] that leads to another page.
type link struct {
	element int32
	*target        // with an address
	usable  bool   // may be an entry
	label   string // normalised text, cut to maxKept bytes
	kind    labelKind
	copies  int // links with another address and the same label
}

// tree is the page in document order, so that an element, what it prints and
// which links and dates it holds are ranges of numbers.
type tree struct {
	page     *page.Page
	elements []element
	links    []link
	text     string  // what the page prints; "\n" ends a line, "\t" a cell
	lines    []int32 // where its lines and cells begin
	dates    []found // in the order of the text
	mains    []int32 // h1 and main elements, in order
	seed     maphash.Seed
	// linkedSum[i] is the bytes of text in the first i links.
	linkedSum []int
	places    map[string]int // how often each address is linked
	self      string         // canonical address of the page
	targets   *Links
	before    *Links // those of the page before this one
	folder    string // how addresses below the page begin
}

// newTree walks the page once.
func newTree(p *page.Page, o Options) *tree {
	t := &tree{page: p, seed: maphash.MakeSeed()}
	t.targets, t.before = newLinks(p, o.Links)
	t.self, _ = archive.Canonical(p.URL.String())
	t.folder = strings.TrimSuffix(p.URL.Scheme+"://"+p.URL.Host+p.URL.EscapedPath(), "/") + "/"
	b := &builder{tree: t, options: o}
	b.walk(p.Doc.Nodes)
	t.text = b.text.String()
	t.findLines()
	t.finishLinks()
	t.countPlaces()
	t.finishChrome()
	t.markUsable(o)
	t.findDates(o)
	return t
}

// clipped reports whether the page holds more than was looked at.
func (t *tree) clipped() bool {
	return len(t.links) >= maxLinks || len(t.elements) >= maxElements || len(t.text) >= maxText
}
