// Package web shows an archive in a browser and gives it to programs: pages, a
// JSON API, Atom feeds, Memento (RFC 7089) and metrics.
//
// It only reads. Every answer is made in short views of the store, so that
// crawls go on beside it; what lists, calendars and statistics need of every
// article is kept in memory (package roster). Pages are made on the server and
// work without JavaScript. A route has a file of its own; every text of the
// pages is in the catalogue of package say; who may ask, package guard decides.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/search"
	"onrecord/internal/web/guard"
	"onrecord/internal/web/roster"
	"onrecord/internal/web/say"
)

// Options of a server.
type Options struct {
	Store archive.Store
	Feeds []Feed // in the order in which they are shown
	// Base is the address by which clients reach the server, with a slash at
	// its end; its path is the prefix of every route. Nil: what they ask for.
	Base *url.URL
	// Hosts are further names of the server.
	Hosts []string
	// Token that clients must show; empty: everybody may read.
	Token string
	// Explain says where each field of a page was read; nil: nothing can.
	Explain func(ctx context.Context, feed string, c archive.Capture) ([]Source, error)
	// Documents compares the texts of documents that were replaced, as far as they
	// have one; nil: nothing can.
	Documents func(ctx context.Context, feed string, replaced []diff.FileText) ([]diff.FileText, error)
	// Find searches; nil: nothing can.
	Find    Finder
	Version string
	Now     func() time.Time
	Log     *slog.Logger // what a person who runs the server should know
}

// Finder searches the archive for words.
type Finder interface {
	// Update makes what is found catch up with the newest snapshots of feeds.
	Update(ctx context.Context, feeds []string) error
	// Behind reports whether some of it cannot be found yet.
	Behind(ctx context.Context) bool
	// Search returns what was found, the best first, and whether there is more.
	Search(ctx context.Context, r search.Request) ([]search.Result, bool, error)
	// Rank returns what Search finds, without its words.
	Rank(ctx context.Context, r search.Request) ([]search.Cursor, error)
	// Matches returns the articles of a feed that hold what is asked for.
	Matches(ctx context.Context, q search.Query, feed string) (search.Set, error)
}

// Feed is a feed that is shown.
type Feed struct {
	Name     string
	Title    string
	Language string
	Location *time.Location
}

// Source says where a field was read.
type Source struct {
	Field, Source, Value string
	Others               []Said // what every source said of it
}

// Said is what one source said of a field.
type Said struct{ Source, Value, Note string }

// Limits of requests from other machines.
const (
	perSecond = 20
	burst     = 200
	patience  = 20 * time.Second // for one answer
)

// Server answers requests. It is an http.Handler.
type Server struct {
	o      Options
	prefix string // path under which everything lies, with a slash at both ends
	keeper *roster.Keeper
	texts  *say.Catalogue
	views  *views
	assets *assets
	news   *news
	counts *counts
	// replaced are the documents that were compared.
	replaced *documents
	// indexing: what is found may not be all yet.
	indexing atomic.Bool
	openAPI  []byte
	handler  http.Handler
}

// New returns a server. It reads its templates and texts now.
func New(o Options) (*Server, error) {
	s := &Server{o: o, prefix: "/", keeper: roster.NewKeeper(o.Store), news: newNews(), counts: newCounts(), replaced: newDocuments(o.Documents)}
	if o.Base != nil {
		s.prefix = "/" + strings.Trim(o.Base.Path, "/")
		if s.prefix != "/" {
			s.prefix += "/"
		}
		s.o.Hosts = append(slices.Clone(o.Hosts), o.Base.Host)
	}
	var err error
	if s.texts, err = say.Load(); err != nil {
		return nil, err
	}
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.views, err = parseViews(s.texts, s.prefix, s.assets); err != nil {
		return nil, err
	}
	if s.openAPI, err = describe(s.prefix); err != nil {
		return nil, err
	}
	g := guard.New(guard.Options{
		Hosts: s.o.Hosts, Token: o.Token, Prefix: s.prefix, Secure: o.Base != nil && o.Base.Scheme == "https",
		Proxied: o.Base != nil, PerSecond: perSecond, Burst: burst, Now: o.Now,
	})
	s.handler = s.counted(g.Wrap(s.compressed(s.routes())))
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// feed returns the feed called name.
func (s *Server) feed(name string) (Feed, bool) {
	i := slices.IndexFunc(s.o.Feeds, func(f Feed) bool { return f.Name == name })
	if i < 0 {
		return Feed{}, false
	}
	return s.o.Feeds[i], true
}

// absolute returns the whole address of a path below the prefix.
func (s *Server) absolute(r *http.Request, path string) string {
	if s.o.Base != nil {
		return s.o.Base.Scheme + "://" + s.o.Base.Host + s.prefix + path
	}
	return "http://" + r.Host + s.prefix + path
}
