package warc

import (
	"strings"
	"time"

	"onrecord/archive"
)

// Types of records.
const (
	TypeInfo     = "warcinfo"
	TypeRequest  = "request"
	TypeResponse = "response"
	TypeResource = "resource"
	TypeRevisit  = "revisit"
	TypeMetadata = "metadata"
)

// Names of fields.
const (
	FieldType          = "WARC-Type"
	FieldID            = "WARC-Record-ID"
	FieldDate          = "WARC-Date"
	FieldTarget        = "WARC-Target-URI"
	FieldPayloadDigest = "WARC-Payload-Digest"
	FieldBlockDigest   = "WARC-Block-Digest"
	FieldConcurrent    = "WARC-Concurrent-To"
	FieldTruncated     = "WARC-Truncated"
	FieldSegment       = "WARC-Segment-Number"
	FieldProfile       = "WARC-Profile"
	FieldRefersTo      = "WARC-Refers-To"
	FieldRefersTarget  = "WARC-Refers-To-Target-URI"
	FieldRefersDate    = "WARC-Refers-To-Date"
	FieldContentType   = "Content-Type"
	FieldContentLength = "Content-Length"
)

// ProfileIdentical is the profile of a revisit whose payload is that of an
// earlier record, byte for byte (ISO 28500, section 6.7.2).
const ProfileIdentical = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

// Header is the named fields of a record, in their order.
type Header []archive.Field

// Get returns the first value of a field; names are the same in any case.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Values returns all values of a field.
func (h Header) Values(name string) (values []string) {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			values = append(values, f.Value)
		}
	}
	return values
}

// Target returns the address that the record is of. WARC 1.0 files often have
// it in angle brackets.
func (h Header) Target() string { return unbracketed(h.Get(FieldTarget)) }

// Date returns when the record's block was captured, zero where it does not
// say so. WARC 1.0 has seconds, 1.1 fractions of them.
func (h Header) Date() time.Time { return date(h.Get(FieldDate)) }

func date(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04Z", "2006-01-02", "20060102150405"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

func unbracketed(s string) string {
	return strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">")
}

// Timestamp is t as indexes write it: 14 digits.
func Timestamp(t time.Time) string { return t.UTC().Format("20060102150405") }
