package search

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord/archive"
)

// scored gives each row that an expression finds its score, the best the least.
// Whole numbers are read faster than fractions; they tell 16 million steps.
const scored = "SELECT rowid AS id, cast(rank * 16777216 AS INTEGER) AS score FROM words WHERE words MATCH ?"

// ranked returns the articles that an expression finds, the best first. Without
// the roll SQLite looks up which they are, which takes three times as long as to
// find them, but not as long as to read the roll.
func (x *Index) ranked(ctx context.Context, r Request, expression string) ([]row, error) {
	all, err := x.rolledAlready(ctx)
	if err != nil {
		return nil, err
	}
	if all != nil {
		return x.rankedOn(ctx, r, expression, all)
	}
	arguments := []any{expression}
	for _, f := range r.Feeds {
		arguments = append(arguments, f)
	}
	only := "AND r.newest"
	if r.AllRevisions {
		only = ""
	}
	rows, err := x.db.QueryContext(ctx, `SELECT f.name, r.ref, group_concat(r.number)
		FROM (`+scored+`) w JOIN revision r ON r.id = w.id JOIN feed f ON f.id = r.feed
		WHERE f.name IN (?`+strings.Repeat(", ?", len(r.Feeds)-1)+`) `+only+`
		GROUP BY r.feed, r.ref ORDER BY min(w.score), max(r.date) DESC, r.feed, r.ref`, arguments...)
	if err != nil {
		return nil, err
	}
	return scan(rows, r)
}

func scan(rows *sql.Rows, wanted Request) (list []row, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r row
		var numbers string
		if err := rows.Scan(&r.feed, &r.ref, &numbers); err != nil {
			return nil, err
		}
		if !wanted.wants(r.feed, r.ref) {
			continue
		}
		for _, s := range strings.Split(numbers, ",") {
			n, err := strconv.Atoi(s)
			if err != nil {
				return nil, fmt.Errorf("the index holds revision %q: %w", s, err)
			}
			r.numbers = append(r.numbers, n)
		}
		slices.Sort(r.numbers)
		list = append(list, r)
	}
	return list, rows.Err()
}

// hitArticle is an article with the revisions that were found.
type hitArticle struct {
	row
	score int64 // of the best of them
	place int32 // of one of them in the roll
}

// rankedOn is ranked with the roll.
func (x *Index) rankedOn(ctx context.Context, r Request, expression string, all *roll) ([]row, error) {
	type key struct {
		feed uint32
		ref  archive.Ref
	}
	var found []*hitArticle
	of := map[key]*hitArticle{}
	err := x.scores(ctx, expression, func(id uint32, score int64) {
		place := all.place(id)
		if place < 0 {
			return // it came just now
		}
		e := all.entries[place]
		feed := all.feeds[e.feed]
		if !e.newest && !r.AllRevisions || !r.wants(feed, e.ref) {
			return
		}
		k := key{e.feed, e.ref}
		a := of[k]
		if a == nil {
			a = &hitArticle{row: row{feed: feed, ref: e.ref}, score: score, place: place}
			of[k], found = a, append(found, a)
		}
		a.score = min(a.score, score)
		a.numbers = append(a.numbers, int(e.number))
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b *hitArticle) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.place, b.place))
	})
	list := make([]row, 0, len(found))
	for _, a := range found {
		slices.Sort(a.numbers)
		list = append(list, a.row)
	}
	return list, nil
}

// scores tells the rows that an expression finds, and their scores, read as one text.
func (x *Index) scores(ctx context.Context, expression string, tell func(id uint32, score int64)) error {
	var all sql.NullString
	if err := x.db.QueryRowContext(ctx, "SELECT group_concat(id || ' ' || score) FROM ("+scored+")", expression).Scan(&all); err != nil || !all.Valid {
		return err
	}
	for text := range strings.SplitSeq(all.String, ",") {
		row, score, _ := strings.Cut(text, " ")
		id, err := strconv.ParseUint(row, 10, 32)
		if err != nil {
			return fmt.Errorf("the index holds row %q: %w", row, err)
		}
		n, err := strconv.ParseInt(score, 10, 64)
		if err != nil {
			return fmt.Errorf("the index gives the score %q: %w", score, err)
		}
		tell(uint32(id), n)
	}
	return nil
}
