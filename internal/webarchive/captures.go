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

	Records int // read
	Broken  int // of Records: could not be read
	Lost    int // of Records: they repeat a page that is in none of the files
	Others  int // of Records: a wanted address that answered something else than a page
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
		err := eachWARC(r.Path, r.Kind, func(file io.Reader) error { return r.file(ctx, file, give) })
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
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := records.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var c archive.Capture
		if err == nil {
			r.Records++
			c, err = r.capture(record)
		}
		switch {
		case errors.As(err, new(*warc.Broken)), errors.Is(err, fetch.ErrEncoding):
			r.Broken++
		case errors.Is(err, errUnwanted):
		case err != nil:
			return err
		default:
			if err := give(c); err != nil {
				return err
			}
		}
	}
}

// errUnwanted is returned of records that are no captures of wanted pages.
var errUnwanted = errors.New("no page of the feed")

// capture returns what a record captured.
func (r *Reading) capture(record *warc.Record) (archive.Capture, error) {
	h := record.Header
	c := archive.Capture{URL: h.Target(), Final: h.Target(), Time: h.Date()}
	if !r.Wants(c.URL) {
		return c, errUnwanted
	}
	if c.Time.IsZero() || h.Get(warc.FieldTruncated) != "" || h.Get(warc.FieldSegment) != "" {
		r.Broken++
		return c, errUnwanted
	}
	var err error
	switch record.Type() {
	case warc.TypeResponse:
		err = r.response(record, &c)
	case warc.TypeResource:
		c.Status, c.Header = 200, []archive.Field{{Name: "Content-Type", Value: h.Get(warc.FieldContentType)}}
		c.Body, err = readPage(record)
	case warc.TypeRevisit:
		return r.revisit(record, c)
	default:
		return c, errUnwanted
	}
	if err == nil && (c.Status != 200 || len(c.Body) == 0) {
		err = errUnwanted
	}
	if err != nil {
		return c, err
	}
	return c, r.Shelf.remember(h, c)
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
	if c.Status != 200 {
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
