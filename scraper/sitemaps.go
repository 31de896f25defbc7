package scraper

import (
	"context"
	"slices"
	"time"

	"onrecord/scraper/syndication"
)

// atOnce is how many of the sitemaps whose index does not say when they were
// changed are read in one crawl, once all were read before.
const atOnce = 10

// sitemaps reads the sitemaps that an index names: those that were changed
// since they were last read, and one of the others, in turn. One that cannot be
// read does not keep the others from being read.
func (w *walker) sitemaps(ctx context.Context, index syndication.Document) (stop, error) {
	held := w.memo.Sitemaps
	w.memo.Sitemaps = map[string]string{}
	now, later := w.chooseSitemaps(index.Sitemaps, held)
	for _, s := range later {
		w.memo.Sitemaps[s.URL] = held[s.URL]
	}
	reason := stopEnd
	for i := 0; i < len(now); i++ {
		s := now[i]
		if w.visited[s.URL] {
			continue
		}
		if why, _ := w.limit(); why != "" {
			w.broken(s.URL, why)
			reason = stopLimit
			for _, left := range now[i:] {
				if mark, read := held[left.URL]; read {
					w.memo.Sitemaps[left.URL] = mark
				}
			}
			break
		}
		p, ok, err := w.read(ctx, s.URL)
		if err != nil {
			return stopBroken, err
		}
		if !ok {
			reason = stopBroken
			continue
		}
		w.memo.Sitemaps[s.URL] = stamp(s.Modified)
		now = append(now, nested(p, len(now))...)
		if _, err := w.take(ctx, p.Entries); err != nil {
			return stopBroken, err
		}
		w.stretch = nil
		w.place(s.URL, p)
	}
	w.memo.Pages, w.memo.Resume = []string{w.listing}, ""
	w.memo.Reached = w.memo.Reached || reason == stopEnd
	return reason, nil
}

// nested returns the sitemaps that a sitemap names in its turn, if that does not
// make too many: they are meant to name none.
func nested(p syndication.Document, before int) []syndication.Sitemap {
	const most = 1000
	return p.Sitemaps[:min(len(p.Sitemaps), max(0, most-before))]
}

// chooseSitemaps returns which sitemaps of an index are read now, and which are
// left for later crawls.
func (w *walker) chooseSitemaps(all []syndication.Sitemap, held map[string]string) (now, later []syndication.Sitemap) {
	if w.opts.Full || !w.memo.Reached { // first those that no walk has read yet
		all = slices.Clone(all)
		slices.SortStableFunc(all, func(a, b syndication.Sitemap) int {
			_, readA := held[a.URL]
			_, readB := held[b.URL]
			switch {
			case readA == readB:
				return 0
			case readA:
				return 1
			}
			return -1
		})
		return all, nil
	}
	var silent []syndication.Sitemap // of whose changes the index says nothing
	for _, s := range all {
		mark, known := held[s.URL]
		switch {
		case !known || mark != stamp(s.Modified):
			now = append(now, s)
		case s.Modified.IsZero():
			silent = append(silent, s)
		default:
			later = append(later, s)
		}
	}
	if len(silent) > atOnce { // new pages are mostly added to the first or the last
		ends := []syndication.Sitemap{silent[0], silent[len(silent)-1]}
		rest := silent[1 : len(silent)-1]
		from := w.memo.Turn * (atOnce - len(ends)) % len(rest)
		rest = slices.Concat(rest[from:], rest[:from])
		now = append(append(now, ends...), rest[:atOnce-len(ends)]...)
		later = append(later, rest[atOnce-len(ends):]...)
	} else {
		now = append(now, silent...)
	}
	if len(silent) == 0 && len(later) > 0 {
		again := w.memo.Turn % len(later)
		now = append(now, later[again])
		later = slices.Delete(later, again, again+1)
	}
	w.memo.Turn++
	return now, later
}

// stamp names the moment of a sitemap's last change; "" when it is not known.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
