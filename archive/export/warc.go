package export

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/aside"
	"onrecord/archive/jsondoc"
	"onrecord/archive/warc"
)

// WriteWARC writes all captures as a WARC file (ISO 28500:2017): a response
// record each, with the headers received, or a revisit record where the same
// bytes were written before. The bytes of a page are those after its content
// encodings were undone, in which form the archive keeps them.
func WriteWARC(w io.Writer, s Source, o Options) (err error) {
	rows, err := aside.New()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	return writeRecords(warc.NewWriter(w, o.Packed), rows, s, o, func(warc.Indexed, archive.CapturedPage) error { return nil })
}

// recorder writes the records of captures.
type recorder struct {
	*warc.Writer
	first *aside.Rows // a standing by payload, besides what others keep in it
}

// standing says where a payload stands.
type standing struct {
	ID, URL string
	Time    time.Time
}

// firstKey is the key under which it is kept aside where a payload stands.
func firstKey(payload archive.Digest) []byte { return append([]byte("first "), payload[:]...) }

// writeRecords writes the records of all captures and calls wrote after each.
func writeRecords(w *warc.Writer, rows *aside.Rows, s Source, o Options, wrote func(warc.Indexed, archive.CapturedPage) error) error {
	r := recorder{w, rows}
	if err := r.info(s, o); err != nil {
		return err
	}
	for page, err := range s.Captures {
		if err != nil {
			return err
		}
		line, err := r.page(page)
		if err == nil {
			err = wrote(line, page)
		}
		if err != nil {
			return fmt.Errorf("capture of %s: %w", page.Capture.URL, err)
		}
	}
	return nil
}

// info writes the record that says what the file is.
func (r *recorder) info(s Source, o Options) error {
	block := fmt.Sprintf("software: %s\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\nisPartOf: %s\r\ndescription: %s, snapshot %d\r\n",
		warc.OneLine(o.Software), warc.OneLine(s.Snapshot.Feed.Name), warc.OneLine(s.Snapshot.Feed.Title), s.Snapshot.Number)
	taken := jsondoc.At(s.Snapshot.Taken).String()
	return r.write(warc.Header{
		{Name: warc.FieldType, Value: warc.TypeInfo},
		{Name: warc.FieldID, Value: recordID(warc.TypeInfo, s.Snapshot.Feed.Name, taken, block)},
		{Name: warc.FieldDate, Value: taken},
		{Name: warc.FieldContentType, Value: "application/warc-fields"},
	}, []byte(block), &warc.Indexed{})
}

// page writes a capture, and says where.
func (r *recorder) page(p archive.CapturedPage) (warc.Indexed, error) {
	c := p.Capture
	payload := archive.DigestBytes(c.Body)
	date := jsondoc.At(c.Time).String()
	line := warc.Indexed{URL: c.Answered(), Time: c.Time, Status: c.Status, Mime: mediaType(c), Digest: payload.String()}
	kind := warc.TypeResponse
	var before standing
	repeated, err := r.first.Get(firstKey(payload), &before)
	if err != nil {
		return line, err
	}
	if repeated {
		kind, line.Mime = warc.TypeRevisit, "warc/revisit"
	}
	id := recordID(kind, p.Article.ID, c.URL, c.Answered(), date, payload.String())
	block := warc.AppendHTTP(nil, c.Status, c.Header, len(c.Body))
	h := warc.Header{
		{Name: warc.FieldType, Value: kind}, {Name: warc.FieldID, Value: id}, {Name: warc.FieldDate, Value: date},
		{Name: warc.FieldTarget, Value: c.Answered()}, {Name: warc.FieldPayloadDigest, Value: payload.String()},
	}
	if repeated {
		h = append(h, warc.Header{
			{Name: warc.FieldProfile, Value: warc.ProfileIdentical}, {Name: warc.FieldRefersTo, Value: before.ID},
			{Name: warc.FieldRefersTarget, Value: before.URL}, {Name: warc.FieldRefersDate, Value: jsondoc.At(before.Time).String()},
		}...)
	} else {
		if err := r.first.Put(firstKey(payload), standing{id, c.Answered(), c.Time}); err != nil {
			return line, err
		}
		block = append(block, c.Body...)
	}
	h = append(h, warc.Header{
		{Name: warc.FieldBlockDigest, Value: archive.DigestBytes(block).String()},
		{Name: warc.FieldContentType, Value: "application/http; msgtype=response"},
	}...)
	if err := r.write(h, block, &line); err != nil {
		return line, err
	}
	return line, r.redirected(c, id, date)
}

// redirected writes which address was asked, where another one answered: what
// the servers on the way said was not kept.
func (r *recorder) redirected(c archive.Capture, id, date string) error {
	if c.URL == c.Answered() {
		return nil
	}
	block := "asked: " + warc.OneLine(c.URL) + "\r\n"
	for _, address := range c.Redirects {
		block += "redirect: " + warc.OneLine(address) + "\r\n"
	}
	return r.write(warc.Header{
		{Name: warc.FieldType, Value: warc.TypeMetadata},
		{Name: warc.FieldID, Value: recordID(warc.TypeMetadata, id)},
		{Name: warc.FieldDate, Value: date},
		{Name: warc.FieldTarget, Value: c.Answered()},
		{Name: warc.FieldRefersTo, Value: id},
		{Name: warc.FieldContentType, Value: "application/warc-fields"},
	}, []byte(block), &warc.Indexed{})
}

func (r *recorder) write(h warc.Header, block []byte, line *warc.Indexed) (err error) {
	line.Offset, line.Length, err = r.Write(h, block)
	return err
}

// recordID derives an id from what the record is of, so that the same archive gives the same ids.
func recordID(parts ...string) string {
	return "<" + nameUUID(append([]string{"record"}, parts...)...) + ">"
}

// mediaType returns the type of a capture without its parameters.
func mediaType(c archive.Capture) string {
	value := c.HeaderValue("Content-Type")
	if kind, _, err := mime.ParseMediaType(value); err == nil {
		return kind
	}
	kind, _, _ := strings.Cut(strings.ToLower(value), ";")
	if kind = strings.TrimSpace(kind); kind == "" {
		return "application/octet-stream"
	}
	return kind
}
