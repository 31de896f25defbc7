package archive_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/archive/storetest"
)

// lineReader reads a capture whose lines are title, date and body. It stands in
// for any extractor: prefix is what a worse one leaves in the title.
type lineReader struct {
	stamp  archive.Stamp
	prefix string
	rest   string // the line after which nothing is read
}

func (r lineReader) Stamp() archive.Stamp { return r.stamp }

func (r lineReader) Read(c archive.Capture) (archive.Reading, error) {
	read := string(c.Body)
	if r.rest != "" {
		read, _, _ = strings.Cut(read, "\n"+r.rest+"\n")
	}
	lines := strings.SplitN(read, "\n", 3)
	if len(lines) < 3 {
		return archive.Reading{}, errors.New("no text could be read")
	}
	content := archive.Content{Title: r.prefix + lines[0], Date: archive.Date(lines[1]), Body: lines[2]}
	return archive.Reading{Stamp: r.stamp, Content: content}, nil
}

func (r lineReader) SameTemplate(a, b archive.Capture) bool {
	const mark = "Menu\n\n"
	return strings.Contains(string(a.Body), mark) == strings.Contains(string(b.Body), mark)
}

func (r lineReader) Printed(c archive.Capture) archive.Print {
	p := archive.Print{Pieces: strings.Split(string(c.Body), "\n")}
	for _, line := range p.Pieces {
		if address, _, is := strings.Cut(line, "> "); is {
			p.Links = append(p.Links, at(address))
		}
	}
	return p
}

// Memo stands for an honest server's validators: they change with the page.
func (r lineReader) Memo(c archive.CaptureInfo) []byte { return []byte(c.Final + " " + c.Raw.String()) }

// site plays what a publisher shows, crawl by crawl, one day apart.
type site struct {
	t      *testing.T
	store  archive.Store
	now    time.Time
	reader lineReader
	accept bool
	alive  map[string]string // address → body, for addresses asked during recording
}

func newSite(t *testing.T) *site {
	return &site{
		t: t, store: storetest.NewMemory(), now: time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC),
		reader: lineReader{stamp: "1"}, alive: map[string]string{},
	}
}

func at(path string) string { return "https://example.org" + path }

func page(title, date, body string) string { return title + "\n" + date + "\n" + body }

// look is what a crawl saw of one address.
type look struct {
	path, body, to string // to: redirected there
}

func (s *site) capture(l look) archive.Capture {
	final := l.path
	if l.to != "" {
		final = l.to
	}
	return archive.Capture{URL: at(l.path), Final: at(final), Status: 200, Body: []byte(l.body), Time: s.now}
}

// crawl records one crawl that saw the looks and what more fills in.
func (s *site) crawl(more func(*archive.Sightings), looks ...look) archive.Snapshot {
	s.t.Helper()
	ctx := context.Background()
	w, err := s.store.Claim(ctx, "f")
	if err != nil {
		s.t.Fatal(err)
	}
	defer w.Release()
	s.now = s.now.AddDate(0, 0, 1)
	for _, l := range looks {
		if err := w.Keep(ctx, s.capture(l), archive.Digest{}); err != nil {
			s.t.Fatal(err)
		}
	}
	seen := archive.Sightings{Feed: archive.Feed{Name: "f"}, Started: s.now}
	if more != nil {
		more(&seen)
	}
	ask := func(ctx context.Context, a archive.Article) archive.Outcome {
		body, ok := s.alive[a.URL]
		if !ok {
			return archive.Outcome{Gone: archive.Reason404, Time: s.now}
		}
		if body == "" {
			return archive.Outcome{Missed: "timeout", Time: s.now}
		}
		c := archive.Capture{URL: a.URL, Final: a.URL, Status: 200, Body: []byte(body), Time: s.now}
		if err := w.Keep(ctx, c, archive.Digest{}); err != nil {
			s.t.Fatal(err)
		}
		return archive.Outcome{Capture: c.Info(), Time: s.now}
	}
	snapshot, err := archive.Record(ctx, archive.Recording{
		Store: s.store, Writer: w, Reader: s.reader, Ask: ask, Accept: s.accept, Now: func() time.Time { return s.now.Add(time.Minute) },
	}, seen)
	if err != nil {
		s.t.Fatal(err)
	}
	return snapshot
}

func (s *site) sighting(path, reason string) []archive.Sighting {
	return []archive.Sighting{{URL: at(path), Reason: reason, Time: s.now}}
}

func (s *site) gone(path, reason string) func(*archive.Sightings) {
	return func(seen *archive.Sightings) { seen.Gone = s.sighting(path, reason) }
}

// between prints the net changes of the snapshots after from up to to.
func (s *site) between(from, to int) []string {
	s.t.Helper()
	net, err := archive.Between(context.Background(), s.store, "f", from, to)
	if err != nil {
		s.t.Fatal(err)
	}
	var lines []string
	for _, c := range net {
		lines = append(lines, describe(c.Change))
	}
	return lines
}

// describe prints a change; days count from 1 March, the day before the first crawl.
func describe(c archive.Change) string {
	day := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return fmt.Sprint(t.YearDay() - 60)
	}
	line := fmt.Sprintf("%s %s held %s noticed %s", c.Kind, strings.TrimPrefix(c.URL, at("")), day(c.LastHeld), day(c.Noticed))
	if c.Kind == archive.Edited {
		line += fmt.Sprintf(" %s %d-%d", strings.Join(c.Fields, ","), c.FromRevision, c.ToRevision)
	}
	if c.FromURL != "" {
		line += " from " + strings.TrimPrefix(c.FromURL, at(""))
	}
	return strings.TrimSpace(line + " " + c.Reason)
}

func (s *site) article(name string, at int) archive.Article {
	s.t.Helper()
	var a archive.Article
	err := s.store.View(context.Background(), "f", func(v archive.View) (err error) {
		a, err = archive.Find(v, name, at)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func (s *site) expect(from, to int, want ...string) {
	s.t.Helper()
	if diff := cmp.Diff(want, s.between(from, to)); diff != "" {
		s.t.Errorf("changes from %d to %d (-want +got):\n%s", from, to, diff)
	}
}

func TestAddedEditedAndBack(t *testing.T) {
	s := newSite(t)
	first, second := page("A", "2026-02-01", "one"), page("A", "2026-02-01", "two")
	s.crawl(nil, look{path: "/a", body: first})
	s.crawl(nil, look{path: "/a", body: first})
	s.crawl(nil, look{path: "/a", body: second})
	s.crawl(nil, look{path: "/a", body: first})
	s.expect(0, 1, "added /a held - noticed 1")
	s.expect(1, 2)
	s.expect(2, 3, "edited /a held 2 noticed 3 body 1-2")
	s.expect(3, 4, "edited /a held 3 noticed 4 body 2-3")
	s.expect(1, 4) // edited and edited back is nothing
	s.expect(0, 4, "added /a held - noticed 1")
	if a := s.article(at("/a"), 3); a.Revision != 2 || a.State != archive.Listed {
		t.Errorf("article at 3 = %+v", a)
	}
}

func TestUnchangedContentMakesNoRevision(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one  two")})
	snap := s.crawl(nil, look{path: "/a", body: page("A ", "2026-02-01", "one\u00a0two")})
	if a := s.article(at("/a"), 2); a.Revision != 1 {
		t.Errorf("revision %d after a page that differs in white space", a.Revision)
	}
	if snap.Status != archive.Complete || snap.Changes[archive.Edited] != 0 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestDateThatGainsItsTimeIsNoEdit(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01T10:00:00Z", "one")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01T11:00:00Z", "one")})
	s.expect(1, 2)
	s.expect(2, 3, "edited /a held 2 noticed 3 date 2-3")
}

func TestRemovedAndRestored(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/a", body: body})
	s.crawl(func(seen *archive.Sightings) { seen.Unmodified = s.sighting("/a", "") })
	s.crawl(s.gone("/a", archive.Reason404))
	s.crawl(s.gone("/a", archive.Reason410))
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")})
	s.expect(2, 3, "removed /a held 2 noticed 3 404")
	s.expect(3, 4)
	s.expect(4, 5, "edited /a held 2 noticed 5 body 1-2", "restored /a held 4 noticed 5")
	s.expect(2, 5, "edited /a held 2 noticed 5 body 1-2")
	s.expect(0, 3, "added /a held - noticed 1", "removed /a held 2 noticed 3 404")
	if a := s.article(at("/a"), 4); a.State != archive.Removed || a.Since != 3 || a.Revision != 1 {
		t.Errorf("article while removed = %+v", a)
	}
	checks := map[int]int{2: 2, 3: 1, 4: 2, 5: 1}
	for snapshot, want := range checks {
		if got := s.checks(snapshot); got != want {
			t.Errorf("checks at snapshot %d = %d, want %d", snapshot, got, want)
		}
	}
}

func (s *site) checks(snapshot int) (n int) {
	s.t.Helper()
	a := s.article(at("/a"), snapshot)
	err := s.store.View(context.Background(), "f", func(v archive.View) error {
		trace, err := archive.TraceUpTo(v, snapshot)
		if err == nil {
			n = trace.Checks(a)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

func TestFailureRemovesNothing(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/a", body: body})
	for _, reason := range []string{"timeout", "status 503", "status 403"} {
		snap := s.crawl(func(seen *archive.Sightings) { seen.Missed = s.sighting("/a", reason) })
		if snap.Status != archive.Partial || len(snap.Failures) != 1 || snap.Failures[0].Reason != reason {
			t.Errorf("%s: snapshot = %+v", reason, snap)
		}
	}
	snap := s.crawl(nil, look{path: "/a", body: "unreadable"})
	if snap.Status != archive.Partial {
		t.Errorf("an unreadable page leaves the snapshot %s", snap.Status)
	}
	snap = s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "")})
	if snap.Status != archive.Partial {
		t.Errorf("a page that reads as empty leaves the snapshot %s", snap.Status)
	}
	s.expect(1, snap.Number)
	if a := s.article(at("/a"), snap.Number); a.State != archive.Listed || a.Revision != 1 {
		t.Errorf("article = %+v", a)
	}
}

func TestRobotsIsNoFailure(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "", "one")})
	snap := s.crawl(func(seen *archive.Sightings) {
		seen.Missed = []archive.Sighting{{URL: at("/a"), Reason: "robots.txt forbids it", Excuse: true}}
	})
	if snap.Status != archive.Complete {
		t.Errorf("status = %s", snap.Status)
	}
}

func TestLostFieldIsNoEdit(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	snap := s.crawl(nil, look{path: "/a", body: page("A", "", "one")})
	if snap.Status != archive.Partial || snap.Changes[archive.Edited] != 0 {
		t.Errorf("snapshot = %+v", snap)
	}
	if a := s.article(at("/a"), 2); a.Revision != 1 || a.Date != "2026-02-01" {
		t.Errorf("article = %+v", a)
	}
}

func TestMovedByRedirect(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/old", body: page("A", "2026-02-01", "one")})
	id := s.article(at("/old"), 1).ID
	s.crawl(nil, look{path: "/old", to: "/new", body: page("A", "2026-02-01", "one")})
	s.crawl(nil, look{path: "/new", body: page("A", "2026-02-01", "one")})
	s.expect(1, 2, "moved /new held 1 noticed 2 from /old")
	s.expect(2, 3)
	a := s.article(at("/old"), 3)
	if a.ID != id || a.URL != at("/new") || !slices.Equal(a.Aliases, []string{at("/old")}) {
		t.Errorf("article = %+v", a)
	}
}

func TestMovedAndEdited(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/old", body: page("A", "2026-02-01", "one")})
	s.crawl(nil, look{path: "/old", to: "/new", body: page("A", "2026-02-01", "two")})
	s.expect(1, 2, "edited /new held 1 noticed 2 body 1-2", "moved /new held 1 noticed 2 from /old")
}

func TestMovedWithoutRedirect(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/old", body: body})
	s.crawl(nil, look{path: "/new", body: body}) // the old address answers 404 when asked
	s.expect(1, 2, "moved /new held 1 noticed 2 from /old")
	s.crawl(s.gone("/new", archive.Reason404))
	s.crawl(nil, look{path: "/newer", body: body})
	s.expect(3, 4, "moved /newer held 2 noticed 4 from /new", "restored /newer held 3 noticed 4")
}

func TestGoneAndFoundElsewhereInOneCrawl(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/old", body: body})
	s.crawl(s.gone("/old", archive.Reason404), look{path: "/new", body: body})
	s.expect(1, 2, "moved /new held 1 noticed 2 from /old")
}

func TestSameContentAtTwoAddresses(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.alive[at("/a")] = body
	s.crawl(nil, look{path: "/a", body: body})
	snap := s.crawl(nil, look{path: "/section/a", body: body})
	if snap.Articles != 1 || snap.Changes[archive.Added] != 0 {
		t.Errorf("snapshot = %+v", snap)
	}
	if a := s.article(at("/section/a"), 2); a.URL != at("/a") || !slices.Equal(a.Aliases, []string{at("/section/a")}) {
		t.Errorf("article = %+v", a)
	}
	s.expect(1, 2)
}

func TestSameContentTwiceInTheFirstCrawl(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	snap := s.crawl(nil, look{path: "/a", body: body}, look{path: "/b", body: body})
	if snap.Articles != 1 {
		t.Errorf("%d articles", snap.Articles)
	}
	if a := s.article(at("/b"), 1); a.URL != at("/a") {
		t.Errorf("article = %+v", a)
	}
}

func TestNothingIsSaidWhenTheOldAddressIsSilent(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/a", body: body})
	s.alive[at("/a")] = "" // times out
	snap := s.crawl(nil, look{path: "/b", body: body})
	if snap.Articles != 1 || snap.Status != archive.Partial {
		t.Errorf("snapshot = %+v", snap)
	}
	s.expect(1, 2)
}

func TestTwoArticlesThatShareTitleAndDate(t *testing.T) {
	s := newSite(t)
	snap := s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("A", "2026-02-01", "two")})
	if snap.Articles != 2 {
		t.Errorf("%d articles", snap.Articles)
	}
}

func TestBetterReaderIsNoEdit(t *testing.T) {
	s := newSite(t)
	s.reader = lineReader{stamp: "1", prefix: "Site: "}
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	s.reader = lineReader{stamp: "2"}
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	s.expect(1, 2)
	s.crawl(nil, look{path: "/a", body: page("B", "2026-02-01", "one")})
	s.expect(2, 3, "edited /a held 2 noticed 3 title 1-2")
	s.expect(1, 3, "edited /a held 2 noticed 3 title 1-2")
}

func TestBrokenLinkIsAWarning(t *testing.T) {
	s := newSite(t)
	snap := s.crawl(s.gone("/never", archive.Reason404), look{path: "/a", body: page("A", "", "one")})
	if snap.Status != archive.Complete || len(snap.Warnings) != 1 || snap.Articles != 1 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestListingsAndLooks(t *testing.T) {
	s := newSite(t)
	entry := func(listing string) archive.Entry { return archive.Entry{URL: at("/a"), Listing: at(listing)} }
	s.crawl(func(seen *archive.Sightings) { seen.Entries = []archive.Entry{entry("/news/")} }, look{path: "/a", body: page("A", "", "one")})
	s.crawl(func(seen *archive.Sightings) { seen.Entries = []archive.Entry{entry("/news/"), entry("/speech/")} })
	s.crawl(nil)
	if a := s.article(at("/a"), 3); !slices.Equal(a.Listings, []string{at("/news/"), at("/speech/")}) {
		t.Errorf("listings = %v", a.Listings)
	}
	var got []archive.Look
	err := s.store.View(context.Background(), "f", func(v archive.View) error {
		for n := 1; n <= 3; n++ {
			l, err := v.Looks(n)
			if err != nil {
				return err
			}
			look, _ := l.Of(0)
			got = append(got, look)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []archive.Look{archive.LookRead, archive.LookListed, archive.LookNotDue}; !slices.Equal(got, want) {
		t.Errorf("looks = %v, want %v", got, want)
	}
	s.expect(1, 3)
}

func TestFromLaterThanTo(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "", "one")})
	_, err := archive.Between(context.Background(), s.store, "f", 1, 0)
	if !errors.Is(err, archive.ErrSnapshotOrder) {
		t.Errorf("err = %v", err)
	}
}

func TestLogHasEveryStepNewestFirst(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("B", "", "b")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	read := func(ref *archive.Ref, keep func(archive.Change) bool) (lines []string) {
		for c, err := range archive.Log(context.Background(), s.store, "f", ref, keep) {
			if err != nil {
				t.Fatal(err)
			}
			if c.Kind == archive.Edited && (c.Old.Body == "" || c.New.Body == "") {
				t.Errorf("an edit without its contents: %+v", c)
			}
			lines = append(lines, describe(c.Change))
		}
		return lines
	}
	everything := func(archive.Change) bool { return true }
	want := []string{
		"edited /a held 2 noticed 3 body 2-3", "edited /a held 1 noticed 2 body 1-2",
		"added /b held - noticed 1", "added /a held - noticed 1",
	}
	got := read(nil, everything)
	slices.Sort(got[2:])
	slices.Sort(want[2:])
	if !slices.Equal(got, want) {
		t.Errorf("log = %q", got)
	}
	b := s.article(at("/b"), 3).Ref
	if got := read(&b, everything); !slices.Equal(got, []string{"added /b held - noticed 1"}) {
		t.Errorf("log of /b = %q", got)
	}
	if got := read(nil, func(c archive.Change) bool { return c.Kind == archive.Gone }); len(got) != 0 {
		t.Errorf("log of removals = %q", got)
	}
}

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

// pages returns looks at n articles with the text that body gives them.
func pages(n int, body func(i int) string) []look {
	var looks []look
	for i := range n {
		looks = append(looks, look{path: fmt.Sprintf("/%d", i), body: page(fmt.Sprintf("Title %d", i), "2026-02-01", body(i))})
	}
	return looks
}

func plainText(i int) string { return fmt.Sprintf("Text %d.\n\nIts end.", i) }

func TestRedesignIsHeldBack(t *testing.T) {
	for name, after := range map[string]func(i int) string{
		"all rewritten":                   func(i int) string { return fmt.Sprintf("Menu\n\nText number %d", i) },
		"a third gains the same sentence": func(i int) string { return plainText(i) + map[int]string{0: "\n\nShare this"}[i%3] },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.crawl(nil, pages(18, plainText)...)
			looks := pages(18, after)
			looks[4].to = "/moved"
			snap := s.crawl(nil, looks...)
			if snap.Status != archive.Suspect || snap.Changes[archive.Edited] != 0 || len(snap.Warnings) == 0 {
				t.Errorf("snapshot = %+v", snap)
			}
			if snap.Changes[archive.Moved] != 1 {
				t.Error("the move was held back as well")
			}
			s.expect(1, 2, "moved /moved held 1 noticed 2 from /4")
			back := s.crawl(nil, pages(18, plainText)...) // with the old template nothing ever happened
			if back.Status != archive.Complete || back.Changes[archive.Edited] != 0 {
				t.Errorf("snapshot = %+v", back)
			}
		})
	}
}

func TestAcceptedEditsAreThePublishers(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(10, plainText)...)
	s.accept = true
	snap := s.crawl(nil, pages(10, func(i int) string { return fmt.Sprintf("New %d", i) })...)
	if snap.Status != archive.Complete || snap.Changes[archive.Edited] != 10 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestManyEditsAmongManyMoreAreThePublishers(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(100, plainText)...)
	snap := s.crawl(nil, pages(100, func(i int) string {
		if i%10 == 0 {
			return plainText(i) + "\n\nCorrected."
		}
		return plainText(i)
	})...)
	if snap.Status != archive.Complete || snap.Changes[archive.Edited] != 10 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestOneEditInAnotherTemplateIsHeldBack(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(30, plainText)...)
	snap := s.crawl(nil, pages(30, func(i int) string {
		switch i {
		case 3:
			return "Menu\n\n" + plainText(i)
		case 7:
			return plainText(i) + "\n\nCorrected."
		}
		return plainText(i)
	})...)
	if snap.Status != archive.Suspect || snap.Changes[archive.Edited] != 1 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestMassOfEmptyPagesIsSuspect(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(10, plainText)...)
	snap := s.crawl(nil, pages(10, func(int) string { return "" })...)
	if snap.Status != archive.Suspect || snap.Changes[archive.Edited] != 0 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestARedesignMeetsOldArticlesOneByOne(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(20, plainText)...)
	redesigned := func(i int) string { return "Menu\n\n" + plainText(i) }
	looks := pages(20, redesigned)
	if snap := s.crawl(nil, looks[:10]...); snap.Status != archive.Suspect {
		t.Fatalf("snapshot = %+v", snap)
	}
	snap := s.crawl(nil, looks[12], look{path: "/new", body: page("New", "2026-03-01", "Menu\n\nNew.")})
	if snap.Status != archive.Suspect || snap.Changes[archive.Edited] != 0 || snap.Changes[archive.Added] != 1 {
		t.Errorf("one more old article: %+v", snap)
	}
	snap = s.crawl(nil, look{path: "/new", body: page("New", "2026-03-01", "Menu\n\nNew, corrected.")})
	if snap.Changes[archive.Edited] != 1 || snap.Status != archive.Complete {
		t.Errorf("an edit of an article known in the new template: %+v", snap)
	}
	s.accept = true
	if snap = s.crawl(nil, looks...); snap.Changes[archive.Edited] != 20 {
		t.Errorf("accepted: %+v", snap)
	}
	s.accept = false
	snap = s.crawl(nil, look{path: "/3", body: page("Title 3", "2026-02-01", "Menu\n\nEdited.")})
	if snap.Changes[archive.Edited] != 1 || snap.Status != archive.Complete {
		t.Errorf("an edit after the suspicion was resolved: %+v", snap)
	}
}

func TestReextractReadsHistoryAnew(t *testing.T) {
	s := newSite(t)
	s.reader = lineReader{stamp: "1", prefix: "Site: "}
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("B", "2026-02-02", "b")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")})
	reextract := func(r lineReader) archive.Reextracted {
		t.Helper()
		w, err := s.store.Claim(context.Background(), "f")
		if err != nil {
			t.Fatal(err)
		}
		defer w.Release()
		sum, err := archive.Reextract(context.Background(), s.store, w, r, "f", nil)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	better := lineReader{stamp: "2"}
	if got, want := reextract(better), (archive.Reextracted{Revisions: 3, Read: 3, Differ: 3}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
	if got, want := reextract(better), (archive.Reextracted{Revisions: 3}); got != want {
		t.Errorf("again: %+v, want %+v", got, want)
	}
	s.expect(0, 1, "added /a held - noticed 1", "added /b held - noticed 1")
	for a, err := range archive.Articles(context.Background(), s.store, "f", archive.Selection{At: 1}) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(a.Content.Title, "Site") {
			t.Errorf("title %q as of snapshot 1", a.Content.Title)
		}
	}
	s.reader = better
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")})
	s.expect(2, 3)
}

func TestAPageThatIsReadOtherwiseIsNotEdited(t *testing.T) {
	s := newSite(t)
	s.reader.rest = "Footer" // what stands below is not read
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one\n\nmore of it\nFooter\nask us first\n")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "ask us first\nFooter\none\n\nmore of it\n")})
	s.expect(1, 2)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "ask us first\nFooter\none\n")})
	s.expect(2, 3, "edited /a held 2 noticed 3 body 1-2")
	// What is told once less is an edit, though it still stands somewhere.
	s.crawl(nil, look{path: "/b", body: page("B", "2026-02-01", "one\n\ntwo\nFooter\ntwo\n")})
	s.crawl(nil, look{path: "/b", body: page("B", "2026-02-01", "one\nFooter\ntwo\n")})
	s.expect(4, 5, "edited /b held 4 noticed 5 body 1-2")
}

func TestAnotherArticleAtTheAddressLeft(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/old", body: page("A", "2026-02-01", "one")})
	id := s.article(at("/old"), 1).ID
	s.crawl(nil, look{path: "/old", to: "/new", body: page("A", "2026-02-01", "one")})
	s.alive[at("/new")] = page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/old", body: page("B", "2026-03-02", "two")})
	s.expect(2, 3, "added /old held - noticed 3")
	a, b := s.article(at("/new"), 3), s.article(at("/old"), 3)
	if a.ID != id || b.ID == id || len(a.Aliases) != 0 || a.Revision != 1 {
		t.Errorf("articles = %+v, %+v", a, b)
	}
	if then := s.article(at("/old"), 2); then.ID != id || !slices.Equal(then.Aliases, []string{at("/old")}) {
		t.Errorf("before, it was %+v", then)
	}
	s.crawl(nil, look{path: "/old", body: page("B", "2026-03-02", "two and more")})
	s.expect(3, 4, "edited /old held 3 noticed 4 body 1-2")
}

func TestAFormerAddressOfWhichNothingIsKnown(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one two three four")
	s.crawl(nil, look{path: "/old", body: body})
	s.crawl(nil, look{path: "/old", to: "/new", body: body})
	s.alive[at("/new")] = "" // it does not answer
	snap := s.crawl(nil, look{path: "/old", body: page("B", "2026-03-02", "five")})
	if snap.Status != archive.Partial || snap.Articles != 1 {
		t.Errorf("snapshot = %+v", snap)
	}
	s.alive[at("/new")] = body
	s.crawl(nil, look{path: "/old", body: page("A", "2026-02-01", "one two three four five")}) // a copy
	s.crawl(nil, look{path: "/old", to: "/elsewhere", body: page("C", "2026-03-02", "six")})
	s.expect(2, 5)
	delete(s.alive, at("/new"))
	s.crawl(s.gone("/new", archive.Reason404), look{path: "/old", body: body})
	s.expect(5, 6, "moved /old held 5 noticed 6 from /new")
}

func TestAnArticleReadWithAnotherDateIsNotUnlisted(t *testing.T) {
	s := newSite(t)
	unlist := func(day archive.Date) func(*archive.Sightings) {
		return func(seen *archive.Sightings) {
			seen.Unlisted = []archive.Sighting{{URL: at("/a"), Date: day, Time: s.now}}
		}
	}
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/a", body: body})
	s.crawl(unlist("2024-02-01"), look{path: "/a", body: body}) // as it was read when its place was looked for
	s.expect(1, 2)
	s.crawl(unlist("2026-02-01"), look{path: "/a", body: page("A", "2026-02-02", "one")})
	s.expect(2, 3, "edited /a held 2 noticed 3 date 1-2")
	s.crawl(unlist("2026-02-02T10:00:00Z"), look{path: "/a", body: page("A", "2026-02-02", "one")})
	s.expect(3, 4, "unlisted /a held 1 noticed 4")
}

// changes prints what single snapshots say, step by step.
func (s *site) changes(from, to int) []string {
	s.t.Helper()
	lines := []string{}
	err := s.store.View(context.Background(), "f", func(v archive.View) error {
		list, err := v.Changes(from, to)
		for _, c := range list {
			lines = append(lines, describe(c))
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return lines
}

func TestAPageThatTodaysSelectorsCannotReadIsComparedOnceTheyCan(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("B", "2026-02-01", "one")})
	s.reader = lineReader{stamp: "2", rest: "2026-02-01"} // cannot read the pages kept
	later := "2026-02-01T10:00:00Z"
	snap := s.crawl(nil, look{path: "/a", body: page("A", later, "two")}, look{path: "/b", body: page("B", later, "one")})
	if warned := strings.Join(snap.Warnings, "\n"); snap.Status != archive.Complete || !strings.Contains(warned, "kept pages of 1 articles cannot be read") {
		t.Errorf("snapshot = %+v", snap)
	}
	if a := s.article(at("/a"), 2); a.Revision != 2 {
		t.Errorf("revision %d, want 2", a.Revision)
	}
	s.crawl(nil, look{path: "/a", body: page("A", later, "three")})
	if diff := cmp.Diff([]string{"edited /a held 2 noticed 3 body 2-3"}, s.changes(1, 3)); diff != "" {
		t.Errorf("while the first page cannot be read (-want +got):\n%s", diff)
	}
	s.reader = lineReader{stamp: "3"}
	s.crawl(nil, look{path: "/a", body: page("A", later, "four")}) // one edit of an article in a snapshot
	if diff := cmp.Diff([]string{"edited /a held 3 noticed 4 body 3-4"}, s.changes(3, 4)); diff != "" {
		t.Errorf("edited at the same time (-want +got):\n%s", diff)
	}
	s.crawl(nil)
	s.crawl(nil)
	if diff := cmp.Diff([]string{"edited /a held 1 noticed 2 body 1-2"}, s.changes(4, 6)); diff != "" {
		t.Errorf("once both can be read (-want +got):\n%s", diff)
	}
}
