package warc

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
)

// Writer writes records.
type Writer struct {
	w      io.Writer
	packed *gzip.Writer // nil: records are written as they are
	at     int64
}

// NewWriter returns a writer to w; packed: each record gzipped by itself.
func NewWriter(w io.Writer, packed bool) *Writer {
	writer := &Writer{w: w}
	if packed {
		writer.packed = gzip.NewWriter(nil)
	}
	return writer
}

// Write writes a record and returns where in the file it stands. Its
// Content-Length is added.
func (w *Writer) Write(h Header, block []byte) (offset, length int64, err error) {
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	for _, f := range h {
		b.WriteString(f.Name + ": " + OneLine(f.Value) + "\r\n")
	}
	fmt.Fprintf(&b, "%s: %d\r\n\r\n", FieldContentLength, len(block))
	b.Write(block)
	b.WriteString("\r\n\r\n")
	record := b.Bytes()
	if w.packed != nil {
		if record, err = w.gzipped(record); err != nil {
			return 0, 0, err
		}
	}
	offset = w.at
	n, err := w.w.Write(record)
	w.at += int64(n)
	return offset, int64(n), err
}

// gzipped returns b as one gzip member without a name or a time.
func (w *Writer) gzipped(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w.packed.Reset(&out)
	if _, err := w.packed.Write(b); err != nil {
		return nil, err
	}
	if err := w.packed.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// OneLine returns a value without line ends, which would end its field.
func OneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n\x00") {
		return s
	}
	return strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\x00", "").Replace(s)
}
