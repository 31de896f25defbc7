package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// alternation says how a new content relates to the last revisions.
type alternation int

const (
	steady        alternation = iota
	flappingNow               // the fourth turn between two contents: said once
	flappingKnown             // a further turn: nothing new
)

// lastReadings returns the readings of an article's last four revisions, the
// newest last.
func lastReadings(v View, a Article) ([]StampedReading, error) {
	var last []Revision
	for n := max(1, a.Revision-3); n <= a.Revision; n++ {
		r, err := v.Revision(a.Ref, n)
		if err != nil {
			return nil, err
		}
		last = append(last, r)
	}
	byTime(last)
	var readings []StampedReading
	for _, r := range last {
		readings = append(readings, r.Reading())
	}
	return readings, nil
}

// flapping reports whether next continues an alternation between two contents.
// An edit that is taken back (A, B, A) is two edits; A, B, A, B is a server that
// answers with either.
func flapping(last []StampedReading, next Digest) alternation {
	n := len(last)
	if n < 3 || next != last[n-2].Digest || last[n-1].Digest != last[n-3].Digest {
		return steady
	}
	if n >= 4 && last[n-2].Digest == last[n-4].Digest {
		return flappingKnown
	}
	return flappingNow
}

// other returns the reading of the text with which that of the newest revision
// alternates; false when it alternates with none.
func other(last []StampedReading) (StampedReading, bool) {
	if len(last) < 4 {
		return StampedReading{}, false
	}
	former := last[len(last)-2]
	return former, flapping(last, former.Digest) == flappingKnown
}

// alternate returns the content of that text.
func alternate(v View, last []StampedReading) (c Content, alternates bool, err error) {
	former, alternates := other(last)
	if alternates {
		c, err = v.Content(former.Content)
	}
	return c, alternates, err
}

// turns is what is known of the articles that alternate between two texts.
// Nothing is said of a turn to the text that the newest revision does not hold;
// but once the page is read with it in several looks running, it has settled on
// it, and that is an edit.
type turns struct {
	of      map[Ref]turn
	changed bool
}

// turn is how often an article was read with the other of its two texts.
type turn struct {
	Text    string    `json:"text,omitempty"`    // digest of that text
	Looks   int       `json:"looks,omitempty"`   // running, the last one included
	Held    time.Time `json:"held,omitzero"`     // when the newest revision's text was last seen
	Settled int       `json:"settled,omitempty"` // how often it settled so far
}

// settledLooks is how many looks running an article has to be read with the
// other text to have settled on it; twice as many each time that it settled
// before. A server that gives its texts in turn never does; one that picks
// either at random does within about 14 looks, then 126, then 8,190.
const settledLooks = 3

// turnsKey names the memo that holds turns.
const turnsKey = "alternating"

func readTurns(v View) (turns, error) {
	t := turns{of: map[Ref]turn{}}
	_, err := ReadMemo(v, turnsKey, "what is known of articles that alternate between two texts", &t.of)
	return t, err
}

func (t *turns) set(ref Ref, to turn) {
	if to == t.of[ref] {
		return
	}
	t.changed = true
	if t.of[ref] = to; to == (turn{}) {
		delete(t.of, ref)
	}
}

// settles counts a look that read the other text, and reports whether the
// article has settled on it. held is when the newest revision's text was last seen.
func (t *turns) settles(ref Ref, text Digest, held time.Time) bool {
	now := t.of[ref]
	if now.Text != text.String() {
		now = turn{Text: text.String(), Settled: now.Settled}
	}
	now.Held = held
	now.Looks++
	if now.Looks < settledLooks<<now.Settled {
		t.set(ref, now)
		return false
	}
	t.set(ref, turn{Settled: now.Settled + 1})
	return true
}

// held returns when the text of an article's newest revision was last seen, if
// its page was last seen to be there at the given time.
func (t *turns) held(ref Ref, there time.Time) time.Time {
	if now := t.of[ref]; now.Looks > 0 {
		return now.Held
	}
	return there
}

// back notes a look that read the newest revision's text.
func (t *turns) back(ref Ref) { t.set(ref, turn{Settled: t.of[ref].Settled}) }

// over notes that an article has a text that is neither of the two.
func (t *turns) over(ref Ref) { t.set(ref, turn{}) }

// noteTurns keeps what is known of alternating articles for the next crawl.
func (r *recorder) noteTurns(context.Context) error {
	if !r.turns.changed {
		return nil
	}
	b, err := json.Marshal(r.turns.of)
	if err != nil {
		return fmt.Errorf("note the articles that alternate between two texts: %w", err)
	}
	r.note(map[string][]byte{turnsKey: b})
	return nil
}
