package warc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// framed writes each block as a frame of its own, after the dictionary, which a
// frame to be skipped holds, packed or as it is.
func framed(t *testing.T, dictionary []byte, packDictionary bool, blocks ...[]byte) []byte {
	t.Helper()
	plain, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	options := []zstd.EOption{zstd.WithEncoderConcurrency(1)}
	if dictionary != nil {
		options = append(options, zstd.WithEncoderDict(dictionary))
		if packDictionary {
			dictionary = plain.EncodeAll(dictionary, nil)
		}
		out = append(out, zstdSkipped...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(dictionary)))
		out = append(out, dictionary...)
	}
	w, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		out = w.EncodeAll(b, out)
	}
	return out
}

func TestZstd(t *testing.T) {
	var samples, records [][]byte
	for i := range 40 {
		block := fmt.Sprintf("page %d of the council says that ministers met and agreed on item %d", i, i*i)
		record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://council.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(block), block)
		samples, records = append(samples, []byte(record)), append(records, []byte(record))
	}
	dictionary, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: samples, History: bytes.Join(samples[:10], nil), Offsets: [3]int{1, 4, 8}, Level: zstd.SpeedFastest})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"without a dictionary":     framed(t, nil, false, records...),
		"with a dictionary":        framed(t, dictionary, false, records...),
		"with a packed dictionary": framed(t, dictionary, true, records...),
	} {
		r := NewReader(bytes.NewReader(file))
		for i := range records {
			record, err := r.Next()
			if err != nil {
				t.Fatalf("%s: record %d: %v", name, i, err)
			}
			block, err := io.ReadAll(record)
			if want := fmt.Sprintf("page %d of the council says that ministers met and agreed on item %d", i, i*i); err != nil || string(block) != want {
				t.Fatalf("%s: record %d: %q, %v", name, i, block, err)
			}
		}
		if _, err := r.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("%s: after the last: %v", name, err)
		}
	}
}

// TestZstdBroken: what was whole before is read, the rest is said once.
func TestZstdBroken(t *testing.T) {
	record := []byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n")
	whole := framed(t, nil, false, record, record)
	huge := append(append([]byte{}, zstdSkipped...), 0xff, 0xff, 0xff, 0xff)
	for name, tt := range map[string]struct {
		file  []byte
		whole int
	}{
		"cut off":           {whole[:len(whole)-5], 1},
		"spoilt":            {append(append([]byte{}, whole[:len(whole)/2]...), "xxxxxxxxxxxxxxxxxxxxxxxxxx"...), 1},
		"a huge dictionary": {huge, 0},
	} {
		r := NewReader(bytes.NewReader(tt.file))
		records, broken := 0, 0
		for range 10 {
			_, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if errors.As(err, new(*Broken)) {
				broken++
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			records++
		}
		if records != tt.whole || broken != 1 {
			t.Errorf("%s: %d records and %d broken, want %d and 1", name, records, broken, tt.whole)
		}
	}
}
