package jsondoc

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
)

type item struct {
	Name Text     `json:"name"`
	Tags []string `json:"tags"`
	When Instant  `json:"when"`
}

func TestDocument(t *testing.T) {
	var b strings.Builder
	d := New(&b, "onrecord/things", 1)
	d.Member("owner", item{Name: "A <b> & c", Tags: []string{}})
	List(d, "things", All([]item{
		{Name: "", Tags: []string{"x", "y"}, When: At(time.Date(2026, 3, 1, 1, 2, 3, 999, time.FixedZone("", 3600)))},
		{Name: "Мир\n", Tags: []string{}},
	}))
	List(d, "none", All([]item(nil)))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	want := `{
  "format": "onrecord/things",
  "version": 1,
  "owner": {
    "name": "A <b> & c",
    "tags": [],
    "when": null
  },
  "things": [
    {
      "name": null,
      "tags": [
        "x",
        "y"
      ],
      "when": "2026-03-01T00:02:03Z"
    },
    {
      "name": "Мир\n",
      "tags": [],
      "when": null
    }
  ],
  "none": []
}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestRoundTrip(t *testing.T) {
	for _, in := range []string{`{"name":null,"tags":[],"when":null}`, `{"name":"<a>","tags":["b"],"when":"2026-03-01T00:02:03Z"}`} {
		var v item
		if err := json.Unmarshal([]byte(in), &v); err != nil {
			t.Fatal(err)
		}
		if out, err := Marshal(v); err != nil || string(out) != in {
			t.Errorf("got %s, %v; want %s", out, err, in)
		}
	}
}

func TestErrors(t *testing.T) {
	broken := errors.New("the store is gone")
	var b strings.Builder
	d := New(&b, "onrecord/things", 1)
	List(d, "things", func(yield func(item, error) bool) {
		_ = yield(item{}, nil) && yield(item{}, broken) && yield(item{}, nil)
	})
	d.Member("more", 1)
	if err := d.Close(); !errors.Is(err, broken) || !strings.Contains(err.Error(), "onrecord/things") {
		t.Errorf("got %v", err)
	}
	if strings.Count(b.String(), `"name"`) != 1 || strings.Contains(b.String(), "more") {
		t.Errorf("written after the error: %s", b.String())
	}

	d = New(failing{}, "onrecord/things", 1)
	List(d, "things", func(yield func(item, error) bool) {
		for yield(item{}, nil) { // until the disk is full
		}
	})
	if err := d.Close(); !errors.Is(err, errFull) {
		t.Errorf("got %v, want the disk full", err)
	}
	if err := New(failing{}, "onrecord/things", 1).Close(); !errors.Is(err, errFull) {
		t.Errorf("short document: got %v, want the disk full", err)
	}
	d = New(&b, "onrecord/things", 1)
	d.Member("bad", func() {})
	if d.Close() == nil {
		t.Error("a value that JSON cannot hold passed")
	}
}

var errFull = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestCounts(t *testing.T) {
	counts := archive.Counts{archive.Added: 1, archive.Edited: 2, archive.Moved: 3, archive.Delisted: 4, archive.Relisted: 5, archive.Gone: 6, archive.Restored: 7}
	got, err := Marshal(CountsOf(counts))
	want := `{"added":1,"edited":2,"moved":3,"unlisted":4,"relisted":5,"removed":6,"restored":7}`
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
	if NotNull[int](nil) == nil {
		t.Error("an absent list is null")
	}
}
