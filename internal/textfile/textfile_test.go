package textfile

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/archive"
)

func health(number int) archive.Health {
	return archive.Health{
		Snapshot: archive.Snapshot{
			Number: number, Taken: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), Articles: 91,
			Changes:  archive.Counts{archive.Edited: 2, archive.Gone: 1},
			Failures: []archive.Failure{{}, {}},
		},
		Problems: []string{"not seen: an article"}, Notices: []string{"a quiet feed"},
	}
}

const written = `# HELP onrecord_feed_well 1 when the newest snapshot saw the whole feed and holds nothing back, else 0.
# TYPE onrecord_feed_well gauge
onrecord_feed_well{feed="mlo"} 0
onrecord_feed_well{feed="new"} 1
# HELP onrecord_snapshot_number Number of the newest snapshot, 0 before the first crawl.
# TYPE onrecord_snapshot_number gauge
onrecord_snapshot_number{feed="mlo"} 12
onrecord_snapshot_number{feed="new"} 0
# HELP onrecord_snapshot_timestamp_seconds When the newest snapshot was taken, in seconds since 1970, 0 before the first crawl.
# TYPE onrecord_snapshot_timestamp_seconds gauge
onrecord_snapshot_timestamp_seconds{feed="mlo"} 1772355600
onrecord_snapshot_timestamp_seconds{feed="new"} 0
# HELP onrecord_articles Articles known to the newest snapshot, removed ones included.
# TYPE onrecord_articles gauge
onrecord_articles{feed="mlo"} 91
onrecord_articles{feed="new"} 0
# HELP onrecord_changes Changes that the newest snapshot noticed, by kind.
# TYPE onrecord_changes gauge
onrecord_changes{feed="mlo",kind="added"} 0
onrecord_changes{feed="mlo",kind="edited"} 2
onrecord_changes{feed="mlo",kind="moved"} 0
onrecord_changes{feed="mlo",kind="unlisted"} 0
onrecord_changes{feed="mlo",kind="relisted"} 0
onrecord_changes{feed="mlo",kind="removed"} 1
onrecord_changes{feed="mlo",kind="restored"} 0
onrecord_changes{feed="new",kind="added"} 0
onrecord_changes{feed="new",kind="edited"} 0
onrecord_changes{feed="new",kind="moved"} 0
onrecord_changes{feed="new",kind="unlisted"} 0
onrecord_changes{feed="new",kind="relisted"} 0
onrecord_changes{feed="new",kind="removed"} 0
onrecord_changes{feed="new",kind="restored"} 0
# HELP onrecord_failures Pages of the feed that the newest snapshot could not see.
# TYPE onrecord_failures gauge
onrecord_failures{feed="mlo"} 2
onrecord_failures{feed="new"} 0
# HELP onrecord_notices What else a person should know: an unusually quiet feed, an overdue crawl.
# TYPE onrecord_notices gauge
onrecord_notices{feed="mlo"} 1
onrecord_notices{feed="new"} 0
`

func TestWrite(t *testing.T) {
	var b strings.Builder
	if err := Write(&b, []Feed{{"mlo", health(12)}, {"new", archive.Health{}}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(written, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestWriteAnyName reads back what is written of feeds with any names.
func TestWriteAnyName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringOf(rapid.SampledFrom([]rune("a\\\"\n{}=, \tж\u202E\x00"))), 1, 5, rapid.ID[string]).Draw(t, "names")
		var feeds []Feed
		for _, name := range names {
			feeds = append(feeds, Feed{name, health(rapid.IntRange(0, 1<<40).Draw(t, "number"))})
		}
		var b strings.Builder
		if err := Write(&b, feeds); err != nil {
			t.Fatal(err)
		}
		families, err := parse(b.String())
		if err != nil {
			t.Fatalf("%v in\n%s", err, &b)
		}
		for _, f := range families {
			var got []string
			for _, s := range f.series {
				if s.labels[0] != "feed" || len(s.labels) > 2 && s.labels[2] != "kind" {
					t.Fatalf("%s has labels %q", f.name, s.labels)
				}
				if !slices.Contains(got, s.labels[1]) {
					got = append(got, s.labels[1])
				}
				if i := slices.Index(names, s.labels[1]); f.name == "onrecord_snapshot_number" && s.value != float64(feeds[i].Health.Snapshot.Number) {
					t.Errorf("number of %q is %v", s.labels[1], s.value)
				}
			}
			if !slices.Equal(got, names) {
				t.Errorf("%s is of %q, want %q", f.name, got, names)
			}
		}
		if len(families) != 7 {
			t.Errorf("%d families", len(families))
		}
	})
}

func TestBytesThatAreNoText(t *testing.T) {
	if got := escape("a\xFFb"); got != "a\uFFFDb" {
		t.Errorf("escape = %q", got)
	}
}

// TestParserIsStrict makes sure that the tests above can fail.
func TestParserIsStrict(t *testing.T) {
	const good = "# HELP a b\n# TYPE a gauge\na{feed=\"x\"} 1\n"
	if _, err := parse(good); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		strings.TrimSuffix(good, "\n"), "a{feed=\"x\"} 1\n", good + good, good + "a{feed=\"x\"} 2\n", good + "b{feed=\"x\"} 2\n",
		strings.Replace(good, "gauge", "number", 1), strings.Replace(good, "# TYPE a gauge\n", "", 1), strings.Replace(good, "x", `x"`, 1),
		strings.Replace(good, "x", `\x`, 1), strings.Replace(good, "} 1", "} one", 1), strings.Replace(good, `"}`, `",}`, 1),
		strings.Replace(good, "feed", "1feed", 1), strings.Replace(good, "} 1", "}1", 1), "# HELP a b\n# TYPE a gauge\n", good + "\n",
	} {
		if _, err := parse(bad); err == nil {
			t.Errorf("no error in\n%s", bad)
		}
	}
}

type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestWriteFails(t *testing.T) {
	if err := Write(fullDisk{}, []Feed{{"mlo", health(1)}}); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}
