package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
	"onrecord/archive/warc"
)

// WriteWACZ writes all captures as a WACZ file (1.1.1): a ZIP of the WARC
// file, an index by which replay finds a page without reading the whole, the
// list of pages, and the digests of all of these. What the index and the list
// take of memory is some hundred bytes a capture.
func WriteWACZ(w io.Writer, s Source, o Options) error {
	z := &waczWriter{zip: zip.NewWriter(w), taken: s.Snapshot.Taken}
	var lines []warc.Indexed
	var pages bytes.Buffer
	pages.WriteString(`{"format":"json-pages-1.0","id":"pages","title":"All Pages"}` + "\n")
	err := z.add("archive/"+waczData, func(w io.Writer) error {
		return writeRecords(warc.NewWriter(w, true), s, o, func(line warc.Indexed, p archive.CapturedPage) {
			line.File = waczData
			lines = append(lines, line)
			pages.WriteString(waczPage(p))
		})
	})
	if err != nil {
		return err
	}
	if err := z.add("indexes/index.cdxj", func(w io.Writer) error { return warc.Index(w, lines) }); err != nil {
		return err
	}
	if err := z.add("pages/pages.jsonl", func(w io.Writer) error { _, err := pages.WriteTo(w); return err }); err != nil {
		return err
	}
	return z.finish(s, o)
}

const waczData = "data.warc.gz"

// waczPage is the line of a capture in the list of pages, empty for what is no page.
func waczPage(p archive.CapturedPage) string {
	if !strings.Contains(mediaType(p.Capture), "html") || p.Capture.Of != "" {
		return ""
	}
	line, err := jsondoc.Marshal(struct {
		ID    string          `json:"id"`
		URL   string          `json:"url"`
		Title string          `json:"title"`
		TS    jsondoc.Instant `json:"ts"`
		Size  int             `json:"size"`
	}{
		strings.TrimPrefix(nameUUID("page", p.Article.ID, p.Capture.Answered(), jsondoc.At(p.Capture.Time).String()), "urn:uuid:"),
		p.Capture.Answered(), cmp.Or(p.Content.Title, p.Capture.Answered()), jsondoc.At(p.Capture.Time), len(p.Capture.Body),
	})
	if err != nil {
		return "" // strings and numbers always encode
	}
	return string(line) + "\n"
}

// waczWriter writes the files of a WACZ, and knows those it wrote.
type waczWriter struct {
	zip       *zip.Writer
	taken     time.Time
	resources []waczResource
}

type waczResource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// add writes one file, stored as it is so that replay can read parts of it.
func (z *waczWriter) add(path string, write func(io.Writer) error) error {
	file, err := z.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Store, Modified: z.taken.UTC()})
	if err != nil {
		return err
	}
	counted := &counting{w: file, hash: sha256.New()}
	if err := write(counted); err != nil {
		return err
	}
	z.resources = append(z.resources, waczResource{
		Name: path[strings.LastIndexByte(path, '/')+1:], Path: path,
		Hash: "sha256:" + hex.EncodeToString(counted.hash.Sum(nil)), Bytes: counted.n,
	})
	return nil
}

// finish writes what the file says of itself.
func (z *waczWriter) finish(s Source, o Options) error {
	feed := s.Snapshot.Feed
	b, err := json.MarshalIndent(struct {
		Profile   string          `json:"profile"`
		Version   string          `json:"wacz_version"`
		Title     string          `json:"title"`
		Created   jsondoc.Instant `json:"created"`
		Software  string          `json:"software"`
		Resources []waczResource  `json:"resources"`
	}{
		"data-package", "1.1.1", fmt.Sprintf("%s, snapshot %d", cmp.Or(feed.Title, feed.Name), s.Snapshot.Number),
		jsondoc.At(s.Snapshot.Taken), o.Software, z.resources,
	}, "", "  ")
	if err != nil {
		return err
	}
	bytesOf := func(b []byte) func(io.Writer) error {
		return func(w io.Writer) error { _, err := w.Write(b); return err }
	}
	if err := z.add("datapackage.json", bytesOf(b)); err != nil {
		return err
	}
	digest := fmt.Sprintf("{\n  \"path\": \"datapackage.json\",\n  \"hash\": %q\n}\n", z.resources[len(z.resources)-1].Hash)
	if err := z.add("datapackage-digest.json", bytesOf([]byte(digest))); err != nil {
		return err
	}
	return z.zip.Close()
}

// counting counts and digests what is written.
type counting struct {
	w    io.Writer
	hash hash.Hash
	n    int64
}

// Write implements io.Writer.
func (c *counting) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.hash.Write(p[:n])
	c.n += int64(n)
	return n, err
}
