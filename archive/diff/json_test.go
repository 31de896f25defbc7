package diff

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"onrecord/archive"
)

// check validates a document against a schema, formats asserted.
func check(t *testing.T, schema, document string) error {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(value)
}

func document(t *testing.T, changes ...Change) string {
	t.Helper()
	counts := archive.Counts{}
	for _, c := range changes {
		counts[c.Kind]++
	}
	var b strings.Builder
	err := WriteJSON(&b, Document{
		Feed: "csto", From: Point{Snapshot: 1, Taken: held}, To: Point{Snapshot: 2, Taken: noticed}, Counts: counts, Changes: All(changes),
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteJSON(t *testing.T) {
	edit := edited(archive.Content{Body: "We <condemn> & act."}, archive.Content{Body: "We <note> & act."}, "body")
	moved := change(archive.Moved)
	moved.FromURL = "https://council.example/old/"
	removed := change(archive.Gone)
	removed.Reason, removed.Title, removed.Date = archive.ReasonSoft404, "", ""
	want := `{
  "format": "onrecord/diff",
  "version": 1,
  "feed": "csto",
  "from": {
    "snapshot": 1,
    "taken": "2026-03-03T10:00:00Z"
  },
  "to": {
    "snapshot": 2,
    "taken": "2026-03-05T10:00:00Z"
  },
  "summary": {
    "added": 0,
    "edited": 1,
    "moved": 1,
    "unlisted": 0,
    "relisted": 0,
    "removed": 1,
    "restored": 0
  },
  "changes": [
    {
      "change": "edited",
      "article": "k3f5abcdefghijkl",
      "url": "https://council.example/news/1/",
      "title": "Ministers met in Dushanbe",
      "date": "2020-09-22",
      "snapshot": 2,
      "noticed": "2026-03-05T10:00:00Z",
      "last_held": "2026-03-03T10:00:00Z",
      "from_revision": 1,
      "to_revision": 2,
      "minor": false,
      "fields": [
        "body"
      ],
      "hunks": [
        {
          "field": "body",
          "ops": [
            {
              "op": "equal",
              "text": "We <"
            },
            {
              "op": "delete",
              "text": "condemn"
            },
            {
              "op": "insert",
              "text": "note"
            },
            {
              "op": "equal",
              "text": "> & act."
            }
          ]
        }
      ]
    },
    {
      "change": "moved",
      "article": "k3f5abcdefghijkl",
      "url": "https://council.example/news/1/",
      "from_url": "https://council.example/old/",
      "title": "Ministers met in Dushanbe",
      "date": "2020-09-22",
      "snapshot": 2,
      "noticed": "2026-03-05T10:00:00Z",
      "last_held": "2026-03-03T10:00:00Z",
      "fields": [],
      "hunks": []
    },
    {
      "change": "removed",
      "article": "k3f5abcdefghijkl",
      "url": "https://council.example/news/1/",
      "title": null,
      "date": null,
      "snapshot": 2,
      "noticed": "2026-03-05T10:00:00Z",
      "last_held": "2026-03-03T10:00:00Z",
      "reason": "soft-404",
      "fields": [],
      "hunks": []
    }
  ]
}
`
	if d := cmp.Diff(want, document(t, edit, moved, removed)); d != "" {
		t.Error(d)
	}
}

func TestWriteJSONAdded(t *testing.T) {
	got := document(t, sampleChanges()[0])
	for _, want := range []string{`"last_held": null`, `"fields": []`, `"hunks": []`, `"date": "2020-09-22T14:05:00+03:00"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
	if strings.Contains(got, "revision") {
		t.Errorf("an added article has a revision before it: %s", got)
	}
}

func TestSchemas(t *testing.T) {
	if err := check(t, Schema(), document(t, sampleChanges()...)); err != nil {
		t.Error(err)
	}
	if err := check(t, Schema(), document(t)); err != nil {
		t.Error("no changes:", err)
	}
	var first strings.Builder
	if err := WriteJSON(&first, Document{Feed: "csto", To: Point{Snapshot: 1, Taken: noticed}, Changes: All(nil)}); err != nil {
		t.Fatal(err)
	}
	if err := check(t, Schema(), first.String()); err != nil {
		t.Error("since before the first snapshot:", err)
	}
	var log strings.Builder
	if err := WriteLog(&log, All(sampleChanges()), nil); err != nil {
		t.Fatal(err)
	}
	if err := check(t, LogSchema(), log.String()); err != nil {
		t.Error("log:", err)
	}
	if check(t, Schema(), log.String()) == nil || check(t, LogSchema(), document(t)) == nil {
		t.Error("one document passes for the other")
	}
}

// TestSchemasRefuse breaks one thing at a time.
func TestSchemasRefuse(t *testing.T) {
	good := document(t, sampleChanges()...)
	tests := []struct{ name, old, new string }{
		{"format", `"onrecord/diff"`, `"onrecord/log"`},
		{"version", `"version": 1`, `"version": 2`},
		{"no feed", `"feed": "csto",`, ``},
		{"count missing", `"relisted": 1,`, ``},
		{"negative count", `"relisted": 1,`, `"relisted": -1,`},
		{"list null", `"fields": [],`, `"fields": null,`},
		{"kind", `"change": "unlisted"`, `"change": "deleted"`},
		{"title missing", `"title": "Ministers met in Dushanbe",`, ``},
		{"title empty", `"title": "Ministers met in Dushanbe",`, `"title": "",`},
		{"day impossible", `"date": "2020-09-22"`, `"date": "2020-09-32"`},
		{"day in another order", `"date": "2020-09-22"`, `"date": "22.09.2020"`},
		{"instant with an offset", `"noticed": "2026-03-05T10:00:00Z"`, `"noticed": "2026-03-05T13:00:00+03:00"`},
		{"instant with fractions", `"noticed": "2026-03-05T10:00:00Z"`, `"noticed": "2026-03-05T10:00:00.5Z"`},
		{"added but held before", `"last_held": null`, `"last_held": "2026-03-03T10:00:00Z"`},
		{"held never", `"last_held": "2026-03-03T10:00:00Z"`, `"last_held": null`},
		{"reason unknown", `"reason": "404"`, `"reason": "500"`},
		{"removed without reason", `"reason": "404",`, ``},
		{"reason for another kind", `"change": "restored",`, `"change": "restored", "reason": "404",`},
		{"moved from nowhere", `"from_url": "https://council.example/old/1/",`, ``},
		{"edited without revisions", `"from_revision": 1,`, ``},
		{"revision of another kind", `"change": "restored",`, `"change": "restored", "to_revision": 2,`},
		{"field unknown", `"field": "body"`, `"field": "text"`},
		{"operation unknown", `"op": "insert"`, `"op": "add"`},
		{"operation without text", `"text": "host"`, `"text": ""`},
		{"article", `"k3f5abcdefghijkl"`, `"K3F5"`},
		{"address", `"https://council.example/new/1/"`, `"council.example/new/1/"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(good, tt.old, tt.new, 1)
			if bad == good {
				t.Fatalf("%s does not occur in %s", tt.old, good)
			}
			if check(t, Schema(), bad) == nil {
				t.Error("passed")
			}
		})
	}
	more := strings.Replace(good, `"feed": "csto",`, `"feed": "csto", "later": true,`, 1)
	if err := check(t, Schema(), more); err != nil {
		t.Error("a further key:", err)
	}
}

func TestPointZero(t *testing.T) {
	var b strings.Builder
	if err := WriteJSON(&b, Document{Feed: "f", To: Point{Snapshot: 1, Taken: time.Unix(0, 0)}, Changes: All(nil)}); err != nil {
		t.Fatal(err)
	}
	if want := "\"from\": {\n    \"snapshot\": 0,\n    \"taken\": null\n  }"; !strings.Contains(b.String(), want) {
		t.Errorf("%s is missing in %s", want, b.String())
	}
}
