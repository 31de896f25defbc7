package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
	"onrecord/internal/search"
	"onrecord/internal/web/roster"
)

// searchPage is what was found.
type searchPage struct {
	Feed     *Feed
	Titles   map[string]string // of the feeds, where results can be of several
	Filter   filter
	Former   bool // former revisions too
	Unready  bool // the texts are being indexed
	Asked    bool
	Bad      bool // the words are no query
	Action   string
	States   []archive.State
	Results  []search.Result
	InFormer string // address of the same search in former revisions
	Next     string
	First    string
}

// resultsPerPage is how many results a page shows.
const resultsPerPage = 20

// placeMost bounds how far results can be turned over: who wants more, narrows the search.
const placeMost = 10_000

// errQuery says that a query means nothing.
var errQuery = problem{http.StatusBadRequest, "error.query"}

func (s *Server) showSearch(a ask) (page, error) {
	query := a.URL.Query()
	p := searchPage{Former: query.Get("revisions") == "all", States: []archive.State{archive.Listed, archive.Unlisted, archive.Removed}}
	p.Action = s.prefix + "search"
	title := a.lang.Text("search")
	if a.feed.Name != "" {
		p.Feed, p.Action = &a.feed, s.prefix+"feeds/"+a.feed.Name+"/search"
		title = a.lang.Text("search.of", a.feed.Title)
	} else if len(s.o.Feeds) > 1 {
		p.Titles = map[string]string{}
		for _, f := range s.o.Feeds {
			p.Titles[f.Name] = f.Title
		}
	}
	result := page{Template: "search", Title: title, Section: "search", Description: a.lang.Text("search.description")}
	var err error
	if p.Filter, err = filterOf(query); err != nil {
		return page{}, err
	}
	if p.Filter, err = p.Filter.inDays(s.o.Now(), s.location(a.feed)); err != nil {
		return page{}, err
	}
	if p.Asked = strings.TrimSpace(p.Filter.Words) != ""; p.Asked {
		var next string
		p.Results, next, err = s.find(a, p.Filter, resultsPerPage)
		if errors.Is(err, errQuery) { // the form stays, so that it can be mended
			p.Bad, result.Status, err = true, errQuery.status, nil
		}
		if err != nil {
			return page{}, err
		}
		p.Unready = s.unready(a) // asked afterwards: the search may have found the index gone
		if next != "" {
			p.Next = p.Action + with(query, "after", next)
		}
		if query.Get("after") != "" {
			p.First = p.Action + with(query)
		}
		if !p.Bad && !p.Former && p.First == "" && len(p.Results) == 0 {
			p.InFormer = p.Action + with(query, "revisions", "all")
		}
		result.Title = a.lang.Text("search.title", p.Filter.Words)
		if a.feed.Name != "" && !p.Bad {
			result.Alternate = []alternate{{atomType, p.Action + ".atom" + with(query), result.Title, a.lang.Text("search")}}
		}
	}
	result.Data = p
	return result, nil
}

// find returns a page of what a request asks for, and what names its end when
// more follows.
func (s *Server) find(a ask, f filter, most int) (found []search.Result, next string, err error) {
	request, err := s.searchRequest(a, f)
	if err != nil {
		return nil, "", err
	}
	request.Limit, request.Bytes = most, answerBytes
	found, more, err := s.o.Find.Search(a.Context(), request)
	if more {
		next = found[len(found)-1].Cursor.String()
	}
	return found, next, err
}

// unready reports whether texts are still being indexed.
func (s *Server) unready(a ask) bool {
	return s.o.Find != nil && (s.indexing.Load() || s.o.Find.Behind(a.Context()))
}

func (s *Server) searchRequest(a ask, f filter) (r search.Request, err error) {
	query := a.URL.Query()
	if r.Query, err = search.ParseQuery(f.Words, ""); err != nil {
		return r, errQuery
	}
	if r.After, err = search.ParseCursor(query.Get("after")); err != nil || r.After.Place > placeMost {
		return r, errBad
	}
	r.AllRevisions = query.Get("revisions") == "all"
	r.Feeds = s.names()
	if a.feed.Name != "" {
		r.Feeds = []string{a.feed.Name}
	}
	r.Among, err = s.among(a.Context(), a.feed, r.Feeds, f)
	return r, err
}

// location returns where the days of a feed are counted, UTC for all feeds together.
func (s *Server) location(feed Feed) *time.Location {
	if feed.Location == nil {
		return time.UTC
	}
	return feed.Location
}

// apiSearch writes the document onrecord/search.
func (s *Server) apiSearch(a ask, b *bytes.Buffer) (next string, err error) {
	query := a.URL.Query()
	if name := query.Get("feed"); name != "" {
		known := false
		if a.feed, known = s.feed(name); !known {
			return "", errNoPage
		}
	}
	f, err := filterOf(query)
	if err != nil {
		return "", err
	}
	most, err := limit(query)
	if err != nil {
		return "", err
	}
	found, next, err := s.find(a, f, most)
	if err != nil {
		return "", err
	}
	d := jsondoc.New(b, search.Format, search.Version)
	d.Member("query", f.Words)
	d.Member("more", next != "")
	d.Member("next", jsondoc.Text(next))
	jsondoc.List(d, "results", jsondoc.All(found))
	return next, d.Close()
}

// serveSearchAtom answers with the newest of the best articles that a search finds.
func (s *Server) serveSearchAtom(w http.ResponseWriter, r *http.Request) {
	s.atom(w, r, func(a ask) (export.Source, error) {
		f, err := filterOf(a.URL.Query())
		if err != nil {
			return export.Source{}, err
		}
		request, err := s.searchRequest(a, f)
		if err != nil {
			return export.Source{}, err
		}
		request.Limit = limitMost
		found, err := s.o.Find.Rank(a.Context(), request)
		if err != nil {
			return export.Source{}, err
		}
		var rows []roster.Row
		for _, result := range found {
			if row, ok := a.roster.Row(result.Ref); ok {
				rows = append(rows, row)
			}
		}
		slices.SortFunc(rows, roster.Before)
		list, err := s.documents(a, rows[:min(len(rows), atomEntries)])
		return export.Source{Snapshot: a.outline.Newest(), Articles: jsondoc.All(list)}, err
	})
}

// Finding is a [Finder] that asks an index of package search.
type Finding struct {
	Index *search.Index
	Store archive.Store
}

// Update implements Finder.
func (f Finding) Update(ctx context.Context, feeds []string) error {
	if err := f.Index.Update(ctx, f.Store, feeds, nil); err != nil {
		return err
	}
	return f.Index.Warm(ctx)
}

// Behind implements Finder.
func (f Finding) Behind(ctx context.Context) bool { return f.Index.Behind(ctx) }

// Matches implements Finder. An index that had to be made anew finds nothing yet.
func (f Finding) Matches(ctx context.Context, q search.Query, feed string) (search.Set, error) {
	found, err := f.Index.Matches(ctx, q, feed)
	if errors.Is(err, search.ErrRemade) {
		return nil, nil
	}
	return found, err
}

// Search implements Finder. An index that had to be made anew finds nothing yet.
func (f Finding) Search(ctx context.Context, r search.Request) ([]search.Result, bool, error) {
	found, more, err := f.Index.Search(ctx, f.Store, r)
	if errors.Is(err, search.ErrRemade) {
		return nil, false, nil
	}
	return found, more, err
}

// Rank implements Finder. An index that had to be made anew finds nothing yet.
func (f Finding) Rank(ctx context.Context, r search.Request) ([]search.Cursor, error) {
	found, err := f.Index.Rank(ctx, r)
	if errors.Is(err, search.ErrRemade) {
		return nil, nil
	}
	return found, err
}
