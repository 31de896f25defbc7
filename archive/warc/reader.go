package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"onrecord/archive"
)

// Broken is a record that cannot be read. The next one can be asked for.
type Broken struct{ error }

// Unwrap returns what is wrong.
func (b *Broken) Unwrap() error { return b.error }

func broken(format string, args ...any) error { return &Broken{fmt.Errorf(format, args...)} }

// ErrNotWARC is returned of a file that has no record at its beginning.
var ErrNotWARC = errors.New("not a WARC file")

const (
	maxLine   = 64 << 10 // of a field
	maxFields = 1000     // of a record
	maxBlanks = 64       // lines between records
)

// Reader reads the records of a file one after the other.
type Reader struct {
	r       *bufio.Reader
	current *Record
	begun   bool
}

// NewReader returns a reader of what r holds, as it is, gzipped or in Zstandard frames.
func NewReader(r io.Reader) *Reader {
	b := bufio.NewReaderSize(r, 64<<10)
	if start, _ := b.Peek(4); isGzip(b) {
		b = bufio.NewReaderSize(&members{packed: b}, 64<<10)
	} else if IsZstd(start) {
		b = bufio.NewReaderSize(&frames{packed: b}, 64<<10)
	}
	return &Reader{r: b}
}

// Record is a record whose block is read from it, until the next one is asked for.
type Record struct {
	Header Header
	block  io.LimitedReader
	digest *digester
}

// Type returns the record's type.
func (r *Record) Type() string { return strings.ToLower(r.Header.Get(FieldType)) }

// Read reads the block. A block that ends too early, or whose digest is
// another than the record says, is [*Broken].
func (r *Record) Read(p []byte) (int, error) {
	n, err := r.block.Read(p)
	r.digest.add(p[:n])
	missing := r.block.N
	switch {
	case errors.As(err, new(*Broken)):
		r.block.N = 0 // what comes next is another record
	case errors.Is(err, io.EOF) && missing > 0:
		r.block.N = 0
		return n, broken("it ends %d bytes too early", missing)
	case errors.Is(err, io.EOF) || err == nil && r.block.N == 0:
		if !r.digest.right() {
			return n, broken("its block has another digest than %s", r.Header.Get(FieldBlockDigest))
		}
	}
	return n, err
}

// Next returns the next record, io.EOF after the last, or an error of the kind
// [*Broken] for one that cannot be read; whatever else it returns ends the file.
func (r *Reader) Next() (*Record, error) {
	if r.current != nil {
		last := r.current
		r.current = nil
		if _, err := io.Copy(io.Discard, &last.block); err != nil {
			return nil, err
		}
		if last.block.N > 0 {
			return nil, broken("the last record ends %d bytes too early", last.block.N)
		}
	}
	if err := r.version(); err != nil {
		return nil, err
	}
	r.begun = true
	header, err := r.header()
	if err != nil {
		return nil, err
	}
	length, err := strconv.ParseInt(strings.TrimSpace(header.Get(FieldContentLength)), 10, 64)
	if err != nil || length < 0 {
		return nil, broken("its Content-Length is %.40q", header.Get(FieldContentLength))
	}
	r.current = &Record{Header: header, block: io.LimitedReader{R: r.r, N: length}, digest: newDigester(header.Get(FieldBlockDigest))}
	return r.current, nil
}

// version reads up to the line that begins a record. Where there is something
// else, it goes on to the next such line and returns what is broken; the line is
// read again then.
func (r *Reader) version() error {
	for range maxBlanks {
		start, err := r.r.Peek(len("WARC/"))
		switch {
		case errors.As(err, new(*Broken)):
			return err // which Peek says once only, also where the lines between records are all it has
		case string(start) == "WARC/":
			_, err := r.line()
			return err
		case len(start) == 0:
			return err
		case start[0] != '\r' && start[0] != '\n':
			return r.resync()
		}
		if _, err := r.r.ReadByte(); err != nil {
			return err
		}
	}
	return r.resync()
}

// resync skips what is no record.
func (r *Reader) resync() error {
	if !r.begun {
		return ErrNotWARC
	}
	for {
		if _, err := r.r.ReadSlice('\n'); err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			if errors.Is(err, io.EOF) {
				return broken("what follows the last record is none")
			}
			return err
		}
		if start, _ := r.r.Peek(len("WARC/")); string(start) == "WARC/" {
			return broken("something stands between two records that is none")
		}
	}
}

// header reads the named fields up to the empty line.
func (r *Reader) header() (Header, error) {
	var h Header
	for range maxFields {
		line, err := r.line()
		if err != nil {
			return nil, err
		}
		if line == "" {
			return h, nil
		}
		if (line[0] == ' ' || line[0] == '\t') && len(h) > 0 { // a value that goes on
			h[len(h)-1].Value += " " + strings.TrimSpace(line)
			continue
		}
		name, value, found := strings.Cut(line, ":")
		if !found {
			return nil, broken("%.40q is no field", line)
		}
		h = append(h, archive.Field{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
	}
	return nil, broken("it has more than %d fields", maxFields)
}

// line reads a line without its end.
func (r *Reader) line() (string, error) {
	var line []byte
	for {
		part, err := r.r.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > maxLine:
			return "", broken("a field is longer than %d bytes", maxLine)
		case errors.Is(err, io.EOF):
			return "", broken("the file ends within its fields")
		case err == nil:
			return strings.TrimRight(string(line), "\r\n"), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return "", err
		}
	}
}
