package demo

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestLargeSite(t *testing.T) {
	site := NewLargeSite(105, 20_000)
	site.EditEvery, site.RemoveEvery, site.AddEach, site.Validators = 10, 50, 2, true
	base := start(t, site)

	seen := map[string]bool{}
	for page := 1; page <= 6; page++ {
		doc := document(t, get(t, base+pageAddress(site.Listing(), page)).body)
		for _, href := range hrefs(doc, ".news-item a") {
			seen[href] = true
		}
	}
	if len(seen) != 105 {
		t.Errorf("%d articles listed, want 105", len(seen))
	}
	titles := map[string]bool{}
	for i := range 105 {
		a := site.Article(i)
		titles[a.Title] = true
		got := get(t, base+a.Path)
		if n := len(got.body); n < 16_000 || n > 24_000 {
			t.Errorf("article %d: %d bytes", i, n)
		}
		doc := document(t, got.body)
		if title := texts(doc, ".news-detail h3"); !slices.Equal(title, []string{a.Title}) {
			t.Errorf("article %d: title %q, want %q", i, title, a.Title)
		}
		if !slices.Equal(texts(doc, ".news-detail > p"), a.Paragraphs) {
			t.Errorf("article %d: another text than expected", i)
		}
		if date := texts(doc, ".news-detail .news-date-time"); !slices.Equal(date, []string{numericDate(a.Date)}) {
			t.Errorf("article %d: date %q, want %q", i, date, a.Date)
		}
	}
	if len(titles) != 105 {
		t.Errorf("%d titles for 105 articles", len(titles))
	}
	if site.Requests() != 111 || site.Bytes() < 105*16_000 {
		t.Errorf("%d requests, %d bytes", site.Requests(), site.Bytes())
	}
}

func TestLargeSiteRounds(t *testing.T) {
	site := NewLargeSite(1000, 6_000)
	site.EditEvery, site.RemoveEvery, site.AddEach, site.Validators = 10, 50, 2, true
	base := start(t, site)
	bodies := make([]string, 1000)
	for i := range bodies {
		bodies[i] = site.Article(i).Body()
	}
	tag := get(t, base+site.Path(9)).header.Get("ETag")
	if got := get(t, base+site.Path(9), "If-None-Match", tag).status; got != http.StatusNotModified {
		t.Errorf("unchanged: %d", got)
	}

	if site.NextRound() != 1 || site.Len() != 1002 {
		t.Errorf("%d articles after a round", site.Len())
	}
	edited, removed := 0, 0
	for i, was := range bodies {
		if is := site.Article(i).Body(); is != was {
			edited++
			if shared := commonWords(was, is); shared < 0.5 {
				t.Errorf("article %d shares only %.2f of its words with itself", i, shared)
			}
		}
		if site.Removed(i) {
			removed++
			if got := get(t, base+site.Path(i)).status; got != http.StatusNotFound {
				t.Errorf("removed article %d: %d", i, got)
			}
		}
	}
	if edited != 100 || removed != 20 {
		t.Errorf("%d edited, %d removed; want 100, 20", edited, removed)
	}
	if got := get(t, base+site.Path(9), "If-None-Match", tag).status; got != http.StatusOK {
		t.Errorf("edited: %d", got)
	}
	if got := get(t, base+site.Path(1001)).status; got != http.StatusOK {
		t.Errorf("added: %d", got)
	}
	if got := get(t, base+site.Path(1002)).status; got != http.StatusNotFound {
		t.Errorf("not yet added: %d", got)
	}
	for range 9 {
		site.NextRound()
	}
	for i := range bodies {
		if site.Revision(i) != 1 {
			t.Fatalf("article %d was edited %d times in ten rounds", i, site.Revision(i))
		}
	}
}

// commonWords returns the share of a's words that b has too.
func commonWords(a, b string) float64 {
	has := map[string]bool{}
	for _, w := range strings.Fields(b) {
		has[w] = true
	}
	words := strings.Fields(a)
	shared := 0
	for _, w := range words {
		if has[w] {
			shared++
		}
	}
	return float64(shared) / float64(len(words))
}

func TestWordsAreDistinct(t *testing.T) {
	seen := map[string]int{}
	for rank := range vocabulary {
		w := word(rank)
		if other, ok := seen[w]; ok {
			t.Fatalf("the words of ranks %d and %d are both %q", other, rank, w)
		}
		seen[w] = rank
	}
}

func BenchmarkLargeSitePage(b *testing.B) {
	site := NewLargeSite(100_000, 36_000)
	r, err := http.NewRequest(http.MethodGet, site.Path(4242), nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		site.ServeHTTP(discard{}, r)
	}
}

type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}
