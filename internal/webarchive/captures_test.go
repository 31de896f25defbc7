package webarchive

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func record(kind, date, more, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://council.example/1\r\nWARC-Date: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, date, more, len(block), block)
}

// TestRepeated: a record may repeat a page of a file that was read before, and
// a file may be packed by Zstandard.
func TestRepeated(t *testing.T) {
	dir := t.TempDir()
	const digest = "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
	page := record("response", "2019-05-01T10:00:00Z", digest, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Page.</p>") +
		record("response", "2019-05-02T10:00:00Z", "", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No.</p>")
	repeats := record("revisit", "2019-06-01T10:00:00Z", digest, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"page.warc.zst": w.EncodeAll([]byte(page), nil), "repeats.warc": []byte(repeats)}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	shelf, err := NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	defer shelf.Close()
	read := func(name string) (r Reading, captures []string) {
		r = Reading{Path: filepath.Join(dir, name), Wants: func(string) bool { return true }, Shelf: shelf}
		if r.Kind, err = KindOf(r.Path); err != nil || r.Kind != WARC {
			t.Fatalf("%s: kind %v, %v", name, r.Kind, err)
		}
		for c, err := range r.Captures(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			captures = append(captures, c.Time.Format("2006-01-02 ")+string(c.Body))
			if err := shelf.Put(c.Info().Raw, c.Body); err != nil {
				t.Fatal(err)
			}
		}
		return r, captures
	}
	if r, got := read("repeats.warc"); len(got) != 0 || r.Lost != 1 {
		t.Errorf("by itself: %q, %d lost", got, r.Lost)
	}
	if r, got := read("page.warc.zst"); fmt.Sprint(got) != "[2019-05-01 <p>Page.</p>]" || r.Others != 1 || r.Broken != 0 {
		t.Errorf("the page: %q, %d other answers, %d broken", got, r.Others, r.Broken)
	}
	if r, got := read("repeats.warc"); fmt.Sprint(got) != "[2019-06-01 <p>Page.</p>]" || r.Lost != 0 {
		t.Errorf("after the page: %q, %d lost", got, r.Lost)
	}
}

// TestRepeatedOfNobody: what nobody took is not lost when it is repeated. A page
// may be somebody's at the address that repeats it; a document is passed over.
func TestRepeatedOfNobody(t *testing.T) {
	one, two := "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", "WARC-Payload-Digest: sha1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB\r\n"
	html, document := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"
	text := record("response", "2019-05-01T10:00:00Z", one, html+"<p>Page.</p>") + record("response", "2019-05-02T10:00:00Z", two, document+"%PDF-1.4") +
		record("revisit", "2019-06-01T10:00:00Z", one, html) + record("revisit", "2019-06-02T10:00:00Z", two, document)
	r, captures, err := capturesIn(t, "a.warc", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	got := pagesOf(captures, "01-02 ")
	if fmt.Sprint(got) != "[05-01 <p>Page.</p> 05-02 %PDF-1.4 06-01 <p>Page.</p>]" || r.Lost != 0 {
		t.Errorf("%q, %d lost", got, r.Lost)
	}
}

// TestRepeatedForms: a record may repeat one that stands later, name it by its
// record alone, or say only that the server told nothing had changed.
func TestRepeatedForms(t *testing.T) {
	const ok, unchanged = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n"
	const id, profile = "WARC-Record-ID: <urn:uuid:1>\r\n", "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/server-not-modified\r\n"
	const empty = "WARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\r\n" // of no bytes, as Heritrix writes it
	text := record("revisit", "2019-06-01T10:00:00Z", "WARC-Refers-To: <urn:uuid:1>\r\n", ok) +
		record("response", "2019-05-01T10:00:00Z", id, ok+"<p>Page.</p>") +
		record("response", "2019-07-01T10:00:00Z", "", ok+"<p>Later.</p>") +
		record("revisit", "2019-06-02T10:00:00Z", profile+empty, unchanged) +
		record("revisit", "2019-06-03T10:00:00Z", "WARC-Refers-To: <urn:uuid:2>\r\n", ok) +
		record("response", "2019-08-01T10:00:00Z", "WARC-Segment-Number: 1\r\n", ok+"<p>Half a")
	r, captures, err := capturesIn(t, "a.warc", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range captures {
		if c.Status != 200 || c.HeaderValue("Content-Type") != "text/html" {
			t.Fatalf("%+v", c)
		}
	}
	got := pagesOf(captures, "01-02 ")
	if fmt.Sprint(got) != "[05-01 <p>Page.</p> 07-01 <p>Later.</p> 06-02 <p>Page.</p> 06-01 <p>Page.</p>]" || r.Lost != 1 || r.Broken != 1 {
		t.Errorf("%q, %d lost, %d broken", got, r.Lost, r.Broken)
	}
}
