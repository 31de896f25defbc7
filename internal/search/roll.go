package search

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"slices"
	"sync"

	"onrecord/archive"
)

// roll says of which revision each row of the index is, some 24 bytes a revision.
// Reading it takes longer than searching, so it is kept until the tables change.
type roll struct {
	mark    string // of the tables it was read from
	feeds   map[uint32]string
	entries []entry // by the date of the article as it is, newest first; then by feed, article and number
	places  []int32 // in entries, by id; -1: no such row
}

// place returns where the entry of a row stands, -1 when there is none.
func (r *roll) place(id uint32) int32 {
	if int(id) >= len(r.places) {
		return -1
	}
	return r.places[id]
}

type entry struct {
	id, feed uint32
	ref      archive.Ref
	number   int32
	newest   bool
}

// keptRoll is the roll that was read last.
type keptRoll struct {
	mu   sync.Mutex
	roll *roll
}

// rolled returns the roll of the tables as they are.
func (x *Index) rolled(ctx context.Context) (*roll, error) {
	x.kept.mu.Lock()
	defer x.kept.mu.Unlock()
	mark, err := x.rollMark(ctx)
	if err != nil {
		return nil, err
	}
	if x.kept.roll != nil && x.kept.roll.mark == mark {
		return x.kept.roll, nil
	}
	fresh := &roll{mark: mark}
	if err := fresh.read(ctx, x.db); err != nil {
		return nil, err
	}
	x.kept.roll = fresh
	return fresh, nil
}

// rolledAlready is rolled where it was read already, else nil: nobody waits.
func (x *Index) rolledAlready(ctx context.Context) (*roll, error) {
	if !x.kept.mu.TryLock() {
		return nil, nil
	}
	defer x.kept.mu.Unlock()
	if x.kept.roll == nil {
		return nil, nil
	}
	mark, err := x.rollMark(ctx)
	if err != nil || x.kept.roll.mark != mark {
		return nil, err
	}
	return x.kept.roll, nil
}

// rollMark returns what is another one after every change of the tables.
func (x *Index) rollMark(ctx context.Context) (mark string, err error) {
	err = x.db.QueryRowContext(ctx, "SELECT id || ' ' || writes FROM identity").Scan(&mark)
	return mark, err
}

func (r *roll) read(ctx context.Context, db *sql.DB) error {
	var err error
	if r.feeds, err = feedNames(ctx, db); err != nil {
		return err
	}
	most := uint32(0)
	err = each(ctx, db, `SELECT r.id, r.feed, r.ref, r.number, r.newest FROM revision r
		LEFT JOIN revision n ON n.feed = r.feed AND n.ref = r.ref AND n.newest
		ORDER BY n.date DESC, r.feed, r.ref, r.number`, func(scan func(...any) error) error {
		var e entry
		err := scan(&e.id, &e.feed, &e.ref, &e.number, &e.newest)
		r.entries, most = append(r.entries, e), max(most, e.id)
		return err
	})
	r.places = slices.Repeat([]int32{-1}, int(most)+1)
	for i, e := range r.entries {
		r.places[e.id] = int32(i)
	}
	return err
}

// feedNames returns the names of the feeds by the numbers that the index gave them.
func feedNames(ctx context.Context, db *sql.DB) (map[uint32]string, error) {
	names := map[uint32]string{}
	err := each(ctx, db, "SELECT id, name FROM feed", func(scan func(...any) error) error {
		var id uint32
		var name string
		err := scan(&id, &name)
		names[id] = name
		return err
	})
	return names, err
}

// articles yields the revisions of each article.
func (r *roll) articles() iter.Seq[[]entry] {
	return func(yield func([]entry) bool) {
		for from := 0; from < len(r.entries); {
			to := from + 1
			for to < len(r.entries) && r.entries[to].ref == r.entries[from].ref && r.entries[to].feed == r.entries[from].feed {
				to++
			}
			if !yield(r.entries[from:to]) {
				return
			}
			from = to
		}
	}
}

// errEnough ends each before the last row.
var errEnough = errors.New("enough rows")

// each calls take for each row that a query finds, until it returns errEnough.
func each(ctx context.Context, db *sql.DB, query string, take func(scan func(...any) error) error) (err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := take(rows.Scan); errors.Is(err, errEnough) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return rows.Err()
}
