package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

func day(d int) time.Time { return time.Date(2026, 11, d, 13, 0, 0, 0, time.FixedZone("MSK", 3*3600)) }

func held(number int, c archive.Content) Held {
	return Held{
		Revision: archive.Revision{
			Number: number, Snapshot: number + 2,
			Capture:  archive.CaptureInfo{Raw: archive.DigestBytes([]byte("page")), Time: day(number)},
			Readings: []archive.StampedReading{{Stamp: "old"}, {Stamp: "new", Digest: c.Digest(), Language: "en"}},
		},
		Content: c,
	}
}

var (
	firstText  = archive.Content{Title: "A", Date: "2020-09-22", Body: "One."}
	secondText = archive.Content{Title: "A", Date: "2020-09-22", Body: "One.\n\nTwo.", Attachments: []archive.Attachment{
		{Kind: archive.KindDocument, URL: "https://council.example/act.pdf", Title: "The <act> & more", SHA256: strings.Repeat("ab", 32)},
		{Kind: archive.KindImage, URL: "https://council.example/i.png"},
	}}
)

func facts() Facts {
	return Facts{
		Article: archive.Article{
			ID: "k3f5abcdefghijkl", URL: "https://council.example/news/1/", Listings: []string{"https://council.example/news/"},
			State: archive.Listed, StateTime: day(1), Revision: 2, FirstSeen: day(1), Changed: day(2),
		},
		Newest: held(2, secondText), LastSeen: day(9), Checks: 7,
		History: []Held{held(1, firstText), held(2, secondText)},
	}
}

// unread is an article of which nothing but the attachment could be read.
func unread() Facts {
	c := archive.Content{Attachments: []archive.Attachment{{Kind: archive.KindFile, URL: "https://council.example/x.zip"}}}
	f := facts()
	f.Article = archive.Article{
		ID: "a77cabcdefghijkl", URL: "http://council.example/x.zip", Aliases: []string{"http://council.example/y.zip"},
		State: archive.Removed, StateTime: day(3), FirstSeen: day(1), Changed: day(1),
	}
	f.Newest, f.History, f.Checks = held(1, c), nil, 0
	f.Newest.Revision.Readings[1].Language = ""
	return f
}

func snapshot() archive.Snapshot {
	return archive.Snapshot{
		Number: 12, Taken: day(23), Status: archive.Partial, Articles: 2,
		Feed:    archive.Feed{Name: "csto", Title: "Council", Listings: []string{"https://council.example/news/"}, Language: "en", Timezone: "Europe/Moscow"},
		Changes: archive.Counts{archive.Added: 1, archive.Gone: 2},
		Failures: []archive.Failure{
			{URL: "https://council.example/news/?p=2", Listing: true, Reason: "timeout", Time: day(23)},
		},
		Warnings: []string{"No date was read on 3 pages where there used to be one."},
	}
}

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func archiveText(t *testing.T, articles ...Article) string {
	t.Helper()
	return written(t, func(w io.Writer) error {
		return WriteArchive(w, Archive{Snapshot: snapshot(), Articles: jsondoc.All(articles)})
	})
}

func TestWriteArchive(t *testing.T) {
	f := facts()
	f.History = f.History[:1]
	want := `{
  "format": "onrecord/archive",
  "version": 1,
  "feed": {
    "name": "csto",
    "title": "Council",
    "listings": [
      "https://council.example/news/"
    ],
    "language": "en",
    "timezone": "Europe/Moscow"
  },
  "snapshot": {
    "number": 12,
    "taken": "2026-11-23T10:00:00Z",
    "status": "partial"
  },
  "articles": [
    {
      "id": "k3f5abcdefghijkl",
      "url": "https://council.example/news/1/",
      "aliases": [],
      "listings": [
        "https://council.example/news/"
      ],
      "title": "A",
      "date": "2020-09-22",
      "summary": null,
      "body": "One.\n\nTwo.",
      "language": "en",
      "attachments": [
        {
          "kind": "document",
          "url": "https://council.example/act.pdf",
          "title": "The <act> & more",
          "sha256": "abababababababababababababababababababababababababababababababab"
        },
        {
          "kind": "image",
          "url": "https://council.example/i.png",
          "title": null,
          "sha256": null
        }
      ],
      "state": "listed",
      "state_since": "2026-11-01T10:00:00Z",
      "state_checks": 7,
      "revision": 2,
      "digest": "DIGEST2",
      "first_seen": "2026-11-01T10:00:00Z",
      "last_seen": "2026-11-09T10:00:00Z",
      "last_changed": "2026-11-02T10:00:00Z",
      "revisions": [
        {
          "revision": 1,
          "snapshot": 3,
          "seen": "2026-11-01T10:00:00Z",
          "title": "A",
          "date": "2020-09-22",
          "summary": null,
          "body": "One.",
          "attachments": [],
          "digest": "DIGEST1",
          "raw": "sha256:3660315a9af3df255d8f19ab077e4797822b41488a0e2a04bc6af71213c23274"
        }
      ]
    },
    {
      "id": "a77cabcdefghijkl",
      "url": "http://council.example/x.zip",
      "aliases": [
        "http://council.example/y.zip"
      ],
      "listings": [],
      "title": null,
      "date": null,
      "summary": null,
      "body": null,
      "language": null,
      "attachments": [
        {
          "kind": "file",
          "url": "https://council.example/x.zip",
          "title": null,
          "sha256": null
        }
      ],
      "state": "removed",
      "state_since": "2026-11-03T10:00:00Z",
      "state_checks": 1,
      "revision": 1,
      "digest": "DIGEST3",
      "first_seen": "2026-11-01T10:00:00Z",
      "last_seen": "2026-11-09T10:00:00Z",
      "last_changed": "2026-11-01T10:00:00Z"
    }
  ]
}
`
	// What a digest is made of is specified, and tested, in package archive.
	for i, c := range []archive.Content{firstText, secondText, unread().Newest.Content} {
		want = strings.Replace(want, fmt.Sprintf("DIGEST%d", i+1), c.Digest().String(), 1)
	}
	if d := cmp.Diff(want, archiveText(t, Assemble(f), Assemble(unread()))); d != "" {
		t.Error(d)
	}
}

func TestWriteSnapshots(t *testing.T) {
	got := written(t, func(w io.Writer) error { return WriteSnapshots(w, jsondoc.All([]archive.Snapshot{snapshot()})) })
	want := `{
  "format": "onrecord/snapshots",
  "version": 1,
  "snapshots": [
    {
      "number": 12,
      "taken": "2026-11-23T10:00:00Z",
      "status": "partial",
      "articles": 2,
      "changes": {
        "added": 1,
        "edited": 0,
        "moved": 0,
        "unlisted": 0,
        "relisted": 0,
        "removed": 2,
        "restored": 0
      },
      "failures": [
        {
          "url": "https://council.example/news/?p=2",
          "listing": true,
          "reason": "timeout",
          "time": "2026-11-23T10:00:00Z"
        }
      ],
      "warnings": [
        "No date was read on 3 pages where there used to be one."
      ]
    }
  ]
}
`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func looks() iter.Seq2[Look, error] {
	return jsondoc.All([]Look{{1, day(1), archive.LookRead, ""}, {2, day(2), archive.LookNotSeen, "timeout"}})
}

func TestWriteLooks(t *testing.T) {
	want := `{
  "format": "onrecord/looks",
  "version": 1,
  "looks": [
    {
      "snapshot": 1,
      "time": "2026-11-01T10:00:00Z",
      "look": "read",
      "reason": null
    },
    {
      "snapshot": 2,
      "time": "2026-11-02T10:00:00Z",
      "look": "not-seen",
      "reason": "timeout"
    }
  ]
}
`
	if d := cmp.Diff(want, written(t, func(w io.Writer) error { return WriteLooks(w, looks()) })); d != "" {
		t.Error(d)
	}
}

// TestArticleRoundTrip: what is written can be read back, as an import does.
func TestArticleRoundTrip(t *testing.T) {
	for _, a := range []Article{Assemble(facts()), Assemble(unread())} {
		b, err := jsondoc.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var back Article
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		again, err := jsondoc.Marshal(back)
		if d := cmp.Diff(string(b), string(again)); d != "" || err != nil {
			t.Error(d, err)
		}
	}
}

// TestLayout: streamed or not, the layout is that of two spaces, without gaps.
func TestLayout(t *testing.T) {
	for n := range 3 {
		articles := make([]Article, n)
		for i := range articles {
			articles[i] = Assemble(facts())
		}
		got := archiveText(t, articles...)
		var keep json.RawMessage
		if err := json.Unmarshal([]byte(got), &keep); err != nil {
			t.Fatal(err)
		}
		again, err := json.MarshalIndent(keep, "", "  ")
		want := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(again)) + "\n"
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Error(d, err)
		}
	}
}

func TestStreamError(t *testing.T) {
	broken := errors.New("the store is gone")
	var b strings.Builder
	err := WriteArchive(&b, Archive{Snapshot: snapshot(), Articles: func(yield func(Article, error) bool) {
		_ = yield(Assemble(facts()), nil) && yield(Article{}, broken)
	}})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// TestAnyText: whatever an article says, the document is valid and gives it back.
func TestAnyText(t *testing.T) {
	schema := compiled(t, FormatArchive)
	rapid.Check(t, func(r *rapid.T) {
		f := facts()
		f.Newest.Content.Title = rapid.String().Draw(r, "title")
		f.Newest.Content.Body = rapid.String().Draw(r, "body")
		var b strings.Builder
		if err := WriteArchive(&b, Archive{Snapshot: snapshot(), Articles: jsondoc.All([]Article{Assemble(f)})}); err != nil {
			r.Fatal(err)
		}
		var back struct{ Articles []Article }
		if err := json.Unmarshal([]byte(b.String()), &back); err != nil {
			r.Fatal(err)
		}
		if got := back.Articles[0]; string(got.Title) != f.Newest.Content.Title || string(got.Body) != f.Newest.Content.Body {
			r.Fatalf("title %q, body %q", got.Title, got.Body)
		}
		if err := validate(schema, b.String()); err != nil {
			r.Fatal(err)
		}
	})
}

// BenchmarkWriteArchive exports articles of 36 KB; memory does not grow with
// their number.
func BenchmarkWriteArchive(b *testing.B) {
	f := facts()
	f.Newest.Content.Body = strings.Repeat("The ministers met on Monday. ", 1250)
	b.SetBytes(int64(len(f.Newest.Content.Body)))
	b.ReportAllocs()
	err := WriteArchive(io.Discard, Archive{Snapshot: snapshot(), Articles: func(yield func(Article, error) bool) {
		for range b.N {
			if !yield(Assemble(f), nil) {
				return
			}
		}
	}})
	if err != nil {
		b.Fatal(err)
	}
}
