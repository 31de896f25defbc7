package bolt_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/archive/storetest"
)

// victimVariable makes the test binary a writer that is killed.
const victimVariable = "ONRECORD_TEST_VICTIM"

func TestMain(m *testing.M) {
	if path := os.Getenv(victimVariable); path != "" {
		if err := errors.Join(limitFiles(), writeForEver(path)); err != nil {
			fmt.Println("failed", strings.ReplaceAll(err.Error(), "\n", "; "))
		}
		os.Exit(1)
	}
	if dir := os.Getenv(migratorVariable); dir != "" {
		fmt.Println("failed", migrateForEver(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const victimFeed = "victim"

// victimText is what revision number of article ref says, so that a reader
// knows what to expect.
func victimText(ref, number int) string {
	return fmt.Sprintf("Article %d, revision %d. %s", ref, number, strings.Repeat("The text goes on. ", ref%50))
}

func victimPage(ref, number int) archive.Capture {
	return archive.Capture{
		URL: fmt.Sprintf("https://victim.example/%d", ref), Status: 200, Time: time.Unix(int64(ref), 0).UTC(),
		Body: []byte(strings.Repeat("<p>what all pages share</p>", 300) + victimText(ref, number)),
	}
}

func victimUpdate(ref, number int) archive.Update {
	page := victimPage(ref, number)
	read := archive.Content{Title: fmt.Sprint(ref), Body: victimText(ref, number)}
	return archive.Update{
		Ref: archive.Ref(ref), Content: read,
		Article:  &archive.Article{ID: fmt.Sprintf("id%d", ref), URL: page.URL, State: archive.Listed, Revision: number, Date: "2026-03-01"},
		Revision: &archive.Revision{Number: number, Capture: page.Info(), Readings: []archive.StampedReading{{Stamp: "s", Digest: read.Digest()}}},
		Changes:  []archive.Change{{Kind: archive.Edited, ToRevision: number}},
		Memo:     []byte(fmt.Sprint(number)),
	}
}

// Of each snapshot: articles that are new, and known ones that get a revision.
const (
	victimNew   = 11
	victimEdits = 3
)

// writeForEver takes snapshot after snapshot and says what it has done.
func writeForEver(path string) error {
	ctx := context.Background()
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		return err
	}
	for {
		w, err := s.Claim(ctx, victimFeed)
		if err != nil {
			return err
		}
		for range 2 {
			if err := victimSnapshot(ctx, s, w); err != nil {
				return err
			}
		}
		if err := w.Release(); err != nil {
			return err
		}
	}
}

// victimSnapshot takes the next snapshot.
func victimSnapshot(ctx context.Context, s *bolt.Store, w archive.Writer) error {
	number, revisions, err := victimState(ctx, s)
	if err != nil {
		return err
	}
	var updates []archive.Update
	for i := range victimNew + victimEdits {
		ref, base := len(revisions)+i, archive.Digest{}
		if i >= victimNew {
			ref = (number*7 + i) % (len(revisions) + victimNew)
		}
		next := 1
		if ref < len(revisions) {
			next, base = revisions[ref]+1, victimPage(ref, revisions[ref]).Info().Raw
		} else if i >= victimNew {
			continue
		}
		if err := w.Keep(ctx, victimPage(ref, next), base); err != nil {
			return err
		}
		fmt.Println("kept", number+1, ref, next)
		updates = append(updates, victimUpdate(ref, next))
		recheck := victimPage(ref+100000, number)
		if err := w.Keep(ctx, recheck, base); err != nil {
			return err
		}
	}
	if err := errors.Join(w.Stage(ctx, updates[:5]), w.Stage(ctx, updates[5:])); err != nil {
		return err
	}
	if err := w.Commit(ctx, archive.Snapshot{Number: number + 1}, archive.NewLooks(), map[string][]byte{"n": []byte(fmt.Sprint(number + 1))}); err != nil {
		return err
	}
	fmt.Println("committed", number+1)
	return nil
}

// victimState returns the newest snapshot and how many revisions each article
// has.
func victimState(ctx context.Context, s *bolt.Store) (number int, revisions []int, err error) {
	err = s.View(ctx, victimFeed, func(v archive.View) error {
		if number, err = v.Latest(); err != nil {
			return err
		}
		for ref := archive.Ref(0); ; ref++ {
			a, err := v.Article(ref, number)
			if errors.Is(err, archive.ErrNotFound) {
				return nil
			}
			if err != nil {
				return err
			}
			revisions = append(revisions, a.Revision)
		}
	})
	return number, revisions, err
}

// TestKill kills a writer at any instant, again and again; ONRECORD_KILLS says
// how often. Whatever it had said to be done must be there, and whole.
func TestKill(t *testing.T) {
	kills := storetest.Kills(t)
	path := filepath.Join(t.TempDir(), "archive.db")
	committed := 0
	for range kills {
		said := runVictim(t, path, 20*time.Millisecond+rand.N(180*time.Millisecond))
		if said.committed < committed {
			said.committed = committed
		}
		committed = checkVictim(t, path, said)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d kills, %d snapshots", kills, committed)
}

// said is what a victim had done before it died.
type said struct {
	committed int
	kept      [][3]int // snapshot, article, revision
}

// runVictim runs the writer and kills it after a while.
func runVictim(t *testing.T, path string, after time.Duration) said {
	t.Helper()
	victim := exec.Command(os.Args[0])
	victim.Env = append(os.Environ(), victimVariable+"="+path)
	out, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = victim.Process.Kill() })
	defer timer.Stop()
	var s said
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var kept [3]int
		var n int
		switch {
		case scan(lines.Text(), "kept %d %d %d", &kept[0], &kept[1], &kept[2]):
			s.kept = append(s.kept, kept)
		case scan(lines.Text(), "committed %d", &n):
			s.committed = n
		default:
			t.Errorf("the writer said %q", lines.Text())
		}
	}
	if err := victim.Wait(); err == nil {
		t.Error("the writer ended by itself")
	}
	return s
}

// scan reads a whole line; a line that the kill cut off is none.
func scan(line, format string, into ...any) bool {
	n, err := fmt.Sscanf(line, format, into...)
	return err == nil && n == len(into)
}

// checkVictim checks that all that was said to be done is in the archive, and
// returns its newest snapshot.
func checkVictim(t *testing.T, path string, s said) int {
	t.Helper()
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) && len(s.kept) == 0 {
		return 0
	}
	store := open(t, path)
	number, revisions, err := victimState(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	if number < s.committed || number > s.committed+1 {
		t.Fatalf("the newest snapshot is %d, and %d was said to be committed", number, s.committed)
	}
	err = store.View(t.Context(), victimFeed, func(v archive.View) error {
		if number == 0 {
			return nil
		}
		return checkWhole(v, number, revisions)
	})
	if err != nil {
		t.Fatal(err)
	}
	checkPending(t, store, s, number)
	return number
}

// checkWhole reads everything that a snapshot leads to.
func checkWhole(v archive.View, number int, revisions []int) error {
	if memo, err := v.Memo("n"); err != nil || string(memo) != fmt.Sprint(number) {
		return fmt.Errorf("the memo is %q, %w", memo, err)
	}
	snapshots, err := v.Snapshots(1, 0)
	if err != nil || len(snapshots) != number {
		return fmt.Errorf("%d snapshots, %w", len(snapshots), err)
	}
	changes, total := 0, 0
	for ref, last := range revisions {
		found, err := v.Revisions(archive.Ref(ref), number)
		if err != nil || len(found) != last {
			return fmt.Errorf("article %d has %d revisions and should have %d: %w", ref, len(found), last, err)
		}
		total += last
		for _, r := range found {
			if err := checkVictimRevision(v, ref, r); err != nil {
				return err
			}
		}
		memo, err := v.ArticleMemo(archive.Ref(ref))
		if err != nil || string(memo) != fmt.Sprint(last) {
			return fmt.Errorf("the memo of article %d is %q, %w", ref, memo, err)
		}
	}
	for n := range snapshots {
		found, err := v.Changes(n, n+1)
		if err != nil {
			return err
		}
		changes += len(found)
	}
	if changes != total {
		return fmt.Errorf("%d changes for %d revisions", changes, total)
	}
	return nil
}

func checkVictimRevision(v archive.View, ref int, r archive.Revision) error {
	raw, err := v.Raw(r.Capture.Raw)
	if err != nil || string(raw) != string(victimPage(ref, r.Number).Body) {
		return fmt.Errorf("the page of article %d, revision %d: %d bytes, %w", ref, r.Number, len(raw), err)
	}
	read, err := v.Content(r.Reading().Content)
	if err != nil || read.Body != victimText(ref, r.Number) {
		return fmt.Errorf("the text of article %d, revision %d: %q, %w", ref, r.Number, read.Body, err)
	}
	return nil
}

// checkPending claims the feed, which takes back what was staged, and checks
// that what was said to be kept is pending still.
func checkPending(t *testing.T, store *bolt.Store, s said, number int) {
	t.Helper()
	w, err := store.Claim(t.Context(), victimFeed)
	if err != nil {
		t.Fatal(err)
	}
	pending := map[string]archive.CaptureInfo{}
	err = w.Pending(t.Context(), func(i archive.CaptureInfo) error {
		pending[i.URL] = i
		raw, err := w.PendingRaw(t.Context(), i.Raw)
		if err == nil && archive.DigestBytes(raw) != i.Raw {
			err = fmt.Errorf("%s has other bytes", i.URL)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kept := range s.kept {
		want := victimPage(kept[1], kept[2])
		if kept[0] > number && pending[want.URL].Raw != want.Info().Raw {
			t.Errorf("%s was kept for snapshot %d and is not pending", want.URL, kept[0])
		}
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
}
