package webarchive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/archive"
)

const okHTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

// capturesIn reads a file of the bytes.
func capturesIn(t *testing.T, name string, content []byte) (r Reading, captures []archive.Capture, err error) {
	t.Helper()
	r = Reading{Path: filepath.Join(t.TempDir(), name), Wants: func(string) bool { return true }}
	if err := os.WriteFile(r.Path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if r.Shelf, err = NewShelf(); err != nil {
		t.Fatal(err)
	}
	defer r.Shelf.Close()
	if r.Kind, err = KindOf(r.Path); err != nil {
		t.Fatal(err)
	}
	for c, err := range r.Captures(t.Context()) {
		if err != nil {
			return r, nil, err
		}
		captures = append(captures, c)
	}
	return r, captures, nil
}

// readFile reads a file of the bytes, and returns the day and the page of each
// capture.
func readFile(t *testing.T, name string, content []byte) (Reading, string, error) {
	t.Helper()
	r, captures, err := capturesIn(t, name, content)
	return r, strings.Join(pagesOf(captures, "02 "), ", "), err
}

// pagesOf returns the time, in a layout, and the page of each capture.
func pagesOf(captures []archive.Capture, layout string) (pages []string) {
	for _, c := range captures {
		pages = append(pages, c.Time.Format(layout)+string(c.Body))
	}
	return pages
}

// TestRepeatedByWget: wget says of its revisits that they are truncated, as
// examples in the standard do, and with the digest of an empty block.
func TestRepeatedByWget(t *testing.T) {
	const same = "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\nWARC-Truncated: length\r\nWARC-Block-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\r\n"
	text := record("response", "2019-05-01T10:00:00Z", "WARC-Record-ID: <urn:uuid:1>\r\n", okHTML+"one") +
		record("revisit", "2019-05-02T10:00:00Z", "WARC-Refers-To: <urn:uuid:1>\r\n"+same, okHTML) +
		record("revisit", "2019-05-03T10:00:00Z", "WARC-Refers-To: <urn:uuid:2>\r\n"+same, "HTTP/1.1 302 Found\r\nLocation: /2\r\n\r\n") +
		record("response", "2019-05-04T10:00:00Z", "WARC-Truncated: length\r\n", okHTML+"on")
	r, got, err := readFile(t, "a.warc", []byte(text))
	if err != nil || got != "01 one, 02 one" || r.Broken != 1 || r.Others != 1 || r.Lost != 0 {
		t.Errorf("%q, %v, %d broken, %d others, %d lost; want two captures, one broken, the redirect, none lost", got, err, r.Broken, r.Others, r.Lost)
	}
}

// TestForms: what answered a form is no page, whichever of the two records
// stands first and however they name each other; a page captured at the same time is one.
func TestForms(t *testing.T) {
	id := func(n int) string { return fmt.Sprintf("WARC-Record-ID: <urn:uuid:%d>\r\n", n) }
	with := func(n int) string { return fmt.Sprintf("WARC-Concurrent-To: <urn:uuid:%d>\r\n", n) }
	const get, post = "GET /1 HTTP/1.1\r\nHost: council.example\r\n\r\n", "POST /1 HTTP/1.1\r\nHost: council.example\r\n\r\na=1"
	at := func(day int) string { return fmt.Sprintf("2019-05-%02dT10:00:00Z", day) }
	sent := strings.Replace(record("response", at(11), id(20), okHTML+"sent"), "example/1\r", "example/1?__wb_method=POST&a=1\r", 1)
	text := record("request", at(1), id(1), get) + record("response", at(1), id(2)+with(1), okHTML+"page") + // as wget writes them
		record("request", at(2), id(3), post) + record("response", at(2), id(4)+with(3), okHTML+"sent") +
		record("response", at(3), id(5), okHTML+"page") + record("request", at(3), id(6)+with(5), get) + // as Heritrix and Browsertrix do
		record("response", at(4), id(7), okHTML+"sent") + record("request", at(4), id(8)+with(7), post) +
		record("response", at(5), id(9)+with(99), okHTML+"sent") + record("request", at(5), id(10)+with(99), post) +
		record("revisit", at(6), id(11)+"WARC-Refers-To: <urn:uuid:2>\r\n", okHTML) + record("request", at(6), id(12)+with(11), post) +
		record("revisit", at(7), id(13)+"WARC-Refers-To: <urn:uuid:15>\r\n", okHTML) + record("request", at(7), id(14)+with(13), post) +
		record("response", at(8), id(15), okHTML+"last") + sent
	r, got, err := readFile(t, "a.warc", []byte(text))
	if err != nil || got != "01 page, 03 page, 08 last" || r.Others != 6 || r.Broken+r.Lost != 0 {
		t.Errorf("%q, %v, %d others, %d broken, %d lost; want the pages of days 1, 3 and 8 and 6 others", got, err, r.Others, r.Broken, r.Lost)
	}
}

// zipped returns a ZIP file of files that are not compressed.
func zipped(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPackages: of a WACZ file all WARC files are read; where its bytes are not
// those that it tells of, that is said, and what can be read is taken.
func TestPackages(t *testing.T) {
	one := record("response", "2019-05-01T10:00:00Z", "", okHTML+"one")
	two := record("response", "2019-05-02T10:00:00Z", "", okHTML+"two")
	manifest := func(of string) string {
		return fmt.Sprintf(`{"profile": "data-package", "resources": [{"path": "archive/2.warc", "hash": "sha256:%x"}]}`, sha256.Sum256([]byte(of)))
	}
	whole := zipped(t, "archive/2.warc", two, "datapackage.json", manifest(two), "archive/1.warc", one)
	for _, test := range []struct {
		name, captures, err string
		file                []byte
		differing           int
	}{
		{"whole", "01 one, 02 two", "", whole, 0},
		{"another digest", "01 one, 02 two", "", zipped(t, "archive/2.warc", two, "datapackage.json", manifest(one), "archive/1.warc", one), 1},
		{"damaged", "01 one, 02 twx", "", bytes.Replace(whole, []byte("\r\n\r\ntwo"), []byte("\r\n\r\ntwx"), 1), 1},
		{"no manifest", "01 one", "", zipped(t, "1.warc", one), 0},
		{"several", "", "package of several WACZ files", zipped(t, "datapackage.json", `{"profile": "multi-wacz-package"}`, "1.wacz", string(whole)), 0},
		{"several elsewhere", "", "package of several WACZ files", zipped(t, "datapackage.json", `{"profile": "multi-wacz-package", "resources": [{"path": "https://other.example/1.wacz"}]}`), 0},
		{"none", "", "no WARC file in it", zipped(t, "datapackage.json", `[`), 0},
	} {
		r, got, err := readFile(t, "a.wacz", test.file)
		if got != test.captures || r.Differing != test.differing || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: %q, %d differ, error %v; want %q, %d, %q", test.name, got, r.Differing, err, test.captures, test.differing, test.err)
		}
	}
}
