package search

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"sync"

	"onrecord/archive"
)

// roll says of which revision each row of the index is, some 20 bytes a revision.
// Reading it takes longer than searching, so it is kept until the tables change.
type roll struct {
	mark    string // of the tables it was read from
	feeds   map[uint32]string
	entries []entry // by the date of the article as it is, newest first; then by feed, article and number
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
	fresh := &roll{feeds: map[uint32]string{}}
	if err := x.db.QueryRowContext(ctx, "SELECT id || ' ' || writes FROM identity").Scan(&fresh.mark); err != nil {
		return nil, err
	}
	if x.kept.roll != nil && x.kept.roll.mark == fresh.mark {
		return x.kept.roll, nil
	}
	if err := fresh.read(ctx, x.db); err != nil {
		return nil, err
	}
	x.kept.roll = fresh
	return fresh, nil
}

func (r *roll) read(ctx context.Context, db *sql.DB) error {
	err := each(ctx, db, "SELECT id, name FROM feed", func(scan func(...any) error) error {
		var id uint32
		var name string
		err := scan(&id, &name)
		r.feeds[id] = name
		return err
	})
	if err != nil {
		return err
	}
	return each(ctx, db, `SELECT r.id, r.feed, r.ref, r.number, r.newest FROM revision r
		LEFT JOIN revision n ON n.feed = r.feed AND n.ref = r.ref AND n.newest
		ORDER BY n.date DESC, r.feed, r.ref, r.number`, func(scan func(...any) error) error {
		var e entry
		err := scan(&e.id, &e.feed, &e.ref, &e.number, &e.newest)
		r.entries = append(r.entries, e)
		return err
	})
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

// each calls take for each row that a query finds.
func each(ctx context.Context, db *sql.DB, query string, take func(scan func(...any) error) error) (err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
