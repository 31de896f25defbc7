package web

import (
	"net/http"
	"path"
	"strings"
)

// routes leads every address to what answers it.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for pattern, show := range map[string]view{
		"{$}":                                              s.showFeeds,
		"feeds/{feed}":                                     s.withSlash,
		"feeds/{feed}/{$}":                                 s.withArticles(s.showStream),
		"feeds/{feed}/changes":                             s.withArticles(s.showChanges),
		"feeds/{feed}/calendar":                            s.withArticles(s.showCalendar),
		"feeds/{feed}/statistics":                          s.withArticles(s.showStatistics),
		"feeds/{feed}/snapshots":                           s.showSnapshots,
		"feeds/{feed}/snapshots/{number}":                  s.withArticles(s.showSnapshot),
		"feeds/{feed}/compare":                             s.chooseSnapshots,
		"feeds/{feed}/compare/{from}/{to}":                 s.withArticles(s.showBetween),
		"feeds/{feed}/articles/{id}":                       s.showArticle,
		"feeds/{feed}/articles/{id}/revisions/{n}":         s.showArticle,
		"feeds/{feed}/articles/{id}/revisions/{n}/page":    s.showPage,
		"feeds/{feed}/articles/{id}/revisions/{n}/sources": s.showSources,
		"feeds/{feed}/articles/{id}/compare":               s.chooseRevisions,
		"feeds/{feed}/articles/{id}/compare/{from}/{to}":   s.showRevisions,
		"feeds/{feed}/articles/{id}/looks":                 s.showLooks,
		"":                                                 s.notFound,
	} {
		mux.Handle("/"+pattern, s.page(show))
	}
	if s.o.Find != nil {
		mux.Handle("/search", s.page(s.showSearch))
		mux.Handle("/feeds/{feed}/search", s.page(s.showSearch))
		mux.Handle("/api/v1/search", s.api(s.apiSearch))
		mux.HandleFunc("/feeds/{feed}/search.atom", s.serveSearchAtom)
	}
	for pattern, write := range map[string]document{
		"feeds":                              s.apiFeeds,
		"feeds/{feed}/articles":              s.apiArticles,
		"feeds/{feed}/articles/{id}":         s.apiArticle,
		"feeds/{feed}/articles/{id}/changes": s.apiChanges,
		"feeds/{feed}/articles/{id}/looks":   s.apiLooks,
		"feeds/{feed}/changes":               s.apiChanges,
		"feeds/{feed}/snapshots":             s.apiSnapshots,
		"feeds/{feed}/diff":                  s.apiDiff,
		"":                                   s.apiNothing,
	} {
		mux.Handle("/api/v1/"+pattern, s.api(write))
	}
	mux.Handle("/api/v1", s.api(s.apiNothing))
	for pattern, serve := range map[string]http.HandlerFunc{
		"feeds/{feed}/articles/{id}/revisions/{n}/raw": s.serveRaw,
		"feeds/{feed}/articles/{id}/kept/{n}/raw":      s.serveKept,
		"feeds/{feed}/articles.atom":                   s.serveArticlesAtom,
		"feeds/{feed}/changes.atom":                    s.serveChangesAtom,
		"api/v1/openapi.json":                          s.serveOpenAPI,
		"static/{name}":                                s.serveAsset,
		"events":                                       s.serveEvents,
		"healthz":                                      s.serveHealth,
		"metrics":                                      s.serveMetrics,
	} {
		mux.HandleFunc("/"+pattern, serve)
	}
	return s.prefixed(mux)
}

// prefixed takes the prefix off. The bare prefix without its slash leads to the pages.
func (s *Server) prefixed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		below, ok := strings.CutPrefix(r.URL.Path, s.prefix)
		switch {
		case ok:
		case r.URL.Path+"/" == s.prefix, r.URL.Path == "/":
			http.Redirect(w, r, s.prefix, http.StatusSeeOther)
			return
		default:
			http.NotFound(w, r)
			return
		}
		if s.memento(w, r) {
			return
		}
		inner := r.Clone(r.Context())
		inner.URL.Path, inner.URL.RawPath = "/"+below, ""
		if raw, ok := strings.CutPrefix(r.URL.EscapedPath(), s.prefix); ok {
			inner.URL.RawPath = "/" + raw
			if clean := cleaned("/" + raw); clean != "/"+raw { // the mux would lead out of the prefix
				to := s.prefix + clean[1:] // escaped already
				if r.URL.RawQuery != "" {
					to += "?" + r.URL.RawQuery
				}
				http.Redirect(w, r, to, http.StatusPermanentRedirect)
				return
			}
		}
		next.ServeHTTP(w, inner)
	})
}

// cleaned returns a path without "//" and dots, as the mux of net/http wants it.
func cleaned(p string) string {
	clean := path.Clean(p)
	if clean != "/" && strings.HasSuffix(p, "/") {
		clean += "/"
	}
	return clean
}

// withSlash leads to a feed's pages from their address without its last slash.
func (s *Server) withSlash(a ask) (page, error) {
	return page{Redirect: s.prefix + "feeds/" + a.feed.Name + "/" + with(a.URL.Query())}, nil
}
