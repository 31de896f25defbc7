package bolt

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"onrecord/archive"
)

// Contents that are decoded by hand are what CBOR says that they are, and
// nothing else is decoded so.
func TestPlainContents(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringN(200, 400, -1), rapid.StringN(40_000, 70_000, -1))
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		c := archive.Content{Title: text.Draw(t, "title"), Date: archive.Date(rapid.String().Draw(t, "date")), Summary: text.Draw(t, "summary"), Body: text.Draw(t, "body")}
		if rapid.Bool().Draw(t, "attached") {
			c.Attachments = []archive.Attachment{{URL: text.Draw(t, "address")}}
		}
		data, err := encodeContent(c)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := decodeContent(data); err != nil || !reflect.DeepEqual(got, c) {
			t.Fatalf("the content does not come back: %v", err)
		}
		if _, ok := plainContent(data); ok == (len(c.Attachments) > 0) {
			t.Fatalf("decoded by hand: %v, with %d attachments", ok, len(c.Attachments))
		}
		for range 20 {
			i := rapid.IntRange(0, len(data)-1).Draw(t, "at")
			data[i] ^= byte(rapid.IntRange(1, 255).Draw(t, "change"))
			cut := data[:rapid.IntRange(i, len(data)).Draw(t, "length")]
			got, ok := plainContent(cut)
			if !ok {
				continue
			}
			var want contentRecord
			if err := cborDecoding.Unmarshal(cut, &want); err != nil {
				t.Fatalf("%x is decoded by hand, but: %v", cut, err)
			}
			plain++
			if got.Title != want.Title || string(got.Date) != want.Date || got.Summary != want.Summary || got.Body != want.Body {
				t.Fatalf("%x differs from CBOR's", cut)
			}
		}
	})
	if plain == 0 {
		t.Error("no content that was changed could be read")
	}
}
