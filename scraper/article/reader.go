package article

import (
	"net/url"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// reader reads one page.
type reader struct {
	page    *page.Page
	options Options
	root    *html.Node
	picked  selected // what the feed's selectors found
	meta    metadata
	sites   sites
	reading Reading

	outlined *outline // made when first asked for
	folded   string   // the title, folded, once it was asked for
	analysed bool     // headline, furniture and region were looked for
	headline int      // index of the paragraph that prints the title, -1: none
	region   region   // where the body stands
}

func newReader(p *page.Page, o Options) *reader {
	r := &reader{page: whole(p), options: o, headline: -1, reading: Reading{Sources: map[string]string{}}}
	r.root = r.page.Doc.Nodes[0]
	r.picked = r.selectFields()
	r.meta = readMetadata(r.root)
	r.sites = newSites(r.meta, r.page.URL)
	return r
}

// whole returns p with an address and a document, however little it has.
func whole(p *page.Page) *page.Page {
	var w page.Page
	if p != nil {
		w = *p
	}
	if w.URL == nil {
		w.URL = &url.URL{}
	}
	if w.Base == nil {
		w.Base = w.URL
	}
	if w.Doc == nil || len(w.Doc.Nodes) == 0 {
		w.Doc = goquery.NewDocumentFromNode(&html.Node{Type: html.DocumentNode})
	}
	return &w
}

// outline returns the page in flat form, without what the feed removes.
func (r *reader) outline() *outline {
	if r.outlined == nil {
		r.outlined = newOutline(r.root, r.picked.removed)
	}
	return r.outlined
}

// analyse finds the headline, marks furniture and chooses the region of the
// text. It does so once, and only where the feed's selectors leave a question.
func (r *reader) analyse() {
	if r.analysed {
		return
	}
	r.analysed = true
	r.findHeadline()
	r.outline().markFurniture(r.headline)
	r.region = r.findRegion()
	r.refineHeadline()
}

// foldedTitle returns the title in folded form.
func (r *reader) foldedTitle() string {
	if r.folded == "" {
		r.folded = fold(r.reading.Content.Title)
	}
	return r.folded
}

// claim notes what a source said of a field.
func (r *reader) claim(field, source, value, note string) {
	if value != "" {
		r.reading.Claims = append(r.reading.Claims, Claim{Field: field, Source: source, Value: value, Note: note})
	}
}

// take notes which source a field came from.
func (r *reader) take(field, source string) {
	r.reading.Sources[field] = source
}

// warn notes a sentence for a person.
func (r *reader) warn(sentence string) {
	r.reading.Warnings = append(r.reading.Warnings, sentence)
}

// entryTitle returns the listing's title of the article, normalised.
func (r *reader) entryTitle() string { return archive.NormaliseLine(r.options.Entry.Title) }
