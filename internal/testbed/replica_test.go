package testbed_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive/storetest"
	"onrecord/internal/demo"
)

// The replica feed lists documents beside its texts, prints some leads like any
// paragraph, and opens its pages with the latest news.
func TestTheReplicaIsLearnedAndReadExactly(t *testing.T) {
	site := demo.NewSite()
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	r := &trial{t: t, base: server.URL, store: storetest.NewMemory(), now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	found := r.learn(demo.News)
	logSelectors(t, found.Learned.Select)
	r.crawl()
	got := r.articles()
	checked := 0
	for _, want := range site.Articles() {
		a, ok := got[want.Path]
		if !ok {
			if strings.HasPrefix(want.Path, demo.News) {
				t.Errorf("%s was not captured", want.Path)
			}
			continue
		}
		checked++
		if diff := cmp.Diff(want.Content(r.base), a.Content); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Path, diff)
		}
	}
	if checked < 20 {
		t.Errorf("only %d articles were checked", checked)
	}
}
