package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Told is an article with its whole history, as a copy of an archive tells it.
type Told struct {
	Article  Article // without Ref and Since, which the copy does not say
	LastSeen time.Time
	Checks   int
	Language string
	History  []Past // by number; each capture knows its page by the digest alone
}

// Copy is a copy of a feed's archive: texts without pages.
type Copy interface {
	Snapshot() Snapshot // the newest; its feed is that of the copy
	Digest() Digest     // of the copy's bytes
	Len() int
	Article(i int) (Told, error)
}

// ErrNotEmpty is returned by Restore of a feed that has another history already.
var ErrNotEmpty = errors.New("the feed is not empty")

// Restore puts a copy into an empty feed: numbers, times and digests are the
// copy's. Of the snapshots before the newest, which the copy does not tell
// of, each is given the time of its latest revision, and says so. It reports false, and
// changes nothing, when the same copy was put there already. One that was broken
// off goes on where it was.
func Restore(ctx context.Context, store Store, writer Writer, c Copy) (bool, error) {
	r := restorer{store: store, writer: writer, copied: c, to: c.Snapshot(), plan: map[int][]int{}, refs: map[int]Ref{}}
	done, err := r.run(ctx)
	if err != nil {
		return false, fmt.Errorf("import into %s: %w", r.to.Feed.Name, err)
	}
	return done, nil
}

type restorer struct {
	store  Store
	writer Writer
	copied Copy
	to     Snapshot
	plan   map[int][]int // snapshot → articles with a revision of it
	refs   map[int]Ref   // by the article's place in the copy
	facts  copiedFacts
	taken  time.Time // of the snapshot staged last
}

func (r *restorer) run(ctx context.Context) (bool, error) {
	latest, err := r.there(ctx)
	if err != nil || latest == r.to.Number {
		return false, err
	}
	if err := r.arrange(); err != nil {
		return false, err
	}
	r.facts = copiedFacts{Snapshot: r.to.Number, Document: r.copied.Digest().String(), Facts: make([]copiedFact, r.copied.Len())}
	for number := 1; number <= r.to.Number; number++ {
		if err := r.snapshot(ctx, number, number <= latest); err != nil {
			return false, fmt.Errorf("snapshot %d: %w", number, err)
		}
	}
	return true, nil
}

// there returns how many of the copy's snapshots are there already: none of an
// empty feed, some of one into which putting the copy was broken off.
func (r *restorer) there(ctx context.Context) (latest int, err error) {
	err = r.store.View(ctx, r.to.Feed.Name, func(v View) error {
		if latest, err = v.Latest(); err != nil || latest == 0 {
			return err
		}
		document := r.copied.Digest().String()
		whole, err := readCopied(v, copiedKey)
		if err != nil {
			return err
		}
		if whole.Document == document {
			latest = r.to.Number
			return nil
		}
		begun, err := readCopied(v, copyingKey)
		if err != nil || begun.Document == document && begun.Snapshot == latest {
			return err
		}
		return fmt.Errorf("%w: it has %d snapshots", ErrNotEmpty, latest)
	})
	return latest, err
}

// arrange finds out which snapshot recorded which revisions.
func (r *restorer) arrange() error {
	for i := range r.copied.Len() {
		a, err := r.copied.Article(i)
		if err != nil {
			return err
		}
		for _, p := range a.History {
			n := p.Revision.Snapshot
			if n < 1 || n > r.to.Number {
				return fmt.Errorf("article %s: a revision of snapshot %d, though the newest is %d", a.Article.ID, n, r.to.Number)
			}
			if list := r.plan[n]; len(list) == 0 || list[len(list)-1] != i {
				r.plan[n] = append(list, i)
			}
		}
	}
	return nil
}

// snapshot makes one snapshot of the copy's, or only remembers what it holds
// where it is there already.
func (r *restorer) snapshot(ctx context.Context, number int, there bool) error {
	articles := r.plan[number]
	if number == r.to.Number { // the last one says how everything stands
		articles = slices.AppendSeq([]int(nil), maps.Keys(r.refs))
		articles = append(articles, r.plan[number]...)
		slices.Sort(articles)
		articles = slices.Compact(articles)
	}
	for chunk := range slices.Chunk(articles, stageChunk) {
		var updates []Update
		for _, i := range chunk {
			more, err := r.updates(i, number)
			if err != nil {
				return err
			}
			updates = append(updates, more...)
		}
		if there {
			continue
		}
		if err := r.writer.Stage(ctx, updates); err != nil {
			return err
		}
	}
	if there {
		return nil
	}
	return r.commit(ctx, number)
}

// updates returns what a snapshot says of an article.
func (r *restorer) updates(i, number int) ([]Update, error) {
	told, err := r.copied.Article(i)
	if err != nil {
		return nil, err
	}
	ref, known := r.refs[i]
	if !known {
		ref = Ref(len(r.refs))
		r.refs[i] = ref
	}
	a := told.at(number)
	a.Ref = ref
	if number == r.to.Number {
		a.Since = number
		r.facts.Facts[ref] = copiedFact{told.LastSeen.Unix(), told.Checks}
	}
	updates := []Update{{Ref: ref, Article: &a}}
	for _, p := range told.History {
		if p.Revision.Snapshot != number {
			continue
		}
		if last := &updates[len(updates)-1]; last.Revision != nil {
			updates = append(updates, Update{Ref: ref})
		}
		u := &updates[len(updates)-1]
		revision := p.Revision
		revision.Readings = []StampedReading{{Stamp: ImportedText, Digest: p.Content.Digest(), Language: told.Language}}
		u.Revision, u.Content = &revision, p.Content
		if revision.Capture.Time.After(r.taken) {
			r.taken = revision.Capture.Time
		}
	}
	return updates, nil
}

// at returns the article as a snapshot held it: of the earlier ones only its
// revisions are known.
func (t Told) at(number int) Article {
	a := t.Article
	var newest *Revision
	last := 0
	for _, p := range t.History {
		last = max(last, p.Revision.Snapshot)
		if p.Revision.Snapshot <= number && (newest == nil || !p.Revision.Capture.Time.Before(newest.Capture.Time)) {
			newest = &p.Revision
			a.Date = p.Content.Date
		}
	}
	if newest != nil && number < last {
		a.Revision, a.Changed = newest.Number, newest.Capture.Time
		a.State, a.Since, a.StateTime = Listed, number, newest.Capture.Time
	}
	return a
}

func (r *restorer) commit(ctx context.Context, number int) error {
	s := Snapshot{
		Number: number, Started: r.taken, Taken: r.taken, Status: Complete, Feed: r.to.Feed, Imported: true, Articles: len(r.refs), Changes: Count(nil),
		Warnings: []string{"imported from a copy, which does not say when this snapshot was taken: its time is that of the latest revision"},
	}
	if number < r.to.Number {
		return r.commitWith(ctx, s, copyingKey, copiedFacts{Snapshot: number, Document: r.facts.Document})
	}
	s.Started, s.Taken, s.Status = r.to.Taken, r.to.Taken, r.to.Status
	s.Warnings = []string{"imported from a copy, without pages, changes and looks"}
	r.facts.Facts = r.facts.Facts[:len(r.refs)]
	return r.commitWith(ctx, s, copiedKey, r.facts)
}

// commitWith commits a snapshot with a memo.
func (r *restorer) commitWith(ctx context.Context, s Snapshot, key string, facts copiedFacts) error {
	b, err := json.Marshal(facts)
	if err != nil {
		return err
	}
	return r.writer.Commit(ctx, s, NewLooks(), map[string][]byte{key: b})
}

// copiedFacts is what a copy says of looks that it does not hold.
type copiedFacts struct {
	Snapshot int          `json:"snapshot"` // the copy's
	Document string       `json:"document"` // digest of its bytes
	Facts    []copiedFact `json:"facts"`    // by Ref
}

// copiedFact is of one article.
type copiedFact struct {
	Seen   int64 `json:"s"` // when it was last seen to be there, in Unix time
	Checks int   `json:"c"` // how many crawls found its state
}

// copiedKey names the memo that holds copiedFacts; copyingKey the one that holds
// which copy is being put into the feed, and up to which snapshot, without facts.
const (
	copiedKey  = "copied"
	copyingKey = "copying"
)

func readCopied(v View, key string) (f copiedFacts, err error) {
	_, err = ReadMemo(v, key, "what a copy said of looks", &f)
	return f, err
}

// seen returns when an article was last seen, as far as the copy says and
// snapshot at includes it.
func (f copiedFacts) seen(a Article, at int) time.Time {
	if int(a.Ref) >= len(f.Facts) || f.Snapshot > at {
		return time.Time{}
	}
	return time.Unix(f.Facts[a.Ref].Seen, 0).UTC()
}

// checks returns how many crawls found the state of an article before those
// whose looks are held.
func (f copiedFacts) checks(a Article, at int) int {
	if int(a.Ref) >= len(f.Facts) || f.Snapshot > at || a.Since > f.Snapshot {
		return 0
	}
	return f.Facts[a.Ref].Checks
}
