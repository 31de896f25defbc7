package bolt

import (
	"onrecord/archive"
)

// captureRecord is an archive.CaptureInfo.
type captureRecord struct {
	URL       string         `cbor:"1,keyasint,omitempty"`
	Final     string         `cbor:"2,keyasint,omitempty"`
	Redirects []string       `cbor:"3,keyasint,omitempty"`
	Status    int            `cbor:"4,keyasint,omitempty"`
	Header    [][2]string    `cbor:"5,keyasint,omitempty"`
	Raw       archive.Digest `cbor:"6,keyasint,omitzero"`
	Size      int            `cbor:"7,keyasint,omitempty"`
	Time      *instant       `cbor:"8,keyasint,omitempty"`
	Entry     *entryRecord   `cbor:"9,keyasint,omitempty"`
	Of        string         `cbor:"10,keyasint,omitempty"`
}

type entryRecord struct {
	URL     string `cbor:"1,keyasint,omitempty"`
	Listing string `cbor:"2,keyasint,omitempty"`
	Date    string `cbor:"3,keyasint,omitempty"`
	Title   string `cbor:"4,keyasint,omitempty"`
	Teaser  string `cbor:"5,keyasint,omitempty"`
	Order   string `cbor:"6,keyasint,omitempty"`
}

func toCaptureRecord(i archive.CaptureInfo) captureRecord {
	r := captureRecord{
		URL: i.URL, Final: i.Final, Redirects: i.Redirects, Status: i.Status,
		Raw: i.Raw, Size: i.Size, Time: toInstant(i.Time), Of: i.Of,
	}
	for _, f := range i.Header {
		r.Header = append(r.Header, [2]string{f.Name, f.Value})
	}
	if i.Entry != (archive.Entry{}) {
		r.Entry = &entryRecord{i.Entry.URL, i.Entry.Listing, string(i.Entry.Date), i.Entry.Title, i.Entry.Teaser, i.Entry.Order}
	}
	return r
}

func (r captureRecord) info() archive.CaptureInfo {
	i := archive.CaptureInfo{
		URL: r.URL, Final: r.Final, Redirects: r.Redirects, Status: r.Status,
		Raw: r.Raw, Size: r.Size, Time: r.Time.time(), Of: r.Of,
	}
	for _, f := range r.Header {
		i.Header = append(i.Header, archive.Field{Name: f[0], Value: f[1]})
	}
	if e := r.Entry; e != nil {
		i.Entry = archive.Entry{URL: e.URL, Listing: e.Listing, Date: archive.Date(e.Date), Title: e.Title, Teaser: e.Teaser, Order: e.Order}
	}
	return i
}

// revisionRecord is an archive.Revision without its Number, which is in the
// key.
type revisionRecord struct {
	Snapshot int             `cbor:"1,keyasint"`
	Capture  uint32          `cbor:"2,keyasint"` // its number
	Readings []readingRecord `cbor:"3,keyasint,omitempty"`
}

type readingRecord struct {
	Stamp    string         `cbor:"1,keyasint,omitempty"`
	Digest   archive.Digest `cbor:"2,keyasint"`
	Content  archive.Digest `cbor:"3,keyasint"`
	Language string         `cbor:"4,keyasint,omitempty"`
}

func toReadingRecord(r archive.StampedReading) readingRecord {
	return readingRecord{string(r.Stamp), r.Digest, r.Content, r.Language}
}

func (r readingRecord) reading() archive.StampedReading {
	return archive.StampedReading{Stamp: archive.Stamp(r.Stamp), Digest: r.Digest, Content: r.Content, Language: r.Language}
}

func (r revisionRecord) revision(number int, capture captureRecord) archive.Revision {
	v := archive.Revision{Number: number, Snapshot: r.Snapshot, Capture: capture.info()}
	for _, reading := range r.Readings {
		v.Readings = append(v.Readings, reading.reading())
	}
	return v
}

// keptRecord is a capture that is kept though no revision holds it.
type keptRecord struct {
	Capture uint32 `cbor:"1,keyasint"` // its number
}
