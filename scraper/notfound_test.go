package scraper_test

import (
	"errors"
	"fmt"
	"html"
	"net/http"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/internal/demo"
	"onrecord/scraper"
)

func (r *replica) state(path string) archive.State {
	r.t.Helper()
	a, ok := r.articles()[path]
	if !ok {
		r.t.Fatalf("%s is not in the archive", path)
	}
	return a.State
}

func TestSoft404IsRemoved(t *testing.T) {
	site := demo.NewSite()
	site.SoftNotFound(true)
	r := newReplica(t, site)
	r.crawl(everything)
	gone := site.Articles()[7].Path
	site.Delete(gone)
	report := r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Gone: 1})
	if r.state(gone) != archive.Removed {
		t.Errorf("%s is %s", gone, r.state(gone))
	}
	site.Restore(gone)
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Restored: 1})
}

// What the listing says of an article confirms no page that says nothing itself.
func TestSoft404WithoutAHeadingIsRemoved(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(everything)
	gone := site.Articles()[7].Path
	remove := site.Intercept(func(w http.ResponseWriter, q *http.Request) bool {
		none := q.URL.Path == gone || strings.Contains(q.URL.Path, "no-such-page")
		if none {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(`<title>Раздел</title><div class="menu"><a href="/">MLO</a></div><p><font class="errortext">Нет элемента</font></p>`))
		}
		return none
	})
	report := r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Gone: 1})
	remove()
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Restored: 1})
}

// A listing may show the first sentence of a page in place of its title: a page
// of that sentence alone is the article.
func TestTheListedSentenceIsTheArticle(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	one := site.Articles()[7]
	defer site.Intercept(func(w http.ResponseWriter, q *http.Request) bool {
		if q.URL.Path != one.Path {
			return false
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<title>MLO</title><div class="menu"><a href="/">MLO</a></div><div><p>%s</p></div>`, html.EscapeString(one.Title))
		return true
	})()
	report := r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Added: len(site.Articles())})
}

func TestPagesInTheWayAreFailures(t *testing.T) {
	for name, fault := range map[string]http.HandlerFunc{
		"captcha": demo.Captcha, "maintenance": demo.Maintenance, "empty": demo.Empty,
		"said in the title tag": posted("Maintenance", "A little patience", "Our people are at work."),
		"said in the text":      posted("MLO", "A little patience", "The site is down for scheduled maintenance. Please come back later."),
		"said in Arabic":        posted("MLO", "نعتذر", "الموقع تحت الصيانة. يرجى المحاولة لاحقا."),
	} {
		site := demo.NewSite()
		r := newReplica(t, site)
		r.crawl(scraper.Options{})
		for _, a := range site.Articles()[:3] {
			site.Break(a.Path, fault)
		}
		report := r.crawl(everything)
		r.wantStatus(report, archive.Partial)
		r.wantChanges(report, nil)
		if len(report.Snapshot.Failures) != 3 {
			t.Errorf("%s: failures = %+v", name, report.Snapshot.Failures)
		}
	}
}

// A short article may speak of what notices in the way say.
func TestArticlesOfMaintenanceAreRead(t *testing.T) {
	const title, text = "The museum of the lakes is closed until spring", "The museum is under maintenance. It opens on 5 May."
	page := archive.Capture{
		URL: "https://news.example/museum", Status: 200, Header: []archive.Field{{Name: "Content-Type", Value: "text/html"}},
		Body: []byte("<html lang=en><title>" + title + "</title><article><h1>" + title + "</h1><p>" + text + "</p></article></html>"),
	}
	reader := scraper.NewReader(scraper.Feed{Location: time.UTC})
	for listed, want := range map[string]error{
		title: nil, "The museum of the lakes is …": nil, "The museum of the lakes is closed...": nil,
		"The museum …": scraper.ErrMaintenance, "The museum of the rivers is …": scraper.ErrMaintenance, "": scraper.ErrMaintenance,
	} {
		page.Entry.Title = listed
		if _, err := reader.Read(page); !errors.Is(err, want) {
			t.Errorf("listed as %q: %v, want %v", listed, err, want)
		}
	}
}

// posted is a fault: a page of the site's that says something else.
func posted(title, heading, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + heading + "</h1><p>" + text + "</p></body></html>"))
	}
}

func TestMaintenanceOfTheWholeSiteRemovesNothing(t *testing.T) {
	for name, fault := range map[string]http.HandlerFunc{
		"notice": demo.Maintenance, "captcha": demo.Captcha, "empty": demo.Empty,
		"not a byte": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/html") },
		"home page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte("<title>MLO</title><h1>Welcome</h1><p>" +
				"The Meridian Lakes Organization unites six states around one body of water. This is its new home, soon to be filled.</p>"))
		},
	} {
		site := demo.NewSite()
		r := newReplica(t, site)
		r.crawl(scraper.Options{})
		remove := r.answerAll(fault)
		report := r.crawl(everything)
		r.wantChanges(report, nil)
		if report.Snapshot.Status == archive.Complete {
			t.Errorf("%s: the snapshot is complete", name)
		}
		remove()
		r.wantChanges(r.crawl(everything), nil)
	}
}

func TestRedirectToTheRootIsRemoved(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(scraper.Options{})
	gone := site.Articles()[5].Path
	site.Break(gone, func(w http.ResponseWriter, q *http.Request) { http.Redirect(w, q, "/", http.StatusFound) })
	report := r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Gone: 1})
}

func TestOneHiccupIsNoRemoval(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.crawl(scraper.Options{})
	path, asked := site.Articles()[5].Path, 0
	site.Intercept(func(w http.ResponseWriter, q *http.Request) bool {
		if q.URL.Path != path {
			return false
		}
		if asked++; asked > 1 {
			return false
		}
		http.NotFound(w, q)
		return true
	})
	report := r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, nil)
}

func TestASiteThatAnswersEveryAddressWithAnArticle(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	newest := site.Articles()[0]
	site.Intercept(func(w http.ResponseWriter, q *http.Request) bool {
		if !strings.Contains(q.URL.Path, "no-such-page") {
			return false
		}
		q.URL.Path = newest.Path
		site.ServeHTTP(w, q)
		return true
	})
	r.wantStatus(r.crawl(everything), archive.Complete)
	r.checkReadings()
	r.wantChanges(r.crawl(everything), nil)
}
