package search

import (
	_ "embed" // for the schema
	"io"
	"unicode/utf8"

	"onrecord/archive/jsondoc"
)

// Name and version of the JSON document.
const (
	Format  = "onrecord/search"
	Version = 1
)

//go:embed schema/search.json
var schema string

// Schema returns the JSON Schema (2020-12) of the document onrecord/search.
func Schema() string { return schema }

// WriteJSON writes the document onrecord/search.
func WriteJSON(w io.Writer, q Query, found []Result, more bool) error {
	d := jsondoc.New(w, Format, Version)
	d.Member("query", q.String())
	d.Member("more", more)
	jsondoc.List(d, "results", jsondoc.All(found))
	return d.Close()
}

type resultObject struct {
	Feed       string       `json:"feed"`
	ID         string       `json:"id"`
	URL        string       `json:"url"`
	Title      jsondoc.Text `json:"title"`
	Date       jsondoc.Text `json:"date"`
	State      string       `json:"state"`
	Revision   int          `json:"revision"`
	FoundIn    []int        `json:"found_in"`
	StillThere bool         `json:"still_there"`
	Field      string       `json:"field"`
	Snippet    jsondoc.Text `json:"snippet"`
	Highlights highlights   `json:"highlights"`
}

type highlights struct {
	Title   [][2]int `json:"title"`
	Snippet [][2]int `json:"snippet"`
}

// MarshalJSON writes the result as the document holds it.
func (r Result) MarshalJSON() ([]byte, error) {
	return jsondoc.Marshal(resultObject{
		Feed: r.Feed, ID: r.Article.ID, URL: r.Article.URL, Title: jsondoc.Text(Text(r.Title)), Date: jsondoc.Text(r.Article.Date),
		State: string(r.Article.State), Revision: r.Article.Revision, FoundIn: r.FoundIn, StillThere: r.StillThere,
		Field: r.Field, Snippet: jsondoc.Text(Text(r.Snippet)),
		Highlights: highlights{Title: ranges(r.Title), Snippet: ranges(r.Snippet)},
	})
}

// ranges returns where the matching parts begin and end, counted in characters
// (Unicode code points) of the whole.
func ranges(parts []Part) [][2]int {
	list, at := [][2]int{}, 0
	for _, p := range parts {
		end := at + utf8.RuneCountInString(p.Text)
		if p.Match {
			list = append(list, [2]int{at, end})
		}
		at = end
	}
	return list
}
