package demo

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// rewrite changes the bytes of the pages at an address.
type rewrite struct {
	path   string
	change func([]byte) []byte
}

// Rewrite makes fn change the bytes of the page at path, whatever the site
// answers there, each time it is asked for. A path that ends in "*" stands for
// all that begin so. The path may carry a query; without one it stands for every query. Several are
// applied in their order; nil takes those of path away.
func (s *Site) Rewrite(path string, fn func([]byte) []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if fn == nil {
		s.rewrites = slices.DeleteFunc(s.rewrites, func(r rewrite) bool { return r.path == path })
		return
	}
	s.rewrites = append(s.rewrites, rewrite{path, fn})
}

// rewritesOf returns what changes the page at an address; the caller holds the lock.
func (s *Site) rewritesOf(u *url.URL) []rewrite {
	var list []rewrite
	for _, r := range s.rewrites {
		prefix, many := strings.CutSuffix(r.path, "*")
		if r.path == u.Path || r.path == u.RequestURI() || many && strings.HasPrefix(u.Path, prefix) {
			list = append(list, r)
		}
	}
	return list
}

// rewritten answers with what next answers, changed.
func rewritten(w http.ResponseWriter, r *http.Request, next http.HandlerFunc, list []rewrite) {
	answer := &kept{header: http.Header{}, status: http.StatusOK}
	next(answer, r)
	body := answer.body.Bytes()
	for _, change := range list {
		body = change.change(bytes.Clone(body))
	}
	maps.Copy(w.Header(), answer.header)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(answer.status)
	if r.Method != http.MethodHead {
		write(w, body)
	}
}

// kept is an answer that is not sent yet.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header         { return k.header }
func (k *kept) WriteHeader(status int)      { k.status = status }
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }

// Unknown makes fn answer for every address at which there is nothing; nil
// brings back the site's own "not found" page.
func (s *Site) Unknown(fn http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unknown = fn
}

// Place puts the article at path at place n of the order in which listings
// print, counted from 0, whatever its date.
func (s *Site) Place(path string, n int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.index(path)
	if i < 0 {
		return false
	}
	a := s.articles[i]
	s.articles = slices.Delete(s.articles, i, i+1)
	s.articles = slices.Insert(s.articles, min(n, len(s.articles)), a)
	return true
}
