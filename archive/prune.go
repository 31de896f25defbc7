package archive

import (
	"context"
	"fmt"
	"time"
)

// Keeping says which pages of an article stay when pages are pruned, counted
// from its newest page back, each rule by itself: a page stays when one of them
// wants it. The page of the newest revision, and what was captured since, stay
// whatever the rules say: the next crawl compares with them.
type Keeping struct {
	Last                           int // the newest pages
	Daily, Weekly, Monthly, Yearly int // the last page of each of so many days, ISO weeks, months, years that have one
	Since                          time.Time
}

// None reports whether k is no rule at all.
func (k Keeping) None() bool { return k == Keeping{} }

// choose reports which of the times, ascending, k keeps. Days are those of loc.
func (k Keeping) choose(times []time.Time, loc *time.Location) []bool {
	keep := make([]bool, len(times))
	for i := range times {
		keep[i] = len(times)-i <= k.Last || !k.Since.IsZero() && !times[i].Before(k.Since)
	}
	for _, rule := range []struct {
		count  int
		period func(time.Time) string
	}{
		{k.Daily, func(t time.Time) string { return t.Format(DayLayout) }},
		{k.Weekly, func(t time.Time) string { year, week := t.ISOWeek(); return fmt.Sprint(year, " ", week) }},
		{k.Monthly, func(t time.Time) string { return t.Format("2006-01") }},
		{k.Yearly, func(t time.Time) string { return t.Format("2006") }},
	} {
		last := ""
		for i := len(times) - 1; i >= 0 && rule.count > 0; i-- {
			if p := rule.period(times[i].In(loc)); p != last {
				keep[i], last = true, p
				rule.count--
			}
		}
	}
	return keep
}

// Prunable is what a [Keeping] lets go.
type Prunable struct {
	Raw      []Digest // of the pages
	Articles int      // that have one of them
	Bytes    int64    // of the pages as they were received
}

// Prune returns the pages of a feed's articles that keep does not want, of
// revisions and of those kept beside them. Attachments are no pages; bytes that
// another capture needs are left out. Days are those of loc.
func Prune(ctx context.Context, store Store, feed string, keep Keeping, loc *time.Location) (Prunable, error) {
	p := pruning{keep: keep, loc: loc, sizes: map[Digest]int{}, needed: map[Digest]bool{}}
	err := EachChunk(ctx, store, feed, 0, false, viewChunk, func(v View, at int, articles []Article) error {
		for _, a := range articles {
			if err := p.add(v, a, at); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Prunable{}, fmt.Errorf("looking for pages to prune of feed %s: %w", feed, err)
	}
	return p.result(), nil
}

// pruning gathers what goes, article by article.
type pruning struct {
	keep   Keeping
	loc    *time.Location
	sizes  map[Digest]int  // of pages that go, unless needed
	pages  [][]Digest      // of each article that loses one
	needed map[Digest]bool // bytes that stay
}

func (p *pruning) add(v View, a Article, at int) error {
	attached, err := v.Attached(a.Ref, at)
	if err != nil {
		return err
	}
	for _, c := range attached {
		p.needed[c.Raw] = true
	}
	newest, err := v.Revision(a.Ref, a.Revision)
	if err != nil {
		return err
	}
	pages, err := PagesOf(v, a.Ref, at)
	p.divide(pages, newest.Capture.Time)
	return err
}

// divide decides on the pages of one article, by time.
func (p *pruning) divide(pages []CaptureInfo, newest time.Time) {
	times := make([]time.Time, len(pages))
	for i, c := range pages {
		times[i] = c.Time
	}
	var gone []Digest
	for i, stays := range p.keep.choose(times, p.loc) {
		c := pages[i]
		if stays || !c.Time.Before(newest) {
			p.needed[c.Raw] = true
			continue
		}
		p.sizes[c.Raw] = c.Size
		gone = append(gone, c.Raw)
	}
	if len(gone) > 0 {
		p.pages = append(p.pages, gone)
	}
}

func (p *pruning) result() Prunable {
	var r Prunable
	seen := map[Digest]bool{}
	for _, pages := range p.pages {
		before := len(r.Raw)
		for _, d := range pages {
			if !p.needed[d] && !seen[d] {
				seen[d] = true
				r.Raw = append(r.Raw, d)
				r.Bytes += int64(p.sizes[d])
			}
		}
		if len(r.Raw) > before {
			r.Articles++
		}
	}
	return r
}
