package main

import (
	"net/http"
	"slices"
	"sync"
	"time"

	"onrecord/internal/demo"
)

// aim is when a command is to be stopped; zero values are no aim.
type aim struct {
	instant time.Duration // after its start
	request int           // when it makes this request
	silence time.Duration // when it has made no request for so long
	write   int           // when a thread of its makes this write or sync
}

// watched is what is asked of the replica while a command runs.
type watched struct {
	mu          sync.Mutex
	asked       []string // addresses
	listings    int
	articles    int
	lastArticle bool // whether the last request was for an article
	last        time.Time
	at          aim
	stop        func()
	timer       *time.Timer
	remove      func()
}

// watch counts the requests until remove is called.
func (p *place) watch() *watched {
	w := &watched{last: time.Now()}
	known := map[string]bool{}
	for _, a := range p.site.Articles() {
		known[a.Path] = true
	}
	remove := p.site.Intercept(func(_ http.ResponseWriter, r *http.Request) bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.asked = append(w.asked, r.URL.Path)
		w.last = time.Now()
		w.lastArticle = known[r.URL.Path]
		switch {
		case w.lastArticle:
			w.articles++
		case slices.Contains(demo.Sections(), r.URL.Path):
			w.listings++
		}
		if len(w.asked) == w.at.request {
			w.stop()
		}
		if w.timer != nil {
			w.timer.Reset(w.at.silence)
		}
		return false
	})
	w.remove = func() {
		remove()
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.timer != nil {
			w.timer.Stop()
		}
	}
	return w
}

// aim sets what stops the command; the caller holds the lock.
func (w *watched) aim(at aim, stop func()) {
	w.at, w.stop = at, stop
	if at.silence > 0 {
		w.timer = time.AfterFunc(time.Minute, stop)
	}
}

// ledger knows the articles that were kept since the newest snapshot.
type ledger struct {
	*place
	once     map[string]bool // articles that a crawl asks for once
	kept     map[string]bool
	snapshot int // the newest one
}

// newLedger returns an empty one. Articles that stand where they always stood
// are asked for once; one that has moved is found by both of its addresses.
func newLedger(p *place) *ledger {
	l := &ledger{place: p, once: map[string]bool{}, kept: map[string]bool{}, snapshot: p.snapshots()}
	for _, a := range demo.NewSite().Articles() {
		if _, there := p.site.Article(a.Path); there {
			l.once[a.Path] = true
		}
	}
	return l
}

// check complains of requests for articles that were kept.
func (l *ledger) check(asked []string) {
	l.Helper()
	for _, path := range asked {
		if l.kept[path] {
			l.Errorf("%s was kept, and asked for again", path)
		}
	}
}

// add notes what a killed command asked for: all but the last article, which
// was under way, are kept. A new snapshot needs what was kept no more.
func (l *ledger) add(w *watched, committed bool) {
	if committed {
		clear(l.kept)
		return
	}
	articles := l.articles(w.asked)
	for _, path := range articles[:max(0, len(articles)-1)] {
		l.kept[path] = true
	}
}

// articles returns which of the addresses are those of articles.
func (l *ledger) articles(asked []string) []string {
	return slices.DeleteFunc(slices.Clone(asked), func(path string) bool { return !l.once[path] })
}

// complete reports whether all articles were asked for by now.
func (l *ledger) complete(asked []string) bool {
	for path := range l.once {
		if !l.kept[path] && !slices.Contains(asked, path) {
			return false
		}
	}
	return true
}
