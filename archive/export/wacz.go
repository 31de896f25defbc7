package export

import (
	"archive/zip"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/aside"
	"onrecord/archive/jsondoc"
	"onrecord/archive/warc"
)

// WriteWACZ writes all captures as a WACZ file (1.1.1): a ZIP of the WARC
// file, an index by which replay finds a page without reading the whole, the
// list of pages, and the digests of all of these. Until the WARC file is
// written, index and list are kept aside in a temporary file.
func WriteWACZ(w io.Writer, s Source, o Options) (err error) {
	rows, err := aside.New()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	z := &waczWriter{zip: zip.NewWriter(w), taken: s.Snapshot.Taken}
	index, pages := waczLines{rows, "index "}, waczLines{rows, "pages "}
	err = z.add("archive/"+waczData, func(w io.Writer) error {
		return writeRecords(warc.NewWriter(w, true), rows, s, o, func(record warc.Indexed, p archive.CapturedPage) error {
			record.File = waczData
			line, err := record.Line()
			if err == nil {
				err = index.put(record.Key()+"\x00", record.Offset, line)
			}
			if err == nil && isPage(p.Capture) {
				err = pages.put("", record.Offset, waczPage(p))
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	if err := z.add("indexes/index.cdxj", index.write); err != nil {
		return err
	}
	if err := z.add("pages/pages.jsonl", func(w io.Writer) error {
		if _, err := io.WriteString(w, waczPages); err != nil {
			return err
		}
		return pages.write(w)
	}); err != nil {
		return err
	}
	return z.finish(s, o)
}

// waczLines are lines of a file of the WACZ, kept aside.
type waczLines struct {
	rows *aside.Rows
	name string // the beginning of their keys
}

// put keeps a line, which comes after those of lesser keys and, of the same
// key, of records that stand before.
func (l waczLines) put(key string, offset int64, line string) error {
	return l.rows.Put(binary.BigEndian.AppendUint64([]byte(l.name+key), uint64(offset)), line)
}

// write writes the lines in their order.
func (l waczLines) write(w io.Writer) error {
	return l.rows.Each([]byte(l.name), func(_ []byte, value func(any) error) error {
		var line string
		if err := value(&line); err != nil {
			return err
		}
		_, err := io.WriteString(w, line)
		return err
	})
}

const (
	waczData  = "data.warc.gz"
	waczPages = `{"format":"json-pages-1.0","id":"pages","title":"All Pages"}` + "\n"
)

// isPage reports whether a capture is of a page, which a reader would open.
func isPage(c archive.Capture) bool { return strings.Contains(mediaType(c), "html") && c.Of == "" }

// waczPage is the line of a capture in the list of pages.
func waczPage(p archive.CapturedPage) string {
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
