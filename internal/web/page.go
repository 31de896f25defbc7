package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"onrecord/archive"
	"onrecord/internal/web/roster"
	"onrecord/internal/web/say"
)

// ask is a request for a page, with what every page needs.
type ask struct {
	*http.Request
	lang    *say.Language
	feed    Feed // zero where the address names none
	outline *roster.Outline
	roster  *roster.Roster // where a view asked for it: see [Server.listed]
}

// view makes a page, or says why not.
type view func(a ask) (page, error)

// page is a page that is to be shown.
type page struct {
	Template    string // its file without .html
	Title       string
	Description string
	Section     string // which entry of the navigation is the current one
	Alternate   []alternate
	Status      int // 0: 200
	RetryAfter  int // seconds; 0: nothing is said
	Redirect    string
	Data        any
}

// alternate is the same in another format.
type alternate struct {
	Type, Href, Title string
	Short             string // what the foot of the page calls it; empty: it is not shown there
}

// problem is an error that the client can do something about.
type problem struct {
	status int
	key    string // of the text that says so
}

func (p problem) Error() string { return p.key }

var (
	errNoPage = problem{http.StatusNotFound, "error.notfound"}
	errBad    = problem{http.StatusBadRequest, "error.bad"}
	// errForgotten says that what was held of an article was removed for good.
	errForgotten = problem{http.StatusGone, "error.forgotten"}
)

// page answers with what a view makes.
func (s *Server) page(show view) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		a := ask{Request: r.WithContext(ctx), lang: s.language(w, r)}
		p, err := s.make(&a, show)
		if err != nil {
			p = s.failed(a, err)
		}
		if p.Redirect != "" {
			http.Redirect(w, r, p.Redirect, http.StatusSeeOther)
			return
		}
		s.render(w, a, p)
	})
}

// make makes a page.
func (s *Server) make(a *ask, show view) (page, error) {
	if err := s.locate(a); err != nil {
		return page{}, err
	}
	return show(*a)
}

// locate finds the feed that an address names, if it names one.
func (s *Server) locate(a *ask) (err error) {
	name := a.PathValue("feed")
	if name == "" {
		return nil
	}
	feed, ok := s.feed(name)
	if !ok {
		return errNoPage
	}
	a.feed = feed
	a.outline, err = s.keeper.Outline(a.Context(), name)
	return err
}

// listed reads the articles of a feed for views that list or count them.
func (s *Server) listed(a *ask) (err error) {
	if a.roster, err = s.keeper.Of(a.Context(), a.feed.Name); err == nil {
		a.outline = &a.roster.Outline
	}
	return err
}

// withArticles is a view that wants a feed's articles.
func (s *Server) withArticles(show view) view {
	return func(a ask) (page, error) {
		if err := s.listed(&a); err != nil {
			return page{}, err
		}
		return show(a)
	}
}

// again is after how many seconds a client does well to ask again for what is
// being read.
const again = 3

// notFound is the page of addresses that lead nowhere.
func (s *Server) notFound(ask) (page, error) { return page{}, errNoPage }

// failed is the page that says what went wrong. What the client can do nothing
// about is said to who runs the server.
func (s *Server) failed(a ask, err error) page {
	p := problem{http.StatusInternalServerError, "error.internal"}
	unread := &roster.UnreadError{}
	switch {
	case errors.As(err, &unread):
		return page{Template: "reading", Title: a.lang.Text("reading"), Status: http.StatusServiceUnavailable, RetryAfter: again, Data: unread}
	case errors.As(err, &p):
	case errors.Is(err, archive.ErrNotFound):
		p = errNoPage
	case errors.Is(err, archive.ErrAmbiguous), errors.Is(err, archive.ErrSnapshotOrder):
		p = errBad
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		p = problem{http.StatusServiceUnavailable, "error.slow"}
	default:
		s.o.Log.Error("a page could not be made", "path", a.URL.Path, "error", err)
	}
	title := a.lang.Text(p.key)
	return page{Template: "error", Title: title, Status: p.status, Data: a.lang.Text(p.key + ".what")}
}

// language chooses the language of the pages: the one asked for by ?lang=,
// which is remembered, else the browser's.
func (s *Server) language(w http.ResponseWriter, r *http.Request) *say.Language {
	const cookie = "lang"
	wanted := r.URL.Query().Get("lang")
	lang := s.texts.Choose(wanted, r.Header.Get("Accept-Language"))
	if wanted == lang.Tag {
		http.SetCookie(w, &http.Cookie{Name: cookie, Value: lang.Tag, Path: s.prefix, MaxAge: 365 * 24 * 60 * 60, SameSite: http.SameSiteLaxMode, HttpOnly: true})
		return lang
	}
	if c, err := r.Cookie(cookie); err == nil {
		return s.texts.Choose(c.Value, r.Header.Get("Accept-Language"))
	}
	return lang
}

// render answers with a page.
func (s *Server) render(w http.ResponseWriter, a ask, p page) {
	var b bytes.Buffer
	if err := s.views.execute(&b, a.lang, p.Template, s.frame(a, p)); err != nil {
		s.o.Log.Error("a page could not be rendered", "path", a.URL.Path, "error", err)
		http.Error(w, a.lang.Text("error.internal"), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	if p.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(p.RetryAfter))
	}
	h.Set("Content-Language", a.lang.Tag)
	h.Add("Vary", "Accept-Language, Cookie")
	s.send(w, a.Request, p.Status, "text/html; charset=utf-8", b.Bytes())
}

// send answers with bytes that the client may keep as long as it asks whether
// they are still the same.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "private, no-cache")
	if status == 0 || status == http.StatusOK {
		sum := sha256.Sum256(body)
		tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if sameTag(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		status = http.StatusOK
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that went away is no failure
	}
}

// sameTag reports whether If-None-Match names a tag (RFC 9110, section 13.1.2: weak comparison).
func sameTag(header, tag string) bool {
	for _, t := range strings.Split(header, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// number reads a number of an address, 1 or more.
func (a ask) number(name string) (int, error) {
	n, err := strconv.Atoi(a.PathValue(name))
	if err != nil || n < 1 {
		return 0, errNoPage
	}
	return n, nil
}

// with returns the query of a request with some values replaced; an empty value
// takes one out. What names a place in a list does not stay.
func with(query url.Values, pairs ...string) string {
	q := url.Values{}
	for key, values := range query {
		if key != "after" && key != "lang" && len(values) > 0 && values[0] != "" {
			q[key] = values
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Del(pairs[i])
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// articlePath returns the path of an article below the prefix.
func articlePath(feed, id string) string { return fmt.Sprintf("feeds/%s/articles/%s", feed, id) }
