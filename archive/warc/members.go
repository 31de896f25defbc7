package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// members reads what gzip members hold, one after the other. A member that
// cannot be unpacked is an error of the kind [*Broken] once; what is read next
// is the next member's.
type members struct {
	packed *bufio.Reader
	member *gzip.Reader // nil between members
}

var gzipStart = []byte{0x1f, 0x8b, 0x08} // RFC 1952, section 2.3.1

func isGzip(r *bufio.Reader) bool {
	start, err := r.Peek(len(gzipStart))
	return err == nil && bytes.Equal(start, gzipStart)
}

// Read implements io.Reader.
func (m *members) Read(p []byte) (int, error) {
	for {
		if m.member == nil {
			if err := m.open(); err != nil {
				return 0, err
			}
		}
		n, err := m.member.Read(p)
		switch {
		case errors.Is(err, io.EOF):
			m.member = nil
		case err != nil:
			m.member = nil
			return n, m.broken(err)
		}
		if n > 0 || err == nil {
			return n, nil
		}
	}
}

// open begins the next member. What stands before it is skipped: some programs
// leave white space or zeros between them.
func (m *members) open() error {
	if err := m.seek(); err != nil {
		return err
	}
	z, err := gzip.NewReader(m.packed)
	if err != nil {
		return m.broken(err)
	}
	z.Multistream(false)
	m.member = z
	return nil
}

// seek goes to the next beginning of a member.
func (m *members) seek() error {
	for {
		if isGzip(m.packed) {
			return nil
		}
		if _, err := m.packed.ReadByte(); err != nil {
			return err
		}
	}
}

// broken makes err one after which reading can go on, if it is about the bytes
// and not about reading them.
func (m *members) broken(err error) error {
	if _, ahead := m.packed.Peek(1); ahead != nil && !errors.Is(ahead, io.EOF) {
		return ahead
	}
	return &Broken{fmt.Errorf("it cannot be unpacked: %w", err)}
}
