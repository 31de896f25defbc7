package bolt

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"
)

// Forms of a stored record, its first byte.
const (
	formPlain = 0 // CBOR
	formZstd  = 1 // CBOR compressed with recordDictionary
	// Greater forms: compressed with recordDictionary and the feed's sample of
	// that number. The last one: compressed with another capture as dictionary.
	formLike = 255
)

const (
	checksumBytes = 4
	maxRecord     = 64 << 20
	zstdMagic     = "\x28\xb5\x2f\xfd" // left out of stored records
)

// checksums is the table of CRC-32C (RFC 9260, appendix A).
var checksums = crc32.MakeTable(crc32.Castagnoli)

// Encoding is deterministic (RFC 8949, section 4.2.1). Text is stored as byte
// strings, because what servers send need not be UTF-8.
var cborEncoding, cborDecoding = cborModes()

func cborModes() (cbor.EncMode, cbor.DecMode) {
	options := cbor.CoreDetEncOptions()
	options.String = cbor.StringToByteString
	encoding, err := options.EncMode()
	if err != nil {
		panic("bolt: " + err.Error()) // constant options
	}
	decoding, err := cbor.DecOptions{
		ByteStringToString: cbor.ByteStringToStringAllowed,
		UTF8:               cbor.UTF8DecodeInvalid,
		DupMapKey:          cbor.DupMapKeyEnforcedAPF,
		IndefLength:        cbor.IndefLengthForbidden,
		MaxArrayElements:   1 << 24,
		MaxMapPairs:        1 << 24,
	}.DecMode()
	if err != nil {
		panic("bolt: " + err.Error())
	}
	return encoding, decoding
}

// encode returns the value stored at key for a record.
func (f *feedTx) encode(key []byte, record any) ([]byte, error) {
	if f.form == 0 {
		form, _, err := f.newestSample()
		if err != nil {
			return nil, err
		}
		f.form = form
	}
	return f.encodeAs(f.form, key, record)
}

// encodeAs encodes a record in a form, or as it is when that is shorter.
func (f *feedTx) encodeAs(form byte, key []byte, record any) ([]byte, error) {
	plain, err := cborEncoding.Marshal(record)
	if err != nil {
		return nil, fmt.Errorf("encoding a record: %w", err)
	}
	coder, err := f.coder(form)
	if err != nil {
		return nil, err
	}
	e, err := coder.encoder()
	if err != nil {
		return nil, fmt.Errorf("encoding a record: %w", err)
	}
	value := append([]byte{formPlain}, plain...)
	if frame := e.EncodeAll(plain, nil); len(frame) < len(plain)+len(zstdMagic) {
		value = zipped([]byte{form}, plain, frame)
	}
	return withChecksum(key, value), nil
}

// zipped appends a compressed record to what leads it.
func zipped(lead, plain, frame []byte) []byte {
	value := binary.AppendUvarint(lead, uint64(len(plain)))
	return append(value, frame[len(zstdMagic):]...)
}

func withChecksum(key, value []byte) []byte {
	return binary.BigEndian.AppendUint32(value, checksum(key, value))
}

// decode reads the value stored at key into a record.
func (f *feedTx) decode(key, value []byte, record any) error {
	plain, err := f.plainIn(&f.room, key, value)
	if err != nil {
		return err
	}
	if err := cborDecoding.Unmarshal(plain, record); err != nil {
		return damaged("the record at %x: %v", key, err)
	}
	return nil
}

// recordRoom is memory for a record as a frame of zstd, and decompressed.
type recordRoom struct{ frame, plain []byte }

// plain returns a stored record's CBOR.
func (f *feedTx) plain(key, value []byte) ([]byte, error) {
	return f.plainIn(&recordRoom{}, key, value)
}

// plainIn is plain with memory that it may use.
func (f *feedTx) plainIn(room *recordRoom, key, value []byte) ([]byte, error) {
	if len(value) < 1+checksumBytes {
		return nil, damaged("the record at %x is cut short", key)
	}
	body, sum := value[:len(value)-checksumBytes], value[len(value)-checksumBytes:]
	if binary.BigEndian.Uint32(sum) != checksum(key, body) {
		return nil, damaged("the record at %x does not match its checksum", key)
	}
	switch body[0] {
	case formPlain:
		return body[1:], nil
	case formLike:
		return f.plainLike(key, body[1:])
	}
	coder, err := f.coder(body[0])
	if err != nil {
		return nil, err
	}
	return coder.unzip(room, key, body[1:])
}

// unzip returns what a compressed record holds.
func (c *recordCoder) unzip(room *recordRoom, key, body []byte) ([]byte, error) {
	size, n := binary.Uvarint(body)
	if n <= 0 || size > maxRecord {
		return nil, damaged("the record at %x has no length", key)
	}
	d, err := c.decoder()
	if err != nil {
		return nil, fmt.Errorf("decompressing: %w", err)
	}
	room.frame = append(append(room.frame[:0], zstdMagic...), body[n:]...)
	plain, err := d.DecodeAll(room.frame, slices.Grow(room.plain[:0], int(size)))
	room.plain = plain
	if err != nil || uint64(len(plain)) != size {
		return nil, damaged("the record at %x does not decompress: %v", key, err)
	}
	return plain, nil
}

// checksum covers a record and the key it is stored at.
func checksum(key, value []byte) uint32 {
	return crc32.Update(crc32.Checksum(key, checksums), checksums, value)
}

// instant is a stored time: seconds since 1970 UTC and nanoseconds; nil is
// the zero time.
type instant struct {
	_           struct{} `cbor:",toarray"`
	Seconds     int64
	Nanoseconds uint32
}

func toInstant(t time.Time) *instant {
	if t.IsZero() {
		return nil
	}
	return &instant{Seconds: t.Unix(), Nanoseconds: uint32(t.Nanosecond())}
}

func (i *instant) time() time.Time {
	if i == nil {
		return time.Time{}
	}
	return time.Unix(i.Seconds, int64(i.Nanoseconds)).UTC()
}
