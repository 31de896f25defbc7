package archive

import (
	"reflect"
	"slices"
	"time"
)

// states are those that differ from the newest snapshot's. Nearly all of a first
// crawl are as a new article has them, and are held in few bytes.
type states struct {
	known   int      // articles in the newest snapshot
	since   int      // the snapshot in the making
	entries *Entries // whose addresses are those of most new articles

	texts  packed     // of new articles: id, date, and the address unless it is an entry's
	entry  []int32    // likewise the number of that entry; -1: none
	seen   []int64    // likewise the first capture, in nanoseconds since 1970
	shown  []uint8    // likewise the number of the listings that show it
	lists  [][]string // these listings
	others map[Ref]Article
}

func newStates(head Snapshot, entries *Entries) states {
	return states{known: head.Articles, since: head.Number + 1, entries: entries, others: map[Ref]Article{}}
}

// of returns the state of an article, false when it is the newest snapshot's.
func (s *states) of(ref Ref) (Article, bool) {
	if a, ok := s.others[ref]; ok {
		return a, true
	}
	n := int(ref) - s.known
	if n < 0 || n >= s.texts.len() {
		return Article{}, false
	}
	return s.packed(n), true
}

// put sets the state of an article.
func (s *states) put(a Article) {
	n := int(a.Ref) - s.known
	if n != s.texts.len() {
		s.others[a.Ref] = a
		return
	}
	list := slices.IndexFunc(s.lists, func(l []string) bool { return slices.Equal(l, a.Listings) })
	if list < 0 {
		list = len(s.lists)
		if list <= 0xff {
			s.lists = append(s.lists, a.Listings)
		}
	}
	s.pack(a)
	s.seen, s.shown = append(s.seen, a.FirstSeen.UnixNano()), append(s.shown, uint8(min(list, 0xff)))
	if !reflect.DeepEqual(s.packed(n), a) {
		s.others[a.Ref] = a
	}
}

// pack adds what new articles differ in.
func (s *states) pack(a Article) {
	if n, ok := s.entries.with(a.URL); ok {
		s.texts.add(a.ID, string(a.Date))
		s.entry = append(s.entry, int32(n))
		return
	}
	s.texts.add(a.ID, string(a.Date), a.URL)
	s.entry = append(s.entry, -1)
}

// packed returns the state that the nth new article has if nothing is unusual in it.
func (s *states) packed(n int) Article {
	at := time.Unix(0, s.seen[n]).UTC()
	a := Article{
		Ref: Ref(s.known + n), State: Listed, Since: s.since, StateTime: at, Revision: 1, FirstSeen: at, Changed: at,
		Listings: s.lists[s.shown[n]],
	}
	if entry := s.entry[n]; entry >= 0 {
		s.texts.read(n, &a.ID, (*string)(&a.Date))
		a.URL = s.entries.URL(int(entry))
		return a
	}
	s.texts.read(n, &a.ID, (*string)(&a.Date), &a.URL)
	return a
}
