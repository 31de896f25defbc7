package web

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// serveHealth says whether the archive can be read. How its feeds are doing,
// onrecord health and /metrics say.
func (s *Server) serveHealth(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	for _, f := range s.o.Feeds {
		if _, err := s.keeper.Latest(ctx, f.Name); err != nil {
			s.o.Log.Error("the archive cannot be read", "feed", f.Name, "error", err)
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = fmt.Fprintln(w, "the archive cannot be read") // a client that went away is no failure
			return
		}
	}
	_, _ = fmt.Fprintln(w, "ok")
}
