package web

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// compressed sends answers gzipped to who takes them so. No answer holds a
// secret beside what a client chose, so its length tells nothing (BREACH).
func (s *Server) compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(512), gzhttp.KeepAcceptRanges())
	if err != nil {
		return next // only wrong options fail
	}
	return wrap(next)
}
