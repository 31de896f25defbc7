package scraper

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/PuerkitoBio/goquery"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// Reader reads a feed's captures. It never touches the network.
type Reader struct {
	feed    Feed
	stamp   archive.Stamp
	nothing *nothing                    // how the site says that a page does not exist; nil: honestly, or not known
	printed atomic.Pointer[printedPage] // the page of which others are likely to have much; nil: none yet
}

// NewReader returns the reader of a feed.
func NewReader(f Feed) *Reader { return &Reader{feed: f, stamp: f.Stamp()} }

// Stamp names the extractor and the selectors in use.
func (r *Reader) Stamp() archive.Stamp { return r.stamp }

// Read reads an article's title, date, summary, body and attachments.
func (r *Reader) Read(c archive.Capture) (archive.Reading, error) {
	if isDocument(c) {
		return r.document(c), nil
	}
	if len(c.Body) == 0 {
		return archive.Reading{}, archive.ErrNoText // the entry alone is no article
	}
	a, err := r.Explain(c)
	if err != nil {
		return archive.Reading{}, err
	}
	if err := r.doubt(c, a); err != nil {
		return archive.Reading{}, err
	}
	return archive.Reading{Stamp: r.stamp, Content: a.Content, Language: a.Language}, nil
}

// doubt returns why a page is not the article that it was asked for, nil when
// nothing speaks against it. A page with the title that the listing announced is
// the article, even on a site that answers every address with one of its articles.
func (r *Reader) doubt(c archive.Capture, a article.Reading) error {
	if r.leadsToNothing(c) {
		return archive.ErrGonePage
	}
	if confirmed(a, c.Entry) || r.saysTheListed(c, a) {
		return nil
	}
	alone, err := r.unannounced(c, a)
	if err != nil {
		return err
	}
	if r.nothing.alike(alone.Content) || saysNotFound(alone) {
		return archive.ErrGonePage
	}
	if err := inTheWay(a); err != nil {
		return err
	}
	if a.Content.Empty() {
		return archive.ErrNoText
	}
	return nil
}

// leadsToNothing reports whether a page was answered from where the site leads
// addresses that do not exist.
func (r *Reader) leadsToNothing(c archive.Capture) bool {
	if r.nothing == nil || r.nothing.final == "" {
		return false
	}
	answered, err := archive.Canonical(c.Answered())
	return err == nil && answered == r.nothing.final
}

// saysTheListed reports whether a page whose title is the listing's word says that
// somewhere, in metadata or in its text: the listing may show its first sentence in
// place of a title.
func (r *Reader) saysTheListed(c archive.Capture, a article.Reading) bool {
	if a.Sources[archive.FieldTitle] != article.SourceListing {
		return false
	}
	listed := archive.Fold(archive.NormaliseLine(c.Entry.Title))
	says := func(text string) bool { return strings.Contains(archive.Fold(archive.NormaliseLine(text)), listed) }
	return slices.ContainsFunc(a.Claims, func(c article.Claim) bool {
		return c.Field == archive.FieldTitle && c.Source != article.SourceListing && says(c.Value)
	}) || slices.ContainsFunc(r.Printed(c)[0].Pieces, says)
}

// unannounced returns what a page says of itself where its title was the
// listing's word: its reading without that.
func (r *Reader) unannounced(c archive.Capture, a article.Reading) (article.Reading, error) {
	if a.Sources[archive.FieldTitle] != article.SourceListing {
		return a, nil
	}
	c.Entry = archive.Entry{Order: c.Entry.Order}
	return r.Explain(c)
}

// Explain reads a page and says where each field came from.
func (r *Reader) Explain(c archive.Capture) (article.Reading, error) {
	p, err := page.Parse(page.Source{Body: c.Body, ContentType: c.HeaderValue("Content-Type"), Address: c.Answered()})
	if err != nil {
		return article.Reading{}, fmt.Errorf("read the page: %w", err)
	}
	return article.Read(p, article.Options{
		Select:      r.selectors(c, p),
		Language:    r.feed.Language,
		Location:    r.feed.Location,
		Order:       orderNamed(c.Entry.Order),
		Entry:       c.Entry,
		Now:         c.Time,
		Attachments: r.feed.Attachments,
	}), nil
}

// selectors returns those for a page: the configured ones of its day, unless
// they do not fit the page and a template that was learned anew does.
func (r *Reader) selectors(c archive.Capture, p *page.Page) rules.Select {
	configured := r.feed.Select.On(c.Time.In(r.feed.Location).Format(archive.DayLayout))
	if len(r.feed.Learned) == 0 || fits(configured, p) {
		return configured
	}
	for _, learned := range r.feed.Learned {
		if fits(learned, p) {
			return learned
		}
	}
	return configured
}

// fits reports whether there are selectors and each finds something. Not every
// article has a lead.
func fits(s rules.Select, p *page.Page) bool {
	some := false
	for _, selector := range []string{s.Title, s.Date, s.Body} {
		if selector == "" {
			continue
		}
		if p.Doc.FindMatcher(goquery.Single(selector)).Length() == 0 {
			return false
		}
		some = true
	}
	return some
}

// confirmed reports whether a page is the entry's article whatever its text looks
// like, as a page of photographs is: it carries the title that the listing prints,
// cut off perhaps. A title that was taken from the listing confirms nothing.
func confirmed(a article.Reading, e archive.Entry) bool {
	const opening = 20 // bytes that say enough of a title which is cut off
	if a.Sources[archive.FieldTitle] == article.SourceListing {
		return false
	}
	title, listed := archive.Fold(archive.NormaliseLine(a.Content.Title)), archive.Fold(archive.NormaliseLine(e.Title))
	begins, cut := strings.CutSuffix(listed, "...")
	begins = strings.TrimRight(begins, " ")
	return title != "" && (title == listed || cut && len(begins) >= opening && strings.HasPrefix(title, begins))
}

// document reads an entry that links to a document instead of a page: title
// and date are the listing's, the document is the attachment.
func (r *Reader) document(c archive.Capture) archive.Reading {
	title := c.Entry.Title
	if title == "" {
		title = documentName(c.Answered())
	}
	address := c.Answered()
	if clean, err := archive.CleanURL(address); err == nil {
		address = clean
	}
	document := archive.Attachment{Kind: archive.KindDocument, URL: address, Title: title}
	document.SHA256 = c.Info().Raw.Hex()
	return archive.Reading{
		Stamp: r.stamp,
		Content: archive.Content{
			Title: title, Date: c.Entry.Date, Attachments: []archive.Attachment{document},
		},
		Language: r.feed.Language,
	}
}

func documentName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return path.Base(u.Path)
}

// isDocument reports whether a capture is that of a document rather than a page.
func isDocument(c archive.Capture) bool {
	kind, _, _ := strings.Cut(strings.ToLower(c.HeaderValue("Content-Type")), ";")
	switch kind = strings.TrimSpace(kind); {
	case strings.Contains(kind, "html"), strings.HasPrefix(kind, "text/"), strings.HasSuffix(kind, "xml"):
		return false
	case kind == "" || kind == "application/octet-stream":
		return documentAddress(c.Answered())
	}
	return strings.HasPrefix(kind, "application/")
}

// documentAddress reports whether an address ends like that of a document.
func documentAddress(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	endings := []string{".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp", ".zip", ".djvu", ".epub"}
	return slices.Contains(endings, strings.ToLower(path.Ext(u.Path)))
}

// validators is what the crawler remembers of an article: the server's words
// by which it can say that a page is not modified, and the stamp they hold for.
type validators struct {
	ETag         string        `json:"etag,omitempty"`
	LastModified string        `json:"modified,omitempty"`
	Stamp        archive.Stamp `json:"stamp,omitempty"`
}

// Memo returns the validators of a capture that was read and stored.
func (r *Reader) Memo(c archive.CaptureInfo) []byte {
	head := archive.Capture{Header: c.Header}
	v := validators{ETag: head.HeaderValue("Etag"), LastModified: head.HeaderValue("Last-Modified"), Stamp: r.stamp}
	if v.ETag == "" && v.LastModified == "" {
		return nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil // strings always encode
	}
	return b
}
