package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/internal/demo"
)

// seedPage is the page whose right reading the design gives, in parts known by
// their place in its text, and put back into the markup of its site.
type seedPage struct {
	mu                    sync.Mutex
	latest                [][2]string // day and teaser of other articles
	title, printed, lead  string
	paragraphs, backLinks []string
}

const (
	seedListing = "/news/news_odkb/"
	seedPath    = seedListing + "lavrov-75-oon/"
)

func readSeed(t *testing.T) *seedPage {
	t.Helper()
	path := os.Getenv("ONRECORD_SEED")
	if path == "" {
		t.Skip("ONRECORD_SEED names no page")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := archive.Paragraphs(archive.Normalise(string(text)))
	if len(p) < 30 || p[7] != "22.09.2020" || p[9] != "Dear Mr. Chairman," || p[len(p)-3] != "Go back" {
		t.Fatal("this is not the page that the test knows")
	}
	return &seedPage{
		latest: [][2]string{{p[0], p[1]}, {p[2], p[3]}, {p[4], p[5]}},
		title:  p[6], printed: p[7], lead: p[8], paragraphs: p[9 : len(p)-3], backLinks: p[len(p)-3:],
	}
}

// ServeHTTP answers as a Bitrix site does: two listings, the page, and the
// pages of the other articles.
func (s *seedPage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	content := ""
	switch path := r.URL.Path; path {
	case seedListing, "/news/speech/":
		content = `<div class="news-list">` + s.items() + seedItem(seedPath, s.printed, s.title) + `</div>`
	case seedPath:
		content = `<div class="news-list">` + s.items() + `</div>` + s.detail()
	default:
		for i, l := range s.latest {
			if path == otherPath(i) {
				content = `<div class="news-detail"><h3>` + html.EscapeString(otherTitle(i)) + `</h3><span class="news-date-time">` + l[0] +
					`</span><p>` + html.EscapeString(l[1]) + `</p></div>`
			}
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	if content == "" {
		w.WriteHeader(http.StatusNotFound)
		content = "<p>Not found</p>"
	}
	fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>Collective Security Treaty Organization</title></head><body>
<div id="header"><ul class="menu"><li><a href="/">Main</a></li><li><a href="%s">News</a></li></ul></div><div class="workarea">%s</div>
<div id="footer">© 2024 Collective Security Treaty Organization</div></body></html>`, seedListing, content)
}

func otherPath(i int) string  { return fmt.Sprintf("%sother-%d/", seedListing, i) }
func otherTitle(i int) string { return fmt.Sprintf("Meeting number %d was held at the Secretariat", i) }

func (s *seedPage) items() string {
	var b strings.Builder
	for i, l := range s.latest {
		b.WriteString(seedItem(otherPath(i), l[0], l[1]))
	}
	return b.String()
}

func seedItem(path, day, text string) string {
	return fmt.Sprintf(`<div class="news-item"><span class="news-date-time">%s</span> <p><a href="%s">%s</a></p></div>`, day, path, html.EscapeString(text))
}

func (s *seedPage) detail() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<div class="news-detail"><h3>%s</h3><span class="news-date-time">%s</span><p><b>%s</b></p>`,
		html.EscapeString(s.title), s.printed, html.EscapeString(s.lead))
	for _, p := range s.paragraphs {
		b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
	}
	b.WriteString(`<div style="clear:both"></div></div>`)
	for i, l := range s.backLinks {
		fmt.Fprintf(&b, `<p><a href="/news/%s">%s</a></p>`, strings.Repeat("../", i), html.EscapeString(l))
	}
	return b.String()
}

func (s *seedPage) change(fn func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fn()
}

// TestSeed takes the seed page through the commands, with the selectors of the
// repository's config.yaml and without any.
func TestSeed(t *testing.T) {
	readSeed(t)
	repository, err := os.ReadFile("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, config := range map[string]string{
		"with selectors": string(repository),
		"without":        "feeds:\n  csto:\n    listings: [https://en.odkb-csto.org/news/news_odkb/]\n    timezone: Europe/Moscow\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := readSeed(t)
			base, stop, err := demo.Serve(context.Background(), page)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(stop)
			config = strings.ReplaceAll(config, "https://en.odkb-csto.org", base)
			config = strings.Replace(config, "    timezone:", "    delay: 0s\n    timezone:", 1)
			path := filepath.Join(t.TempDir(), "config.yaml")
			if err := os.WriteFile(path, []byte(config), 0o644); err != nil {
				t.Fatal(err)
			}
			checkSeed(t, page, base+seedPath, path)
		})
	}
}

func checkSeed(t *testing.T, page *seedPage, address, config string) {
	run := func(code int, args ...string) string { t.Helper(); return runHere(t, code, config, args...) }
	summary := run(exitDone, "crawl")
	if !strings.Contains(summary, "snapshot 1, complete") || !strings.Contains(summary, "4 added; 4 articles in all") {
		t.Error(summary)
	}
	want := seedReading{page.title, "2020-09-22", page.lead, strings.Join(page.paragraphs, "\n\n")}
	var shown struct{ Article seedReading }
	if err := json.Unmarshal([]byte(run(exitDone, "show", address, "--json")), &shown); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, shown.Article); diff != "" {
		t.Errorf("the page is read wrong (-want +got):\n%s", diff)
	}

	page.change(func() {
		page.latest[0] = [2]string{"09.12.2024", "On 9 December 2024, something else was held at the Secretariat, and it was as important."}
		page.latest[1], page.latest[2] = page.latest[2], page.latest[1]
	})
	run(exitDone, "crawl", "--full", "--recheck", "all")
	run(exitDone, "diff", "--exit-code", "--article", address)

	const word = "truly"
	page.change(func() {
		for i, p := range page.paragraphs {
			page.paragraphs[i] = strings.Replace(p, word+" ", "", 1)
		}
	})
	if strings.Count(strings.Join(page.paragraphs, " "), word) != 0 {
		t.Fatalf("the page says %q more than once", word)
	}
	run(exitDone, "crawl", "--full", "--recheck", "all")
	checkOneWord(t, word, address, run(exitFailed, "diff", "--exit-code", "--json"))
}

// seedReading are the fields of an article that the design gives of the page.
type seedReading struct{ Title, Date, Summary, Body string }

// checkOneWord checks that a comparison holds one edit, of one word.
func checkOneWord(t *testing.T, word, address, document string) {
	t.Helper()
	var d struct {
		Changes []struct {
			Change, URL string
			Fields      []string
			Hunks       []struct {
				Field string
				Ops   []struct{ Op, Text string }
			}
		}
	}
	if err := json.Unmarshal([]byte(document), &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Changes) != 1 || d.Changes[0].Change != "edited" || d.Changes[0].URL != address || len(d.Changes[0].Hunks) != 1 {
		t.Fatalf("want one edit of %s: %s", address, document)
	}
	var changed []string
	for _, op := range d.Changes[0].Hunks[0].Ops {
		if op.Op != "equal" {
			changed = append(changed, op.Op+" "+strings.TrimSpace(op.Text))
		}
	}
	if diff := cmp.Diff([]string{"delete " + word}, changed); diff != "" || d.Changes[0].Hunks[0].Field != "body" {
		t.Errorf("the words that changed (-want +got):\n%s", diff)
	}
}

// runHere runs a command in this process, which must end with the exit code.
func runHere(t *testing.T, code int, config string, args ...string) string {
	t.Helper()
	var out, talk bytes.Buffer
	a := hurriedApp()
	a.stdout, a.stderr, a.terminal, a.talking = &out, &talk, false, false
	if got := a.run(context.Background(), append([]string{"--config", config}, args...)); got != code {
		t.Fatalf("onrecord %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, &out, &talk)
	}
	return out.String()
}
