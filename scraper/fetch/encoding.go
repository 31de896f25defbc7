package fetch

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding is what we ask for. Some servers send other encodings unasked.
const acceptEncoding = "gzip"

// maxEncodings is how many encodings may be laid over one another.
const maxEncodings = 3

// undo returns the body with its content encodings undone (RFC 9110, section
// 8.4): at most max bytes packed, and max bytes unpacked, so that a small
// answer cannot become a huge one. Closing it closes body.
func undo(body io.ReadCloser, header []string, max int64) (io.ReadCloser, error) {
	names := encodings(header)
	if len(names) > maxEncodings {
		return nil, refuse(ErrEncoding, "content encoding: %d of them", len(names))
	}
	var r io.Reader = limit(body, max)
	u := &undone{body: body}
	for i := len(names) - 1; i >= 0; i-- { // the last one applied stands last
		open := decoders[names[i]]
		if open == nil {
			return nil, refuse(ErrEncoding, "content encoding %.20q cannot be undone", names[i])
		}
		layer := &layer{name: names[i], open: open, packed: bufio.NewReader(r)}
		u.layers = append(u.layers, layer)
		r = limit(layer, max)
	}
	u.Reader = r
	return u, nil
}

// encodings returns the names of the encodings in the order applied.
func encodings(header []string) []string {
	var names []string
	for _, name := range strings.Split(strings.ToLower(strings.Join(header, ",")), ",") {
		switch name = strings.TrimSpace(name); name {
		case "", "identity", "none", "utf-8":
		case "x-gzip":
			names = append(names, "gzip")
		default:
			names = append(names, name)
		}
	}
	return names
}

// undone is an unpacked body.
type undone struct {
	io.Reader
	layers []*layer
	body   io.Closer
}

// Close implements io.Closer.
func (u *undone) Close() error {
	for _, l := range u.layers {
		if l.close != nil {
			l.close()
		}
	}
	return u.body.Close()
}

// layer undoes one encoding. It looks at the first bytes only when it is read,
// since a server may be slow to send them; and a body that is empty or not
// packed at all, whatever the header says, is left as it is.
type layer struct {
	name   string
	open   opener
	packed *bufio.Reader
	plain  io.Reader
	close  func()
}

// opener returns a reader of what is packed; nil when it is not packed.
type opener func(packed *bufio.Reader) (plain io.Reader, close func(), err error)

// Read implements io.Reader. An error in the packed bytes is ErrEncoding.
func (l *layer) Read(p []byte) (int, error) {
	if l.plain == nil {
		plain, closer, err := l.open(l.packed)
		if err != nil {
			return 0, l.fail(err)
		}
		if plain == nil {
			plain = l.packed
		}
		l.plain, l.close = plain, closer
	}
	n, err := l.plain.Read(p)
	if errors.Is(err, io.EOF) {
		return n, io.EOF
	}
	return n, l.fail(err)
}

// fail names the encoding in an error of the decoder, and leaves an error of
// the network or of a limit alone.
func (l *layer) fail(err error) error {
	for _, known := range []error{gzip.ErrHeader, gzip.ErrChecksum, zlib.ErrHeader, zlib.ErrChecksum, zlib.ErrDictionary,
		zstd.ErrMagicMismatch, zstd.ErrWindowSizeExceeded, zstd.ErrDecoderSizeExceeded, zstd.ErrCRCMismatch, zstd.ErrReservedBlockType} {
		if errors.Is(err, known) {
			return refuse(ErrEncoding, "content encoding: the body is not in %s: %v", l.name, err)
		}
	}
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) || err != nil && strings.HasPrefix(err.Error(), "brotli: ") { // whose errors have no names
		return refuse(ErrEncoding, "content encoding: the body is not in %s: %v", l.name, err)
	}
	return err
}

var decoders = map[string]opener{
	"br":      openBrotli,
	"gzip":    openGzip,
	"deflate": openDeflate,
	"zstd":    openZstd,
}

func startsWith(r *bufio.Reader, magic string) bool {
	start, err := r.Peek(len(magic))
	return err == nil && string(start) == magic
}

func openGzip(packed *bufio.Reader) (io.Reader, func(), error) {
	if !startsWith(packed, gzipMagic) {
		return nil, nil, nil
	}
	r, err := gzip.NewReader(packed)
	if err != nil {
		return nil, nil, err
	}
	r.Multistream(false)
	return &members{packed: packed, Reader: r}, nil, nil
}

// members reads the members of a gzip stream (RFC 1952, section 2.2). What
// follows the last one and is none is left alone, as browsers do: some servers pad.
type members struct {
	*gzip.Reader
	packed *bufio.Reader
}

// Read implements io.Reader.
func (m *members) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if !errors.Is(err, io.EOF) || !startsWith(m.packed, gzipMagic) {
		return n, err
	}
	if err = m.Reset(m.packed); err != nil {
		return n, err
	}
	m.Multistream(false)
	return n, nil
}

// gzipMagic begins each member.
const gzipMagic = "\x1f\x8b"

// openDeflate takes both what RFC 9110 calls deflate (zlib) and what some
// servers do (the bare stream within it).
func openDeflate(packed *bufio.Reader) (io.Reader, func(), error) {
	start, _ := packed.Peek(2) // an error comes again when it is read
	if len(start) < 2 {
		return nil, nil, nil
	}
	if start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0 { // RFC 1950, section 2.2
		r, err := zlib.NewReader(packed)
		return r, nil, err
	}
	if start[0] == '<' {
		return nil, nil, nil
	}
	return flate.NewReader(packed), nil, nil
}

// openBrotli takes what does not begin as a page does: Brotli (RFC 7932) has no
// sign of its own to begin with. Its window is 16 MiB at most.
func openBrotli(packed *bufio.Reader) (io.Reader, func(), error) {
	start, _ := packed.Peek(5) // an error comes again when it is read
	if len(start) == 0 {
		return nil, nil, nil
	}
	for _, page := range []string{"<!doc", "<html", "<?xml"} {
		if strings.EqualFold(string(start), page) {
			return nil, nil, nil
		}
	}
	return brotli.NewReader(packed), nil, nil
}

func openZstd(packed *bufio.Reader) (io.Reader, func(), error) {
	if !startsWith(packed, "\x28\xb5\x2f\xfd") {
		return nil, nil, nil
	}
	r, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20)) // RFC 9659
	if err != nil {
		return nil, nil, err
	}
	return r, r.Close, nil
}
