package diff

import (
	"cmp"
	"io"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

// Names and version of the JSON documents.
const (
	FormatDiff = "onrecord/diff"
	FormatLog  = "onrecord/log"
	Version    = 1
)

// WriteJSON writes the document onrecord/diff; see [Schema].
func WriteJSON(w io.Writer, doc Document) error {
	d := jsondoc.New(w, FormatDiff, Version)
	return doc.write(d)
}

// WriteJSONPage is [WriteJSON] for some of the articles that changed: total is
// how many did in all, next what the ones after them are asked for by, empty at
// the end. The document's summary counts what is in it.
func WriteJSONPage(w io.Writer, doc Document, total int, next string) error {
	d := jsondoc.New(w, FormatDiff, Version)
	d.Member("total", total)
	d.Member("next", jsondoc.Text(next))
	return doc.write(d)
}

func (doc Document) write(d *jsondoc.Writer) error {
	d.Member("feed", doc.Feed)
	d.Member("from", pointOf(doc.From))
	d.Member("to", pointOf(doc.To))
	d.Member("summary", jsondoc.CountsOf(doc.Counts))
	jsondoc.List(d, "changes", doc.Changes)
	return d.Close()
}

// WriteLog writes the document onrecord/log; see [LogSchema]. imported are the
// captures that imports brought of the article that the log is of; nil: it is
// of a feed.
func WriteLog(w io.Writer, changes Changes, imported []archive.ImportedCapture) error {
	d := jsondoc.New(w, FormatLog, Version)
	jsondoc.List(d, "changes", changes)
	if imported != nil {
		list := make([]importedObject, len(imported))
		for i, c := range imported {
			list[i] = importedObject{jsondoc.At(c.Capture.Time), c.Snapshot, c.Revision, cmp.Or(c.Capture.Final, c.Capture.URL)}
		}
		d.Member("imported", list)
	}
	return d.Close()
}

type importedObject struct {
	Captured jsondoc.Instant `json:"captured"`
	Snapshot int             `json:"snapshot"`
	Revision int             `json:"revision,omitzero"`
	URL      string          `json:"url"`
}

type pointObject struct {
	Snapshot int             `json:"snapshot"`
	Taken    jsondoc.Instant `json:"taken"`
	Revision int             `json:"revision,omitzero"`
}

func pointOf(p Point) pointObject { return pointObject{p.Snapshot, jsondoc.At(p.Taken), p.Revision} }

// changeObject is a change as every document writes it. What only some kinds
// carry is absent in the others.
type changeObject struct {
	Change       archive.Kind    `json:"change"`
	Article      string          `json:"article"`
	URL          string          `json:"url"`
	FromURL      *string         `json:"from_url,omitempty"`
	Title        jsondoc.Text    `json:"title"`
	Date         jsondoc.Text    `json:"date"`
	Snapshot     int             `json:"snapshot"`
	Noticed      jsondoc.Instant `json:"noticed"`
	LastHeld     jsondoc.Instant `json:"last_held"`
	Reason       *string         `json:"reason,omitempty"`
	FromRevision *int            `json:"from_revision,omitempty"`
	ToRevision   *int            `json:"to_revision,omitempty"`
	Minor        *bool           `json:"minor,omitempty"`
	Flapping     bool            `json:"flapping,omitempty"`
	Fields       []string        `json:"fields"`
	Hunks        []Hunk          `json:"hunks"`
	Files        []FileText      `json:"files,omitempty"`
}

// MarshalJSON writes the change as the documents hold it.
func (c Change) MarshalJSON() ([]byte, error) {
	o := changeObject{
		Change: c.Kind, Article: c.Article, URL: c.URL,
		Title: jsondoc.Text(c.Title), Date: jsondoc.Text(c.Date), Snapshot: c.Snapshot,
		Noticed: jsondoc.At(c.Noticed), LastHeld: jsondoc.At(c.LastHeld),
		Fields: []string{}, Hunks: []Hunk{},
	}
	switch c.Kind {
	case archive.Added:
		o.LastHeld = jsondoc.Instant{}
	case archive.Moved:
		o.FromURL = &c.FromURL
	case archive.Gone:
		o.Reason = &c.Reason
	case archive.Edited:
		o.FromRevision, o.ToRevision, o.Minor, o.Flapping = &c.FromRevision, &c.ToRevision, &c.Minor, c.Flapping
		o.Fields, o.Hunks = jsondoc.NotNull(c.Fields), hunksOf(c.Hunks)
		o.Files = c.Files
	}
	return jsondoc.Marshal(o)
}

// hunksOf returns hunks in which no list is null.
func hunksOf(hunks []Hunk) []Hunk {
	list := make([]Hunk, len(hunks))
	for i, h := range hunks {
		list[i] = Hunk{Field: h.Field, Ops: jsondoc.NotNull(h.Ops)}
	}
	return list
}
