package reader

import (
	"time"

	"codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
)

// goTrafilatura is used as its documentation advises for the best result: with
// the fallback to the two other libraries.
func goTrafilatura(body []byte, address string) (Reading, error) {
	doc, err := parse(body)
	if err != nil {
		return Reading{}, err
	}
	got, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		OriginalURL: pageURL(address), EnableFallback: true, ExcludeComments: true,
	})
	if err != nil {
		return Reading{}, err
	}
	return Reading{
		Title: got.Metadata.Title, Date: day(got.Metadata.Date), Body: text(got.ContentNode),
	}, nil
}

func goReadability(body []byte, address string) (Reading, error) {
	doc, err := parse(body)
	if err != nil {
		return Reading{}, err
	}
	got, err := readability.FromDocument(doc, pageURL(address))
	if err != nil {
		return Reading{}, err
	}
	r := Reading{Title: got.Title(), Body: text(got.Node)}
	if t, err := got.PublishedTime(); err == nil {
		r.Date = t.Format(time.RFC3339)
	}
	return r, nil
}

func goDistiller(body []byte, address string) (Reading, error) {
	doc, err := parse(body)
	if err != nil {
		return Reading{}, err
	}
	got, err := distiller.Apply(doc, &distiller.Options{OriginalURL: pageURL(address), SkipPagination: true})
	if err != nil {
		return Reading{}, err
	}
	return Reading{Title: got.Title, Body: text(got.Node)}, nil
}

// goHTMLDate is asked for the day of publication, not of the last change.
func goHTMLDate(body []byte, address string) (Reading, error) {
	doc, err := parse(body)
	if err != nil {
		return Reading{}, err
	}
	got, err := htmldate.FromDocument(doc, htmldate.Options{URL: address, UseOriginalDate: true})
	if err != nil {
		return Reading{}, err
	}
	return Reading{Date: day(got.DateTime)}, nil
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
