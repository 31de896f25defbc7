package testbed_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/internal/testbed"
	"onrecord/scraper/article"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// BenchmarkReading compares parsing a page with reading it, by what was learned
// and without: a learned feed should cost no more than twice the parsing.
func BenchmarkReading(b *testing.B) {
	site := testbed.SiteCalled("wordpress")
	recorder := httptest.NewRecorder()
	path := site.Articles()[2].Path
	site.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
	source := page.Source{Body: recorder.Body.Bytes(), ContentType: "text/html; charset=utf-8", Address: "https://a.example" + path}
	learned := rules.Select{Title: ".entry-title", Date: ".entry-date", Summary: ".entry-content p:first-child", Body: ".entry-content", Remove: []string{"figcaption", ".sharedaddy", ".jp-relatedposts"}}
	read := func(b *testing.B, s *rules.Select) {
		for b.Loop() {
			p, err := page.Parse(source)
			if err != nil {
				b.Fatal(err)
			}
			if s == nil {
				continue
			}
			o := article.Options{Select: *s, Now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Entry: archive.Entry{}}
			if r := article.Read(p, o); r.Content.Body == "" {
				b.Fatal("no text")
			}
		}
	}
	b.Run("parse", func(b *testing.B) { read(b, nil) })
	b.Run("learned", func(b *testing.B) { read(b, &learned) })
	b.Run("general", func(b *testing.B) { read(b, &rules.Select{}) })
}
