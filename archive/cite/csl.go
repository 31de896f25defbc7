package cite

import (
	"encoding/json"
	"io"
	"strconv"
	"time"
)

// item is an item of CSL-JSON (citationstyles.org, csl-data.json).
type item struct {
	ID        string     `json:"id"`
	Type      string     `json:"type"`
	Author    []name     `json:"author"`
	Title     string     `json:"title,omitempty"`
	Publisher string     `json:"publisher"`
	Issued    *dateParts `json:"issued,omitempty"`
	Accessed  dateParts  `json:"accessed"`
	URL       string     `json:"URL"`
	Language  string     `json:"language,omitempty"`
	Archive   string     `json:"archive"`
	Location  string     `json:"archive_location"`
	Note      string     `json:"note"`
	Custom    custom     `json:"custom"`
}

type name struct {
	Literal string `json:"literal"`
}

type dateParts struct {
	Parts [][]int `json:"date-parts"`
}

// custom is what CSL has no field for.
type custom struct {
	Feed     string `json:"feed"`
	Article  string `json:"article"`
	Revision int    `json:"revision"`
	Snapshot int    `json:"snapshot"`
	Captured string `json:"captured"` // RFC 3339, UTC
	Digest   string `json:"digest"`   // of the normalised content
	Raw      string `json:"raw,omitempty"`
	State    string `json:"state"`
}

// WriteCSL writes a list of one item of CSL-JSON.
func WriteCSL(w io.Writer, s Source) error {
	captured := s.Revision.Capture.Time.UTC()
	i := item{
		ID: s.key(), Type: "webpage", Author: []name{{s.publisher()}}, Title: s.title(), Publisher: s.publisher(),
		Issued: partsOf(s.Content.Date.Day()), Accessed: *partsOf(captured.Format(time.DateOnly)),
		URL: s.address(), Language: s.Revision.Reading().Language,
		Archive: "onrecord", Location: s.Feed + "/" + s.Article.ID + "@" + strconv.Itoa(s.Revision.Number), Note: s.note(),
		Custom: custom{
			Feed: s.Feed, Article: s.Article.ID, Revision: s.Revision.Number, Snapshot: s.Revision.Snapshot,
			Captured: s.captured(), Digest: s.digest(), Raw: s.raw(), State: string(s.Article.State),
		},
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode([]item{i})
}

// partsOf returns year, month and day, nil for no day.
func partsOf(day string) *dateParts {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil
	}
	return &dateParts{[][]int{{t.Year(), int(t.Month()), t.Day()}}}
}
