package jsondoc

import (
	"bytes"
	stdjson "encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// plainItem is what encoding/json is given for a document: kinds of members as
// the documents of onrecord have them.
type plainItem struct {
	Name   Text           `json:"name"`
	When   Instant        `json:"when"`
	Tags   []string       `json:"tags"`
	Parts  []plainPart    `json:"parts"`
	Counts map[string]int `json:"counts"`
	Left   *plainPart     `json:"left"`
	Out    []plainPart    `json:"out,omitzero"`
	Bare   string         `json:"bare"`
	Number float64        `json:"number"`
	Self   selfWritten    `json:"self"`
	plainPart
}

type plainPart struct {
	Kind string `json:"kind"`
	Size int    `json:"size,omitempty"`
	Done bool   `json:"done"`
	Text Text   `json:"text"`
}

// selfWritten writes itself, like a change with its hunks.
type selfWritten struct{ part plainPart }

func (s selfWritten) MarshalJSON() ([]byte, error) { return Marshal(s.part) }

// TestSameBytesAsEncodingJSON compares documents with what the standard library
// makes of the same values: texts of any characters and of bytes that are no
// UTF-8, empty and missing lists.
func TestSameBytesAsEncodingJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
			rapid.SampledFrom([]string{"", "<a href=\"x\">&amp;</a>", "\u2028\u2029\ufeff\x00\x1f\x7f\b\f\n\r\t\\/", "\xff\xed\xa0\x80", "ﬁ مرحبا 👩‍👧"}))
		part := rapid.Custom(func(t *rapid.T) plainPart {
			return plainPart{text.Draw(t, "kind"), rapid.Int().Draw(t, "size"), rapid.Bool().Draw(t, "done"), Text(text.Draw(t, "text"))}
		})
		parts := rapid.OneOf(rapid.Just([]plainPart(nil)), rapid.SliceOfN(part, 0, 3))
		items := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) plainItem {
			return plainItem{
				Name: Text(text.Draw(t, "name")), When: At(time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "when"), 0)),
				Tags: rapid.OneOf(rapid.Just([]string(nil)), rapid.SliceOfN(text, 0, 3)).Draw(t, "tags"), Parts: parts.Draw(t, "parts"),
				Counts: rapid.MapOfN(text, rapid.Int(), 0, 3).Draw(t, "counts"), Left: rapid.Ptr(part, true).Draw(t, "left"),
				Out: parts.Draw(t, "out"), Bare: text.Draw(t, "bare"), Number: rapid.Float64Range(-1e30, 1e30).Draw(t, "number"),
				Self: selfWritten{part.Draw(t, "self")}, plainPart: part.Draw(t, "part"),
			}
		}), 0, 3).Draw(t, "items")
		var got, want bytes.Buffer
		d := New(&got, "onrecord/things", 1)
		d.Member("owner", items)
		List(d, "things", All(items))
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		e := stdjson.NewEncoder(&want)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(struct {
			Format  string      `json:"format"`
			Version int         `json:"version"`
			Owner   []plainItem `json:"owner"`
			Things  []plainItem `json:"things"`
		}{"onrecord/things", 1, NotNull(items), NotNull(items)}); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Fatalf("got\n%s\nencoding/json writes\n%s", got.String(), want.String())
		}
	})
}
