package bolt_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// site makes up pages as a news site would print them: a template that all
// share, a block of the latest news, which moves on from day to day, and a text of words as rare and
// common as in a language (Zipf's law).
type site struct {
	random *rand.Rand
	zipf   *rand.Zipf
	words  []string
	frame  string
	titles []string
	today  int // the first of the latest news
}

const (
	pageBytes = 36 << 10
	textBytes = 3600
)

func newSite(articles int) *site {
	random := rand.New(rand.NewPCG(7, 11))
	s := &site{random: random, zipf: rand.NewZipf(random, 1.2, 8, 30000)}
	for range 30001 {
		s.words = append(s.words, s.word())
	}
	s.frame = s.template(pageBytes - textBytes - 1500)
	for range articles {
		s.titles = append(s.titles, s.text(70))
	}
	return s
}

func (s *site) word() string {
	const letters = "eeeeeetttaaaooiinnsshhrrddlluccmfwgypbvk"
	var b strings.Builder
	for range 2 + s.random.IntN(9) {
		b.WriteByte(letters[s.random.IntN(len(letters))])
	}
	return b.String()
}

// text returns words of about n bytes.
func (s *site) text(n int) string {
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(s.words[s.zipf.Uint64()])
		b.WriteByte(" ,. "[min(3, s.random.IntN(12))])
	}
	return b.String()
}

// template returns markup of n bytes that does not repeat itself much.
func (s *site) template(n int) string {
	var b strings.Builder
	for b.Len() < n {
		fmt.Fprintf(&b, "<div class=\"%s %s\" id=\"%s-%d\"><a href=\"/%s/%s/\">%s</a></div>\n",
			s.word(), s.word(), s.word(), s.random.IntN(1000), s.word(), s.word(), s.text(20))
	}
	return b.String()
}

// page returns the article number n with its text.
func (s *site) page(n int, text string) []byte {
	var latest strings.Builder
	for i := s.today; i < s.today+8; i++ {
		fmt.Fprintf(&latest, "<li><a href=\"%s\">%s</a></li>\n", siteURL(i), s.titles[i])
	}
	half := len(s.frame) / 2
	return []byte(s.frame[:half] + "<ul>" + latest.String() + "</ul><h1>" + s.titles[n] + "</h1>\n<p>" +
		strings.ReplaceAll(text, "\n\n", "</p>\n<p>") + "</p>\n" + s.frame[half:] + fmt.Sprintf("<i>views: %d</i>", s.random.IntN(9999)))
}

func (s *site) article() string {
	paragraphs := make([]string, 6)
	for i := range paragraphs {
		paragraphs[i] = s.text(textBytes / 6)
	}
	return strings.Join(paragraphs, "\n\n")
}

func siteURL(n int) string {
	return fmt.Sprintf("https://works.example/en/press-center/news/statement-of-the-press-service-%d-%x/", 1000+n, n*7919)
}

func (s *site) capture(n int, text string, at time.Time) archive.Capture {
	return archive.Capture{
		URL: siteURL(n), Final: siteURL(n), Status: 200, Body: s.page(n, text), Time: at,
		Header: []archive.Field{
			{Name: "Server", Value: "nginx/1.24.0"}, {Name: "Date", Value: at.Format(time.RFC1123)},
			{Name: "Content-Type", Value: "text/html; charset=UTF-8"}, {Name: "Connection", Value: "keep-alive"},
			{Name: "Vary", Value: "Accept-Encoding"}, {Name: "X-Powered-Cms", Value: "Bitrix Site Manager (3f2a9c)"},
			{Name: "Set-Cookie", Value: fmt.Sprintf("PHPSESSID=%x; path=/; domain=works.example; HttpOnly", s.random.Uint64())},
			{Name: "Expires", Value: "Thu, 19 Nov 1981 08:52:00 GMT"}, {Name: "Cache-Control", Value: "no-store, no-cache, must-revalidate"},
			{Name: "Etag", Value: fmt.Sprintf("W/\"%x\"", s.random.Uint64())}, {Name: "Last-Modified", Value: at.AddDate(-1, 0, n%300).Format(time.RFC1123)},
		},
		Entry: archive.Entry{
			URL: siteURL(n), Listing: "https://works.example/en/press-center/news/", Title: s.titles[n],
			Date: archive.DayOf(at.AddDate(0, 0, -n)), Teaser: text[:120],
		},
	}
}

// crawler writes what a crawl of the site would.
type crawler struct {
	testing.TB
	site  *site
	store *bolt.Store
	path  string
	texts []string
	known []archive.Revision // the newest of each article
	round int
}

func newCrawler(t testing.TB, articles int) *crawler {
	path := filepath.Join(t.TempDir(), "archive.db")
	return &crawler{TB: t, site: newSite(articles), store: open(t, path), path: path}
}

func (c *crawler) ok(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *crawler) fileSize() int64 {
	info, err := os.Stat(c.path)
	c.ok(err)
	return info.Size()
}

// crawl adds articles, rechecks some and finds edits in some of these.
func (c *crawler) crawl(add, edits, rechecks int) {
	ctx := c.Context()
	c.round++
	c.site.today++
	at := time.Date(2026, 3, c.round, 6, 0, 0, 0, time.UTC)
	w, err := c.store.Claim(ctx, "works")
	c.ok(err)
	looks := archive.NewLooks()
	looks.Listed.AddRange(0, uint64(len(c.texts)+add))
	var updates []archive.Update
	for i, n := range c.site.random.Perm(len(c.texts))[:rechecks] {
		looks.Read.Add(uint32(n))
		text := c.texts[n]
		if i < edits {
			cut := c.site.random.IntN(len(text) - 100)
			text = text[:cut] + c.site.text(30) + text[cut+20:]
		}
		page := c.site.capture(n, text, at)
		c.ok(w.Keep(ctx, page, c.known[n].Capture.Raw))
		if i < edits {
			updates = append(updates, c.edit(n, text, page, at))
		}
	}
	for range add {
		n := len(c.texts)
		looks.Read.Add(uint32(n))
		text := c.site.article()
		page := c.site.capture(n, text, at)
		c.ok(w.Keep(ctx, page, archive.Digest{}))
		updates = append(updates, c.add(n, text, page, at))
	}
	for chunk := updates; len(chunk) > 0; chunk = chunk[min(64, len(chunk)):] {
		c.ok(w.Stage(ctx, chunk[:min(64, len(chunk))]))
	}
	s := archive.Snapshot{
		Number: c.round, Started: at, Taken: at.Add(time.Hour), Status: archive.Complete, Articles: len(c.texts),
		Feed:    archive.Feed{Name: "works", Title: "Ministry of Works", Listings: []string{"https://works.example/en/press-center/news/"}, Language: "en", Timezone: "Europe/Moscow"},
		Changes: archive.Count(nil),
	}
	c.ok(w.Commit(ctx, s, looks, map[string][]byte{"listing": []byte("https://works.example/en/press-center/news/?PAGEN_1=7")}))
	c.ok(w.Release())
	c.learn(updates)
}

// learn looks up what the store made of the updates.
func (c *crawler) learn(updates []archive.Update) {
	c.ok(c.store.View(c.Context(), "works", func(v archive.View) error {
		for _, u := range updates {
			r, err := v.Revision(u.Ref, u.Revision.Number)
			c.ok(err)
			c.known[u.Ref] = r
		}
		return nil
	}))
}

func (c *crawler) read(text string, n int, at time.Time) archive.Content {
	return archive.Content{Title: c.site.titles[n], Date: archive.DayOf(at.AddDate(0, 0, -n)), Body: text}
}

func (c *crawler) update(n, number int, text string, page archive.Capture, at time.Time) archive.Update {
	read := c.read(text, n, at)
	return archive.Update{
		Ref: archive.Ref(n),
		Article: &archive.Article{
			ID: archive.ID("works", siteURL(n)), URL: siteURL(n), Listings: []string{"https://works.example/en/press-center/news/"},
			State: archive.Listed, Since: 1, StateTime: at, Revision: number, FirstSeen: at, Changed: at, Date: read.Date,
		},
		Revision: &archive.Revision{Number: number, Capture: page.Info(), Readings: []archive.StampedReading{
			{Stamp: "onrecord/1 a1b2c3d4e5f6", Digest: read.Digest(), Language: "en"},
		}},
		Content: read,
		Memo:    []byte(`{"etag":"W/\"65a1f3c2-8e4f\"","modified":"Thu, 05 Mar 2026 06:00:00 GMT","due":"2026-03-06T06:00:00Z"}`),
	}
}

func (c *crawler) add(n int, text string, page archive.Capture, at time.Time) archive.Update {
	c.texts = append(c.texts, text)
	c.known = append(c.known, archive.Revision{})
	u := c.update(n, 1, text, page, at)
	u.Changes = []archive.Change{{Kind: archive.Added, URL: siteURL(n), Title: c.site.titles[n], Date: u.Content.Date, Noticed: at, ToRevision: 1}}
	return u
}

func (c *crawler) edit(n int, text string, page archive.Capture, at time.Time) archive.Update {
	c.texts[n] = text
	u := c.update(n, c.known[n].Number+1, text, page, at)
	u.Base = c.known[n].Reading().Content
	u.Changes = []archive.Change{{
		Kind: archive.Edited, URL: siteURL(n), Title: c.site.titles[n], Date: u.Content.Date, Noticed: at, LastHeld: at.AddDate(0, 0, -1),
		FromRevision: u.Revision.Number - 1, ToRevision: u.Revision.Number, Fields: []string{archive.FieldBody},
	}}
	return u
}

// TestSize measures what snapshots add to the file. ONRECORD_ARTICLES sets
// the number of articles.
func TestSize(t *testing.T) {
	articles, err := strconv.Atoi(os.Getenv("ONRECORD_ARTICLES"))
	if err != nil {
		articles = 500
	}
	c := newCrawler(t, articles+200)
	start := time.Now()
	c.crawl(articles, 0, 0)
	first := c.fileSize()
	t.Logf("first crawl of %d articles: %d bytes, %d an article, %v", articles, first, first/int64(articles), time.Since(start).Round(time.Millisecond))
	t.Log(bolt.Describe(t, c.path))
	if each := first / int64(articles); each > 6000 {
		t.Errorf("an article takes %d bytes", each)
	}
	for range 10 {
		before := c.fileSize()
		c.crawl(0, articles/100, articles/100)
		t.Logf("snapshot %d, %d edits: %+d", c.round, articles/100, c.fileSize()-before)
	}
	edited := c.fileSize()
	if each := (edited - first) / 10; each > 80<<10 { // with the steps in which the file grows
		t.Errorf("a snapshot with edits takes %d bytes", each)
	}
	for range 10 {
		c.crawl(0, 0, 30)
	}
	t.Logf("10 snapshots without changes, 30 pages rechecked: %+d", c.fileSize()-edited)
	idle := c.fileSize()
	if each := (idle - edited) / 10; each > 16<<10 { // 4 KiB, but the file grows by 64 KiB and more
		t.Errorf("a snapshot without changes takes %d bytes", each)
	}
	for range 10 {
		c.crawl(3, 5, 30)
	}
	t.Logf("10 snapshots, 3 new and 5 edits: %+d", c.fileSize()-idle)
	anew := c.path + ".anew"
	c.ok(bolt.WriteAnew(t.Context(), c.path, anew))
	compact, err := os.Stat(anew)
	c.ok(err)
	t.Logf("written anew the file has %d bytes of %d", compact.Size(), c.fileSize())
	t.Log(bolt.Describe(t, c.path))
}
