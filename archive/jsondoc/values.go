package jsondoc

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"onrecord/archive"
)

// Text is a text that may be missing: the empty text is written as null.
type Text string

// MarshalJSON writes the text, or null.
func (t Text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return Marshal(string(t))
}

// MarshalJSONTo is MarshalJSON for the documents of this package.
func (t Text) MarshalJSONTo(e *jsontext.Encoder) error {
	if t == "" {
		return e.WriteToken(jsontext.Null)
	}
	return e.WriteToken(jsontext.String(string(t)))
}

// Instant is written as RFC 3339 in UTC to the second, the zero time as null.
type Instant struct{ time.Time }

// At returns t as an Instant.
func At(t time.Time) Instant { return Instant{t} }

// String returns the instant as it is written everywhere, "" for the zero time.
func (i Instant) String() string {
	if i.IsZero() {
		return ""
	}
	return i.UTC().Format(time.RFC3339)
}

// MarshalJSON writes the instant, or null.
func (i Instant) MarshalJSON() ([]byte, error) { return Text(i.String()).MarshalJSON() }

// MarshalJSONTo is MarshalJSON for the documents of this package.
func (i Instant) MarshalJSONTo(e *jsontext.Encoder) error { return Text(i.String()).MarshalJSONTo(e) }

// Counts is the number of changes of each kind.
type Counts struct {
	Added    int `json:"added"`
	Edited   int `json:"edited"`
	Moved    int `json:"moved"`
	Unlisted int `json:"unlisted"`
	Relisted int `json:"relisted"`
	Removed  int `json:"removed"`
	Restored int `json:"restored"`
}

// CountsOf returns counts as they are written.
func CountsOf(c archive.Counts) Counts {
	return Counts{
		Added: c[archive.Added], Edited: c[archive.Edited], Moved: c[archive.Moved],
		Unlisted: c[archive.Delisted], Relisted: c[archive.Relisted],
		Removed: c[archive.Gone], Restored: c[archive.Restored],
	}
}

// NotNull returns list, or an empty list where there is none: lists are never null.
func NotNull[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
