package bolt

import (
	"encoding/binary"
	"errors"
	"testing"

	"onrecord/archive"
)

// FuzzRecord reads hostile values as every kind of record. They carry the
// right checksum, as those of a malicious archive would.
func FuzzRecord(f *testing.F) {
	zstd := newCodec()
	feed := &feedTx{zstd: zstd, form: formZstd}
	for kind, record := range []any{
		toSnapshotRecord(exampleSnapshot()), toArticleRecord(exampleArticle()), toCaptureRecord(exampleCapture().Info()),
		changeRecord{Title: "A"}, revisionRecord{Readings: []readingRecord{{}}}, looksRecord{Read: []byte{1}}, headRecord{Number: 1},
	} {
		value, err := feed.encode(nil, record)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(byte(kind), value[:len(value)-checksumBytes])
	}
	f.Fuzz(func(t *testing.T, kind byte, body []byte) {
		if len(body) == 0 || body[0] > formZstd {
			return // needs a sample
		}
		value := binary.BigEndian.AppendUint32(body[:len(body):len(body)], checksum(nil, body))
		if err := readRecord(feed, kind, value); err != nil && !errors.Is(err, archive.ErrDamaged) {
			t.Errorf("got %v, want ErrDamaged", err)
		}
		if err := feed.decode([]byte{1}, value, &headRecord{}); err == nil {
			t.Error("a value was read under the key of another")
		}
	})
}

// readRecord reads a value as one kind of record and turns it into what the
// store gives out.
func readRecord(f *feedTx, kind byte, value []byte) error {
	switch kind % 7 {
	case 0:
		var r snapshotRecord
		err := f.decode(nil, value, &r)
		r.snapshot(1)
		return err
	case 1:
		var r articleRecord
		err := f.decode(nil, value, &r)
		dateKey(r.article(1))
		return err
	case 2:
		var r captureRecord
		err := f.decode(nil, value, &r)
		r.info()
		return err
	case 3:
		var r changeRecord
		err := f.decode(nil, value, &r)
		r.change(1, 1, archive.Added)
		return err
	case 4:
		var r revisionRecord
		err := f.decode(nil, value, &r)
		r.revision(1, captureRecord{}).Reading()
		return err
	case 5:
		var r looksRecord
		if err := f.decode(nil, value, &r); err != nil {
			return err
		}
		l, err := r.looks()
		if err == nil {
			l.Of(1)
		}
		return err
	}
	return f.decode(nil, value, &headRecord{})
}

// FuzzObject reads hostile objects and documents.
func FuzzObject(f *testing.F) {
	feed := &feedTx{zstd: newCodec()}
	documents := [][]byte{[]byte("one"), {}, []byte("three")}
	o, err := packBlock(feed.zstd, documents, nil)
	if err != nil {
		f.Fatal(err)
	}
	content, err := encodeContent(exampleContent())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(o.bytes())
	f.Add(object{base: archive.DigestBytes(nil), depth: 3, sizes: []uint64{7}}.bytes())
	f.Add(content)
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := decodeContent(data); err != nil && !errors.Is(err, archive.ErrDamaged) {
			t.Errorf("content: got %v, want ErrDamaged", err)
		}
		o, err := parseObject(data)
		if err != nil {
			if !errors.Is(err, archive.ErrDamaged) {
				t.Errorf("object: got %v, want ErrDamaged", err)
			}
			return
		}
		if !o.base.IsZero() || o.total() > 1<<20 {
			return
		}
		b, err := feed.unpack(o, 0)
		if err != nil && !errors.Is(err, archive.ErrDamaged) {
			t.Errorf("frame: got %v, want ErrDamaged", err)
		}
		if err == nil && len(b.documents) != len(o.sizes) {
			t.Errorf("%d documents, want %d", len(b.documents), len(o.sizes))
		}
	})
}
