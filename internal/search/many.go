package search

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
)

// rankMost is how many revisions are ranked. To rank one costs as much as to
// find twenty, and words that so many hold say little of any of them.
const rankMost = 5000

// Set is a set of small numbers, such as [archive.Ref].
type Set []uint64

// Has reports whether the set holds n.
func (s Set) Has(n uint32) bool { return int(n/64) < len(s) && s[n/64]&(1<<(n%64)) != 0 }

func (s *Set) add(n uint32) {
	if missing := int(n/64) + 1 - len(*s); missing > 0 {
		*s = append(*s, make(Set, missing)...)
	}
	(*s)[n/64] |= 1 << (n % 64)
}

// Matches returns the articles of a feed whose newest revision holds what is
// asked for, as far as the index knows.
func (x *Index) Matches(ctx context.Context, q Query, feed string) (found Set, err error) {
	err = x.asking(ctx, func() error {
		found, err = x.matches(ctx, q, feed)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", q, err)
	}
	return found, nil
}

// Warm reads what [Index.Matches] needs of the index before anybody waits for it.
func (x *Index) Warm(ctx context.Context) error {
	x.swap.RLock()
	defer x.swap.RUnlock()
	if _, err := x.rolled(ctx); err != nil {
		return fmt.Errorf("read the search index: %w", err)
	}
	return nil
}

func (x *Index) matches(ctx context.Context, q Query, feed string) (found Set, err error) {
	x.swap.RLock()
	defer x.swap.RUnlock()
	codes, err := x.codes(ctx)
	if err != nil {
		return nil, err
	}
	ids, _, err := x.matching(ctx, q.expression(codes))
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	r, err := x.rolled(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range r.entries {
		if e.newest && ids.Has(e.id) && r.feeds[e.feed] == feed {
			found.add(uint32(e.ref))
		}
	}
	return found, nil
}

// matching returns the rows that an expression finds, and how many they are.
// They come as one text: one by one they would cost four times as much.
func (x *Index) matching(ctx context.Context, expression string) (ids Set, n int, err error) {
	if expression == "" {
		return nil, 0, nil
	}
	var all sql.NullString
	if err := x.db.QueryRowContext(ctx, "SELECT group_concat(rowid) FROM words WHERE words MATCH ?", expression).Scan(&all); err != nil || !all.Valid {
		return nil, 0, err
	}
	for text := range strings.SplitSeq(all.String, ",") {
		id, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			return nil, 0, fmt.Errorf("the index holds row %q: %w", text, err)
		}
		ids.add(uint32(id))
		n++
	}
	return ids, n, nil
}

// unranked returns the articles of too many rows to be ranked: those whose
// titles hold what is asked for, then the others, each newest first. Of either it
// returns no more than most, unless that is 0.
func (x *Index) unranked(ctx context.Context, r Request, expression string, ids Set, most int) ([]row, error) {
	inTitle, titles, err := x.matching(ctx, FieldTitle+" : ("+expression+")")
	if err != nil {
		return nil, err
	}
	if most > 0 && !r.AllRevisions {
		read, err := x.rolledAlready(ctx)
		if err == nil && read == nil {
			return x.newestFirst(ctx, r, ids, inTitle, titles, most)
		}
		if err != nil {
			return nil, err
		}
	}
	all, err := x.rolled(ctx)
	if err != nil {
		return nil, err
	}
	var titled, others []row
	full := func(list []row) bool { return most > 0 && len(list) >= most }
	for of := range all.articles() {
		found, title := r.among(of, ids, inTitle)
		feed := all.feeds[of[0].feed]
		switch {
		case !found || !r.wants(feed, of[0].ref):
		case title && !full(titled):
			titled = append(titled, rowOf(feed, of, ids, r.AllRevisions))
		case !title && !full(others):
			others = append(others, rowOf(feed, of, ids, r.AllRevisions))
		}
		if full(titled) {
			break
		}
	}
	return append(titled, others...), nil
}

// among reports whether a revision of an article that counts is among ids, and
// whether one is among those that hold it in their titles.
func (r Request) among(of []entry, ids, inTitle Set) (found, title bool) {
	for _, e := range of {
		if ids.Has(e.id) && (e.newest || r.AllRevisions) {
			found, title = true, title || inTitle.Has(e.id)
		}
	}
	return found, title
}

func rowOf(feed string, of []entry, ids Set, former bool) row {
	r := row{feed: feed, ref: of[0].ref}
	for _, e := range of {
		if ids.Has(e.id) && (e.newest || former) {
			r.numbers = append(r.numbers, int(e.number))
		}
	}
	return r
}
