package archive_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"onrecord/archive"
)

func TestFlappingIsSaidOnce(t *testing.T) {
	s := newSite(t)
	texts := []string{page("A", "2026-02-01", "one"), page("A", "2026-02-01", "two")}
	var edits []int
	for i := range 8 {
		snap := s.crawl(nil, look{path: "/a", body: texts[i%2]})
		edits = append(edits, snap.Changes[archive.Edited])
	}
	if want := []int{0, 1, 1, 1, 0, 0, 0, 0}; !slices.Equal(edits, want) {
		t.Errorf("edits by snapshot = %v, want %v", edits, want)
	}
	snap := s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "three")})
	if snap.Changes[archive.Edited] != 1 {
		t.Error("a real edit of a flapping article is not reported")
	}
	flapping := 0
	for c, err := range archive.Log(context.Background(), s.store, "f", nil, func(archive.Change) bool { return true }) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Flapping {
			flapping++
		}
	}
	if flapping != 1 {
		t.Errorf("flapping is said %d times", flapping)
	}
}

// alternating returns the site of an article that was said to be flapping: its
// newest revision, the fourth, holds the second text.
func alternating(t *testing.T) (s *site, texts [2]string) {
	s = newSite(t)
	texts = [2]string{page("A", "2026-02-01", "one"), page("A", "2026-02-01", "two")}
	for i := range 4 {
		s.crawl(nil, look{path: "/a", body: texts[i%2]})
	}
	return s, texts
}

// reads crawls as often as texts are given, and returns the edits that each crawl said.
func (s *site) reads(path string, texts ...string) []int {
	s.t.Helper()
	var edits []int
	for _, text := range texts {
		edits = append(edits, s.crawl(nil, look{path: path, body: text}).Changes[archive.Edited])
	}
	return edits
}

// body returns the text of the newest revision of the article at a path.
func (s *site) body(path string) (body string) {
	s.t.Helper()
	err := s.store.View(context.Background(), "f", func(v archive.View) error {
		latest, err := v.Latest()
		if err != nil {
			return err
		}
		a := s.article(at(path), latest)
		r, err := v.Revision(a.Ref, a.Revision)
		if err != nil {
			return err
		}
		c, err := v.Content(r.Reading().Content)
		body = c.Body
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return body
}

func (s *site) log() (changes []archive.Change) {
	s.t.Helper()
	for c, err := range archive.Log(context.Background(), s.store, "f", nil, func(archive.Change) bool { return true }) {
		if err != nil {
			s.t.Fatal(err)
		}
		changes = append(changes, c.Change)
	}
	slices.SortStableFunc(changes, func(a, b archive.Change) int { return a.Snapshot - b.Snapshot })
	return changes
}

func TestFlappingSettlesOnTheOtherText(t *testing.T) {
	s, texts := alternating(t)
	held := s.now // the second text was last seen in the fourth crawl
	if got := s.reads("/a", texts[0], texts[0], texts[0], texts[0]); !slices.Equal(got, []int{0, 0, 1, 0}) {
		t.Fatalf("edits = %v: the third look running is to say it, once", got)
	}
	if got := s.body("/a"); got != "one" {
		t.Errorf("newest text = %q, which the page no longer has", got)
	}
	changes := s.log()
	last := changes[len(changes)-1]
	if last.Snapshot != 7 || last.FromRevision != 4 || last.ToRevision != 5 || last.Flapping || last.Minor || !slices.Equal(last.Fields, []string{archive.FieldBody}) {
		t.Errorf("change = %+v", last)
	}
	if want := held.AddDate(0, 0, 3); !last.LastHeld.Equal(held) || !last.Noticed.Equal(want) {
		t.Errorf("last held %v, noticed %v, want %v and %v", last.LastHeld, last.Noticed, held, want)
	}
}

func TestFlappingBeginsToCountAnew(t *testing.T) {
	s, texts := alternating(t)
	a, b := texts[0], texts[1]
	if got := s.reads("/a", a, a, b, a, a, b, a); slices.Max(got) != 0 {
		t.Errorf("edits = %v while the server alternates", got)
	}
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "three")})
	changes := s.log()
	last := changes[len(changes)-1]
	if want := s.now.AddDate(0, 0, -2); !last.LastHeld.Equal(want) {
		t.Errorf("the second text was last held %v, want %v: the look after that read the first one", last.LastHeld, want)
	}
}

func TestFlappingBackNeedsTwiceAsManyLooks(t *testing.T) {
	s, texts := alternating(t)
	a, b := texts[0], texts[1]
	s.reads("/a", a, a, a)
	if got := s.reads("/a", b, b, b, b, b, b, b); !slices.Equal(got, []int{0, 0, 0, 0, 0, 1, 0}) {
		t.Errorf("edits = %v, want one at the sixth look running", got)
	}
	if got := s.body("/a"); got != "two" {
		t.Errorf("newest text = %q", got)
	}
}

func TestFlappingAtRandomIsNotSaidForEver(t *testing.T) {
	s, texts := alternating(t)
	chance := rand.New(rand.NewPCG(1, 2))
	edits := 0
	for range 400 {
		edits += s.reads("/a", texts[chance.IntN(2)])[0]
	}
	if edits > 4 { // runs of 3, 6, 12 and, one in 10,000 times, 24
		t.Errorf("%d edits in 400 looks at a server that picks one of two texts at random", edits)
	}
}

func TestFlappingKeepsNoWordOfWhatIsNotRecorded(t *testing.T) {
	s, texts := alternating(t)
	memo := func() (memo string) {
		_ = s.store.View(context.Background(), "f", func(v archive.View) error {
			m, err := v.ArticleMemo(0)
			memo = string(m)
			return err
		})
		return memo
	}
	if memo() == "" {
		t.Fatal("nothing is noted of the second text, which is recorded")
	}
	s.reads("/a", texts[0])
	if memo() != "" {
		t.Error("the server would be asked whether the text changed that is not recorded")
	}
}

func TestEitherAlternatingTextMoves(t *testing.T) {
	for i, name := range []string{"the other", "the newest"} {
		t.Run(name, func(t *testing.T) {
			s, texts := alternating(t)
			snap := s.crawl(s.gone("/a", archive.Reason404), look{path: "/b", body: texts[i]})
			if snap.Changes[archive.Moved] != 1 || snap.Changes[archive.Added] != 0 || snap.Changes[archive.Gone] != 0 || snap.Changes[archive.Edited] != 0 {
				t.Errorf("changes = %v, want one move", snap.Changes)
			}
		})
	}
	t.Run("redirect", func(t *testing.T) {
		s := newSite(t)
		one := page("Bridges", "2026-02-01", strings.Repeat("alpha beta gamma ", 3))
		two := page("Rivers", "2026-02-01", strings.Repeat("delta epsilon zeta ", 3))
		s.reads("/a", one, two, one, two)
		snap := s.crawl(nil, look{path: "/a", to: "/b", body: one})
		if snap.Changes[archive.Moved] != 1 || snap.Status != archive.Complete {
			t.Errorf("snapshot = %+v, want one move", snap)
		}
	})
	t.Run("no alternation", func(t *testing.T) {
		s := newSite(t)
		one, two := page("Bridges", "2026-02-01", "alpha beta"), page("Bridges", "2026-02-01", "gamma delta")
		s.reads("/a", one, two)
		snap := s.crawl(s.gone("/a", archive.Reason404), look{path: "/b", body: one})
		if snap.Changes[archive.Moved] != 0 || snap.Changes[archive.Added] != 1 {
			t.Errorf("changes = %v: the older text alone makes no move", snap.Changes)
		}
	})
}
