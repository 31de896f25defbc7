package article

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// A line that tells how long ago something was differs at every look.
func TestLinesThatTellHowLongAgoAreNoText(t *testing.T) {
	tests := []struct {
		line string
		text bool
	}{
		{"Updated 3 hours ago", false},
		{"Updated yesterday", false},
		{"By the press office, 2 days ago | 3 min read", false},
		{"The lock was opened three days ago.", true},
		{"What the Council decided yesterday and what it left for the session of next spring in Ostburg", true},
	}
	for _, tt := range tests {
		for _, selected := range []string{"", ".text"} {
			page := site(headline + `<div class="text"><p>` + strings.Join([]string{prose1, prose2, tt.line, prose3, tt.line}, "</p><p>") + `</p></div>`)
			want := []string{prose1, prose2, prose3}
			if tt.text {
				want = []string{prose1, prose2, tt.line, prose3, tt.line}
			}
			r := readHTML(t, page, Options{Now: time.Date(2021, 5, 4, 10, 0, 0, 0, time.UTC), Select: rules.Select{Body: selected}})
			if diff := cmp.Diff(want, archive.Paragraphs(r.Content.Text())); diff != "" {
				t.Errorf("%q, selected by %q (-want +got):\n%s", tt.line, selected, diff)
			}
		}
	}
}
