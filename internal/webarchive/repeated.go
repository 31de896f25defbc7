package webarchive

import (
	"encoding/binary"
	"errors"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/warc"
)

// repeat is a record that repeats the payload of another one.
type repeat struct {
	Capture archive.Capture // without the bytes; no status and no headers: those of the other one
	Of      [][]byte        // keys of what it may repeat, the surest first
	Asked   [][]byte        // keys under which the shelf has the request, if it was a form's
	Before  []byte          // or else the last one with a key of this beginning, up to its time; nil: none
}

// payload is what a record may repeat.
type payload struct {
	Raw    archive.Digest
	Status int
	Header []archive.Field
}

// revisit reads a record that refers to another one with the same payload.
func (r *Reading) revisit(record *warc.Record, c archive.Capture) (*repeat, error) {
	http, err := warc.ReadHTTP(record)
	switch {
	case err != nil || http.Status == 304: // it says nothing of the page
	case http.Status == 200:
		c.Status, c.Header = http.Status, warc.Original(http.Header)
	default:
		r.Others++
		return nil, errUnwanted
	}
	p := repeatOf(record.Header, c)
	return &p, nil //nolint:nilerr // without a head it says what it repeats
}

// repeat returns the capture of a record that repeats another. If that is not
// known yet, it is put off until the file's end.
func (r *Reading) repeat(p repeat) (archive.Capture, error) {
	c, found, err := r.Shelf.repeated(p)
	if err == nil && !found {
		r.Lost++
		if err = r.Shelf.putOff(r.Lost, p); err == nil {
			err = errUnwanted
		}
	}
	return c, err
}

// repeatOf returns what a record repeats: by record, address and time, or
// payload digest, as it says; where a server said that nothing had changed and the
// record does not say since when, the last page of that address.
func repeatOf(h warc.Header, c archive.Capture) repeat {
	p := repeat{Capture: c, Asked: exchangeKeys(h)}
	if id := h.Get(warc.FieldRefersTo); id != "" {
		p.Of = append(p.Of, idKey(id))
	}
	reference := warc.Header{{Name: warc.FieldTarget, Value: h.Get(warc.FieldRefersTarget)}, {Name: warc.FieldDate, Value: h.Get(warc.FieldRefersDate)}}
	if !reference.Date().IsZero() {
		p.Of = append(p.Of, spotKey(reference.Target(), reference.Date()))
	}
	if digest := h.Get(warc.FieldPayloadDigest); digest != "" {
		p.Of = append(p.Of, digestKey(digest))
	}
	if strings.HasSuffix(h.Get(warc.FieldProfile), "/server-not-modified") {
		p.Before = spotsKey(c.URL)
	}
	return p
}

// late returns the captures that were put off and repeat what was found since.
func (r *Reading) late(give func(archive.Capture) error) error {
	for n := r.Lost; n > 0; n-- {
		var p repeat
		if _, err := r.Shelf.rows.Get(lateKey(n), &p); err != nil {
			return err
		}
		if sent, err := r.sent(p.Asked); err != nil {
			return err
		} else if sent {
			r.Lost--
			r.Others++
			continue
		}
		c, found, err := r.Shelf.repeated(p)
		if found || errors.Is(err, errUnwanted) {
			r.Lost--
		}
		if found {
			err = give(c)
		}
		if err != nil && !errors.Is(err, errUnwanted) {
			return err
		}
	}
	return nil
}

// Keys of what a shelf holds besides pages.
func idKey(id string) []byte         { return []byte("id " + id) }
func digestKey(digest string) []byte { return []byte("digest " + strings.ToLower(digest)) }
func spotsKey(address string) []byte { return []byte("spot " + address + "\x00") }
func spotKey(address string, at time.Time) []byte {
	return append(spotsKey(address), warc.Timestamp(at)...)
}
func lateKey(n int) []byte { return binary.BigEndian.AppendUint64([]byte("late "), uint64(n)) }

// remember notes a payload for the records that repeat it. Pages are put aside
// for them at once, and documents when the consumer does it.
func (s *Shelf) remember(h warc.Header, c archive.Capture) error {
	p := payload{archive.DigestBytes(c.Body), c.Status, c.Header}
	keys := [][]byte{spotKey(c.URL, c.Time)}
	if digest := h.Get(warc.FieldPayloadDigest); digest != "" {
		keys = append(keys, digestKey(digest))
	}
	if id := h.Get(warc.FieldID); id != "" {
		keys = append(keys, idKey(id))
	}
	for _, key := range keys {
		if err := s.rows.Put(key, p); err != nil {
			return err
		}
	}
	if !markup(c) {
		return nil
	}
	return s.Put(p.Raw, c.Body)
}

// markup reports whether a capture may be of a page with text, not of a document.
func markup(c archive.Capture) bool {
	kind := strings.ToLower(c.HeaderValue("Content-Type"))
	return kind == "" || strings.Contains(kind, "html") || strings.Contains(kind, "xml") || strings.Contains(kind, "text/")
}

// putOff keeps the record number n of those that repeat what is not known yet.
func (s *Shelf) putOff(n int, p repeat) error { return s.rows.Put(lateKey(n), p) }

// repeated returns the capture of a record that repeats another, if what it
// repeats is on the shelf.
func (s *Shelf) repeated(r repeat) (c archive.Capture, found bool, err error) {
	p, found, err := s.payload(r)
	if err != nil || !found {
		return r.Capture, false, err
	}
	c = r.Capture
	c.Time = c.Time.UTC()
	if c.Status == 0 {
		c.Status, c.Header = p.Status, p.Header
	}
	c.Body, err = s.Get(p.Raw)
	if errors.Is(err, archive.ErrNotFound) { // a document that was not put aside: no article has it
		err = errUnwanted
	}
	return c, err == nil, err
}

// payload returns what a record repeats.
func (s *Shelf) payload(r repeat) (p payload, found bool, err error) {
	for _, key := range r.Of {
		if found, err := s.rows.Get(key, &p); err != nil || found {
			return p, found, err
		}
	}
	if r.Before == nil {
		return p, false, nil
	}
	until := string(r.Before) + warc.Timestamp(r.Capture.Time)
	err = s.rows.Each(r.Before, func(key []byte, value func(any) error) error {
		if string(key) > until {
			return nil
		}
		found = true
		return value(&p)
	})
	return p, found, err
}
