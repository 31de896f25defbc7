package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"onrecord/internal/web/roster"
)

const (
	listenersMost = 200              // at once
	newsEvery     = 2 * time.Second  // how often the archive is asked for a new snapshot
	pulse         = 20 * time.Second // how often a silent stream says that it lives
)

// arrival is a snapshot that was just committed.
type arrival struct {
	Feed     string `json:"feed"`
	Snapshot int    `json:"snapshot"`
}

// news tells listeners of new snapshots.
type news struct {
	mu        sync.Mutex
	listeners map[chan arrival]bool
	closed    bool
}

func newNews() *news { return &news{listeners: map[chan arrival]bool{}} }

// join returns a channel of what arrives, nil when there are too many listeners.
func (n *news) join() chan arrival {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed || len(n.listeners) >= listenersMost {
		return nil
	}
	c := make(chan arrival, 8)
	n.listeners[c] = true
	return c
}

func (n *news) leave(c chan arrival) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.listeners, c)
}

// tell tells everybody who listens; who is slow misses it.
func (n *news) tell(a arrival) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for c := range n.listeners {
		select {
		case c <- a:
		default:
		}
	}
}

// end ends every stream.
func (n *news) end() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.closed = true
	for c := range n.listeners {
		close(c)
		delete(n.listeners, c)
	}
}

// Watch asks the archive for new snapshots until ctx ends, tells listeners, and
// reads what is new before anybody asks for it.
func (s *Server) Watch(ctx context.Context) {
	defer s.news.end()
	s.indexing.Store(s.o.Find != nil) // until the first time that it has caught up
	known := map[string]*roster.Outline{}
	tick := time.NewTicker(newsEvery)
	defer tick.Stop()
	for {
		came := false
		for _, f := range s.o.Feeds {
			came = s.look(ctx, f.Name, known) || came
		}
		if came || s.o.Find != nil && s.o.Find.Behind(ctx) {
			s.index(ctx)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// look reports whether a feed has something that was not known: a snapshot, or
// revisions that were read anew or forgotten.
func (s *Server) look(ctx context.Context, feed string, known map[string]*roster.Outline) bool {
	r, err := s.keeper.Of(ctx, feed)
	if err != nil {
		unread := &roster.UnreadError{}
		if ctx.Err() == nil && !errors.As(err, &unread) {
			s.o.Log.Error("the articles could not be read", "feed", feed, "error", err)
		}
		return false
	}
	before := known[feed]
	if before != nil && before.Same(&r.Outline) {
		return false
	}
	known[feed] = &r.Outline
	s.replaced.forget()
	if before != nil && before.Latest != r.Latest {
		s.news.tell(arrival{feed, r.Latest})
	}
	return true
}

// index makes the search catch up.
func (s *Server) index(ctx context.Context) {
	if s.o.Find == nil {
		return
	}
	s.indexing.Store(true)
	defer s.indexing.Store(false)
	if err := s.o.Find.Update(ctx, s.names()); err != nil && ctx.Err() == nil {
		s.o.Log.Error("the search index could not catch up", "error", err)
	}
}

// names returns the names of all feeds.
func (s *Server) names() []string {
	var names []string
	for _, f := range s.o.Feeds {
		names = append(names, f.Name)
	}
	return names
}

// serveEvents streams new snapshots (text/event-stream of the HTML standard).
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	c := s.news.join()
	if c == nil {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many listen already", http.StatusServiceUnavailable)
		return
	}
	defer s.news.leave(c)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // a proxy must not hold it back
	stream := http.NewResponseController(w)
	alive := time.NewTicker(pulse)
	defer alive.Stop()
	line := ": listening\nretry: 10000\n\n"
	for {
		if err := stream.SetWriteDeadline(time.Now().Add(2 * pulse)); err != nil {
			return
		}
		if _, err := fmt.Fprint(w, line); err != nil {
			return
		}
		if err := stream.Flush(); err != nil {
			return
		}
		select {
		case a, open := <-c:
			if !open {
				return
			}
			data, err := json.Marshal(a)
			if err != nil {
				return
			}
			line = "event: snapshot\ndata: " + string(data) + "\n\n"
		case <-alive.C:
			line = ":\n\n"
		case <-r.Context().Done():
			return
		}
	}
}
