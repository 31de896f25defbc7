package archive

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/internal/costs"
)

func TestEntries(t *testing.T) {
	var e Entries
	long := strings.Repeat("word ", chunkSize) // longer than a chunk
	entries := []Entry{
		{URL: "https://x.example/1", Listing: "https://x.example/news/", Date: "2026-03-01", Title: "One"},
		{URL: "https://x.example/2", Listing: "https://x.example/news/", Teaser: long},
		{URL: "https://www.x.example/1#top", Listing: "https://x.example/speeches/", Order: DayFirst},
		{URL: "https://x.example/3", Title: "Three"},
		{URL: "https://x.example/1", Listing: "https://x.example/news/", Title: "Uno"},
	}
	for _, entry := range entries {
		canonical, err := Canonical(entry.URL)
		if err != nil {
			t.Fatal(err)
		}
		e.Add(canonical, entry)
	}
	for canonical, want := range map[string][]int{"x.example/1": {0, 2, 4}, "x.example/2": {1}, "x.example/3": {3}, "x.example/4": nil} {
		var got []int
		for n, entry := range e.Of(canonical) {
			if got = append(got, n); entry != entries[n] || e.URL(n) != entry.URL {
				t.Errorf("entry %d of %s is %+v, want %+v", n, canonical, entry, entries[n])
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("entries of %s: %v, want %v", canonical, got, want)
		}
		if n, known := e.First(canonical); known != (want != nil) || known && n != want[0] {
			t.Errorf("first of %s: %d, %v, want %v", canonical, n, known, want)
		}
	}
	var addresses []string
	for n, canonical := range e.Addresses() {
		addresses = append(addresses, fmt.Sprint(n, " ", canonical))
	}
	if want := []string{"0 x.example/1", "1 x.example/2", "3 x.example/3"}; !reflect.DeepEqual(addresses, want) || e.Len() != len(entries) {
		t.Errorf("addresses %q of %d, want %q", addresses, e.Len(), want)
	}
}

// TestStates: a state is what was put last, whether it is held in few bytes or not.
func TestStates(t *testing.T) {
	var entries Entries
	for ref := range 14 { // of those above it no listing shows the address
		entries.Add(fmt.Sprint("x.example/", ref), Entry{URL: fmt.Sprint("https://x.example/", ref)})
	}
	s := newStates(Snapshot{Number: 6, Articles: 10}, &entries)
	at := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	plain := func(ref Ref) Article {
		return Article{
			Ref: ref, ID: fmt.Sprint("id", ref), URL: fmt.Sprint("https://x.example/", ref), Listings: []string{"https://x.example/news/"},
			State: Listed, Since: 7, StateTime: at, Revision: 1, FirstSeen: at, Changed: at, Date: "2026-02-28",
		}
	}
	with := func(a Article, change func(*Article)) Article {
		change(&a)
		return a
	}
	known := with(plain(3), func(a *Article) { a.Since, a.State = 2, Unlisted })
	puts := []Article{
		known, plain(10), plain(11),
		with(plain(12), func(a *Article) { a.Listings = nil }),
		with(plain(13), func(a *Article) { a.Aliases = []string{"https://x.example/old"} }),
		with(plain(14), func(a *Article) { a.URL = "https://x.example/moved" }),
		with(plain(15), func(a *Article) { a.FirstSeen = at.Add(-time.Hour).Local() }),
		with(plain(11), func(a *Article) { a.Revision = 2 }),
		plain(16),
	}
	want := map[Ref]Article{}
	for _, a := range puts {
		s.put(a)
		want[a.Ref] = a
	}
	for ref := range Ref(20) {
		got, ok := s.of(ref)
		if a, put := want[ref]; ok != put || !reflect.DeepEqual(got, a) {
			t.Errorf("state of %d: %v, %+v, want %+v", ref, ok, got, a)
		}
	}
}

func TestStatesOfManyListings(t *testing.T) {
	s := newStates(Snapshot{}, &Entries{})
	for n := range 600 {
		s.put(Article{Ref: Ref(n), State: Listed, Since: 1, Revision: 1, Listings: []string{fmt.Sprint(n)}})
	}
	for n := range 600 {
		if a, ok := s.of(Ref(n)); !ok || a.Listings[0] != fmt.Sprint(n) {
			t.Fatalf("article %d is on %v", n, a.Listings)
		}
	}
}

// TestQueue: what is queued is found by its address, whether a listing shows it or not.
func TestQueue(t *testing.T) {
	var entries Entries
	entries.Add("x.example/1", Entry{URL: "https://x.example/1"})
	entries.Add("x.example/2", Entry{URL: "https://x.example/2"})
	q := newQueue(&entries)
	want := []string{"https://x.example/2", "https://x.example/old", "https://www.x.example/1", "https://x.example/1", "no address"}
	for _, address := range want {
		q.add(address)
	}
	if got := q.from(0, 10); !slices.Equal(got, want) || q.len() != len(want) {
		t.Errorf("queued are %d, %q, want %q", q.len(), got, want)
	}
	if got := q.from(1, 2); !slices.Equal(got, want[1:3]) {
		t.Errorf("two from the second on are %q", got)
	}
	for _, address := range append(want, "https://x.example/3") {
		if has := q.has(address); has != slices.Contains(want, address) {
			t.Errorf("it has %s: %v", address, has)
		}
	}
}

// TestCrawlHoldsLittle: what a crawl holds of each article until its end is
// little more than the texts.
func TestCrawlHoldsLittle(t *testing.T) {
	const n = 20_000
	at := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	listings := []string{"https://x.example/news/"}
	url := func(i int) string { return fmt.Sprintf("https://x.example/news/item-%d/", i) }
	var entries Entries
	for i := range n {
		entries.Add(url(i)[8:], Entry{URL: url(i)})
	}
	for _, row := range []struct {
		name string
		each int
		make func() any
	}{
		{"entries", 140, func() any {
			var e Entries
			for i := range n {
				e.Add(url(i)[8:], Entry{URL: url(i), Listing: listings[0], Date: "2026-03-01", Title: "The river was measured again today"})
			}
			return &e
		}},
		{"states", 60, func() any {
			s := newStates(Snapshot{}, &entries)
			for i := range n {
				s.put(Article{
					Ref: Ref(i), ID: "abcdefghijklmnop", URL: url(i), Listings: listings, State: Listed, Since: 1,
					StateTime: at, Revision: 1, FirstSeen: at, Changed: at, Date: "2026-03-01",
				})
			}
			return &s
		}},
		{"queue", 8, func() any {
			q := newQueue(&entries)
			for i := range n {
				q.add(url(i))
			}
			return &q
		}},
	} {
		before := costs.Held()
		kept := row.make()
		after := costs.Held()
		t.Logf("%s: %d B an article", row.name, (int64(after)-int64(before))/n)
		costs.Retained(t, before, after, n, row.each)
		runtime.KeepAlive(kept)
	}
}
