package bolt

import (
	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// looksRecord is an archive.Looks: bitmaps in the portable format of the
// Roaring specification, runs of articles as runs. An empty one is left out.
type looksRecord struct {
	Read        []byte            `cbor:"1,keyasint,omitempty"`
	NotModified []byte            `cbor:"2,keyasint,omitempty"`
	Listed      []byte            `cbor:"3,keyasint,omitempty"`
	NotSeen     map[string][]byte `cbor:"4,keyasint,omitempty"`
}

func toLooksRecord(l archive.Looks) (looksRecord, error) {
	var r looksRecord
	for _, pair := range []struct {
		to   *[]byte
		from *roaring.Bitmap
	}{{&r.Read, l.Read}, {&r.NotModified, l.NotModified}, {&r.Listed, l.Listed}} {
		data, err := bitmapBytes(pair.from)
		if err != nil {
			return r, err
		}
		*pair.to = data
	}
	for reason, b := range l.NotSeen {
		data, err := bitmapBytes(b)
		if err != nil {
			return r, err
		}
		if r.NotSeen == nil {
			r.NotSeen = map[string][]byte{}
		}
		r.NotSeen[reason] = data
	}
	return r, nil
}

// bitmapBytes returns a bitmap as it is stored, nothing for an empty one. The
// caller's bitmap stays as it is.
func bitmapBytes(b *roaring.Bitmap) ([]byte, error) {
	if b == nil || b.IsEmpty() {
		return nil, nil
	}
	compact := b.Clone()
	compact.RunOptimize()
	return compact.ToBytes()
}

// bitmapOf undoes bitmapBytes.
func bitmapOf(data []byte) (bitmap *roaring.Bitmap, err error) {
	bitmap = roaring.New()
	if len(data) == 0 {
		return bitmap, nil
	}
	err = guarded(func() error { return bitmap.UnmarshalBinary(data) })
	if err == nil {
		err = bitmap.Validate()
	}
	if err != nil {
		return nil, damaged("a bitmap: %v", err)
	}
	return bitmap, nil
}

func (r looksRecord) looks() (archive.Looks, error) {
	l := archive.Looks{NotSeen: make(map[string]*roaring.Bitmap, len(r.NotSeen))}
	for _, pair := range []struct {
		to   **roaring.Bitmap
		from []byte
	}{{&l.Read, r.Read}, {&l.NotModified, r.NotModified}, {&l.Listed, r.Listed}} {
		b, err := bitmapOf(pair.from)
		if err != nil {
			return archive.Looks{}, err
		}
		*pair.to = b
	}
	for reason, data := range r.NotSeen {
		b, err := bitmapOf(data)
		if err != nil {
			return archive.Looks{}, err
		}
		l.NotSeen[reason] = b
	}
	return l, nil
}
