package main

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"onrecord/internal/demo"
)

// mostMemory is what a crawl of a hostile site may take, in KiB: several times
// the 32 MiB that a page may have, as its bytes, its text and its tree.
const mostMemory = 400 << 10

// hostileSite has a listing of four sound articles and /news/bad/, and answers
// what pages holds its own way.
type hostileSite struct {
	pages map[string]http.HandlerFunc // by path
	asked atomic.Int64
}

func (s *hostileSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := s.asked.Add(1)
	if answer := s.pages[r.URL.Path]; answer != nil {
		answer(w, r)
		return
	}
	switch path := r.URL.Path; {
	case path == "/news/":
		htmlPage(hostileListing("", "", int(n)))(w, r)
	case strings.HasPrefix(path, "/news/"):
		htmlPage(soundArticle(path))(w, r)
	default:
		http.NotFound(w, r)
	}
}

// htmlPage answers with HTML.
func htmlPage(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, text) // a client that went away is no failure of the test's
	}
}

func soundArticle(path string) string {
	return hostileArticle("The lake council met at "+path, "12.02.2026", "")
}

func hostileArticle(title, date, more string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>` + title + `</title></head><body><div class="news-detail"><h1>` + title + `</h1>
<span class="date">` + date + `</span><p>The council of the lakes met on the pier and agreed on what it had agreed on before: ` + title + `.</p>
<p>The next meeting is to be held when the ice has gone, and the harbour is open again.</p>` + more + `</div></body></html>`
}

// hostileListing lists the five articles; suffix stands after each address.
func hostileListing(head, suffix string, _ int) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><title>News</title>` + head + `</head><body><h1>News</h1><div class="news-list">`)
	for i, name := range []string{"bad", "one", "two", "three", "four"} {
		fmt.Fprintf(&b, `<div class="news-item"><span class="date">%d.02.2026</span> <a href="/news/%s/%s">The lake council met, meeting %[2]s</a></div>`, 20-i, name, suffix)
	}
	b.WriteString("</div></body></html>")
	return b.String()
}

// packed answers with 64 MiB of spaces, packed.
func packed(t *testing.T, encoding string) http.HandlerFunc {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w, err = flate.NewWriter(&b, 5)
	case "br":
		w = brotli.NewWriterLevel(&b, 3)
	case "zstd":
		w, err = zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1))
	}
	if err != nil {
		t.Fatal(err)
	}
	spaces := bytes.Repeat([]byte(" "), 1<<20)
	for range 64 {
		if _, err := w.Write(spaces); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", encoding)
		_, _ = w.Write(b.Bytes()) // refused, as it should be
	}
}

func endless(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	chunk := bytes.Repeat([]byte("<p>More and more."), 4096)
	for {
		if _, err := w.Write(chunk); err != nil {
			return // the client has had enough
		}
	}
}

func drip(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		_, _ = io.WriteString(w, ".") // until the client has had enough
		w.(http.Flusher).Flush()
		time.Sleep(20 * time.Millisecond)
	}
}

func leadsTo(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", address)
		w.WriteHeader(http.StatusFound)
	}
}

// tooShort promises fewer bytes than it sends.
func tooShort(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	body := soundArticle("/news/bad/")
	_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s%s", len(body), body, strings.Repeat("x", 9000))
	time.Sleep(50 * time.Millisecond)
	_ = conn.Close() // its loss is what is asked for
}

// hostilePlace is a folder whose configuration names a hostile site.
type hostilePlace struct {
	*place
	peak  int64         // KiB
	limit time.Duration // of a command; 0: a minute
}

func newHostilePlace(t *testing.T, site *hostileSite) *hostilePlace {
	t.Helper()
	base, stop, err := demo.Serve(context.Background(), site)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	p := &hostilePlace{place: &place{T: t, program: "onrecord", base: base, dir: t.TempDir()}}
	text := "archive: archive.db\nfeeds:\n  lakes:\n    listings: [" + base + "/news/]\n    delay: 0s\n"
	if err := os.WriteFile(filepath.Join(p.dir, "config.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

// says runs a command within the time and the memory allowed, and checks that
// what it prints steers no terminal.
func (p *hostilePlace) says(code int, args ...string) string {
	p.Helper()
	cmd := p.command(args...)
	peak := filepath.Join(p.TempDir(), "peak")
	cmd.Env = append(cmd.Env, "TIMEOUT=2s", "WALK_PAGES=30", "PEAK="+peak)
	if strings.Contains(p.Name(), "drip") {
		cmd.Env = append(cmd.Env, "TIMEOUT=300ms")
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	limit := time.AfterFunc(max(p.limit, time.Minute), func() { _ = cmd.Process.Kill() }) // it may have ended
	err := cmd.Wait()
	limit.Stop()
	if got := exitOf(err); got != code {
		p.Fatalf("onrecord %s: exit code %d, want %d\n%s", strings.Join(args, " "), got, code, &out)
	}
	told, err := os.ReadFile(peak)
	if err != nil {
		p.Fatal(err)
	}
	used, err := strconv.ParseInt(string(told), 10, 64)
	if err != nil {
		p.Fatal(err)
	}
	if p.peak = max(p.peak, used); used > mostMemory {
		p.Errorf("onrecord %s took %d MiB", args[0], used>>10)
	}
	text := out.String()
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
			p.Errorf("onrecord %s prints %U:\n%.2000q", strings.Join(args, " "), r, text)
			break
		}
	}
	if !utf8.ValidString(text) {
		p.Errorf("onrecord %s prints what is not UTF-8", args[0])
	}
	return text
}

// TestHostilePages lets one page of a site be hostile. The others are captured,
// and what was wrong with the one is said.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	const all = "5 added; 5 articles in all"
	wide := 1 << 20
	if os.Getenv("ONRECORD_SOAK") != "" {
		wide = 4 << 20
	}
	escapes := "Lakes \x1b[31mred\x1b[0m \x1b]0;owned\x07 \x00 \u009b2J \u202egnp.exe\u202c &#27;[2J &#x202e; end"
	for _, row := range []struct {
		name string
		bad  http.HandlerFunc
		code int
		want []string // of the crawl's summary
	}{
		{"gzip bomb", packed(t, "gzip"), exitPartial, []string{"4 added", "/news/bad/: too large (over 32 MiB)"}},
		{"deflate bomb", packed(t, "deflate"), exitPartial, []string{"4 added", "/news/bad/: too large (over 32 MiB)"}},
		{"br bomb", packed(t, "br"), exitPartial, []string{"4 added", "/news/bad/: too large (over 32 MiB)"}},
		{"zstd bomb", packed(t, "zstd"), exitPartial, []string{"4 added", "/news/bad/: too large (over 32 MiB)"}},
		{"endless", endless, exitPartial, []string{"4 added", "/news/bad/: too large (over 32 MiB)"}},
		{"drip", drip, exitPartial, []string{"4 added", "/news/bad/: timeout"}},
		{"loop", leadsTo("/news/bad/"), exitPartial, []string{"4 added", "/news/bad/: redirects in a circle"}},
		{"file", leadsTo("file:///etc/passwd"), exitPartial, []string{"4 added", "/news/bad/: redirect to "}},
		{"other host", leadsTo("http://elsewhere.example/"), exitPartial, []string{"4 added", "/news/bad/: redirect to another host"}},
		{"metadata address", leadsTo("http://169.254.169.254/latest/"), exitPartial, []string{"4 added", "/news/bad/: redirect to another host"}},
		{"other port", leadsTo("http://127.0.0.1:1/"), exitPartial, []string{"4 added", "/news/bad/: redirect to another host"}},
		{"nested", htmlPage(hostileArticle("Nested", "20.02.2026", strings.Repeat("<div>", 100_000)+"deep"+strings.Repeat("</div>", 100_000))), exitDone, []string{all}},
		{"nested tables", htmlPage(hostileArticle("Nested", "20.02.2026", strings.Repeat("<table><tr><td><b><i>", 20_000))), exitDone, []string{all}},
		{"attributes", htmlPage(hostileArticle("Wide", "20.02.2026", `<p class="`+strings.Repeat("x ", wide)+`" title="`+strings.Repeat("y", wide)+`">Wide.</p>`)), exitDone, []string{all}},
		{"escapes", htmlPage(hostileArticle(escapes, "20.02.2026", "")), exitDone, []string{all}},
		{"invalid UTF-8", htmlPage(hostileArticle("Lakes \xff\xfe\xc3( \xed\xa0\x80", "20.02.2026", "")), exitDone, []string{all}},
		{"wrong charset", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-16")
			_, _ = io.WriteString(w, hostileArticle("Lakes", "20.02.2026", "")) // as above
		}, exitDone, []string{all}},
		{"no such day", htmlPage(hostileArticle("Lakes", "31.06.2026", "")), exitDone, []string{all}},
		{"no such year", htmlPage(hostileArticle("Lakes", "20204-01-01", "")), exitDone, []string{all}},
		{"meta refresh", htmlPage(strings.Replace(hostileArticle("Lakes", "20.02.2026", ""), "<head>", `<head><meta http-equiv="refresh" content="0;url=http://169.254.169.254/">`, 1)), exitDone, []string{all}},
		{"more than promised", tooShort, exitDone, []string{all}},
		{"header", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "\u009b2J\u202e")
			_, _ = io.WriteString(w, "x") // as above
		}, exitPartial, []string{"4 added", "cannot be undone"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p := newHostilePlace(t, &hostileSite{pages: map[string]http.HandlerFunc{"/news/bad/": row.bad}})
			said := p.says(row.code, "crawl")
			for _, want := range row.want {
				if !strings.Contains(said, want) {
					t.Errorf("the crawl does not say %q:\n%s", want, said)
				}
			}
			for _, command := range []string{"list", "log", "snapshots", "export", "list --json", "log --json"} {
				p.says(exitDone, strings.Fields(command)...)
			}
			if row.code == exitDone {
				p.says(exitDone, "show", p.base+"/news/bad/")
				p.says(exitDone, "show", p.base+"/news/bad/", "--explain")
				again := p.says(exitDone, "crawl", "--recheck", "all", "--full")
				if !strings.Contains(again, "no changes") {
					t.Errorf("the same page again:\n%s", again)
				}
			}
			t.Logf("peak %d MiB", p.peak>>10)
		})
	}
}

// TestHostileListings crawls twice: a site that means well once, and then not.
func TestHostileListings(t *testing.T) {
	t.Parallel()
	numbered := func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("page"))
		next := fmt.Sprintf(`<a rel="next" href="/news/?page=%d">Next page</a>`, n+1)
		text := strings.ReplaceAll(hostileListing("", "", 0), "/news/", fmt.Sprintf("/news/%d-", n))
		htmlPage(strings.Replace(text, "</body>", next+"</body>", 1))(w, r)
	}
	sessions := func(w http.ResponseWriter, r *http.Request) {
		id := fmt.Sprintf("%026d", time.Now().UnixNano())
		htmlPage(hostileListing("", ";jsessionid="+id+"?PHPSESSID="+id, 0))(w, r)
	}
	odd := strings.NewReplacer("/news/one/", "/news/o n e/", "/news/two/", "/news/два/", "/news/three/", " /news/three/\n", "/news/four/", "/news/four/?q=a b&r=ü").Replace(hostileListing("", "", 0))
	for _, row := range []struct {
		name          string
		first, second http.HandlerFunc
		code          [2]int
		want          [2]string
	}{
		{"base elsewhere", htmlPage(hostileListing("", "", 0)), htmlPage(hostileListing(`<base href="//elsewhere.example/">`, "", 0)),
			[2]int{exitDone, exitPartial}, [2]string{"5 added", "all of its entries lead to other sites"}},
		{"endless paging", numbered, numbered, [2]int{exitPartial, exitPartial}, [2]string{"150 added", "145 added"}},
		{"session ids", sessions, sessions, [2]int{exitDone, exitDone}, [2]string{"5 added", "no changes; 5 articles"}},
		{"odd links", htmlPage(odd), htmlPage(odd), [2]int{exitDone, exitDone}, [2]string{"5 added", "no changes; 5 articles"}},
		{"hosts in other scripts", htmlPage(hostileListing("", "", 0)), htmlPage(strings.Replace(hostileListing("", "", 0), "</body>", foreignHosts()+"</body>", 1)),
			[2]int{exitDone, exitDone}, [2]string{"5 added", "no changes; 5 articles"}},
		{"endless", htmlPage(hostileListing("", "", 0)), endless, [2]int{exitDone, exitPartial}, [2]string{"5 added", "too large"}},
		{"a site of another tongue", htmlPage(hostileListing("", "", 0)), htmlPage("\x00\x1b[2J"), [2]int{exitDone, exitPartial}, [2]string{"5 added", "no entries could be read"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			site := &hostileSite{pages: map[string]http.HandlerFunc{"/news/": row.first}}
			p := newHostilePlace(t, site)
			for i, listing := range []http.HandlerFunc{row.first, row.second} {
				site.pages["/news/"] = listing
				if said := p.says(row.code[i], "crawl", "--recheck", "3"); !strings.Contains(said, row.want[i]) {
					t.Errorf("crawl %d does not say %q:\n%s", i+1, row.want[i], said)
				}
			}
			t.Logf("peak %d MiB", p.peak>>10)
		})
	}
}

// foreignHosts are entries on hosts whose names are in other scripts, too long,
// hidden behind a user's name, or none at all.
func foreignHosts() string {
	var b strings.Builder
	for _, host := range []string{
		"пример.example", "xn--e1afmkfd.example", "xn--.example", "xn--a.example", "例え.テスト", "\u202eelpmaxe.example", "ex\u200bample.example",
		"127.0.0.1@elsewhere.example", strings.Repeat("a", 300) + ".example", "[::1", "%31%32%37.0.0.1", "", "a..b", "-", "１２７.０.０.１",
	} {
		fmt.Fprintf(&b, `<div class="news-item"><span class="date">01.01.2026</span> <a href="http://%s/news/one/">The lake council met elsewhere</a></div>`, host)
	}
	return b.String()
}
