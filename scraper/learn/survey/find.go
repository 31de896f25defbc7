package survey

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/fetch"
	"onrecord/scraper/listing"
	"onrecord/scraper/page"
	"onrecord/scraper/syndication"
)

// maxTried is how many pages are fetched in search of the listing, besides the
// one given.
const maxTried = 6

// leastEntries is how many articles a listing must list.
const leastEntries = 3

// goodEnough is the score of a page that is a listing beyond doubt.
const goodEnough = 0.75

// prospect is a page that may be the listing.
type prospect struct {
	page    *page.Page
	kind    syndication.Kind // of a feed or a sitemap that is the listing itself
	list    listing.Page     // own entries only
	dated   int
	titled  int
	foreign int
	article bool // the page is rather an article
	listed  bool // it lists the address the person gave
	score   float64
}

// findListing finds the listing of the site that address belongs to.
func (v *visitor) findListing(ctx context.Context, address string) (prospect, error) {
	v.say("reading %s", address)
	start, err := v.start(ctx, address)
	if err != nil {
		return prospect{}, err
	}
	best := v.firstOf(ctx, v.judge(start, ""))
	if best.score >= goodEnough || ctx.Err() != nil {
		return best, ctx.Err()
	}
	tried := 0
	for _, next := range v.leads(start, best.article) {
		if tried == maxTried || best.score >= goodEnough {
			break
		}
		tried++
		v.say("reading %s", next)
		p, err := v.get(ctx, next)
		if ctx.Err() != nil {
			return prospect{}, ctx.Err()
		}
		if err != nil {
			continue // one of several guesses
		}
		if other := v.judge(p, start.URL.String()); other.score > best.score {
			best = other
		}
	}
	if len(best.list.Entries) < leastEntries || best.score < 0.3 {
		return prospect{}, v.noListing(start, tried)
	}
	return best, nil
}

// laterPage are the ways in which addresses name a page of a listing.
var laterPage = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(/page/\d+/?$|index_\d+\.html?$)|([?&](?:pagen_\d+|page|paged|p|pg|pagina|seite|start|offset)=\d+)`)
})

// firstOf returns the listing's first page, where a person gave a later one.
func (v *visitor) firstOf(ctx context.Context, given prospect) prospect {
	address := given.page.URL.String()
	first := laterPage().ReplaceAllStringFunc(address, func(part string) string {
		if strings.HasPrefix(part, "/") {
			return "/"
		}
		return ""
	})
	if first == address || len(given.list.Entries) < leastEntries {
		return given
	}
	if !strings.Contains(first, "?") {
		first = strings.Replace(first, "&", "?", 1)
	}
	v.say("reading the first page, %s", first)
	p, err := v.get(ctx, first)
	if err != nil {
		return given
	}
	if other := v.judge(p, ""); len(other.list.Entries) >= leastEntries && other.score > given.score-0.2 {
		return other
	}
	return given
}

// start returns the page that a person's address leads to: for a feed, the page
// the feed belongs to.
func (v *visitor) start(ctx context.Context, address string) (*page.Page, error) {
	p, err := v.get(ctx, address)
	if errors.Is(err, errFeed) {
		given := v.feeds[len(v.feeds)-1]
		v.given = &given
		home, ok := homeOf(given)
		if !ok {
			return nil, fmt.Errorf("%w: %s is a feed that names no page of the site; give the address of a page that lists the articles", ErrNothing, address)
		}
		v.say("%s is a feed; reading the page it belongs to, %s", address, home)
		p, err = v.get(ctx, home)
	}
	if err == nil || fetch.Ends(ctx, err) != nil {
		return p, err
	}
	return nil, fmt.Errorf("%w: %w", ErrNothing, err)
}

// noListing says why nothing could be learned.
func (v *visitor) noListing(start *page.Page, tried int) error {
	links := start.Doc.Find("a[href]").Length()
	hint := "give the address of a page that lists the articles, newest first"
	if links < 5 {
		hint = "the page has hardly any links: its list may be made by a script in the browser; give the address of its RSS feed, or of a page that works without scripts"
	}
	return fmt.Errorf("%w: no page that lists articles was found at %s (%d links) nor on %d pages it leads to; %s",
		ErrNothing, start.URL, links, tried, hint)
}

// judge reads a page as a listing. from is the page that a person gave, if it
// is another one.
func (v *visitor) judge(p *page.Page, from string) prospect {
	o := prospect{page: p, list: listing.Read(p, listing.Options{Now: v.Now()})}
	o.ownEntries()
	for _, e := range o.list.Entries {
		o.listed = o.listed || from != "" && sameAddress(e.URL, from)
	}
	o.article = v.isArticle(p, o.list.Entries)
	o.score = o.rate()
	return o
}

// ownEntries leaves a prospect the entries on its own site, the home page aside,
// and counts them.
func (o *prospect) ownEntries() {
	o.list.Entries = slices.DeleteFunc(o.list.Entries, func(e archive.Entry) bool {
		own := sameSite(e.URL, o.page.URL)
		if !own {
			o.foreign++
		}
		u, err := url.Parse(e.URL)
		return !own || err != nil || root(u)
	})
	for _, e := range o.list.Entries {
		if e.Date != "" {
			o.dated++
		}
		if len([]rune(e.Title)) >= 8 {
			o.titled++
		}
	}
}

// isArticle reports whether a page is an article with links to others, rather
// than a listing: it has a text that is not the entries' own.
func (v *visitor) isArticle(p *page.Page, entries []archive.Entry) bool {
	r := article.Read(p, article.Options{Now: v.Now()})
	var listed strings.Builder
	for _, e := range entries {
		listed.WriteString(archive.Fold(e.Title) + " " + archive.Fold(e.Teaser) + "\n")
	}
	words := listed.String()
	own := 0
	for paragraph := range strings.SplitSeq(r.Content.Text(), archive.ParagraphBreak) {
		if f := archive.Fold(paragraph); !strings.Contains(words, f) && !containsEntry(f, entries) {
			own += len(f)
		}
	}
	return own >= 500
}

// containsEntry reports whether a paragraph prints an entry's title: a row of a listing.
func containsEntry(paragraph string, entries []archive.Entry) bool {
	for _, e := range entries {
		if len(e.Title) > 15 && strings.Contains(paragraph, archive.Fold(e.Title)) {
			return true
		}
		if len(e.Teaser) > 30 && strings.HasPrefix(archive.Fold(e.Teaser), paragraph) {
			return true
		}
	}
	return false
}

// rate scores a page as a listing, from 0 to about 1.
func (o prospect) rate() float64 {
	n := float64(len(o.list.Entries))
	if n == 0 {
		return 0
	}
	score := 0.35*min(n, 10)/10 + 0.2*float64(o.dated)/n + 0.15*float64(o.titled)/n
	if o.list.Next != "" {
		score += 0.2
	}
	if newsPath(o.page.URL.Path) {
		score += 0.15
	}
	if o.listed {
		score += 0.3
	}
	if root(o.page.URL) {
		score -= 0.3 // home pages list a few articles of several sections
	}
	if o.article {
		score -= 0.45
	}
	return score * (1 - 0.5*float64(o.foreign)/(n+float64(o.foreign)))
}

// why says what makes a page the listing.
func (o prospect) why() string {
	n := len(o.list.Entries)
	dates := "without dates"
	switch {
	case o.dated == n:
		dates = "all with dates"
	case o.dated > 0:
		dates = fmt.Sprintf("%d with dates", o.dated)
	}
	paging := "; no further page"
	if o.list.Next != "" {
		paging = "; goes on at " + o.list.Next
	}
	if o.kind != "" && o.list.Next == "" {
		paging = "; what it does not name is not found"
	}
	return fmt.Sprintf("%d articles, %s%s", n, dates, paging)
}

func root(u *url.URL) bool { return strings.Trim(u.Path, "/") == "" && u.RawQuery == "" }

func sameSite(address string, own *url.URL) bool {
	u, err := url.Parse(address)
	return err == nil && bare(u.Host) == bare(own.Host)
}

func bare(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }

func sameAddress(a, b string) bool {
	x, err := archive.Canonical(a)
	if err != nil {
		return false
	}
	y, err := archive.Canonical(b)
	return err == nil && x == y
}
