package web

import (
	"testing"

	"onrecord/archive"
)

// Of an article with many revisions the newest are shown at first, and the one
// that was asked for.
func TestShorten(t *testing.T) {
	for _, tt := range []struct{ revisions, shown, listed, more, last int }{
		{1, 1, 1, 0, 1}, {12, 1, 12, 0, 1}, {13, 13, 12, 1, 2}, {13, 1, 13, 0, 1}, {300, 300, 12, 288, 289}, {300, 7, 13, 287, 7},
	} {
		p := articlePage{Revision: archive.Revision{Number: tt.shown}, Changes: make([]archive.Change, tt.revisions)}
		for n := tt.revisions; n > 0; n-- {
			p.Revisions = append(p.Revisions, archive.Revision{Number: n})
		}
		p.shorten()
		if last := p.Revisions[len(p.Revisions)-1].Number; len(p.Revisions) != tt.listed || p.MoreRevisions != tt.more || last != tt.last {
			t.Errorf("%+v: %d listed down to %d, %d more", tt, len(p.Revisions), last, p.MoreRevisions)
		}
		if len(p.Changes)+p.MoreChanges != tt.revisions || len(p.Changes) > shortList {
			t.Errorf("%+v: %d changes and %d more", tt, len(p.Changes), p.MoreChanges)
		}
	}
}
