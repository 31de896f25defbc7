package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/archive"
)

// Open makes an empty archive for a test and returns what opens it, again and
// again, each time as a new process would.
type Open func(t testing.TB) func() archive.Store

// Run runs the conformance suite.
func Run(t *testing.T, open Open) {
	tests := []struct {
		name string
		test func(*suite)
	}{
		{"EmptyFeed", testEmptyFeed},
		{"FirstSnapshot", testFirstSnapshot},
		{"StagedIsInvisible", testStagedIsInvisible},
		{"UncommittedIsDropped", testUncommittedIsDropped},
		{"DroppedIDsAreFree", testDroppedIDsAreFree},
		{"SnapshotsStay", testSnapshotsStay},
		{"CommitInOrder", testCommitInOrder},
		{"WrongUpdates", testWrongUpdates},
		{"Claims", testClaims},
		{"FeedsAreApart", testFeedsAreApart},
		{"PendingSurvives", testPendingSurvives},
		{"PendingIsReplaced", testPendingIsReplaced},
		{"PendingMayUseTheWriter", testPendingMayUseTheWriter},
		{"KeepTogether", testKeepTogether},
		{"SameBytesOnce", testSameBytesOnce},
		{"RecheckOfUnchangedIsDropped", testRecheckDropped},
		{"ReplacedButAdopted", testReplacedButAdopted},
		{"ContentOutlivesItsPage", testContentOutlivesItsPage},
		{"ManyRevisions", testManyRevisions},
		{"ManyPages", testManyPages},
		{"BigAndEmptyPages", testBigAndEmptyPages},
		{"ByDate", testByDate},
		{"ByDateAtOldSnapshots", testByDateAtOldSnapshots},
		{"Match", testMatch},
		{"Same", testSame},
		{"Lookup", testLookup},
		{"Changes", testChanges},
		{"Kept", testKept},
		{"PageOfUpdate", testPageOfUpdate},
		{"Memos", testMemos},
		{"Looks", testLooks},
		{"Reread", testReread},
		{"RereadDate", testRereadDate},
		{"OddText", testOddText},
		{"Cancelled", testCancelled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reopen := open(t)
			test.test(&suite{T: t, ctx: t.Context(), reopen: reopen, store: reopen()})
		})
	}
}

// suite is one test's archive and what it needs.
type suite struct {
	*testing.T
	ctx    context.Context
	reopen func() archive.Store
	store  archive.Store
}

// feedName is the feed of most tests.
const feedName = "ministry"

// ok ends the test when err is an error.
func (s *suite) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// wants checks that err wraps the wanted one.
func (s *suite) wants(want, err error) {
	s.Helper()
	if !errors.Is(err, want) {
		s.Errorf("got error %v, want %v", err, want)
	}
}

// equal compares what the store says with what it should say.
func (s *suite) equal(want, got any) {
	s.Helper()
	if diff := Diff(want, got); diff != "" {
		s.Errorf("(-want +got)\n%s", diff)
	}
}

// Diff returns how two answers of stores differ, "" when they mean the same:
// empty lists are nil, instants count, bitmaps hold the same numbers.
func Diff(want, got any) string {
	return cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Comparer(func(a, b *roaring.Bitmap) bool {
		return a.Equals(b)
	}))
}

// claim claims the feed.
func (s *suite) claim() *claimed {
	s.Helper()
	w, err := s.store.Claim(s.ctx, feedName)
	s.ok(err)
	return &claimed{s, w}
}

// view calls fn with a view of the feed.
func (s *suite) view(fn func(archive.View)) {
	s.Helper()
	s.ok(s.store.View(s.ctx, feedName, func(v archive.View) error {
		fn(v)
		return nil
	}))
}

// claimed is a writer whose errors end the test.
type claimed struct {
	*suite
	archive.Writer
}

func (c *claimed) keep(captures ...archive.Capture) {
	c.Helper()
	for _, capture := range captures {
		c.ok(c.Keep(c.ctx, capture, archive.Digest{}))
	}
}

func (c *claimed) stage(updates ...archive.Update) {
	c.Helper()
	c.ok(c.Stage(c.ctx, updates))
}

func (c *claimed) commit(number int) {
	c.Helper()
	c.ok(c.Commit(c.ctx, snapshot(number), archive.NewLooks(), nil))
}

// leave gives the claim up; what was not committed is as after a crash.
func (c *claimed) leave() {
	c.Helper()
	c.ok(c.Release())
	c.store = c.reopen()
}

// pendingURLs returns the addresses of the pending captures, in their order.
func (c *claimed) pendingURLs() []string {
	c.Helper()
	var urls []string
	c.ok(c.Pending(c.ctx, func(i archive.CaptureInfo) error {
		urls = append(urls, i.URL)
		return nil
	}))
	return urls
}

// morning is when the tests' first snapshot is taken.
var morning = time.Date(2026, 3, 5, 6, 0, 0, 0, time.UTC)

// snapshot returns a snapshot as a crawl would describe it.
func snapshot(number int) archive.Snapshot {
	started := morning.AddDate(0, 0, number-1)
	return archive.Snapshot{
		Number: number, Started: started, Taken: started.Add(time.Minute), Status: archive.Complete,
		Feed: archive.Feed{
			Name: feedName, Title: "Ministry of Works", Listings: []string{"https://works.example/news/"},
			Language: "en", Timezone: "Europe/Moscow",
		},
		Articles: number, Changes: archive.Count(nil),
	}
}

// address returns the address of the test article number n.
func address(n int) string { return fmt.Sprintf("https://works.example/news/%d.html", n) }

// capture returns a page as fetched for the test article number n.
func capture(n int, text string) archive.Capture {
	return archive.Capture{
		URL: address(n), Final: address(n), Status: 200,
		Header: []archive.Field{{Name: "Content-Type", Value: "text/html; charset=utf-8"}, {Name: "Server", Value: "nginx"}},
		Body:   []byte("<html><body><h1>News</h1><p>" + text + "</p></body></html>"),
		Time:   morning.Add(time.Duration(n) * time.Second),
		Entry:  archive.Entry{URL: address(n), Listing: "https://works.example/news/", Title: text, Order: archive.MonthFirst},
	}
}

// content returns what is read of capture.
func content(text string, date archive.Date) archive.Content {
	return archive.Content{Title: text, Date: date, Body: "Text of " + text + ".\n\nIt ends here.", Attachments: []archive.Attachment{
		{Kind: archive.KindDocument, URL: "https://works.example/act.pdf", Title: "Act"},
	}}
}

// article returns the state of the test article number n.
func article(n int, date archive.Date) archive.Article {
	return archive.Article{
		Ref: archive.Ref(n), ID: archive.ID(feedName, address(n)), URL: address(n), Listings: []string{"https://works.example/news/"},
		State: archive.Listed, Since: 1, StateTime: morning, Revision: 1, FirstSeen: morning, Changed: morning, Date: date,
	}
}

// added returns the update that adds the test article number n.
func added(n int, text string, date archive.Date) archive.Update {
	a := article(n, date)
	return archive.Update{
		Ref: a.Ref, Article: &a, Revision: revision(1, capture(n, text), content(text, date)), Content: content(text, date),
		Changes: []archive.Change{{Kind: archive.Added, URL: a.URL, Title: text, Date: date, Noticed: morning, ToRevision: 1}},
	}
}

// edited returns the update that gives the test article number n its revision
// number.
func edited(n, number int, text string, date archive.Date) archive.Update {
	a := article(n, date)
	a.Revision = number
	return archive.Update{
		Ref: a.Ref, Article: &a, Revision: revision(number, capture(n, text), content(text, date)), Content: content(text, date),
		Changes: []archive.Change{{
			Kind: archive.Edited, URL: a.URL, Title: text, Date: date, Noticed: morning.Add(time.Hour), LastHeld: morning,
			FromRevision: number - 1, ToRevision: number, Fields: []string{archive.FieldTitle, archive.FieldBody}, Minor: true,
		}},
	}
}

// revision returns a revision read of a capture.
func revision(number int, c archive.Capture, read archive.Content) *archive.Revision {
	return &archive.Revision{Number: number, Capture: c.Info(), Readings: []archive.StampedReading{
		{Stamp: "reader-1", Digest: read.Digest(), Language: "en"},
	}}
}

// crawl keeps, stages and commits what a crawl that adds articles would.
func (s *suite) crawl(number int, updates ...archive.Update) {
	s.Helper()
	w := s.claim()
	for _, u := range updates {
		if u.Revision != nil {
			w.keep(capture(int(u.Ref), u.Content.Title))
		}
	}
	w.stage(updates...)
	w.commit(number)
	w.leave()
}
