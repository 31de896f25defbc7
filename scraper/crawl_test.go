package scraper_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"onrecord/archive"
	"onrecord/internal/demo"
	"onrecord/scraper"
	"onrecord/scraper/rules"
)

func (r *replica) wantChanges(report scraper.Report, want archive.Counts) {
	r.t.Helper()
	for _, kind := range archive.Kinds() {
		if got := report.Snapshot.Changes[kind]; got != want[kind] {
			r.t.Errorf("%d %s, want %d", got, kind, want[kind])
		}
	}
}

func (r *replica) wantStatus(report scraper.Report, want archive.Status) {
	r.t.Helper()
	if report.Snapshot.Status != want {
		r.t.Errorf("snapshot is %s, want %s: %+v %v", report.Snapshot.Status, want, report.Snapshot.Failures, report.Snapshot.Warnings)
	}
}

var everything = scraper.Options{Full: true, All: true}

func TestUnchangedFeedCostsAHandfulOfRequests(t *testing.T) {
	r := newReplica(t, demo.NewSite())
	r.crawl(scraper.Options{})
	report := r.crawl(scraper.Options{})
	r.wantChanges(report, nil)
	r.wantStatus(report, archive.Complete)
	if report.Listings > 2*len(r.feed.Listings) {
		t.Errorf("%d listing pages were read of an unchanged feed", report.Listings)
	}
	if report.Requests > 2*len(r.feed.Listings)+r.feed.Recheck {
		t.Errorf("%d requests", report.Requests)
	}
}

func TestEveryOlderListingPageIsReadAgainInTurn(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.feed.Recheck = 0
	first := r.crawl(scraper.Options{})
	hits := map[string]int{}
	pages := []string{"/news/?PAGEN_1=2", "/news/?PAGEN_1=3", "/news/?PAGEN_1=4"}
	for _, p := range pages {
		hits[p] = site.Hits(p)
	}
	for range first.Listings {
		r.crawl(scraper.Options{})
	}
	for _, p := range pages {
		if site.Hits(p) == hits[p] {
			t.Errorf("%s was not read again in %d crawls", p, first.Listings)
		}
	}
}

func TestKnownScriptOfChanges(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(everything)
	for _, step := range demo.Story() {
		step.Do(site)
	}
	report := r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Added: 1, archive.Edited: 2, archive.Moved: 1, archive.Gone: 1})
	r.checkReadings()
}

func TestAListingThatBreaksOffIsContinued(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	site.Fail("/news/?PAGEN_1=3", http.StatusInternalServerError)
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Partial)
	seen := report.Snapshot.Articles
	site.Fail("/news/?PAGEN_1=3", 0)
	report = r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Complete)
	if report.Snapshot.Articles <= seen || report.Snapshot.Articles != len(site.Articles()) {
		t.Errorf("%d articles after the listing was continued, %d before, %d on the site", report.Snapshot.Articles, seen, len(site.Articles()))
	}
	r.checkReadings()
}

func TestAnEmptyListingRemovesNothing(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(scraper.Options{})
	for _, section := range demo.Sections() {
		site.Break(section, demo.Empty)
	}
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Partial)
	r.wantChanges(report, nil)
}

func TestFailingArticlesKeepTheirState(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(scraper.Options{})
	paths := []string{}
	for _, a := range site.Articles()[:4] {
		paths = append(paths, a.Path)
	}
	site.Fail(paths[0], http.StatusInternalServerError)
	site.Fail(paths[1], http.StatusForbidden)
	site.Break(paths[2], demo.Reset)
	site.Break(paths[3], demo.Truncate)
	report := r.crawl(everything)
	r.wantStatus(report, archive.Partial)
	r.wantChanges(report, nil)
	if len(report.Snapshot.Failures) != 4 {
		t.Errorf("failures = %+v", report.Snapshot.Failures)
	}
	for _, p := range paths {
		site.Fail(p, 0)
		site.Break(p, nil)
	}
	report = r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, nil)
}

func TestANewEntryThatFailsStaysPending(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	late := site.Articles()[60].Path
	site.Fail(late, http.StatusInternalServerError)
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Partial)
	site.Fail(late, 0)
	report = r.crawl(scraper.Options{}) // its listing page is not walked again
	r.wantChanges(report, archive.Counts{archive.Added: 1})
	r.checkReadings()
}

func TestNothingAnswers(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(scraper.Options{})
	remove := r.answerAll(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	if _, err := r.try(context.Background(), everything); !errors.Is(err, scraper.ErrNoAnswer) {
		t.Errorf("err = %v, want ErrNoAnswer", err)
	}
	remove()
	if report := r.crawl(scraper.Options{}); report.Snapshot.Number != 2 {
		t.Errorf("snapshot %d: the crawl in vain was recorded", report.Snapshot.Number)
	}
}

// TestWhereNothingIsFoundNothingWasRemoved: everything answers 404, or leads to
// the root; only a feed that is gone while its site stands was taken down.
func TestWhereNothingIsFoundNothingWasRemoved(t *testing.T) {
	for _, row := range []struct {
		name    string
		answer  http.HandlerFunc
		removed bool
	}{
		{"404 everywhere", http.NotFound, false},
		{"all leads to the root", func(w http.ResponseWriter, q *http.Request) {
			if q.URL.Path != "/" {
				http.Redirect(w, q, "/", http.StatusFound)
			}
		}, false},
		{"404 but at the root", func(w http.ResponseWriter, q *http.Request) {
			if q.URL.Path != "/" {
				http.NotFound(w, q)
			}
		}, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			site := demo.NewSite()
			r := newReplica(t, site)
			r.crawl(scraper.Options{})
			remove := r.answerAll(row.answer)
			report := r.crawl(everything)
			r.wantStatus(report, archive.Partial)
			if got := report.Snapshot.Changes[archive.Gone]; row.removed != (got == len(site.Articles())) || !row.removed && got > 0 {
				t.Errorf("%d of %d articles are removed", got, len(site.Articles()))
			}
			remove()
			if report := r.crawl(everything); !row.removed {
				r.wantChanges(report, nil)
			}
		})
	}
}

func TestAnInterruptedCrawlIsContinued(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	ctx, cancel := context.WithCancel(context.Background())
	fetched := 0
	remove := site.Intercept(func(_ http.ResponseWriter, q *http.Request) bool {
		if _, isArticle := site.Article(q.URL.Path); isArticle {
			if fetched++; fetched == 40 {
				cancel()
			}
		}
		return false
	})
	if _, err := r.try(ctx, scraper.Options{}); !errors.Is(err, context.Canceled) {
		t.Fatalf("err = %v", err)
	}
	remove()
	report := r.crawl(scraper.Options{})
	if report.Snapshot.Number != 1 || report.Snapshot.Articles != len(site.Articles()) {
		t.Errorf("snapshot = %+v", report.Snapshot)
	}
	again := 0
	for _, a := range site.Articles() {
		if site.Hits(a.Path) > 1 {
			again++
		}
	}
	if again > 1 { // the one under way when it was interrupted
		t.Errorf("%d articles were fetched again", again)
	}
	r.checkReadings()
}

func TestDryRunRecordsNothing(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	report := r.crawl(scraper.Options{DryRun: true})
	if len(report.Plan) != len(site.Articles()) || report.Snapshot.Number != 0 {
		t.Errorf("%d pages planned, snapshot %d", len(report.Plan), report.Snapshot.Number)
	}
	if report := r.crawl(scraper.Options{}); report.Snapshot.Number != 1 {
		t.Errorf("snapshot %d after a dry run", report.Snapshot.Number)
	}
}

func TestMaxPagesMakesACrawlPartial(t *testing.T) {
	r := newReplica(t, demo.NewSite())
	r.feed.MaxPages = 1
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Partial)
	if !strings.Contains(report.Snapshot.Failures[0].Reason, "max_pages") {
		t.Errorf("failures = %+v", report.Snapshot.Failures)
	}
}

func TestValidatorsSpareTheSite(t *testing.T) {
	site := demo.NewSite()
	site.Validators(true)
	r := newReplica(t, site)
	first := r.crawl(scraper.Options{})
	report := r.crawl(everything)
	r.wantChanges(report, nil)
	if report.Pages > 1 || report.Bytes > first.Bytes/2 {
		t.Errorf("%d pages, %d bytes were sent again though nothing changed", report.Pages, report.Bytes)
	}
	r.feed.Language = "fr" // another way of reading: every page is wanted whole
	report = r.crawl(everything)
	r.wantChanges(report, nil)
	if report.Pages != len(site.Articles()) {
		t.Errorf("%d pages were read after the way of reading changed", report.Pages)
	}
}

// edits counts the recorded edits of all snapshots.
func (r *replica) edits() int {
	r.t.Helper()
	n := 0
	for _, err := range archive.Log(context.Background(), r.store, "mlo", nil, func(c archive.Change) bool { return c.Kind == archive.Edited }) {
		if err != nil {
			r.t.Fatal(err)
		}
		n++
	}
	return n
}

func TestRedesignIsNoEdit(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.feed.Select = rules.Sets{{Title: ".news-detail h3", Date: ".news-detail .news-date-time", Body: ".news-detail .news-text"}}
	r.crawl(everything)
	site.Redesign(true)
	for range 3 {
		r.crawl(scraper.Options{})
	}
	r.crawl(everything)
	if n := r.edits(); n != 0 {
		t.Errorf("%d edits are said of a redesign", n)
	}
}

func TestAnUpgradeIsNoEdit(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(everything)
	r.feed.Select = rules.Sets{{Title: ".news-detail h3", Remove: []string{"p"}, Date: ".news-detail .news-date-time"}}
	r.wantChanges(r.crawl(everything), nil)
	r.feed.Select = nil
	r.wantChanges(r.crawl(everything), nil)
	r.checkReadings()
}
