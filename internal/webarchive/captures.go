package webarchive

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"

	"onrecord/archive"
	"onrecord/archive/warc"
	"onrecord/scraper/fetch"
)

// maxPage is the greatest page taken.
const maxPage = 32 << 20

// Reading reads the captures of one file.
type Reading struct {
	Path  string
	Kind  Kind
	Wants func(address string) bool // cheap: asked of every record
	Shelf *Shelf                    // where the consumer keeps the bytes of captures

	Records   int // read
	Broken    int // of Records: could not be read
	Lost      int // of Records: they repeat a page that is in none of the files
	Others    int // of Records: a wanted address that answered something else than a page, or answered a form
	Differing int // WARC files within the WACZ file whose bytes are not those that it was made with

	sends int // requests that were no GET
}

// Captures returns the captures of wanted pages, in the order of the file, at
// its end those that repeat a page which stands later in it. A record that is broken
// is counted and passed over; an error ends the file.
func (r *Reading) Captures(ctx context.Context) iter.Seq2[archive.Capture, error] {
	return func(yield func(archive.Capture, error) bool) {
		stopped := errors.New("nobody wants more")
		give := func(c archive.Capture) error {
			if !yield(c, nil) {
				return stopped
			}
			return nil
		}
		err := r.eachWARC(func(file io.Reader) error { return r.file(ctx, file, give) })
		if err == nil {
			err = r.late(give)
		}
		if err != nil && !errors.Is(err, stopped) {
			yield(archive.Capture{}, err)
		}
	}
}

func (r *Reading) file(ctx context.Context, file io.Reader, give func(archive.Capture) error) error {
	records := warc.NewReader(file)
	var last *answer
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := records.Next()
		if errors.Is(err, io.EOF) {
			return r.settle(last, give)
		}
		var a *answer
		if err == nil {
			r.Records++
			a, err = r.answer(record)
		}
		switch {
		case errors.As(err, new(*warc.Broken)), errors.Is(err, fetch.ErrEncoding), errors.Is(err, errCut):
			r.Broken++
		case errors.Is(err, errUnwanted):
		case err != nil:
			return err
		default:
			if err := r.settle(last, give); err != nil {
				return err
			}
			last = a
		}
	}
}

// errUnwanted is returned of records that are no captures of wanted pages.
var errUnwanted = errors.New("no page of the feed")

// errCut is returned of records that hold a part of a page, or do not say when
// it was captured.
var errCut = errors.New("not the whole of a page")

// answer returns what a record captured.
func (r *Reading) answer(record *warc.Record) (*answer, error) {
	h := record.Header
	c := archive.Capture{URL: h.Target(), Final: h.Target(), Time: h.Date()}
	if !r.Wants(c.URL) {
		return nil, errUnwanted
	}
	kind := record.Type()
	switch kind {
	case warc.TypeRequest:
		return nil, r.request(record)
	case warc.TypeResponse, warc.TypeResource, warc.TypeRevisit:
	default:
		return nil, errUnwanted
	}
	// What a revisit lacks, the record has that it repeats.
	if cut := h.Get(warc.FieldTruncated) != "" && kind != warc.TypeRevisit; cut || c.Time.IsZero() || h.Get(warc.FieldSegment) != "" {
		return nil, errCut
	}
	a := &answer{header: h, Capture: c}
	var err error
	switch kind {
	case warc.TypeResponse:
		err = r.response(record, &a.Capture)
	case warc.TypeResource:
		a.Capture.Status, a.Capture.Header = 200, []archive.Field{{Name: "Content-Type", Value: h.Get(warc.FieldContentType)}}
		a.Capture.Body, err = readPage(record)
	case warc.TypeRevisit:
		a.repeats, err = r.revisit(record, c)
		return a, err
	}
	if err == nil && (a.Capture.Status != 200 || len(a.Capture.Body) == 0) {
		err = errUnwanted
	}
	return a, err
}

// readPage reads a block; one that is too large is no page.
func readPage(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxPage+1))
	if err == nil && len(body) > maxPage {
		err = errUnwanted
	}
	return body, err
}

// response reads a response record.
func (r *Reading) response(record *warc.Record, c *archive.Capture) error {
	http, err := warc.ReadHTTP(record)
	if err != nil {
		return err
	}
	c.Status, c.Header = http.Status, warc.Original(http.Header)
	if c.Status != 200 { // 404, a redirect …
		r.Others++
		return errUnwanted
	}
	if !page(*c) {
		return errUnwanted
	}
	body, err := http.Body(maxPage)
	if errors.Is(err, warc.ErrTooLarge) {
		return errUnwanted
	}
	if err == nil {
		c.Body, err = fetch.Unpack(body, http.Values("Content-Encoding"), maxPage)
	}
	return err
}

// page reports whether a capture is of a page or a document.
func page(c archive.Capture) bool {
	kind := strings.ToLower(c.HeaderValue("Content-Type"))
	for _, other := range []string{"image/", "video/", "audio/", "font/", "text/css", "javascript", "application/json"} {
		if strings.Contains(kind, other) {
			return false
		}
	}
	return true
}
