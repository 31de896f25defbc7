package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/internal/demo"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
)

// replica is an archive of four crawls of the replica with edits, moves and
// removals in between.
func replica(t testing.TB) []byte {
	t.Helper()
	site := demo.NewSite()
	base, stop, err := demo.Serve(t.Context(), site)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	path := filepath.Join(t.TempDir(), "archive.db")
	store := open(t, path)
	feed := scraper.Feed{
		Feed:     archive.Feed{Name: "mlo", Language: "en", Timezone: "UTC"},
		Location: time.UTC, Connections: 1, Recheck: 30, UserAgent: "onrecord/test",
	}
	for _, section := range demo.Sections() {
		feed.Listings = append(feed.Listings, base+section)
	}
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for round := range 4 {
		now = now.AddDate(0, 0, 1)
		articles := site.Articles()
		if round > 0 {
			for i := range 5 {
				path := articles[round*7+i].Path
				site.Edit(path, func(a *demo.Article) { a.Title += fmt.Sprintf(" (%d)", round) })
			}
			site.Delete(articles[round*7+5].Path)
			site.Move(articles[round*7+6].Path, fmt.Sprintf("/news/moved-%d/", round))
		}
		client, err := fetch.New(fetch.Options{
			UserAgent: feed.UserAgent, Hosts: feed.Hosts(), Connections: 1, Now: func() time.Time { return now },
			Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = scraper.Crawl(t.Context(), scraper.Parts{
			Store: store, Fetcher: client, Now: func() time.Time { return now }, Random: rand.New(rand.NewPCG(1, 2)),
		}, feed, scraper.Options{Full: true, All: true})
		client.Close()
		if err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// dump writes all that can be read through the store, but for the memos of
// feeds.
func dump(ctx context.Context, path string) (string, error) {
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		return "", err
	}
	feeds, err := s.Feeds(ctx)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintln(&b, feeds)
	for _, feed := range feeds {
		if err := s.View(ctx, feed, func(v archive.View) error { return dumpFeed(&b, v) }); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

func dumpFeed(w io.Writer, v archive.View) error {
	snapshots, err := v.Snapshots(0, 0)
	if err != nil {
		return err
	}
	latest := len(snapshots)
	fmt.Fprintf(w, "%+v\n", snapshots)
	for n := 1; n <= latest; n++ {
		l, err := v.Looks(n)
		changes, errChanges := v.Changes(n-1, n)
		articles, errDates := v.ByDate(n, nil, n%2 == 0, 0)
		if err := errors.Join(err, errChanges, errDates); err != nil {
			return err
		}
		fmt.Fprintln(w, n, l.Read, l.NotModified, l.Listed, l.NotSeen)
		fmt.Fprintf(w, "%+v\n%+v\n", changes, articles)
	}
	articles, err := v.ByDate(latest, nil, false, 0)
	for _, a := range articles {
		if err == nil {
			err = dumpArticle(w, v, a, latest)
		}
	}
	return err
}

func dumpArticle(w io.Writer, v archive.View, a archive.Article, latest int) error {
	for _, address := range append([]string{a.URL}, a.Aliases...) {
		canonical, err := archive.Canonical(address)
		ref, errLookup := v.Lookup(canonical, 0)
		if err := errors.Join(err, errLookup); err != nil {
			return err
		}
		fmt.Fprintln(w, address, ref)
	}
	found, err := v.Match(a.ID, 0)
	changes, errChanges := v.ChangesOf(a.Ref, 0, latest)
	kept, errKept := v.Kept(a.Ref, latest)
	memo, errMemo := v.ArticleMemo(a.Ref)
	revisions, errRevisions := v.Revisions(a.Ref, latest)
	if err := errors.Join(err, errChanges, errKept, errMemo, errRevisions); err != nil {
		return err
	}
	fmt.Fprintf(w, "%v\n%+v\n%+v\n%s\n%+v\n", found, changes, kept, memo, revisions)
	for _, c := range kept {
		if err := dumpRaw(w, v, c); err != nil {
			return err
		}
	}
	for _, r := range revisions {
		if err := dumpRaw(w, v, r.Capture); err != nil {
			return err
		}
		for _, reading := range r.Readings {
			content, err := v.Content(reading.Content)
			same, errSame := v.Same(reading.Digest)
			if err := errors.Join(err, errSame); err != nil {
				return err
			}
			fmt.Fprintf(w, "%+v %v\n", content, same)
		}
	}
	return nil
}

func dumpRaw(w io.Writer, v archive.View, c archive.CaptureInfo) error {
	if c.Raw.IsZero() {
		return nil
	}
	raw, err := v.Raw(c.Raw)
	fmt.Fprintf(w, "%x\n", archive.DigestBytes(raw))
	return err
}

// verifyQuickly verifies an archive, which must neither panic nor take for
// ever. An error, too, says that it is not whole.
func verifyQuickly(t *testing.T, path, what string) *bolt.Report {
	t.Helper()
	type result struct {
		report *bolt.Report
		err    error
	}
	done := make(chan result, 1)
	go func() {
		r, err := bolt.Verify(t.Context(), path, bolt.Options{Wait: 5 * time.Second})
		done <- result{r, err}
	}()
	select {
	case r := <-done:
		if r.err != nil && !errors.Is(r.err, archive.ErrDamaged) && !errors.Is(r.err, archive.ErrForeign) && !errors.Is(r.err, archive.ErrNewerVersion) && !errors.Is(r.err, archive.ErrOlderVersion) {
			t.Errorf("%s: unexpected error %v", what, r.err)
		}
		if r.err != nil {
			return &bolt.Report{Damage: []bolt.Damage{{What: r.err.Error()}}}
		}
		return r.report
	case <-time.After(30 * time.Second):
		t.Fatalf("%s: verifying did not end", what)
		return nil
	}
}

// rounds is how many times a test does what it does at random.
func rounds(short, long int) int {
	if os.Getenv("ONRECORD_SOAK") != "" {
		return long
	}
	return short
}

// damage changes bytes at random: bits anywhere, in the heads of pages, where
// they do most, and longer stretches.
func damage(random *rand.Rand, whole []byte) ([]byte, string) {
	data := bytes.Clone(whole)
	at := random.IntN(len(data))
	switch random.IntN(4) {
	case 0:
		at = at&^4095 + random.IntN(128)
		fallthrough
	case 1:
		data[at] ^= 1 << random.IntN(8)
		return data, fmt.Sprintf("a bit at %d", at)
	case 2:
		data[at] = byte(random.IntN(256))
		return data, fmt.Sprintf("the byte %#x at %d", data[at], at)
	}
	n := min(len(data)-at, 1<<random.IntN(13))
	for i := range n {
		data[at+i] = byte(random.IntN(256))
	}
	return data, fmt.Sprintf("%d bytes at %d", n, at)
}

// What verify calls whole reads as it was written.
func TestVerifyFindsDamage(t *testing.T) {
	whole := replica(t)
	path := place(t, whole)
	want, err := dump(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if r := verifyQuickly(t, path, "undamaged"); !r.Whole() {
		t.Fatalf("a whole archive: %+v", r.Damage)
	}
	random := rand.New(rand.NewPCG(5, 6))
	n, found := rounds(25, 600), 0
	for range n {
		data, what := damage(random, whole)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if !verifyQuickly(t, path, what).Whole() {
			found++
			continue
		}
		if got, err := dump(t.Context(), path); err != nil || got != want {
			t.Errorf("%s: verify calls it whole, and it reads otherwise: %v", what, err)
		}
	}
	t.Logf("%d of %d damages found", found, n)
	if found < n/10 {
		t.Error("so few should not do harm")
	}
}

func TestVerifyCutShort(t *testing.T) {
	whole := replica(t)
	for _, size := range []int{1, 100, 4095, 4096, 8192, 16384, 65536, len(whole) / 2, len(whole) * 3 / 4} {
		if verifyQuickly(t, place(t, whole[:size]), fmt.Sprintf("cut to %d", size)).Whole() {
			t.Errorf("cut to %d of %d bytes: whole", size, len(whole))
		}
	}
}

// Branches that lead to themselves, to each other, and to pages of others make
// bbolt recurse until the program dies.
func TestVerifyPagesInCircles(t *testing.T) {
	whole := replica(t)
	branches := 0
	for at := 2 * 4096; at < len(whole); at += 4096 {
		if binary.NativeEndian.Uint16(whole[at+8:]) != 1 || int(binary.NativeEndian.Uint64(whole[at:])) != at/4096 {
			continue
		}
		if !inUse(t, whole, at/4096) {
			continue
		}
		if branches++; branches > rounds(2, 40) {
			break
		}
		for _, to := range []int{at / 4096, 2, 1 << 40} {
			data := bytes.Clone(whole)
			binary.NativeEndian.PutUint64(data[at+16+8:], uint64(to))
			what := fmt.Sprintf("page %d leads to page %d", at/4096, to)
			if bytes.Equal(data, whole) {
				continue
			}
			if verifyQuickly(t, place(t, data), what).Whole() {
				t.Errorf("%s: whole", what)
			}
			if err := claimed(place(t, data)); to == at/4096 && !errors.Is(err, archive.ErrDamaged) {
				t.Errorf("%s: claiming it: %v", what, err)
			}
		}
	}
	if branches == 0 {
		t.Error("the archive has no branches")
	}
}

// claimed opens an archive and claims its feed, as whoever writes does first.
func claimed(path string) error {
	store, err := bolt.Open(path, bolt.Options{})
	if err == nil {
		_, err = store.Claim(context.Background(), "mlo")
	}
	return err
}

// inUse reports whether a page is read at all: without it, verify finds damage.
func inUse(t *testing.T, whole []byte, page int) bool {
	data := bytes.Clone(whole)
	clear(data[page*4096 : page*4096+16])
	return !verifyQuickly(t, place(t, data), "without a page").Whole()
}

// A repaired archive is whole; the damaged one stays, and so does what is at
// the new one's name.
func TestRepair(t *testing.T) {
	whole := replica(t)
	random := rand.New(rand.NewPCG(7, 8))
	repaired := 0
	for range rounds(8, 60) {
		data, what := damage(random, whole)
		path := place(t, data)
		if verifyQuickly(t, path, what).Whole() {
			continue
		}
		to := filepath.Join(filepath.Dir(path), "repaired.db")
		_, lost, err := bolt.Repair(t.Context(), path, to, bolt.Options{})
		if err != nil {
			t.Logf("%s: %v", what, err)
			continue
		}
		repaired++
		if r := verifyQuickly(t, to, what); !r.Whole() {
			t.Errorf("%s: repaired: %+v", what, r.Damage)
		}
		if _, err := dump(t.Context(), to); err != nil {
			t.Errorf("%s: repaired, it cannot be read: %v (lost: %+v)", what, err, lost.Damage)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, data) {
			t.Errorf("%s: the damaged file was changed: %v", what, err)
		}
		if _, _, err := bolt.Repair(t.Context(), path, to, bolt.Options{}); !errors.Is(err, os.ErrExist) {
			t.Errorf("%s: what exists: got %v", what, err)
		}
	}
	if repaired == 0 {
		t.Error("nothing was repaired")
	}
}

// A branch that is lost costs no row, when it is the only one.
func TestRepairLostBranch(t *testing.T) {
	whole := replica(t)
	want, err := dump(t.Context(), place(t, whole))
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for at := 2 * 4096; at < len(whole) && tried < rounds(1, 40); at += 4096 {
		if binary.NativeEndian.Uint16(whole[at+8:]) != 1 || !inUse(t, whole, at/4096) {
			continue
		}
		tried++
		data := bytes.Clone(whole)
		clear(data[at : at+4096])
		path := place(t, data)
		to := filepath.Join(filepath.Dir(path), "repaired.db")
		_, lost, err := bolt.Repair(t.Context(), path, to, bolt.Options{})
		if err != nil || len(lost.Damage) > 0 {
			t.Fatalf("without branch %d: %v, %+v", at/4096, err, lost)
		}
		if got, err := dump(t.Context(), to); err != nil || got != want {
			t.Errorf("without branch %d, it reads otherwise: %v", at/4096, err)
		}
	}
}

// When all branches are lost, repair refuses or says what is lost.
func TestRepairLostBranches(t *testing.T) {
	data := bytes.Clone(replica(t))
	for at := 2 * 4096; at < len(data); at += 4096 {
		if binary.NativeEndian.Uint16(data[at+8:]) == 1 && inUse(t, data, at/4096) {
			clear(data[at : at+4096])
		}
	}
	path := place(t, data)
	_, lost, err := bolt.Repair(t.Context(), path, filepath.Join(filepath.Dir(path), "repaired.db"), bolt.Options{})
	if err != nil && !errors.Is(err, archive.ErrDamaged) || err == nil && len(lost.Damage) == 0 {
		t.Errorf("%v, %+v", err, lost)
	}
}
