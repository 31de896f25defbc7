package notify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/jsondoc"
	"onrecord/archive/plain"
)

// Channel is one way to tell somebody.
type Channel interface {
	// Describe names the channel for people, without any secret.
	Describe() string
	// Send returns nil once the other side has taken the message.
	Send(ctx context.Context, m Message) error
}

// Message is what one channel is told of one snapshot.
type Message struct {
	ID       string // the same at every attempt, and of no other message
	Feed     string // the feed's short name
	Title    string // the publisher's name
	Snapshot archive.Snapshot
	From, To diff.Point
	Changes  []diff.Change // those that the channel is told
	Held     int           // edits held back in this snapshot, as they look like a redesign
	Test     bool          // nothing of it happened
}

// messageID makes a message's id: a hash, so that it tells nothing.
func messageID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// Counts returns how many changes of each kind the message tells.
func (m Message) Counts() archive.Counts {
	plain := make([]archive.Change, 0, len(m.Changes))
	for _, c := range m.Changes {
		plain = append(plain, c.Change)
	}
	return archive.Count(plain)
}

// Event says in a word what the message is about: changes, held or test.
func (m Message) Event() string {
	switch {
	case m.Test:
		return "test"
	case len(m.Changes) == 0:
		return "held"
	}
	return "changes"
}

// WriteJSON writes the document onrecord/diff with the changes told.
func (m Message) WriteJSON(w io.Writer) error {
	return diff.WriteJSON(w, diff.Document{
		Feed: m.Feed, From: m.From, To: m.To, Counts: m.Counts(), Changes: jsondoc.All(m.Changes),
	})
}

// Subject says what the message is about in one line.
func (m Message) Subject() string {
	what := diff.Summary(m.Counts())
	switch {
	case len(m.Changes) == 0:
		what = held(m.Held)
	case len(m.Changes) == 1:
		what = string(m.Changes[0].Kind) + ": " + titleOf(m.Changes[0])
	}
	if m.Test {
		what = "test, " + what
	}
	return plain.Fit("["+m.Feed+"] "+what, 150)
}

// intro says which snapshot of which publisher the message tells of.
func (m Message) intro() string {
	text := fmt.Sprintf("%s, snapshot %d of %s: %s.", plain.Line(m.Title), m.Snapshot.Number,
		m.Snapshot.Taken.UTC().Format("2006-01-02 15:04 UTC"), diff.Summary(m.Counts()))
	if m.Test {
		return "This is a test. Nothing of what follows has happened.\n" + text
	}
	return text
}

// heldText says what it means that edits are held back, empty when none are.
func (m Message) heldText() string {
	if m.Held == 0 {
		return ""
	}
	return strings.ToUpper(held(m.Held)[:1]) + held(m.Held)[1:] + " back and not told: so many articles read differently at once that it looks like a redesign of the site. " +
		"If they are the publisher's, run: onrecord crawl --accept; if not, correct the selectors."
}

func held(n int) string {
	if n == 1 {
		return "1 edit is held"
	}
	return fmt.Sprintf("%d edits are held", n)
}

// claim says what a message claims, and where the rest is to be found.
func (m Message) claim() string {
	return fmt.Sprintf("Each change was noticed at the time given; when it happened since the former state was last seen, nobody saw. "+
		"In full: onrecord diff %d %d --feed %s", m.From.Snapshot, m.To.Snapshot, m.Feed)
}

// shown is how many changes a message shows; programs are told all of them.
const shown = 50

// more says how many changes are not shown, empty when all are.
func (m Message) more(shown int) string {
	if n := len(m.Changes) - shown; n > 0 {
		return fmt.Sprintf("… and %d more.", n)
	}
	return ""
}

func titleOf(c diff.Change) string {
	if title := strings.TrimSpace(plain.Line(c.Title)); title != "" {
		return title
	}
	return "(no title)"
}
