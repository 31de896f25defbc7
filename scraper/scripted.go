package scraper

import (
	"fmt"

	"onrecord/scraper/syndication"
)

// noteScript notes a listing of one page that goes on behind a script: what
// stands at its end is not the oldest that there is. A sitemap lists the rest.
func (w *walker) noteScript(address string, p syndication.Document) {
	if address == w.listing && p.More != "" && !w.scripted[w.listing] {
		w.scripted[w.listing] = true
		w.behind = append(w.behind, fmt.Sprintf("%s goes on behind %q, which only a script can follow: older entries are not seen; "+
			"add the site's sitemap or archive pages to the listings, or set select.next", w.listing, p.More))
	}
	if p.Kind == syndication.Index || p.Kind == syndication.URLSet && !p.Window {
		w.mapped = true
	}
}

// warnOfScripts says which listings go on where the crawl could not, unless a
// sitemap names what they do not.
func (c *crawl) warnOfScripts() {
	if !c.mapped {
		c.seen.Warnings = append(c.seen.Warnings, c.behind...)
	}
}
