package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

func pack(t testing.TB, encoding string, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch encoding {
	case "br":
		w = brotli.NewWriter(&b)
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, err = flate.NewWriter(&b, 5)
	case "zstd":
		w, err = zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1))
	}
	if err == nil {
		_, err = w.Write(body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestContentEncodings(t *testing.T) {
	plain := []byte(strings.Repeat("<p>What was said.</p>\n", 500))
	packed := pack(t, "gzip", plain)
	tests := []struct {
		name   string
		header []string
		body   []byte
		want   []byte
		err    error
		reason string
	}{
		{"none", nil, plain, plain, nil, ""},
		{"identity", []string{"identity"}, plain, plain, nil, ""},
		{"gzip", []string{"gzip"}, packed, plain, nil, ""},
		{"gzip in two members", []string{"gzip"}, slices.Concat(pack(t, "gzip", plain[:99]), pack(t, "gzip", plain[99:])), plain, nil, ""},
		{"gzip, padded", []string{"gzip"}, slices.Concat(packed, []byte("\x00\x00\x00 and more")), plain, nil, ""},
		{"x-gzip in capitals", []string{"X-GZIP"}, packed, plain, nil, ""},
		{"two members", []string{"gzip"}, append(pack(t, "gzip", plain[:100]), pack(t, "gzip", plain[100:])...), plain, nil, ""},
		{"deflate", []string{"deflate"}, pack(t, "zlib", plain), plain, nil, ""},
		{"deflate as some servers do", []string{"deflate"}, pack(t, "flate", plain), plain, nil, ""},
		{"zstd", []string{"zstd"}, pack(t, "zstd", plain), plain, nil, ""},
		{"packed twice", []string{"deflate, gzip"}, pack(t, "gzip", pack(t, "zlib", plain)), plain, nil, ""},
		{"packed twice, two headers", []string{"gzip", "gzip"}, pack(t, "gzip", packed), plain, nil, ""},
		{"the header lies", []string{"gzip"}, plain, plain, nil, ""},
		{"the header lies about deflate", []string{"deflate"}, plain, plain, nil, ""},
		{"the header lies about zstd", []string{"zstd"}, plain, plain, nil, ""},
		{"empty", []string{"gzip"}, nil, nil, nil, ""},
		{"empty deflate", []string{"deflate"}, nil, nil, nil, ""},
		{"brotli", []string{"br"}, pack(t, "br", plain), plain, nil, ""},
		{"brotli, short", []string{"br"}, []byte("\x0b\x02\x80hello\x03"), []byte("hello"), nil, ""},
		{"the header lies about brotli", []string{"br"}, []byte("<!DOCTYPE html><p>plain"), []byte("<!DOCTYPE html><p>plain"), nil, ""},
		{"empty brotli", []string{"br"}, nil, nil, nil, ""},
		{"cut brotli", []string{"br"}, pack(t, "br", plain)[:20], nil, io.ErrUnexpectedEOF, "the answer broke off"},
		{"what no program knows", []string{"lzma"}, plain, nil, ErrEncoding, `content encoding "lzma" cannot be undone`},
		{"many", []string{"gzip, gzip, gzip, gzip"}, packed, nil, ErrEncoding, "content encoding: 4 of them"},
		{"cut", []string{"gzip"}, packed[:len(packed)-20], nil, io.ErrUnexpectedEOF, "the answer broke off"},
		{"cut in the checksum", []string{"gzip"}, packed[:len(packed)-4], nil, io.ErrUnexpectedEOF, "the answer broke off"},
		{"broken", []string{"gzip"}, broken(packed), nil, ErrEncoding, "content encoding: the body is not in gzip: gzip: invalid checksum"},
	}
	for _, tt := range tests {
		s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Encoding"] = tt.header
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write(tt.body)
		}})
		c, _ := client(t, s, nil)
		a, err := get(t, c, s, "/")
		if !errors.Is(err, tt.err) || tt.err == nil && err != nil || Reason(err) != tt.reason {
			t.Errorf("%s: error %v", tt.name, err)
		}
		if !bytes.Equal(a.Body, tt.want) {
			t.Errorf("%s: %d bytes, want %d", tt.name, len(a.Body), len(tt.want))
		}
		if err == nil && len(tt.header) > 0 && a.Capture().HeaderValue("Content-Encoding") != tt.header[0] {
			t.Errorf("%s: the header is not kept: %v", tt.name, a.Header)
		}
	}
}

// broken returns gzip bytes with a wrong checksum.
func broken(packed []byte) []byte {
	b := bytes.Clone(packed)
	b[len(b)-8] ^= 0xff
	return b
}

func TestBombs(t *testing.T) {
	zeros := make([]byte, 16<<20)
	bomb := pack(t, "gzip", zeros)
	for name, body := range map[string]struct {
		header string
		bytes  []byte
	}{
		"gzip":                            {"gzip", bomb},
		"gzip in gzip":                    {"gzip, gzip", pack(t, "gzip", bomb)},
		"deflate":                         {"deflate", pack(t, "zlib", zeros)},
		"zstd":                            {"zstd", pack(t, "zstd", zeros)},
		"br":                              {"br", pack(t, "br", zeros)},
		"br in gzip":                      {"br, gzip", pack(t, "gzip", pack(t, "br", zeros))},
		"zstd with a window of gigabytes": {"zstd", []byte("\x28\xb5\x2f\xfd\x00\xff\xff\xff\xff")},
	} {
		s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", body.header)
			_, _ = w.Write(body.bytes)
		}})
		c, _ := client(t, s, func(o *Options) { o.MaxBody = 1 << 20 })
		before := allocated()
		_, err := get(t, c, s, "/")
		if err == nil {
			t.Errorf("%s: taken", name)
		}
		if !errors.Is(err, ErrTooLarge) && name != "zstd with a window of gigabytes" {
			t.Errorf("%s: error %v", name, err)
		}
		if used := allocated() - before; used > 40<<20 {
			t.Errorf("%s: %d MiB were used", name, used>>20)
		}
	}
}

func FuzzUndo(f *testing.F) {
	plain := []byte("<p>What was said.</p>")
	f.Add("gzip", pack(f, "gzip", plain))
	f.Add("deflate", pack(f, "zlib", plain))
	f.Add("deflate, zstd", pack(f, "zstd", pack(f, "flate", plain)))
	f.Add("gzip", []byte("\x1f\x8b"))
	f.Add("br", pack(f, "br", plain))
	f.Fuzz(func(t *testing.T, header string, body []byte) {
		const max = 1 << 16
		r, err := undo(io.NopCloser(bytes.NewReader(body)), []string{header}, max)
		if err != nil {
			return
		}
		defer r.Close()
		got, _ := io.ReadAll(r)
		if len(got) > max {
			t.Errorf("%d bytes were unpacked", len(got))
		}
	})
}
