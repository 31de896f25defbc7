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
