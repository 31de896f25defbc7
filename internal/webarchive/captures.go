package webarchive

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"
	"time"

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
	Pages archive.Pages             // where the consumer keeps the bytes of captures

	Records int // read
	Broken  int // of Records: could not be read
	Lost    int // of Records: they repeat a page that is in none of the files
	Others  int // of Records: a wanted address that answered something else than a page

	Payloads Payloads // of the file, and of those read before that had the same
}

// Payloads is what revisit records may refer to: by payload digest, and by
// address and time. Files that repeat pages of each other share it, and their Pages.
type Payloads map[string]payload

// payload is what a revisit record may refer to.
type payload struct {
	raw    archive.Digest
	status int
	header []archive.Field
}

// Captures returns the captures of wanted pages, in the order of the file. A
// record that is broken is counted and passed over; an error ends the file.
func (r *Reading) Captures(ctx context.Context) iter.Seq2[archive.Capture, error] {
	if r.Payloads == nil {
		r.Payloads = Payloads{}
	}
	return func(yield func(archive.Capture, error) bool) {
		stopped := errors.New("nobody wants more")
		err := eachWARC(r.Path, r.Kind, func(file io.Reader) error {
			return r.file(ctx, file, func(c archive.Capture) error {
				if !yield(c, nil) {
					return stopped
				}
				return nil
			})
		})
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
		case errors.Is(err, archive.ErrNotFound):
			r.Lost++
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
	if c.Time.IsZero() || h.Get(warc.FieldTruncated) != "" {
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
		err = r.revisit(record, &c)
	default:
		return c, errUnwanted
	}
	if err == nil && (c.Status != 200 || len(c.Body) == 0) {
		err = errUnwanted
	}
	if err != nil {
		return c, err
	}
	return c, r.remember(h, c)
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

// revisit reads a record that refers to an earlier one with the same payload.
func (r *Reading) revisit(record *warc.Record, c *archive.Capture) error {
	h := record.Header
	p, known := r.Payloads[h.Get(warc.FieldPayloadDigest)]
	if !known {
		p, known = r.Payloads[spotOf(referred(h))]
	}
	if !known {
		return archive.ErrNotFound
	}
	c.Status, c.Header = p.status, p.header
	if http, err := warc.ReadHTTP(record); err == nil && http.Status == 200 {
		c.Header = warc.Original(http.Header)
	}
	var err error
	c.Body, err = r.Pages.Get(p.raw)
	if errors.Is(err, archive.ErrNotFound) {
		return errUnwanted // a document that was not put aside: no article has it
	}
	return err
}

// referred returns the address and time that a revisit record refers to.
func referred(h warc.Header) (string, time.Time) {
	reference := warc.Header{{Name: warc.FieldTarget, Value: h.Get(warc.FieldRefersTarget)}, {Name: warc.FieldDate, Value: h.Get(warc.FieldRefersDate)}}
	return reference.Target(), reference.Date()
}

func spotOf(address string, at time.Time) string { return address + " " + warc.Timestamp(at) }

// remember notes a payload for the revisit records that refer to it.
// Pages are put aside for them at once, and documents when the consumer does it.
func (r *Reading) remember(h warc.Header, c archive.Capture) error {
	p := payload{archive.DigestBytes(c.Body), c.Status, c.Header}
	if digest := h.Get(warc.FieldPayloadDigest); digest != "" {
		r.Payloads[digest] = p
	}
	r.Payloads[spotOf(c.URL, c.Time)] = p
	if !markup(c) {
		return nil
	}
	return r.Pages.Put(p.raw, c.Body)
}

// markup reports whether a capture may be of a page with text, not of a document.
func markup(c archive.Capture) bool {
	kind := strings.ToLower(c.HeaderValue("Content-Type"))
	return kind == "" || strings.Contains(kind, "html") || strings.Contains(kind, "xml") || strings.Contains(kind, "text/")
}
