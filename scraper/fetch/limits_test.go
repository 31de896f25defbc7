package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestTooLarge(t *testing.T) {
	write := func(w http.ResponseWriter, n int) {
		chunk := make([]byte, 64<<10)
		for ; n > 0; n -= len(chunk) {
			if _, err := w.Write(chunk[:min(n, len(chunk))]); err != nil {
				return // refused, as it should be
			}
		}
	}
	tests := []struct {
		name    string
		size    int
		chunked bool
		want    error
	}{
		{"as large as allowed", 1 << 20, false, nil},
		{"as large as allowed, length unknown", 1 << 20, true, nil},
		{"a byte more", 1<<20 + 1, false, ErrTooLarge},
		{"a byte more, length unknown", 1<<20 + 1, true, ErrTooLarge},
		{"100 MB", 100 << 20, false, ErrTooLarge},
		{"100 MB, length unknown", 100 << 20, true, ErrTooLarge},
	}
	for _, tt := range tests {
		s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
			if !tt.chunked {
				w.Header().Set("Content-Length", strconv.Itoa(tt.size))
			}
			write(w, tt.size)
		}})
		c, _ := client(t, s, func(o *Options) { o.MaxBody, o.Retries = 1<<20, 3 })
		before := allocated()
		a, err := get(t, c, s, "/")
		if used := allocated() - before; used > 20<<20 {
			t.Errorf("%s: %d MiB were used", tt.name, used>>20)
		}
		if !errors.Is(err, tt.want) || err == nil && len(a.Body) != tt.size {
			t.Errorf("%s: %d bytes, error %v", tt.name, len(a.Body), err)
		}
		if err != nil && Reason(err) != "too large (over 1 MiB)" {
			t.Errorf("%s: reason %q", tt.name, Reason(err))
		}
		if n := len(s.requests()); n != 1 {
			t.Errorf("%s: asked %d times", tt.name, n)
		}
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func TestSlowDripTimesOut(t *testing.T) {
	drip := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = w.Write([]byte("."))
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	}
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, handler := range map[string]http.HandlerFunc{"drip": drip, "silent": silent} {
		s := serve(t, map[string]http.HandlerFunc{"/": handler})
		c, _ := client(t, s, func(o *Options) { o.Timeout, o.Retries = 60*time.Millisecond, 1 })
		_, err := get(t, c, s, "/")
		if !errors.Is(err, ErrTimeout) || Reason(err) != "timeout" {
			t.Errorf("%s: error %v, reason %q", name, err, Reason(err))
		}
		if n := len(s.requests()); n != 2 {
			t.Errorf("%s: asked %d times", name, n)
		}
	}
}

func TestEndlessHeaders(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
		conn, buffer, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = buffer.WriteString("HTTP/1.1 200 OK\r\n")
		for i := 0; i < 1<<20; i++ {
			if _, err := fmt.Fprintf(buffer, "X-%d: %s\r\n", i, strings.Repeat("x", 100)); err != nil {
				return
			}
		}
	}})
	c, _ := client(t, s, func(o *Options) { o.Retries = 3 })
	_, err := get(t, c, s, "/")
	if !errors.Is(err, ErrTooLarge) || Reason(err) != "too large (headers over 256 KiB)" {
		t.Errorf("error %v, reason %q", err, Reason(err))
	}
	if n := len(s.requests()); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestLimit(t *testing.T) {
	for size := range 6 {
		for _, max := range []int64{0, 1, 4} {
			for name, reader := range map[string]func(io.Reader) io.Reader{
				"whole": func(r io.Reader) io.Reader { return r }, "bytes": iotest.OneByteReader, "with EOF": iotest.DataErrReader,
			} {
				got, err := io.ReadAll(limit(reader(bytes.NewReader(make([]byte, size))), max))
				switch {
				case int64(size) <= max && (err != nil || len(got) != size):
					t.Errorf("%s: %d of %d bytes, error %v", name, len(got), size, err)
				case int64(size) > max && (!errors.Is(err, ErrTooLarge) || int64(len(got)) > max):
					t.Errorf("%s: %d of %d bytes with a limit of %d, error %v", name, len(got), size, max, err)
				}
			}
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{32 << 20: "32 MiB", 256 << 10: "256 KiB", 1000: "1000 bytes", 1<<20 + 1: "1048577 bytes"} {
		if got := size(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
