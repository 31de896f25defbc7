package web

import (
	"context"
	"errors"
	"strings"

	"onrecord/archive"
	"onrecord/internal/search"
	"onrecord/internal/web/roster"
)

// wanted returns what tells whether an article of a feed is asked for. Its title
// holds the words, or parts of words as one types them, or title and text
// together do.
func (s *Server) wanted(a ask, f filter) (func(*roster.Row) bool, error) {
	meets, err := f.articles(s.o.Now(), a.feed.Location)
	if err != nil || strings.TrimSpace(f.Words) == "" {
		return meets, err
	}
	texts, err := s.holding(a, f.Words)
	if err != nil {
		return nil, err
	}
	words := roster.Words(f.Words)
	return func(r *roster.Row) bool {
		return meets(r) && (texts.Has(uint32(r.Ref)) || r.Says(words))
	}, nil
}

// holding returns the articles that hold words: none where nothing can search,
// or where the words are no query, perhaps because they are still being typed.
func (s *Server) holding(a ask, words string) (search.Set, error) {
	if s.o.Find == nil {
		return nil, nil
	}
	q, err := search.ParseQuery(words, "")
	switch {
	case errors.Is(err, search.ErrQuery):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return s.o.Find.Matches(a.Context(), q, a.feed.Name)
}

// among returns what tells whether an article of some feeds meets a filter
// except for its words, nil where it asks for nothing else.
func (s *Server) among(ctx context.Context, feed Feed, names []string, f filter) (func(string, archive.Ref) bool, error) {
	meets, err := f.articles(s.o.Now(), s.location(feed))
	if f.Words = ""; err != nil || !f.asks() {
		return nil, err
	}
	rosters := map[string]*roster.Roster{}
	for _, name := range names {
		if rosters[name], err = s.keeper.Of(ctx, name); err != nil {
			return nil, err
		}
	}
	return func(feed string, ref archive.Ref) bool {
		r := rosters[feed]
		i := r.Place(ref)
		return i >= 0 && meets(&r.Rows[i])
	}, nil
}
