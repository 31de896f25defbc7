package export

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/archive/warc"
	"onrecord/internal/costs"
)

// captured are two captures of one page, the second with the same bytes, and
// one of another page that a redirect led to.
func captured() Source {
	html := func(address, body string, d int) archive.Capture {
		return archive.Capture{
			URL: address, Final: address, Status: 200, Body: []byte(body), Time: day(d),
			Header: []archive.Field{{Name: "Content-Type", Value: "text/html; charset=utf-8"}, {Name: "Content-Encoding", Value: "gzip"}},
		}
	}
	s := source()
	one, two := html("https://council.example/news/1/", "<title>A</title><p>The council met in Velm.</p>", 1), html("https://council.example/old/2/", "<p>Two</p>", 2)
	again := one
	again.Time = day(3)
	two.Final, two.Redirects = "https://council.example/news/2/", []string{"https://council.example/r/2/"}
	pages := []archive.CapturedPage{
		{Article: archive.Article{ID: "k3f5abcdefghijkl"}, Revision: 1, Content: archive.Content{Title: "A"}, Capture: one},
		{Article: archive.Article{ID: "k3f5abcdefghijkl"}, Content: archive.Content{Title: "A"}, Capture: again},
		{Article: archive.Article{ID: "a77cabcdefghijkl"}, Revision: 1, Capture: two},
	}
	s.Captures = func(yield func(archive.CapturedPage, error) bool) {
		for _, p := range pages {
			if !yield(p, nil) {
				return
			}
		}
	}
	return s
}

func TestWARC(t *testing.T) {
	data := written(t, func(w io.Writer) error { return WriteWARC(w, captured(), Options{Software: "onrecord/1"}) })
	var got []string
	r := warc.NewReader(strings.NewReader(data))
	ids := map[string]bool{}
	for {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		block, err := io.ReadAll(record)
		if err != nil {
			t.Fatal(err)
		}
		h := record.Header
		if id := h.Get(warc.FieldID); ids[id] || !strings.HasPrefix(id, "<urn:uuid:") {
			t.Errorf("id %s", id)
		}
		ids[h.Get(warc.FieldID)] = true
		if ref := h.Get(warc.FieldRefersTo); ref != "" && !ids[ref] {
			t.Errorf("refers to %s, which does not stand before", ref)
		}
		last := strings.Split(strings.TrimSpace(string(block)), "\r\n")
		got = append(got, strings.Join([]string{record.Type(), h.Get(warc.FieldDate), h.Target(), h.Get(warc.FieldRefersTarget), last[len(last)-1]}, " "))
	}
	want := []string{
		"warcinfo 2026-11-23T10:00:00Z   description: Council, snapshot 12",
		"response 2026-11-01T10:00:00Z https://council.example/news/1/  <title>A</title><p>The council met in Velm.</p>",
		"revisit 2026-11-03T10:00:00Z https://council.example/news/1/ https://council.example/news/1/ X-Orig-Content-Encoding: gzip",
		"response 2026-11-02T10:00:00Z https://council.example/news/2/  <p>Two</p>",
		"metadata 2026-11-02T10:00:00Z https://council.example/news/2/  redirect: https://council.example/r/2/",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if again := written(t, func(w io.Writer) error { return WriteWARC(w, captured(), Options{Software: "onrecord/1"}) }); again != data {
		t.Error("the same archive gave other bytes")
	}
}

func wacz(t *testing.T) []byte {
	return []byte(written(t, func(w io.Writer) error { return WriteWACZ(w, captured(), Options{Software: "onrecord/1"}) }))
}

func TestWACZ(t *testing.T) {
	data := wacz(t)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil || f.Method != zip.Store {
			t.Fatal(err, f.Method)
		}
	}
	var said struct {
		Version   string `json:"wacz_version"`
		Resources []struct {
			Path, Hash string
			Bytes      int
		}
	}
	if err := json.Unmarshal(files["datapackage.json"], &said); err != nil || said.Version != "1.1.1" || len(said.Resources) != 3 {
		t.Fatalf("%v: %s", err, files["datapackage.json"])
	}
	for _, r := range said.Resources {
		if got := archive.DigestBytes(files[r.Path]).String(); got != r.Hash || r.Bytes != len(files[r.Path]) || r.Bytes == 0 {
			t.Errorf("%s: %s, %d bytes; it says %s, %d", r.Path, got, len(files[r.Path]), r.Hash, r.Bytes)
		}
	}
	if !strings.Contains(string(files["datapackage-digest.json"]), archive.DigestBytes(files["datapackage.json"]).String()) {
		t.Errorf("%s", files["datapackage-digest.json"])
	}
	if n := bytes.Count(files["pages/pages.jsonl"], []byte("\n")); n != 4 {
		t.Errorf("%d lines of pages:\n%s", n, files["pages/pages.jsonl"])
	}
	// Every line of the index leads to its record.
	lines := strings.Split(strings.TrimSpace(string(files["indexes/index.cdxj"])), "\n")
	if len(lines) != 3 {
		t.Errorf("index: %q", lines)
	}
	for _, line := range lines {
		var at struct{ URL, Offset, Length string }
		if err := json.Unmarshal([]byte(line[strings.Index(line, "{"):]), &at); err != nil {
			t.Fatal(err)
		}
		var offset, length int
		fmt.Sscan(at.Offset+" "+at.Length, &offset, &length)
		record, err := warc.NewReader(bytes.NewReader(files["archive/data.warc.gz"][offset : offset+length])).Next()
		if err != nil || record.Header.Target() != at.URL {
			t.Errorf("%s: %v, %+v", line, err, record)
		}
	}
	if again := wacz(t); !bytes.Equal(again, data) {
		t.Error("the same archive gave other bytes")
	}
}

// TestWACZRetains: what an export holds on to does not grow with the captures,
// of which an index line, one of the list of pages and where its bytes stand are some hundred bytes each.
func TestWACZRetains(t *testing.T) {
	const early, late = 300, 2500
	var before, after uint64
	s := captured()
	s.Captures = func(yield func(archive.CapturedPage, error) bool) {
		for i := range late {
			if i == early {
				before = costs.Held()
			}
			address := fmt.Sprintf("https://council.example/news/%d/", i)
			p := archive.CapturedPage{
				Article: archive.Article{ID: fmt.Sprintf("k%015d", i)}, Revision: 1, Content: archive.Content{Title: address},
				Capture: archive.Capture{URL: address, Status: 200, Body: []byte(address), Time: day(1), Header: []archive.Field{{Name: "Content-Type", Value: "text/html"}}},
			}
			if !yield(p, nil) {
				return
			}
		}
		after = costs.Held()
	}
	if err := WriteWACZ(io.Discard, s, Options{}); err != nil {
		t.Fatal(err)
	}
	costs.Retained(t, before, after, late-early, 50)
}

// replayTools is the folder of ReplayWeb.page; the test ends without it or a browser.
func replayTools(t *testing.T) string {
	folder := filepath.Join("..", "..", "tools", "replaywebpage")
	_, errTools := os.Stat(filepath.Join(folder, "ui.js"))
	_, errBrowser := exec.LookPath("chromium")
	if err := errors.Join(errTools, errBrowser); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("make test-tools: %v", err)
		}
		t.Skipf("make test-tools: %v", err)
	}
	return folder
}

// seenText returns all text on a page, within frames and shadow trees too.
const seenText = `(() => {
	const walk = (node) => {
		let text = "";
		for (const e of node.querySelectorAll("*")) {
			if (e.shadowRoot) text += walk(e.shadowRoot);
			if (e.tagName === "IFRAME") { try { text += walk(e.contentDocument) } catch { } }
			for (const c of e.childNodes) if (c.nodeType === 3) text += c.data;
		}
		return text;
	};
	return walk(document);
})()`

// TestRealReplay replays a page in ReplayWeb.page, in a real browser.
func TestRealReplay(t *testing.T) {
	files := http.NewServeMux()
	files.Handle("/", http.FileServer(http.Dir(replayTools(t))))
	data := wacz(t)
	files.HandleFunc("/council.wacz", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "council.wacz", day(1), bytes.NewReader(data))
	})
	server := httptest.NewServer(files)
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	defer cancel()
	browser, cancelBrowser := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	defer cancelBrowser()
	tab, cancelTab := chromedp.NewContext(browser)
	defer cancelTab()

	address := server.URL + "/?source=" + server.URL + "/council.wacz#view=pages&url=https%3A%2F%2Fcouncil.example%2Fnews%2F1%2F&ts=20261103100000"
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	var seen string
	for !strings.Contains(seen, "The council met in Velm.") {
		var err error
		if seen, err = chromedp.Run(tab, chromedp.Evaluate[string](seenText)); err != nil {
			t.Fatalf("%v; seen so far: %s", err, seen)
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			t.Fatalf("the page's text is not shown; what is: %s", seen)
		}
	}
}
