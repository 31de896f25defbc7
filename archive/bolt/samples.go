package bolt

import (
	"crypto/sha256"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// sampleRecord is an example of what the records of a feed look like. Those
// stored after it are compressed with it as dictionary, since header lines,
// listings and the beginnings of addresses are much the same in all.
type sampleRecord struct {
	Snapshot int    `cbor:"1,keyasint,omitempty"` // in the making when it was taken; 0: of a pending capture
	Data     []byte `cbor:"2,keyasint,omitempty"`
}

const (
	sampleEvery = 256          // snapshots after which a fresh sample is taken
	lastSample  = formLike - 1 // a record names its sample in one byte
)

// recordCoder compresses records with one dictionary.
type recordCoder struct {
	encoder func() (*zstd.Encoder, error)
	decoder func() (*zstd.Decoder, error)
}

// largeRecord is the size up to which a record can point to all of its
// dictionary: an encoder's memory grows with it, and few records are larger.
const largeRecord = 64 << 10

func newRecordCoder(sample []byte) *recordCoder {
	dictionary := append([]byte(recordDictionary), sample...)
	window := windowFor(len(dictionary) + largeRecord)
	return &recordCoder{
		encoder: sync.OnceValues(func() (*zstd.Encoder, error) {
			return zstd.NewWriter(nil, append(encoderOptions(), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window), zstd.WithEncoderDictRaw(0, dictionary))...)
		}),
		decoder: sync.OnceValues(func() (*zstd.Decoder, error) {
			return zstd.NewReader(nil, append(decoderOptions(), zstd.WithDecoderDictRaw(0, dictionary))...)
		}),
	}
}

// coders remembers the coders of the samples met so far.
type coders struct {
	mu    sync.Mutex
	known map[[sha256.Size]byte]*recordCoder
}

// with returns the coder of a sample.
func (c *coders) with(sample []byte) *recordCoder {
	sum := sha256.Sum256(sample)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[[sha256.Size]byte]*recordCoder{}
	}
	if c.known[sum] == nil {
		c.known[sum] = newRecordCoder(sample)
	}
	return c.known[sum]
}

// coder returns the coder of a record's form.
func (f *feedTx) coder(form byte) (*recordCoder, error) {
	if c := f.coders[form]; c != nil {
		return c, nil
	}
	var sample []byte
	if form != formZstd {
		r, err := f.sample(form)
		if err != nil {
			return nil, err
		}
		sample = r.Data
	}
	c := f.zstd.coders.with(sample)
	if f.coders == nil {
		f.coders = map[byte]*recordCoder{}
	}
	f.coders[form] = c
	return c, nil
}

// sample returns one of the feed's samples.
func (f *feedTx) sample(form byte) (sampleRecord, error) {
	var r sampleRecord
	key := []byte{form}
	value := f.in(bucketSamples).Get(key)
	if value == nil || value[0] > formZstd {
		return r, damaged("there is no sample %d", form)
	}
	return r, f.decode(key, value, &r)
}

// newestSample returns the form of the newest sample, formZstd when there is
// none, and the snapshot it was taken for.
func (f *feedTx) newestSample() (byte, int, error) {
	key := lastKey(f.in(bucketSamples))
	if len(key) != 1 {
		return formZstd, 0, nil
	}
	form := key[0]
	r, err := f.sample(form)
	return form, r.Snapshot, err
}

// offerSample takes records as a sample when the newest one is old or was
// taken of a pending capture only; snapshot 0 offers a pending capture.
func (f *feedTx) offerSample(snapshot int, records ...any) error {
	form, taken, err := f.newestSample()
	if err != nil || form == lastSample {
		return err
	}
	if form != formZstd && (snapshot == 0 || taken != 0 && snapshot-taken < sampleEvery) {
		return nil
	}
	r := sampleRecord{Snapshot: snapshot}
	for _, record := range records {
		data, err := cborEncoding.Marshal(record)
		if err != nil {
			return fmt.Errorf("encoding a sample: %w", err)
		}
		r.Data = append(r.Data, data...)
	}
	key := []byte{form + 1}
	value, err := f.encodeAs(formZstd, key, r)
	if err != nil {
		return err
	}
	f.form = form + 1
	return f.put(bucketSamples, key, value)
}
