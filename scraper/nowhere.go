package scraper

import (
	"strings"

	"onrecord/archive"
	"onrecord/scraper/fetch"
)

// leadsNowhere reports whether an article's address has led to a page about no
// single article: the site's root, a page of a listing, or a folder above the
// article whose page is not the one that the listing announced.
func (c *crawl) leadsNowhere(v visit, answer fetch.Answer) bool {
	asked, errAsked := archive.Canonical(v.request.URL)
	answered, errAnswered := archive.Canonical(answer.Final)
	if errAsked != nil || errAnswered != nil || asked == answered || c.feed.home(v.request.URL) {
		return false
	}
	if c.feed.home(answer.Final) || c.listings[answered] {
		return true
	}
	return v.entry.Title != "" && above(answered, asked) && !c.announced(v.entry, answer)
}

// above reports whether one canonical address is that of a folder in which the other stands.
func above(folder, address string) bool {
	folder, _, query := strings.Cut(folder, "?")
	return !query && strings.HasPrefix(address, strings.TrimSuffix(folder, "/")+"/")
}

// announced reports whether an answer is a page with the title that an entry printed.
func (c *crawl) announced(e archive.Entry, answer fetch.Answer) bool {
	a, err := c.reader.Explain(answer.Capture())
	return err != nil || confirmed(a, e) // what cannot be read proves nothing
}
