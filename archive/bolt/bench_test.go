package bolt_test

import (
	"testing"
	"time"

	"onrecord/archive"
)

func BenchmarkKeep(b *testing.B) {
	c := newCrawler(b, 2000)
	w, err := c.store.Claim(b.Context(), "works")
	c.ok(err)
	var captures []archive.Capture
	for n := range 500 {
		captures = append(captures, c.site.capture(n, c.site.article(), time.Unix(int64(n), 0)))
	}
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		page := captures[i%len(captures)]
		page.Body = append([]byte(time.Unix(int64(i), 0).String()), page.Body...)
		c.ok(w.Keep(b.Context(), page, archive.Digest{}))
	}
	b.StopTimer()
	c.ok(w.Release())
}

// crawled returns a store that holds a site's articles and some edits.
func crawled(b *testing.B) *crawler {
	c := newCrawler(b, 1000)
	c.crawl(640, 0, 0)
	for range 5 {
		c.crawl(5, 10, 20)
	}
	b.ResetTimer()
	return c
}

func BenchmarkStage(b *testing.B) {
	c := crawled(b)
	at := time.Unix(0, 0)
	w, err := c.store.Claim(b.Context(), "works")
	c.ok(err)
	for b.Loop() {
		var updates []archive.Update
		for n := range 64 {
			page := archive.Capture{URL: siteURL(n), Time: at}
			u := c.update(n, c.known[n].Number+1, c.site.text(3600), page, at)
			c.known[n].Number++
			u.Base = c.known[n].Reading().Content
			updates = append(updates, u)
		}
		c.ok(w.Stage(b.Context(), updates))
	}
	c.ok(w.Release())
}

func BenchmarkViewArticle(b *testing.B) {
	c := crawled(b)
	for i := 0; b.Loop(); i++ {
		c.ok(c.store.View(b.Context(), "works", func(v archive.View) error {
			ref := archive.Ref(i * 7 % 640)
			if _, err := v.Article(ref, 6); err != nil {
				return err
			}
			revisions, err := v.Revisions(ref, 6)
			if err != nil {
				return err
			}
			_, err = v.Content(revisions[0].Reading().Content)
			return err
		}))
	}
}

func BenchmarkFirstPageByDate(b *testing.B) {
	c := crawled(b)
	for b.Loop() {
		c.ok(c.store.View(b.Context(), "works", func(v archive.View) error {
			page, err := v.ByDate(6, nil, true, 50)
			if len(page) != 50 {
				b.Fatal(len(page))
			}
			return err
		}))
	}
}

func BenchmarkAllContents(b *testing.B) {
	c := crawled(b)
	for b.Loop() {
		c.ok(c.store.View(b.Context(), "works", func(v archive.View) error {
			articles, err := v.ByDate(6, nil, true, 0)
			if err != nil {
				return err
			}
			for _, a := range articles {
				r, err := v.Revision(a.Ref, a.Revision)
				if err != nil {
					return err
				}
				if _, err := v.Content(r.Reading().Content); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/665, "µs/article")
}
