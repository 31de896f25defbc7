package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
)

// verdict says what becomes of the edits that wait.
type verdict int

const (
	verdictOpen   verdict = iota // edits wait until all captures were read
	verdictAccept                // they are the publisher's
	verdictHold                  // they look like the template's: held back
)

// guard is the redesign guard: when many known articles read differently at
// once, or all change in the same way, that is the site's template and not the
// publisher's pen.
type guard struct {
	verdict verdict
	read    int             // known articles read in this crawl
	same    int             // known articles whose pages the server says are not modified
	waiting []CaptureInfo   // of articles that read differently, or as empty
	emptied map[string]bool // addresses of those that read as empty: failures, never edits
	held    map[string]bool // addresses of those whose edits are held back
	turns   map[uint64]int  // hashes of paragraphs that came or went, with the number of articles
	before  suspicion       // of earlier crawls, unresolved
	pages   pages           // of those that wait, as far as their titles are not their own
}

// suspicion is what later crawls must know of a redesign that nobody has
// resolved yet: it meets the rest of the old articles one by one.
type suspicion struct {
	Stamp Stamp    `json:"stamp"` // another one resolves it: the selectors were corrected
	Since int      `json:"since"` // the snapshot that first held edits back
	Held  []string `json:"held"`  // addresses of the articles whose edits are held back
}

// suspicionKey names the memo that holds a suspicion.
const suspicionKey = "suspect"

// HeldBack returns the addresses of the articles whose edits are held back.
func HeldBack(v View) ([]string, error) {
	s, err := readSuspicion(v)
	return s.Held, err
}

func readSuspicion(v View) (s suspicion, err error) {
	_, err = ReadMemo(v, suspicionKey, "what is known of a redesign", &s)
	return s, err
}

// Thresholds of the guard, in articles and in shares of those read.
const (
	guardLeast = 5
	guardMany  = 0.5 // read differently
	guardAlike = 0.2 // read differently, and all in the same way
	sameWay    = 0.9 // share of the edits that have a paragraph in common
)

// waits notes a reading of a known article and reports whether it has to wait
// for the verdict. Under suspicion only articles last captured before the
// redesign count: the others are known in the new template.
func (g *guard) waits(info CaptureInfo, b *before, next Content) bool {
	if g.verdict != verdictOpen || g.before.Since > 0 && b.newest.Snapshot >= g.before.Since {
		return false
	}
	g.read++
	if b.same || !Compare(b.inOrder(info, next), next).Edited() {
		return false
	}
	g.waiting = append(g.waiting, info)
	if g.turns == nil {
		g.turns, g.emptied = map[uint64]int{}, map[string]bool{}
	}
	g.emptied[info.URL] = next.Text() == ""
	for p := range turned(b.content.Text(), next.Text()) {
		g.turns[hashOf(p)]++
	}
	if foreign(next, b.content.Title, info.Entry.Title) {
		g.pages.tell(info.URL, next, b.row.ID)
	}
	return true
}

// leave forgets a reading that waited: it is none of the article.
func (g *guard) leave(b *before, next Content) {
	g.read--
	for p := range turned(b.content.Text(), next.Text()) {
		g.turns[hashOf(p)]--
	}
}

func hashOf(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // a hash takes everything
	return h.Sum64()
}

// turned returns the paragraphs that only one of two texts has.
func turned(prev, next string) map[string]bool {
	sides := map[string]int{}
	for _, p := range Paragraphs(prev) {
		sides[p] |= 1
	}
	for _, p := range Paragraphs(next) {
		sides[p] |= 2
	}
	only := map[string]bool{}
	for p, side := range sides {
		if side != 3 {
			only[p] = true
		}
	}
	return only
}

// suspicious reports whether the edits look like a redesign of the site.
func (g *guard) suspicious() bool {
	differ := len(g.waiting)
	if differ == 0 || differ < guardLeast && g.before.Since == 0 {
		return false
	}
	share := float64(differ) / float64(g.read+g.same)
	return share > guardMany || share >= guardAlike && g.alike()
}

// alike reports whether the edits have a paragraph in common that came or went.
func (g *guard) alike() bool {
	for _, n := range g.turns {
		if float64(n) >= sameWay*float64(len(g.waiting)) {
			return true
		}
	}
	return false
}

// judge decides about the readings that wait, and records them: without the
// edits of those that are held back.
func (r *recorder) judge(ctx context.Context) error {
	if r.guard.verdict == verdictOpen {
		if err := r.counted(ctx); err != nil {
			return err
		}
		if err := r.onePage(ctx); err != nil {
			return err
		}
		doubtful, err := r.doubtful(ctx)
		if err != nil {
			return err
		}
		if r.guard.verdict, err = r.verdict(ctx, doubtful); err != nil {
			return err
		}
	}
	if err := r.suspect(); err != nil {
		return err
	}
	for _, info := range r.guard.waiting {
		r.queue.add(info.URL)
	}
	return r.drain(ctx)
}

// doubtful returns the captures whose edits look like the template's: all of
// them when there are too many at once, else those of pages that have come into
// another template since.
func (r *recorder) doubtful(ctx context.Context) ([]CaptureInfo, error) {
	if r.guard.suspicious() {
		return r.guard.waiting, nil
	}
	var list []CaptureInfo
	for _, info := range r.guard.waiting {
		if r.guard.emptied[info.URL] {
			continue
		}
		same, err := r.sameTemplate(ctx, info)
		if err != nil {
			return nil, err
		}
		if !same {
			list = append(list, info)
		}
	}
	return list, nil
}

func (r *recorder) sameTemplate(ctx context.Context, info CaptureInfo) (bool, error) {
	b, err := r.beforeOf(ctx, info)
	if err != nil {
		return false, err
	}
	if info.Raw.IsZero() || b.newest.Capture.Raw.IsZero() {
		return true, nil // a document
	}
	if b.newest.Capture.Absent() { // nothing to hold it against: only many at once are doubted
		return len(r.guard.waiting) < guardLeast, nil
	}
	now, err := r.Writer.PendingRaw(ctx, info.Raw)
	if err != nil {
		return false, err
	}
	then, err := r.keptBytes(ctx, b.newest.Capture)
	if err != nil {
		return false, err
	}
	return r.Reader.SameTemplate(b.newest.Capture.With(then), info.With(now)), nil
}

func (r *recorder) verdict(ctx context.Context, doubtful []CaptureInfo) (verdict, error) {
	if len(doubtful) == 0 {
		return verdictAccept, nil
	}
	healed, err := r.heal(ctx, doubtful)
	if err != nil || healed {
		return verdictAccept, err
	}
	r.guard.held = map[string]bool{}
	for _, info := range doubtful {
		r.guard.held[info.URL] = true
	}
	r.warnings = append(r.warnings, fmt.Sprintf(
		"%d of the %d known articles that were read look different in a way that a redesign of the site would explain: their edits are held back; "+
			"if they are the publisher's, run: onrecord crawl --accept; if not, correct the selectors (onrecord init --relearn %s)",
		len(doubtful), r.guard.read, r.seen.Feed.Name))
	return verdictHold, nil
}

// suspect notes for later crawls what the verdict leaves unresolved.
func (r *recorder) suspect() error {
	g := &r.guard
	next := g.before
	switch {
	case g.verdict == verdictHold:
		next.Stamp = r.Reader.Stamp()
		if next.Since == 0 {
			next.Since = r.number()
		}
		next.Held = insert(next.Held, slices.Collect(maps.Keys(g.held))...)
	case r.Accept || g.read >= guardLeast:
		next = suspicion{}
	}
	if next.Since == g.before.Since && len(next.Held) == len(g.before.Held) {
		return nil
	}
	b, err := json.Marshal(next)
	if err != nil {
		return fmt.Errorf("note the redesign: %w", err)
	}
	r.note(map[string][]byte{suspicionKey: b})
	return nil
}

// note adds memos to those of the crawl.
func (r *recorder) note(memos map[string][]byte) {
	all := maps.Clone(r.seen.Memos)
	if all == nil {
		all = map[string][]byte{}
	}
	maps.Copy(all, memos)
	r.seen.Memos = all
}
