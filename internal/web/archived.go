package web

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"onrecord/archive"
	"onrecord/internal/web/guard"
	"onrecord/internal/web/roster"
)

// archivedPage frames a page as it was fetched.
type archivedPage struct {
	Feed     Feed
	Article  archive.Article
	Revision archive.Revision
	Title    string
	HTML     bool // what was fetched can be shown in the frame
}

func (s *Server) showPage(a ask) (page, error) {
	n, err := a.number("n")
	if err != nil {
		return page{}, err
	}
	p := archivedPage{Feed: a.feed}
	err = s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) (err error) {
		if p.Article, err = findArticle(v, a.PathValue("id"), a.outline.Latest); err != nil {
			return err
		}
		var content archive.Content
		p.Revision, content, err = revisionOf(v, p.Article.Ref, n)
		p.Title = content.Title
		return err
	})
	if err != nil {
		return page{}, err
	}
	p.HTML = p.Revision.Capture.Held() && isHTML(contentType(p.Revision.Capture))
	return page{
		Template: "archived", Section: "articles", Title: a.lang.Text("archived.title", p.Title), Data: p,
		Description: a.lang.Text("archived.description", a.lang.Stamp(p.Revision.Capture.Time)),
	}, nil
}

// serveRaw answers with the page of a revision as it was fetched.
func (s *Server) serveRaw(w http.ResponseWriter, r *http.Request) {
	s.serveCapture(w, r, func(v archive.View, a archive.Article, _, n int) (archive.CaptureInfo, error) {
		revision, err := v.Revision(a.Ref, n)
		return revision.Capture, err
	})
}

// serveKept answers with a page that was kept though it made no revision.
func (s *Server) serveKept(w http.ResponseWriter, r *http.Request) {
	s.serveCapture(w, r, func(v archive.View, a archive.Article, at, n int) (archive.CaptureInfo, error) {
		kept, err := v.Kept(a.Ref, at)
		if err != nil || n > len(kept) {
			return archive.CaptureInfo{}, errors.Join(err, archive.ErrNotFound)
		}
		return kept[n-1], nil
	})
}

// serveCapture answers with the bytes of the capture that find returns.
func (s *Server) serveCapture(w http.ResponseWriter, r *http.Request, find func(v archive.View, a archive.Article, at, n int) (archive.CaptureInfo, error)) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	n, err := strconv.Atoi(r.PathValue("n"))
	feed, known := s.feed(r.PathValue("feed"))
	if err != nil || n < 1 || !known {
		http.NotFound(w, r)
		return
	}
	var info archive.CaptureInfo
	var body []byte
	err = s.o.Store.View(ctx, feed.Name, func(v archive.View) error {
		at, err := v.Latest()
		if err != nil {
			return err
		}
		article, err := findArticle(v, r.PathValue("id"), at)
		if err != nil {
			return err
		}
		if info, err = find(v, article, at, n); err != nil {
			return err
		}
		if !info.Held() {
			return archive.ErrNotFound
		}
		body, err = v.Raw(info.Raw)
		return err
	})
	if err != nil {
		s.plainError(w, r, err)
		return
	}
	s.sendCapture(w, r, info, body)
}

// sendCapture answers with what a server once answered: shown in a sandbox when
// it is a page or a text, else, or with ?bytes, as a file to keep: its very bytes.
func (s *Server) sendCapture(w http.ResponseWriter, r *http.Request, info archive.CaptureInfo, body []byte) {
	h := w.Header()
	guard.Sandbox(h)
	kind := contentType(info)
	switch {
	case r.URL.Query().Has("bytes"):
		kind = "application/octet-stream"
		h.Set("Content-Disposition", `attachment; filename="`+info.Raw.String()[7:23]+`.html"`)
	case isHTML(kind):
		body, kind = silenced(body, asHTML(kind))
	case strings.HasPrefix(kind, "text/plain"):
	default:
		kind = "application/octet-stream"
		h.Set("Content-Disposition", `attachment; filename="`+info.Raw.String()[7:23]+`.bin"`)
	}
	s.send(w, r, http.StatusOK, kind, body)
}

// contentType returns the type of a capture, without what may not stand in a header.
func contentType(info archive.CaptureInfo) string {
	kind, params, err := mime.ParseMediaType(info.With(nil).HeaderValue("Content-Type"))
	if err != nil {
		return "application/octet-stream"
	}
	kept := map[string]string{}
	if charset := params["charset"]; charset != "" {
		kept["charset"] = charset
	}
	return mime.FormatMediaType(kind, kept)
}

// isHTML reports whether a browser shows a type as a page.
func isHTML(kind string) bool {
	return strings.HasPrefix(kind, "text/html") || strings.HasPrefix(kind, "application/xhtml+xml")
}

// asHTML returns the type under which a page is shown: XHTML too as HTML, because
// in XML any prefix and any entity can stand for a tag that makes a browser connect.
func asHTML(kind string) string {
	_, params, _ := strings.Cut(kind, ";")
	return strings.TrimSuffix("text/html;"+params, ";")
}

// plainError answers with an error where no page is wanted.
func (s *Server) plainError(w http.ResponseWriter, r *http.Request, err error) {
	var p problem
	unread := &roster.UnreadError{}
	switch {
	case errors.As(err, &unread):
		w.Header().Set("Retry-After", strconv.Itoa(again))
		http.Error(w, unread.Error(), http.StatusServiceUnavailable)
	case errors.As(err, &p):
		http.Error(w, http.StatusText(p.status), p.status)
	case errors.Is(err, archive.ErrNotFound), errors.Is(err, archive.ErrNoArchive):
		http.NotFound(w, r)
	case errors.Is(err, archive.ErrAmbiguous):
		http.Error(w, "more than one article begins with this id", http.StatusBadRequest)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		http.Error(w, "the archive is busy; try again", http.StatusServiceUnavailable)
	default:
		s.o.Log.Error("a request failed", "path", r.URL.Path, "error", err)
		http.Error(w, "the archive could not be read", http.StatusInternalServerError)
	}
}
