package archive_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/archive/storetest"
)

// lineReader reads a capture whose lines are title, date and body. It stands in
// for any extractor: prefix is what a worse one leaves in the title.
type lineReader struct {
	stamp  archive.Stamp
	prefix string
	rest   string // the line after which nothing is read
}

func (r lineReader) Stamp() archive.Stamp { return r.stamp }

func (r lineReader) Read(c archive.Capture) (archive.Reading, error) {
	read := string(c.Body)
	if r.rest != "" {
		read, _, _ = strings.Cut(read, "\n"+r.rest+"\n")
	}
	lines := strings.SplitN(read, "\n", 3)
	if len(lines) < 3 {
		return archive.Reading{}, errors.New("no text could be read")
	}
	content := archive.Content{Title: r.prefix + lines[0], Date: archive.Date(lines[1]), Body: lines[2]}
	return archive.Reading{Stamp: r.stamp, Content: content}, nil
}

func (r lineReader) SameTemplate(a, b archive.Capture) bool {
	const mark = "Menu\n\n"
	return strings.Contains(string(a.Body), mark) == strings.Contains(string(b.Body), mark)
}

func (r lineReader) Printed(pages ...archive.Capture) []archive.Print {
	var prints []archive.Print
	for _, c := range pages {
		p := archive.Print{Pieces: strings.Split(string(c.Body), "\n")}
		p.Links = func() (links []string) {
			for _, line := range p.Pieces {
				if address, _, is := strings.Cut(line, "> "); is {
					links = append(links, at(address))
				}
			}
			return links
		}
		prints = append(prints, p)
	}
	return prints
}

// Memo stands for an honest server's validators: they change with the page.
func (r lineReader) Memo(c archive.CaptureInfo) []byte { return []byte(c.Final + " " + c.Raw.String()) }

// site plays what a publisher shows, crawl by crawl, one day apart.
type site struct {
	t      *testing.T
	store  archive.Store
	now    time.Time
	reader lineReader
	accept bool
	alive  map[string]string // address → body, for addresses asked during recording
}

func newSite(t *testing.T) *site {
	return &site{
		t: t, store: storetest.NewMemory(), now: time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC),
		reader: lineReader{stamp: "1"}, alive: map[string]string{},
	}
}

func at(path string) string { return "https://example.org" + path }

func page(title, date, body string) string { return title + "\n" + date + "\n" + body }

// look is what a crawl saw of one address.
type look struct {
	path, body, to string // to: redirected there
}

func (s *site) capture(l look) archive.Capture {
	final := l.path
	if l.to != "" {
		final = l.to
	}
	return archive.Capture{URL: at(l.path), Final: at(final), Status: 200, Body: []byte(l.body), Time: s.now}
}

// crawl records one crawl that saw the looks and what more fills in.
func (s *site) crawl(more func(*archive.Sightings), looks ...look) archive.Snapshot {
	s.t.Helper()
	ctx := context.Background()
	w, err := s.store.Claim(ctx, "f")
	if err != nil {
		s.t.Fatal(err)
	}
	defer w.Release()
	s.now = s.now.AddDate(0, 0, 1)
	for _, l := range looks {
		if err := w.Keep(ctx, s.capture(l), archive.Digest{}); err != nil {
			s.t.Fatal(err)
		}
	}
	seen := archive.Sightings{Feed: archive.Feed{Name: "f"}, Started: s.now}
	if more != nil {
		more(&seen)
	}
	ask := func(ctx context.Context, a archive.Article) archive.Outcome {
		body, ok := s.alive[a.URL]
		if !ok {
			return archive.Outcome{Gone: archive.Reason404, Time: s.now}
		}
		if body == "" {
			return archive.Outcome{Missed: "timeout", Time: s.now}
		}
		c := archive.Capture{URL: a.URL, Final: a.URL, Status: 200, Body: []byte(body), Time: s.now}
		if err := w.Keep(ctx, c, archive.Digest{}); err != nil {
			s.t.Fatal(err)
		}
		return archive.Outcome{Capture: c.Info(), Time: s.now}
	}
	snapshot, err := archive.Record(ctx, archive.Recording{
		Store: s.store, Writer: w, Reader: s.reader, Ask: ask, Accept: s.accept, Now: func() time.Time { return s.now.Add(time.Minute) },
	}, seen)
	if err != nil {
		s.t.Fatal(err)
	}
	return snapshot
}

func (s *site) sighting(path, reason string) []archive.Sighting {
	return []archive.Sighting{{URL: at(path), Reason: reason, Time: s.now}}
}

func (s *site) gone(path, reason string) func(*archive.Sightings) {
	return func(seen *archive.Sightings) { seen.Gone = s.sighting(path, reason) }
}

// between prints the net changes of the snapshots after from up to to.
func (s *site) between(from, to int) []string {
	s.t.Helper()
	net, err := archive.Between(context.Background(), s.store, "f", from, to)
	if err != nil {
		s.t.Fatal(err)
	}
	var lines []string
	for _, c := range net {
		lines = append(lines, describe(c.Change))
	}
	return lines
}

// describe prints a change; days count from 1 March, the day before the first crawl.
func describe(c archive.Change) string {
	day := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return fmt.Sprint(t.YearDay() - 60)
	}
	line := fmt.Sprintf("%s %s held %s noticed %s", c.Kind, strings.TrimPrefix(c.URL, at("")), day(c.LastHeld), day(c.Noticed))
	if c.Kind == archive.Edited {
		line += fmt.Sprintf(" %s %d-%d", strings.Join(c.Fields, ","), c.FromRevision, c.ToRevision)
	}
	if c.FromURL != "" {
		line += " from " + strings.TrimPrefix(c.FromURL, at(""))
	}
	return strings.TrimSpace(line + " " + c.Reason)
}

func (s *site) article(name string, at int) archive.Article {
	s.t.Helper()
	var a archive.Article
	err := s.store.View(context.Background(), "f", func(v archive.View) (err error) {
		a, err = archive.Find(v, name, at)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func (s *site) expect(from, to int, want ...string) {
	s.t.Helper()
	if diff := cmp.Diff(want, s.between(from, to)); diff != "" {
		s.t.Errorf("changes from %d to %d (-want +got):\n%s", from, to, diff)
	}
}

func (s *site) checks(snapshot int) (n int) {
	s.t.Helper()
	a := s.article(at("/a"), snapshot)
	err := s.store.View(context.Background(), "f", func(v archive.View) error {
		trace, err := archive.TraceUpTo(v, snapshot)
		if err == nil {
			n = trace.Checks(a)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// pages returns looks at n articles with the text that body gives them.
func pages(n int, body func(i int) string) []look {
	var looks []look
	for i := range n {
		looks = append(looks, look{path: fmt.Sprintf("/%d", i), body: page(fmt.Sprintf("Title %d", i), "2026-02-01", body(i))})
	}
	return looks
}

func plainText(i int) string { return fmt.Sprintf("Text %d.\n\nIts end.", i) }

// changes prints what single snapshots say, step by step.
func (s *site) changes(from, to int) []string {
	s.t.Helper()
	lines := []string{}
	err := s.store.View(context.Background(), "f", func(v archive.View) error {
		list, err := v.Changes(from, to)
		for _, c := range list {
			lines = append(lines, describe(c))
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return lines
}
