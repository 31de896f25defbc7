package web

import (
	"net/url"

	"onrecord/archive"
)

// frame is what the template around every page shows.
type frame struct {
	page
	Lang      string
	Languages []langLink
	Feed      *Feed
	Snapshot  archive.Snapshot // the newest, where the page is a feed's
	Never     bool             // the page is a feed's that was never crawled
	Canonical string
	Version   string
	Search    bool // whether there is a search
}

// langLink leads to the same page in a language.
type langLink struct {
	Tag, Name, Href string
	Current         bool
}

func (s *Server) frame(a ask, p page) frame {
	f := frame{page: p, Lang: a.lang.Tag, Version: s.o.Version, Search: s.o.Find != nil}
	path := a.URL.Path[1:]
	f.Canonical = s.absolute(a.Request, path) + with(a.URL.Query())
	for _, l := range s.texts.Languages() {
		query := a.URL.Query()
		query.Set("lang", l.Tag)
		f.Languages = append(f.Languages, langLink{l.Tag, l.Name, (&url.URL{Path: s.prefix + path, RawQuery: query.Encode()}).String(), l == a.lang})
	}
	if a.feed.Name != "" {
		f.Feed = &a.feed
		if a.outline != nil {
			f.Snapshot, f.Never = a.outline.Newest(), a.outline.Latest == 0
		}
	}
	return f
}
