package archive

import (
	"context"
	"encoding/json"
	"fmt"
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
	read    int            // known articles read in this crawl
	emptied int            // of them, those that read as empty though they had text
	waiting []CaptureInfo  // of articles that read differently
	turns   map[string]int // paragraphs that came or went, with the number of articles
	before  suspicion      // of earlier crawls, unresolved
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
	b, err := v.Memo(suspicionKey)
	if err != nil || b == nil {
		return s, err
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return s, fmt.Errorf("what is known of a redesign: %w", err)
	}
	return s, nil
}

// Thresholds of the guard, in articles and in shares of those read.
const (
	guardLeast = 5
	guardMany  = 0.5 // read differently
	guardAlike = 0.2 // read differently, and all in the same way
	sameWay    = 0.9 // share of the edits that have a paragraph in common
)

// waits notes a reading of a known article and reports whether its edit has to
// wait for the verdict. Under suspicion only articles last captured before the
// redesign count: the others are known in the new template.
func (g *guard) waits(info CaptureInfo, prev, next Content, captured int) bool {
	if g.verdict != verdictOpen || g.before.Since > 0 && captured >= g.before.Since {
		return false
	}
	g.read++
	if !Compare(prev, next).Edited() {
		return false
	}
	g.waiting = append(g.waiting, info)
	if g.turns == nil {
		g.turns = map[string]int{}
	}
	for p := range turned(prev.Text(), next.Text()) {
		g.turns[p]++
	}
	return true
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
	differ := len(g.waiting) + g.emptied
	if differ == 0 || differ < guardLeast && g.before.Since == 0 {
		return false
	}
	share := float64(differ) / float64(g.read+g.emptied)
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

// judge decides about the edits that wait, and records them, or all but them.
func (r *recorder) judge(ctx context.Context) error {
	if r.guard.verdict == verdictOpen {
		r.guard.verdict = verdictAccept
		if r.guard.suspicious() {
			r.guard.verdict = verdictHold
			r.warnings = append(r.warnings, fmt.Sprintf(
				"%d of the %d known articles that were read look different at once: a redesign of the site? Their edits are held back; "+
					"if they are the publisher's, run: onrecord crawl --accept; if not, correct the selectors",
				len(r.guard.waiting)+r.guard.emptied, r.guard.read+r.guard.emptied))
		}
	}
	if err := r.suspect(); err != nil {
		return err
	}
	r.queue = append(r.queue, r.guard.waiting...)
	return r.drain(ctx)
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
		for _, c := range g.waiting {
			next.Held = insert(next.Held, c.URL)
		}
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
	if r.seen.Memos == nil {
		r.seen.Memos = map[string][]byte{}
	}
	r.seen.Memos[suspicionKey] = b
	return nil
}
