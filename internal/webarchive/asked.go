package webarchive

import (
	"errors"
	"net/url"

	"onrecord/archive"
	"onrecord/archive/warc"
)

// answer is what a record captured. What was asked may stand in the record
// after it, so it is settled only when the next answer or the file's end is there.
type answer struct {
	header  warc.Header
	Capture archive.Capture
	repeats *repeat // nil: it holds the page itself
}

// settle gives the capture of an answer, unless a form was sent for it: what a
// server says to a form is no page of an article.
func (r *Reading) settle(a *answer, give func(archive.Capture) error) error {
	if a == nil {
		return nil
	}
	sent, err := r.sent(exchangeKeys(a.header))
	if err != nil {
		return err
	}
	if sent || sentWithin(a.Capture.URL) {
		r.Others++
		return nil
	}
	c := a.Capture
	if a.repeats != nil {
		c, err = r.repeat(*a.repeats)
	} else {
		err = r.Shelf.remember(a.header, c)
	}
	if errors.Is(err, errUnwanted) {
		return nil
	}
	if err == nil {
		err = give(c)
	}
	return err
}

// sentWithin reports whether an address says that a form was sent to it:
// Browsertrix and pywb add to it how, and with what.
func sentWithin(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Query().Has("__wb_method")
}

// request reads a request record. The shelf keeps those that are no GET.
func (r *Reading) request(record *warc.Record) error {
	method, err := warc.ReadMethod(record)
	if err != nil || method == "GET" {
		return errUnwanted // a broken one says nothing
	}
	r.sends++
	for _, key := range exchangeKeys(record.Header) {
		if err := r.Shelf.rows.Put(key, true); err != nil {
			return err
		}
	}
	return errUnwanted
}

// sent reports whether one of the keys is that of a request that was no GET.
func (r *Reading) sent(keys [][]byte) (bool, error) {
	if r.sends == 0 {
		return false, nil
	}
	for _, key := range keys {
		var sent bool
		if _, err := r.Shelf.rows.Get(key, &sent); err != nil || sent {
			return sent, err
		}
	}
	return false, nil
}

// exchangeKeys returns the keys by which a request and its response find each
// other: one names the other as captured at the same time, or both name a third
// record, and they are of the same address (ISO 28500, section 5.7).
func exchangeKeys(h warc.Header) (keys [][]byte) {
	for _, id := range append(h.Values(warc.FieldConcurrent), h.Get(warc.FieldID)) {
		keys = append(keys, []byte("sent "+h.Target()+"\x00"+id))
	}
	return keys
}
