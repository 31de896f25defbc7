package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/archive"
)

// one is a record as a test writes and reads it.
type one struct {
	Header Header
	Block  string
}

func file(t testing.TB, packed bool, records ...one) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, packed)
	for _, r := range records {
		offset, length, err := w.Write(r.Header, []byte(r.Block))
		if err != nil || offset+length != int64(b.Len()) {
			t.Fatalf("%v; at %d, %d long, of %d", err, offset, length, b.Len())
		}
	}
	return b.Bytes()
}

// read returns the records of a file, and how many are broken.
func read(t testing.TB, data []byte) (records []one, bad int) {
	t.Helper()
	r := NewReader(bytes.NewReader(data))
	for n := 0; ; n++ {
		if n > len(data)+2 {
			t.Fatal("reading has no end")
		}
		record, err := r.Next()
		var block []byte
		if err == nil {
			block, err = io.ReadAll(record)
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, ErrNotWARC):
			return records, bad
		case errors.As(err, new(*Broken)):
			bad++
		case err != nil:
			t.Fatal(err)
		default:
			records = append(records, one{record.Header, string(block)})
		}
	}
}

func named(id string) Header {
	return Header{{Name: FieldType, Value: TypeResource}, {Name: FieldID, Value: id}}
}

func blocks(records []one) string {
	var list []string
	for _, r := range records {
		list = append(list, r.Block)
	}
	return strings.Join(list, " ")
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var records []one
		for i := range rapid.IntRange(1, 4).Draw(r, "records") {
			block := rapid.SliceOf(rapid.Byte()).Draw(r, "block")
			records = append(records, one{named(fmt.Sprint(i)), string(block)})
		}
		for _, packed := range []bool{false, true} {
			got, bad := read(t, file(t, packed, records...))
			if bad != 0 || len(got) != len(records) {
				r.Fatalf("%d records, %d broken", len(got), bad)
			}
			for i := range got {
				if got[i].Block != records[i].Block || got[i].Header.Get(FieldID) != fmt.Sprint(i) {
					r.Fatalf("record %d: %+v", i, got[i])
				}
			}
		}
	})
}

func TestSameBytes(t *testing.T) {
	records := []one{{named("a"), "one"}, {named("b"), "two"}}
	if !bytes.Equal(file(t, true, records...), file(t, true, records...)) {
		t.Error("the same records gave other bytes")
	}
	z, err := gzip.NewReader(bytes.NewReader(file(t, true, records...)))
	if err != nil || !z.ModTime.IsZero() {
		t.Fatal(err, z.ModTime)
	}
	z.Multistream(false)
	if first, err := io.ReadAll(z); err != nil || bytes.Count(first, []byte("WARC/1.1")) != 1 {
		t.Errorf("not a member a record: %s, %v", first, err)
	}
}

func gz(data []byte) []byte {
	out, err := NewWriter(nil, true).gzipped(data)
	if err != nil {
		panic(err)
	}
	return out
}

// TestBroken: what can be read around a broken record is read.
func TestBroken(t *testing.T) {
	three := []one{{named("a"), "one"}, {named("b"), "two"}, {named("c"), "three"}}
	plain, packed := file(t, false, three...), file(t, true, three...)
	second := bytes.Index(packed[1:], gzipStart) + 1
	damaged := bytes.Clone(packed)
	for i := second + 12; i < second+40; i++ {
		damaged[i] ^= 0xff
	}
	digested := named("d")
	digested = append(digested, archive.Field{Name: FieldBlockDigest, Value: "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
	tests := []struct {
		name string
		data []byte
		want string
		bad  int
	}{
		{"whole", plain, "one two three", 0},
		{"packed by record", packed, "one two three", 0},
		{"packed as a whole", gz(plain), "one two three", 0},
		{"zeros between members", bytes.Join([][]byte{packed[:second], make([]byte, 20), packed[second:]}, nil), "one two three", 0},
		{"a member damaged", damaged, "one three", 1},
		{"cut within the last block", plain[:len(plain)-6], "one two", 1},
		{"cut within the last member", packed[:len(packed)-40], "one two", 1},
		{"cut within the fields", plain[:bytes.LastIndex(plain, []byte("WARC-Record-ID"))+4], "one two", 1},
		{"a length too great", bytes.Replace(plain, []byte("Length: 3"), []byte("Length: 8"), 1), "one\r\n\r\nW three", 1},
		{"a length that is none", bytes.Replace(plain, []byte("Length: 3"), []byte("Length: x"), 1), "two three", 2},
		{"rubbish between", bytes.Replace(plain, []byte("two\r\n\r\n"), []byte("two\r\n\r\nrubbish\nmore\n"), 1), "one two three", 1},
		{"another digest", file(t, false, one{digested, "bad"}, three[0]), "one", 1},
		{"no WARC", []byte("<html>\n"), "", 0},
		{"empty", nil, "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, bad := read(t, tt.data)
			if tt.name == "a length too great" { // the block swallows the beginning of the next record
				if len(got) == 0 || got[len(got)-1].Block != "three" || bad == 0 {
					t.Errorf("%q, %d broken", blocks(got), bad)
				}
				return
			}
			if blocks(got) != tt.want || bad != tt.bad {
				t.Errorf("%q, %d broken; want %q, %d", blocks(got), bad, tt.want, tt.bad)
			}
		})
	}
	if _, err := NewReader(strings.NewReader("<html>\n")).Next(); !errors.Is(err, ErrNotWARC) {
		t.Errorf("got %v", err)
	}
}

// TestOthers reads fields as other programs write them.
func TestOthers(t *testing.T) {
	data := "WARC/1.0\nwarc-type: Response\r\nWARC-Target-URI: <http://a.example/>\r\nWARC-Date: 2015-07-08T21:55:13Z\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nok\r\n\r\n\r\n"
	r, err := NewReader(strings.NewReader(data)).Next()
	if err != nil {
		t.Fatal(err)
	}
	if r.Type() != TypeResponse || r.Header.Target() != "http://a.example/" || r.Header.Get("x") != "a b" || !r.Header.Date().Equal(time.Date(2015, 7, 8, 21, 55, 13, 0, time.UTC)) {
		t.Errorf("%+v", r.Header)
	}
}

func TestReadHTTP(t *testing.T) {
	const large = 100
	tests := []struct {
		name, block, body string
		status            int
		broken            bool
	}{
		{"plain", "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\nbody", "body", 200, false},
		{"line feeds, no reason", "HTTP/2 404\nA: b\n\nx", "x", 404, false},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n", "body", 200, false},
		{"chunked in name only", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>body", "<p>body", 200, false},
		{"chunk cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nbody", "", 200, true},
		{"no body", "HTTP/1.1 200 OK\r\nA: b", "", 200, false},
		{"no HTTP", "<html>", "", 0, true},
		{"no status", "HTTP/1.1 OK\r\n\r\n", "", 0, true},
		{"odd lines", "HTTP/1.1 200 OK\r\n: x\r\nrubbish\r\n folded\r\nB: c\r\n\r\nbody", "body", 200, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := ReadHTTP(strings.NewReader(tt.block))
			var body []byte
			if err == nil {
				if r.Status != tt.status {
					t.Errorf("status %d", r.Status)
				}
				body, err = r.Body(large)
			}
			if string(body) != tt.body || errors.As(err, new(*Broken)) != tt.broken || err != nil && !tt.broken {
				t.Errorf("got %q, %v", body, err)
			}
		})
	}
	r, err := ReadHTTP(strings.NewReader("HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("x", large+1)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Body(large); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

// TestAppendHTTP: the head of a page whose encoding was undone does not claim
// that it is encoded, and reading it back gives what was received.
func TestAppendHTTP(t *testing.T) {
	header := []archive.Field{{Name: "Content-Encoding", Value: "gzip"}, {Name: "Content-Length", Value: "12"}, {Name: "X", Value: "a\r\nEvil: b"}}
	head := AppendHTTP(nil, 200, header, 4)
	want := "HTTP/1.1 200 OK\r\nX-Orig-Content-Encoding: gzip\r\nX-Orig-Content-Length: 12\r\nX: a Evil: b\r\n\r\n"
	if string(head) != want {
		t.Errorf("got %q", head)
	}
	r, err := ReadHTTP(bytes.NewReader(append(head, "body"...)))
	if err != nil {
		t.Fatal(err)
	}
	header[2].Value = "a Evil: b"
	if d := cmp.Diff(header, Original(r.Header)); d != "" {
		t.Error(d)
	}
}

func TestSURT(t *testing.T) {
	for address, want := range map[string]string{
		"http://www.Example.org/News/?b=2&a=1": "org,example)/news/?a=1&b=2",
		"https://example.org":                  "org,example)/",
		"https://en.example.org:8443/a%20b":    "org,example,en:8443)/a%20b",
		"http://example.org:80/":               "org,example)/",
		"http://127.0.0.1:99/x":                "1,0,0,127:99)/x",
		"urn:a b":                              "urn:a%20b",
	} {
		if got := SURT(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}

func TestIndexLine(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	line, err := Indexed{URL: "http://b.example/", Time: at, Status: 200, Mime: "text/html", Digest: "sha256:00", File: "data.warc.gz", Offset: 7, Length: 9}.Line()
	want := `example,b)/ 20260301090000 {"url":"http://b.example/","mime":"text/html","status":"200","digest":"sha256:00","length":"9","offset":"7","filename":"data.warc.gz"}` + "\n"
	if err != nil || line != want {
		t.Errorf("%v\n%s", err, line)
	}
}

// FuzzReader: whatever a file holds, reading it ends, and no record is longer
// than the file says.
func FuzzReader(f *testing.F) {
	response := one{Header{{Name: FieldType, Value: TypeResponse}}, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"}
	f.Add(file(f, false, response, one{named("b"), "two"}))
	f.Add(file(f, true, response, one{named("b"), "two"}))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 5\r\n\r\nabc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		records, _ := read(t, data)
		for _, r := range records {
			if fmt.Sprint(len(r.Block)) != strings.TrimLeft(strings.TrimSpace(r.Header.Get(FieldContentLength)), "+0") && len(r.Block) > 0 {
				t.Errorf("%d bytes of a record of %s", len(r.Block), r.Header.Get(FieldContentLength))
			}
			if http, err := ReadHTTP(strings.NewReader(r.Block)); err == nil {
				if body, err := http.Body(1 << 16); err == nil && len(body) > len(r.Block) {
					t.Errorf("a body of %d bytes in a block of %d", len(body), len(r.Block))
				}
			}
		}
	})
}
