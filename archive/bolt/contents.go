package bolt

import (
	"fmt"

	"onrecord/archive"
)

// contentRecord is an archive.Content. Its CBOR is a document: it is stored
// by its SHA-256 and compressed together with others.
type contentRecord struct {
	Title       string             `cbor:"1,keyasint,omitempty"`
	Date        string             `cbor:"2,keyasint,omitempty"`
	Summary     string             `cbor:"3,keyasint,omitempty"`
	Body        string             `cbor:"4,keyasint,omitempty"`
	Attachments []attachmentRecord `cbor:"5,keyasint,omitempty"`
}

type attachmentRecord struct {
	Kind   string `cbor:"1,keyasint,omitempty"`
	URL    string `cbor:"2,keyasint,omitempty"`
	Title  string `cbor:"3,keyasint,omitempty"`
	SHA256 string `cbor:"4,keyasint,omitempty"`
}

func encodeContent(c archive.Content) ([]byte, error) {
	r := contentRecord{Title: c.Title, Date: string(c.Date), Summary: c.Summary, Body: c.Body}
	for _, a := range c.Attachments {
		r.Attachments = append(r.Attachments, attachmentRecord(a))
	}
	data, err := cborEncoding.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encoding a content: %w", err)
	}
	return data, nil
}

func decodeContent(data []byte) (archive.Content, error) {
	if c, ok := plainContent(data); ok {
		return c, nil
	}
	var r contentRecord
	if err := cborDecoding.Unmarshal(data, &r); err != nil {
		return archive.Content{}, damaged("a content: %v", err)
	}
	c := archive.Content{Title: r.Title, Date: archive.Date(r.Date), Summary: r.Summary, Body: r.Body}
	for _, a := range r.Attachments {
		c.Attachments = append(c.Attachments, archive.Attachment(a))
	}
	return c, nil
}

// plainContent is decodeContent for a content of texts alone, as encodeContent
// writes it; false when it is anything else, or damaged. Whole archives are read
// so.
func plainContent(data []byte) (archive.Content, bool) {
	r := byteReader{data: data}
	lead := r.take(1)
	if r.bad || lead[0]&^cborCount != cborMap {
		return archive.Content{}, false
	}
	var c archive.Content
	fields := [...]*string{1: &c.Title, 2: (*string)(&c.Date), 3: &c.Summary, 4: &c.Body}
	last := byte(0)
	for range lead[0] & cborCount {
		key := r.take(1)
		if r.bad || key[0] <= last || int(key[0]) >= len(fields) {
			return archive.Content{}, false
		}
		last = key[0]
		size, ok := r.cborBytes()
		if !ok {
			return archive.Content{}, false
		}
		text := r.take(size)
		if r.bad {
			return archive.Content{}, false
		}
		*fields[last] = string(text)
	}
	return c, len(r.data) == 0
}

// Of CBOR (RFC 8949, section 3): the bits for what an item is, and for its size.
const (
	cborByteString = 0x40
	cborMap        = 0xA0
	cborCount      = 0x1F
	cborDirect     = 24 // sizes below stand in the byte itself; this one and the next two: 1, 2, 4 bytes follow
)

// cborBytes reads the head of a byte string: its size.
func (r *byteReader) cborBytes() (size int, ok bool) {
	lead := r.take(1)
	if r.bad || lead[0]&^cborCount != cborByteString {
		return 0, false
	}
	info := int(lead[0] & cborCount)
	if info < cborDirect {
		return info, true
	}
	if info > cborDirect+2 {
		return 0, false
	}
	for _, b := range r.take(1 << (info - cborDirect)) {
		size = size<<8 | int(b)
	}
	return size, !r.bad && size >= 0
}
