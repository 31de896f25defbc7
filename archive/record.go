package archive

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"
)

// Recording are the parts that Record works with.
type Recording struct {
	Store  Store
	Writer Writer
	Reader Reader
	Ask    Asker
	Now    func() time.Time
	// Relearn is asked when many articles read differently at once; nil: nobody learns.
	Relearn Relearner
	// Accept records edits as the publisher's however many there are at once.
	Accept bool
	// Unseen is called once all is read, with the addresses that are not known yet
	// and answered with a page that is not their article. It returns what is to be
	// remembered of them; nil: nothing is.
	Unseen func(addresses []string) (map[string][]byte, error)
	// Step is called for each capture read; nil: nobody watches.
	Step func(done, total int)
}

// Record turns what a crawl saw into the feed's next snapshot: it reads the
// pending captures, compares each with the article's newest revision under the
// same extractor and selectors, and commits what changed.
func Record(ctx context.Context, parts Recording, seen Sightings) (Snapshot, error) {
	r, err := newRecorder(ctx, parts, seen)
	if err != nil {
		return Snapshot{}, fmt.Errorf("record the crawl of %s: %w", seen.Feed.Name, err)
	}
	for _, step := range []func(context.Context) error{r.captures, r.judge, r.newcomers, r.confirmVanished, r.compareLater, r.unmodified, r.gone, r.missed, r.unlisted, r.listed, r.attachments, r.noteTurns, r.noteUnseen, r.noteOnePages, r.flush} {
		if err := step(ctx); err != nil {
			return Snapshot{}, fmt.Errorf("record the crawl of %s: %w", seen.Feed.Name, err)
		}
	}
	s := r.snapshot()
	if err := r.Writer.Commit(ctx, s, r.looks, r.seen.Memos); err != nil {
		return Snapshot{}, fmt.Errorf("commit snapshot %d of %s: %w", s.Number, seen.Feed.Name, err)
	}
	return s, nil
}

// recorder gathers what the next snapshot says.
type recorder struct {
	Recording
	seen     Sightings
	head     Snapshot // the newest snapshot; zero when there is none
	trace    *Trace   // nil until somebody asks
	looks    Looks
	counts   Counts
	failures []Failure
	warnings []string

	articles  int          // known so far, newcomers included
	found     []Ref        // by the number of the first entry at their address: newcomers, each with 1 added
	addresses map[Mark]Ref // of newcomers that no entry leads to
	contents  map[Mark]Ref // of new revisions, by the beginning of their digests
	rows      states       // that differ from the newest snapshot's
	settled   map[Ref]bool // moved in this crawl: the old address being gone is no removal
	guard     guard
	counters  counters
	turns     turns
	vanished  []Article // whose page reads as the site's page for what does not exist
	buffer    []Update
	queue     queue
	later     []uint32          // rows of its addresses: captures of articles not known yet
	onePages  []uint64          // hashes of pages that stood for several articles in earlier crawls
	strangers pages             // of articles not known yet, as far as their titles are not the listing's word
	told      bool              // all of these were
	answering map[string]string // addresses that others lead to → the first that did
	first     time.Time         // of the captures

	unseenNew   []string     // addresses of articles not known yet, whose pages were not the article
	edited      map[Ref]bool // articles with an edit in this snapshot
	uncompared  []uncompared
	unreadKept  int    // articles whose kept pages cannot be read in today's way
	unreadFirst string // the address of the first

	attached  map[string]CaptureInfo // attachments captured in this crawl, by address
	linked    map[Ref][]Attachment   // of articles looked at that link to some of them
	linking   []Ref                  // the same articles in the order in which they were looked at
	witnesses *witnesses
	pieces    forms // what pages print, as it is compared
	links     forms // likewise, their links
}

func newRecorder(ctx context.Context, parts Recording, seen Sightings) (*recorder, error) {
	r := &recorder{
		Recording: parts, seen: seen, looks: NewLooks(), counts: Count(nil),
		failures: slices.Clone(seen.Failures), warnings: slices.Clone(seen.Warnings),
		addresses: map[Mark]Ref{}, contents: map[Mark]Ref{}, found: make([]Ref, seen.Entries.Len()),
		settled: map[Ref]bool{}, edited: map[Ref]bool{}, attached: map[string]CaptureInfo{}, linked: map[Ref][]Attachment{},
		answering: map[string]string{}, first: seen.Started, pieces: forms{}, links: forms{},
	}
	r.witnesses = newWitnesses(r)
	if parts.Accept {
		r.guard.verdict = verdictAccept
	}
	err := r.view(ctx, func(v View) error {
		latest, err := v.Latest()
		if err != nil || latest == 0 {
			return err
		}
		if err := r.counters.recall(v); err != nil {
			return err
		}
		if _, err := ReadMemo(v, onePageKey, "recall the pages that stood for several articles", &r.onePages); err != nil {
			return err
		}
		if r.turns, err = readTurns(v); err != nil {
			return err
		}
		if r.guard.before, err = readSuspicion(v); err != nil {
			return err
		}
		if r.guard.before.Stamp != parts.Reader.Stamp() {
			r.guard.before = suspicion{Held: r.guard.before.Held}
		}
		if r.guard.before.Since == 0 { // in the course of a redesign they say nothing
			r.guard.same = len(seen.Unmodified)
		}
		r.head, err = OneSnapshot(v, latest)
		return err
	})
	r.articles, r.rows, r.queue = r.head.Articles, newStates(r.head, &r.seen.Entries), newQueue(&r.seen.Entries)
	r.guard.pages, r.strangers = newPages(r.onePages), newPages(r.onePages)
	if r.articles == 0 && r.guard.verdict == verdictOpen {
		r.guard.verdict = verdictAccept // nothing is known that could have been edited
	}
	return r, err
}

func (r *recorder) view(ctx context.Context, fn func(View) error) error {
	return r.Store.View(ctx, r.seen.Feed.Name, fn)
}

// number is that of the snapshot in the making.
func (r *recorder) number() int { return r.head.Number + 1 }

// row returns the state of an article as this crawl has left it so far.
func (r *recorder) row(v View, ref Ref) (Article, error) {
	if a, ok := r.rows.of(ref); ok {
		return a, nil
	}
	return v.Article(ref, r.head.Number)
}

// lookup returns the article that has a canonical address, newcomers included.
func (r *recorder) lookup(v View, canonical string) (Ref, error) {
	if n, seen := r.seen.Entries.First(canonical); seen && r.found[n] != 0 {
		return r.found[n] - 1, nil
	}
	if ref, ok := r.addresses[MarkOf(canonical)]; ok {
		return ref, nil
	}
	return v.Lookup(canonical, 0)
}

// at notes that an article has a canonical address now.
func (r *recorder) at(canonical string, ref Ref) {
	if n, seen := r.seen.Entries.First(canonical); seen {
		r.found[n] = ref + 1
		return
	}
	r.addresses[MarkOf(canonical)] = ref
}

// listings returns the listings that show a canonical address now.
func (r *recorder) listings(canonical string) (shown []string) {
	for _, e := range r.seen.Entries.Of(canonical) {
		if !slices.Contains(shown, e.Listing) {
			shown = append(shown, e.Listing)
		}
	}
	return shown
}

// history returns the looks of the snapshots so far.
func (r *recorder) history(v View) (*Trace, error) {
	if r.trace == nil {
		t, err := TraceUpTo(v, r.head.Number)
		if err != nil {
			return nil, err
		}
		r.trace = t
	}
	return r.trace, nil
}

// put stages an update, and remembers the state it gives.
func (r *recorder) put(ctx context.Context, u Update) error {
	for i := range u.Changes {
		u.Changes[i].Ref = u.Ref
		u.Changes[i].Snapshot = r.number()
		r.counts[u.Changes[i].Kind]++
		if u.Changes[i].Kind == Edited {
			r.edited[u.Ref] = true
		}
	}
	if u.Article != nil {
		r.rows.put(*u.Article)
	}
	r.buffer = append(r.buffer, u)
	if len(r.buffer) < stageChunk {
		return nil
	}
	return r.flush(ctx)
}

// stageChunk is how many articles one short writing transaction takes.
const stageChunk = 64

func (r *recorder) flush(ctx context.Context) error {
	if len(r.buffer) == 0 {
		return nil
	}
	err := r.Writer.Stage(ctx, r.buffer)
	r.buffer = r.buffer[:0]
	return err
}

// fail notes what could not be seen.
func (r *recorder) fail(url, reason string, at time.Time) {
	r.failures = append(r.failures, Failure{URL: url, Reason: reason, Time: at})
}

// maxFailures bounds the record of a snapshot: the looks name every article.
const maxFailures = 1000

func (r *recorder) snapshot() Snapshot {
	s := Snapshot{
		Number: r.number(), Started: r.first.Truncate(time.Second), Taken: r.Now().UTC().Truncate(time.Second),
		Status: Complete, Feed: r.seen.Feed, Articles: r.articles, Changes: r.counts,
		Failures: r.failures, Warnings: r.warnings,
	}
	if len(s.Failures) > 0 {
		s.Status = Partial
	}
	if r.guard.verdict == verdictHold {
		s.Status = Suspect
	}
	if more := len(s.Failures) - maxFailures; more > 0 {
		s.Failures = s.Failures[:maxFailures]
		s.Warnings = append(s.Warnings, fmt.Sprintf("%d more failures are not listed", more))
	}
	return s
}

// captures reads the pending captures, newest articles and re-checks alike.
func (r *recorder) captures(ctx context.Context) error {
	err := r.Writer.Pending(ctx, func(c CaptureInfo) error {
		if c.Of != "" {
			r.attached[c.URL] = c
			return nil
		}
		r.enqueue(c)
		return nil
	})
	if err != nil {
		return err
	}
	return r.drain(ctx)
}

// enqueue notes a capture to be read. The snapshot began no later than the first
// of them was made: an earlier crawl may have been interrupted.
func (r *recorder) enqueue(c CaptureInfo) {
	r.queue.add(c.URL)
	if c.Time.Before(r.first) {
		r.first = c.Time
	}
	if _, known := r.answering[c.Final]; c.Final != c.URL && !known {
		r.answering[c.Final] = c.URL
	}
}

// queueChunk is how many captures of the queue are held at a time.
const queueChunk = 64

// drain reads the captures that are queued; asking for an old address may add one.
func (r *recorder) drain(ctx context.Context) error {
	for r.queue.done < r.queue.len() {
		chunk, err := r.Writer.PendingAt(ctx, r.queue.from(r.queue.done, queueChunk))
		if err != nil {
			return fmt.Errorf("the captures to read: %w", err)
		}
		for _, info := range chunk {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := r.capture(ctx, info); err != nil {
				return fmt.Errorf("capture of %s: %w", info.URL, err)
			}
			if r.queue.done++; r.Step != nil {
				r.Step(r.queue.done, r.queue.len())
			}
		}
	}
	return nil
}

// putOff lets the capture whose turn it is be read once more, with the newcomers.
func (r *recorder) putOff() { r.later = append(r.later, r.queue.order[r.queue.done]) }

// newcomers reads the captures of articles that are not known yet.
func (r *recorder) newcomers(ctx context.Context) error {
	for range 2 { // those that have to be held against each other wait once more
		r.queue.order = append(r.queue.order, r.later...)
		r.later = nil
		if err := r.drain(ctx); err != nil {
			return err
		}
		r.told = true
	}
	return nil
}

// capture decides whose capture it is.
func (r *recorder) capture(ctx context.Context, info CaptureInfo) error {
	asked, err := Canonical(info.URL)
	if err != nil {
		return err
	}
	answered := asked
	if info.Final != info.URL {
		if answered, err = Canonical(info.Final); err != nil {
			return err
		}
	}
	known, err := r.known(ctx, asked, answered)
	if err != nil {
		return err
	}
	if known == nil && r.guard.verdict == verdictOpen {
		r.putOff() // how its page is read may still be learned anew
		return nil
	}
	if known == nil {
		return r.newcomer(ctx, info, asked, answered)
	}
	if int(known.row.Ref) < r.head.Articles && known.elsewhereThan(asked, answered) {
		if r.guard.verdict == verdictOpen {
			r.putOff()
			return nil
		}
		return r.otherAddress(ctx, info, known, asked, answered)
	}
	return r.again(ctx, info, known, answered)
}

// memo returns what is to be noted of a capture, nil when it is noted already.
func (r *recorder) memo(info CaptureInfo, noted []byte) []byte {
	memo := r.Reader.Memo(info)
	if bytes.Equal(memo, noted) {
		return nil
	}
	if memo == nil {
		return []byte{}
	}
	return memo
}

// read makes a reading of a pending capture.
func (r *recorder) read(ctx context.Context, info CaptureInfo) (Reading, error) {
	reading, _, err := r.readPage(ctx, info)
	return reading, err
}

// readPage is read for those who need the page itself too.
func (r *recorder) readPage(ctx context.Context, info CaptureInfo) (Reading, []byte, error) {
	var body []byte
	if !info.Raw.IsZero() {
		var err error
		if body, err = r.Writer.PendingRaw(ctx, info.Raw); err != nil {
			return Reading{}, nil, err
		}
	}
	reading, err := r.Reader.Read(info.With(body))
	if err != nil {
		return Reading{}, body, &unreadable{err}
	}
	reading.Content = reading.Content.Normalised()
	return reading, body, nil
}

// unreadable marks an error as a failure of reading rather than of the store.
type unreadable struct{ error }

func (u *unreadable) Unwrap() error { return u.error }
