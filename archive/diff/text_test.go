package diff

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
)

var (
	held    = time.Date(2026, 3, 3, 10, 0, 0, 0, time.UTC)
	noticed = time.Date(2026, 3, 5, 13, 0, 0, 0, time.FixedZone("MSK", 3*3600))
)

func change(kind archive.Kind) Change {
	return Change{Change: archive.Change{
		Kind: kind, Article: "k3f5abcdefghijkl", Snapshot: 2, URL: "https://council.example/news/1/",
		Title: "Ministers met in Dushanbe", Date: "2020-09-22", Noticed: noticed, LastHeld: held,
	}}
}

func edited(old, new archive.Content, fields ...string) Change {
	c := change(archive.Edited)
	c.FromRevision, c.ToRevision, c.Fields = 1, 2, fields
	c.Hunks = Contents(old, new, fields)
	return c
}

// sampleChanges has one change of each kind.
func sampleChanges() []Change {
	oldBody := "The ministers met on Monday and spoke at length about the security of the region and its borders.\n\n" +
		"They condemned the attack.\n\nNothing here changed.\n\nThey thanked the host."
	newBody := "The ministers met on Tuesday and spoke at length about the security of the region and its borders.\n\n" +
		"Nothing here changed.\n\nThey thanked the hosts.\n\nThey agreed to meet again."
	edit := edited(
		archive.Content{Title: "Ministers met", Date: "2020-09-21", Body: oldBody},
		archive.Content{Title: "Ministers met in Dushanbe", Date: "2020-09-22", Body: newBody,
			Attachments: []archive.Attachment{{URL: "https://council.example/act.pdf"}}},
		"title", "date", "body", "attachments")
	moved := change(archive.Moved)
	moved.FromURL, moved.URL = "https://council.example/old/1/", "https://council.example/new/1/"
	removed := change(archive.Gone)
	removed.Reason, removed.Title, removed.Date = archive.Reason404, "", ""
	added := change(archive.Added)
	added.LastHeld, added.ToRevision = time.Time{}, 1
	added.Date = "2020-09-22T14:05:00+03:00"
	return []Change{added, edit, moved, change(archive.Delisted), change(archive.Relisted), removed, change(archive.Restored)}
}

func text(t *testing.T, o Options, changes ...Change) string {
	t.Helper()
	var b strings.Builder
	if err := WriteText(&b, All(changes), o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteText(t *testing.T) {
	want := `added  k3f5abcdefghijkl  2020-09-22T14:05:00+03:00  snapshot 2
  Ministers met in Dushanbe
  https://council.example/news/1/
  noticed 2026-03-05T10:00:00Z

edited  k3f5abcdefghijkl  2020-09-22  snapshot 2, revision 1 to 2
  Ministers met in Dushanbe
  https://council.example/news/1/
  noticed 2026-03-05T10:00:00Z; last seen as before 2026-03-03T10:00:00Z

  title
    Ministers met{+ in Dushanbe+}

  date
    [-2020-09-21-]{+2020-09-22+}

  body: 2 sentences changed, 1 added, 1 removed
    The ministers met on [-Monday-]{+Tuesday+} and spoke at length about the security of the region and its borders.

    [-They condemned the attack.-]

    They thanked the [-host-]{+hosts+}.

    {+They agreed to meet again.+}

  attachments
    {+https://council.example/act.pdf+}

moved  k3f5abcdefghijkl  2020-09-22  snapshot 2
  Ministers met in Dushanbe
  https://council.example/new/1/
  before at https://council.example/old/1/
  noticed 2026-03-05T10:00:00Z; last seen as before 2026-03-03T10:00:00Z

unlisted  k3f5abcdefghijkl  2020-09-22  snapshot 2
  Ministers met in Dushanbe
  https://council.example/news/1/
  noticed 2026-03-05T10:00:00Z; last seen as before 2026-03-03T10:00:00Z

relisted  k3f5abcdefghijkl  2020-09-22  snapshot 2
  Ministers met in Dushanbe
  https://council.example/news/1/
  noticed 2026-03-05T10:00:00Z; last seen as before 2026-03-03T10:00:00Z

removed  k3f5abcdefghijkl  undated  snapshot 2
  (no title)
  https://council.example/news/1/
  its address answers 404
  noticed 2026-03-05T10:00:00Z; last seen as before 2026-03-03T10:00:00Z

restored  k3f5abcdefghijkl  2020-09-22  snapshot 2
  Ministers met in Dushanbe
  https://council.example/news/1/
  noticed 2026-03-05T10:00:00Z; last seen as before 2026-03-03T10:00:00Z
`
	if d := cmp.Diff(want, text(t, Options{Context: 30}, sampleChanges()...)); d != "" {
		t.Error(d)
	}
}

func TestWriteTextColour(t *testing.T) {
	c := edited(archive.Content{Body: "We condemn the act."}, archive.Content{Body: "We note the act."}, "body")
	c.Minor = true
	got := text(t, Options{Colour: true}, c)
	for _, want := range []string{
		"\x1b[1;33medited\x1b[0m  k3f5abcdefghijkl  2020-09-22  snapshot 2, revision 1 to 2, minor\n",
		"\n    We \x1b[31;9mcondemn\x1b[0m\x1b[32mnote\x1b[0m the act.\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
}

// fieldText returns what is printed of a change of the body alone.
func fieldText(t *testing.T, old, new string, o Options) string {
	t.Helper()
	all := text(t, o, edited(archive.Content{Body: old}, archive.Content{Body: new}, "body"))
	_, body, _ := strings.Cut(all, "\n  body")
	_, body, _ = strings.Cut(body, "\n") // how many sentences
	return strings.TrimSuffix(body, "\n")
}

func TestWriteTextParagraphs(t *testing.T) {
	tests := []struct {
		name, old, new string
		o              Options
		want           string
	}{
		{"folded to the sentence",
			"Alpha beta gamma delta. Epsilon zeta eta theta. Iota was kappa lambda mu. Nu xi omicron pi rho sigma tau.",
			"Alpha beta gamma delta. Epsilon zeta eta theta. Iota is kappa lambda mu. Nu xi omicron pi rho sigma tau.",
			Options{Context: 12}, "    … Iota [-was-]{+is+} kappa lambda mu. …"},
		{"folded on both sides of a long sentence",
			"Alpha beta gamma delta epsilon zeta eta theta iota was kappa lambda mu nu xi omicron pi rho sigma tau.",
			"Alpha beta gamma delta epsilon zeta eta theta iota is kappa lambda mu nu xi omicron pi rho sigma tau.",
			Options{Context: 10}, "    … theta iota [-was-]{+is+} kappa …"},
		{"folded in the middle",
			"One beta gamma delta epsilon zeta eta theta iota kappa lambda mu two.", "1 beta gamma delta epsilon zeta eta theta iota kappa lambda mu 2.",
			Options{Context: 12}, "    [-One-]{+1+} beta gamma … lambda mu [-two-]{+2+}."},
		{"short text stays",
			"One beta gamma delta two.", "1 beta gamma delta 2.",
			Options{Context: 12}, "    [-One-]{+1+} beta gamma delta [-two-]{+2+}."},
		{"Chinese folded by columns",
			"集体安全条约组织成员国外交部长会议于九月在杜尚别举行并讨论了地区安全问题。", "集体安全条约组织成员国外交部长会议于十月在杜尚别举行并讨论了地区安全问题。",
			Options{Context: 8}, "    … 长会议于[-九-]{+十+}月在杜尚 …"},
		{"paragraph parted", "One. Two.", "One.\n\nTwo.", Options{}, "    One.[- -]{+¶+}"},
		{"paragraphs joined", "One.\n\nTwo.", "One. Two.", Options{}, "    One.[-¶-]{+ +}Two."},
		{"paragraphs replaced one by one", "A one.\n\nB two.", "C three!\n\nD four!", Options{},
			"    [-A one.-]{+C three!+}\n\n    [-B two.-]{+D four!+}"},
		{"two paragraphs became one", "A one!\n\nB two!", "C three.", Options{}, "    [-A one!-]\n\n    [-B two!-]\n\n    {+C three.+}"},
		{"wrapped", "The ministers met in the capital.", "The ministers convened, and spoke, in the capital.",
			Options{Width: 24}, "    The ministers\n    [-met-]{+convened,\n    and spoke,+} in the\n    capital."},
		{"wrapped in colour", "It met here.", "It convened and spoke here.",
			Options{Width: 16, Colour: true}, "    It \x1b[31;9mmet\x1b[0m\n    \x1b[32mconvened and\x1b[0m\n    \x1b[32mspoke\x1b[0m here."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fieldText(t, tt.old, tt.new, tt.o); got != tt.want {
				t.Errorf("got\n%s\n%q\nwant\n%s", got, got, tt.want)
			}
		})
	}
}

// TestWriteTextSafe: what a page says never steers the terminal.
func TestWriteTextSafe(t *testing.T) {
	evil := "a\x1b]0;owned\x07\u009b2J\u202eb\r\nc\u2028d"
	c := edited(archive.Content{Title: "x", Body: "x\n\n" + evil}, archive.Content{Title: evil, Body: "y " + evil}, "title", "body")
	c.Title, c.URL, c.FromURL, c.Reason, c.Article = evil, evil, evil, evil, evil
	moved, gone := c, c
	moved.Kind, gone.Kind = archive.Moved, archive.Gone
	var stat strings.Builder
	if err := WriteStat(&stat, All([]Change{c, moved, gone}), Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(stat.String(), "\n"); n != 3 {
		t.Errorf("%d lines for 3 changes: %q", n, stat.String())
	}
	out := text(t, Options{Width: 40, Context: 10}, c, moved, gone) + stat.String()
	if i := strings.IndexAny(out, "\x1b\x07\u009b\u202e\r\u2028"); i >= 0 {
		t.Errorf("raw control character at %d of %q", i, out)
	}
}

func TestWriteStat(t *testing.T) {
	var b strings.Builder
	if err := WriteStat(&b, All(sampleChanges()), Options{Width: 67}); err != nil {
		t.Fatal(err)
	}
	want := `+  added     k3f5abcdefghijkl  2020-09-22               Ministers…
M  edited    k3f5abcdefghijkl  2020-09-22  +15 -9       Ministers…
R  moved     k3f5abcdefghijkl  2020-09-22               Ministers…
U  unlisted  k3f5abcdefghijkl  2020-09-22               Ministers…
L  relisted  k3f5abcdefghijkl  2020-09-22               Ministers…
-  removed   k3f5abcdefghijkl  undated                  (no title)
*  restored  k3f5abcdefghijkl  2020-09-22               Ministers…
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

func TestLegend(t *testing.T) {
	want := "+ new; M edited: +words that came, -words that went"
	if got := Legend(archive.Counts{archive.Edited: 1, archive.Added: 2, archive.Gone: 0}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWriteTextMoved(t *testing.T) {
	edit := strings.Replace(first, "Monday", "Tuesday", 1)
	want := "    [moved down: The ministers met on Monday in Velm.]\n\n    [moved down to here: The ministers met on Monday in Velm.]"
	if got := fieldText(t, paragraphs(first, second, third), paragraphs(second, third, first), Options{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	want = "    [moved down: The ministers met on Monday in Velm.]\n\n    [moved down to here, and edited:]\n    The ministers met on [-Monday-]{+Tuesday+} in Velm."
	if got := fieldText(t, paragraphs(first, second, third), paragraphs(second, third, edit), Options{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSummary(t *testing.T) {
	if got := Summary(archive.Counts{archive.Gone: 1, archive.Added: 2, archive.Edited: 0}); got != "2 added, 1 removed" {
		t.Errorf("got %q", got)
	}
	if got := Summary(nil); got != "no changes" {
		t.Errorf("got %q", got)
	}
}

func TestWriteErrors(t *testing.T) {
	broken := errors.New("the store is gone")
	changes := func(yield func(Change, error) bool) { _ = yield(change(archive.Added), nil) && yield(Change{}, broken) }
	for name, write := range map[string]func(*strings.Builder) error{
		"text": func(b *strings.Builder) error { return WriteText(b, changes, Options{}) },
		"stat": func(b *strings.Builder) error { return WriteStat(b, changes, Options{}) },
		"log":  func(b *strings.Builder) error { return WriteLog(b, changes, nil) },
	} {
		var b strings.Builder
		if err := write(&b); !errors.Is(err, broken) || !strings.Contains(b.String(), "k3f5abcdefghijkl") {
			t.Errorf("%s: got %v after %q, want the error after the first change", name, err, b.String())
		}
	}
}
