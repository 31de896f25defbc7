package search

import (
	"context"
	"fmt"
	"slices"

	"onrecord/archive"
)

// Request is what is searched for, and where.
type Request struct {
	Query        Query
	Feeds        []string
	AllRevisions bool   // in former revisions too
	Limit        int    // 0: no limit
	After        Cursor // the last result of the page before
	Bytes        int    // of texts after which no further result is looked up; 0: no limit
	// Keep says which articles count; nil: all.
	Keep func(feed string, a archive.Article) bool
	// Among says the same without a look into the archive; nil: all.
	Among func(feed string, ref archive.Ref) bool
}

// wants reports whether an article counts, as far as this can be said without
// the archive.
func (r Request) wants(feed string, ref archive.Ref) bool {
	return slices.Contains(r.Feeds, feed) && (r.Among == nil || r.Among(feed, ref))
}

// Result is an article that was found.
type Result struct {
	Feed    string
	Article archive.Article // as the newest snapshot holds it
	Title   []Part          // of its newest revision; no parts: it has none

	Cursor Cursor

	FoundIn    []int // the revisions that were found, ascending; without AllRevisions the newest
	StillThere bool  // the newest revision is among them
	// Snippet is of the last of FoundIn: of its text, or, when only the title of
	// a former revision holds the words, of that title.
	Snippet []Part
	Field   string // FieldBody or FieldTitle: what Snippet is of
}

// Search returns what was found, the best first: titles count more than
// texts, rare words more than frequent ones (BM25); equal ones by date, newest
// first. What more than 5,000 revisions hold is not ranked: those with it in
// their titles come first, then the others, each newest first. more says whether
// there are others beyond the limit.
func (x *Index) Search(ctx context.Context, store archive.Store, r Request) (found []Result, more bool, err error) {
	err = x.asking(ctx, func() error {
		found, more, err = x.results(ctx, store, r, r.enough())
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("search for %q: %w", r.Query, err)
	}
	return found, more, nil
}

// Rank returns what [Index.Search] finds without looking it up in the archive,
// which may hold some of it no longer.
func (x *Index) Rank(ctx context.Context, r Request) (found []Cursor, err error) {
	var rows []row
	err = x.asking(ctx, func() error {
		rows, err = x.find(ctx, r, r.enough())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", r.Query, err)
	}
	for place := r.After.in(rows); place < len(rows) && (r.Limit == 0 || len(found) < r.Limit); place++ {
		found = append(found, Cursor{place + 1, rows[place].feed, rows[place].ref})
	}
	return found, nil
}

// enough returns how many rows are enough for a request, 0 for no bound.
func (r Request) enough() int {
	if r.Limit == 0 || r.Keep != nil {
		return 0
	}
	return r.After.Place + r.Limit + 1 // one that says whether there are more
}

// results makes the results of the first rows, as many as most says.
func (x *Index) results(ctx context.Context, store archive.Store, r Request, most int) (found []Result, more bool, err error) {
	rows, err := x.find(ctx, r, most)
	if err != nil {
		return nil, false, err
	}
	found, more, err = collect(ctx, store, r, rows)
	if err == nil && !more && most > 0 && len(rows) >= most { // some are in the archive no longer
		return x.results(ctx, store, r, 0)
	}
	return found, more, err
}

// row is what the index says: an article of a feed, and its revisions.
type row struct {
	feed    string
	ref     archive.Ref
	numbers []int
}

// find asks the index. Rows are small: it may return more than most, and returns
// all when that is 0.
func (x *Index) find(ctx context.Context, r Request, most int) ([]row, error) {
	x.swap.RLock()
	defer x.swap.RUnlock()
	codes, err := x.codes(ctx)
	if err != nil {
		return nil, err
	}
	expression := r.Query.expression(codes)
	if expression == "" || len(r.Feeds) == 0 {
		return nil, nil
	}
	ids, n, err := x.matching(ctx, expression)
	if err != nil || n == 0 {
		return nil, err
	}
	if n > x.ranks {
		return x.unranked(ctx, r, expression, ids, most)
	}
	return x.ranked(ctx, r, expression)
}

// codes returns the languages in use.
func (x *Index) codes(ctx context.Context) (codes []string, err error) {
	rows, err := x.db.QueryContext(ctx, "SELECT code FROM language ORDER BY code")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			return nil, err
		}
		codes = append(codes, code)
	}
	return codes, rows.Err()
}
