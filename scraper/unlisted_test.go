package scraper_test

import (
	"net/http"
	"strings"
	"testing"

	"onrecord/archive"
	"onrecord/internal/demo"
	"onrecord/scraper"
)

func TestUnlistedAndRelisted(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(everything)
	path := site.Articles()[9].Path
	site.Unlist(path)
	report := r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Delisted: 1})
	if r.state(path) != archive.Unlisted {
		t.Errorf("%s is %s", path, r.state(path))
	}
	r.wantChanges(r.crawl(everything), nil)
	site.Restore(path)
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Relisted: 1})
}

func TestUnlistedIsNoticedByTheDailyCrawl(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(scraper.Options{})
	path := ""
	for _, a := range site.Articles()[:4] {
		if a.Section == demo.News {
			path = a.Path // on the first page of its listing
		}
	}
	site.Unlist(path)
	r.wantChanges(r.crawl(scraper.Options{}), archive.Counts{archive.Delisted: 1})
}

func TestTheNewestMayBeUnlisted(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(everything)
	newest := site.Articles()[0].Path
	site.Unlist(newest)
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Delisted: 1})
}

func TestScrollingOffIsNotUnlisted(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.feed.Recheck = 0
	r.crawl(scraper.Options{})
	for range 3 {
		r.wantChanges(r.crawl(scraper.Options{}), nil)
	}
}

func TestRemovedBeatsUnlisted(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(everything)
	path := site.Articles()[9].Path
	site.Unlist(path)
	site.Break(path, http.NotFound)
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Gone: 1})
}

func TestAShortenedListingIsAFailure(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(everything)
	for i, a := range site.Articles() {
		if a.Section == demo.News && a.Date != "" && i%2 == 1 {
			site.Unlist(a.Path)
		}
	}
	report := r.crawl(everything)
	r.wantStatus(report, archive.Partial)
	r.wantChanges(report, nil)
	if !strings.Contains(report.Snapshot.Failures[0].Reason, "missing") {
		t.Errorf("failures = %+v", report.Snapshot.Failures)
	}
}

func TestOfALongListingNothingIsSaidWithoutReadingItAll(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.bounds.Search = 1
	r.feed.Recheck = 0
	r.crawl(scraper.Options{})
	path := ""
	for _, a := range site.Articles()[:4] {
		if a.Section == demo.News {
			path = a.Path // on the first page of its listing
		}
	}
	site.Unlist(path)
	report := r.crawl(scraper.Options{})
	r.wantChanges(report, nil)
	if !strings.Contains(strings.Join(report.Snapshot.Warnings, "\n"), ": 1 articles; whether they stand elsewhere") {
		t.Errorf("warnings = %q", report.Snapshot.Warnings)
	}
	r.wantChanges(r.crawl(scraper.Options{Full: true}), archive.Counts{archive.Delisted: 1})
}
