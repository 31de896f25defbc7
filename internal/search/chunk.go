package search

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"onrecord/archive"
)

// fresh is a revision to index.
type fresh struct {
	ref      archive.Ref
	number   int
	newest   bool
	digest   archive.Digest // of the content record
	code     string
	content  archive.Content
	readAnew bool // its words have to be indexed; else only newest changed
}

// chunk brings the articles from first up to end up to date.
func (u *update) chunk(ctx context.Context, first, end int) error {
	known, err := u.held(ctx, u.now.id, first, end)
	if err != nil {
		return err
	}
	var news []fresh
	var gone []int64
	err = u.store.View(ctx, u.feed, func(v archive.View) error {
		for ref := archive.Ref(first); int(ref) < end; ref++ {
			more, old, err := u.article(v, ref, known[ref])
			if err != nil {
				return err
			}
			news, gone = append(news, more...), append(gone, old...)
		}
		return nil
	})
	if err != nil || len(news)+len(gone) == 0 {
		return err
	}
	return u.put(ctx, news, gone, known)
}

// article returns what the index does not know of an article yet, and which
// rows of it are of revisions that are no more.
func (u *update) article(v archive.View, ref archive.Ref, known map[int]held) (news []fresh, gone []int64, err error) {
	a, err := v.Article(ref, u.now.snapshot)
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return nil, nil, err
	}
	if err == nil && !u.all && known[a.Revision].newest && len(known) == a.Revision {
		return nil, nil, nil
	}
	var revisions []archive.Revision
	if err == nil {
		if revisions, err = v.Revisions(ref, u.now.snapshot); err != nil {
			return nil, nil, err
		}
	}
	there := map[int]bool{}
	for _, r := range revisions {
		there[r.Number] = true
		reading := r.Reading()
		f := fresh{ref: ref, number: r.Number, newest: r.Number == a.Revision, digest: reading.Content, code: codeOf(reading.Language)}
		old, isKnown := known[r.Number]
		if f.readAnew = !isKnown || old.content != f.digest; !f.readAnew && old.newest == f.newest {
			continue
		}
		if f.readAnew {
			if f.content, err = v.Content(f.digest); err != nil && !errors.Is(err, archive.ErrNotFound) {
				return nil, nil, err
			}
		}
		news = append(news, f)
	}
	for number, old := range known {
		if !there[number] {
			gone = append(gone, old.id)
		}
	}
	return news, gone, nil
}

// put writes a chunk in one transaction.
func (u *update) put(ctx context.Context, news []fresh, gone []int64, known map[archive.Ref]map[int]held) error {
	return u.write(ctx, u.id, func(tx *sql.Tx) error {
		for _, id := range gone {
			if err := execAll(ctx, tx, id, "DELETE FROM words WHERE rowid = ?", "DELETE FROM revision WHERE id = ?"); err != nil {
				return err
			}
		}
		for _, f := range news {
			if err := u.putOne(ctx, tx, f, known[f.ref][f.number].id); err != nil {
				return err
			}
		}
		return nil
	})
}

func execAll(ctx context.Context, tx *sql.Tx, id int64, statements ...string) error {
	for _, s := range statements {
		if _, err := tx.ExecContext(ctx, s, id); err != nil {
			return err
		}
	}
	return nil
}

// putOne writes a revision. Another process may have written it meanwhile:
// its row is replaced.
func (u *update) putOne(ctx context.Context, tx *sql.Tx, f fresh, id int64) error {
	if !f.readAnew {
		_, err := tx.ExecContext(ctx, "UPDATE revision SET newest = ? WHERE id = ?", f.newest, id)
		return err
	}
	err := tx.QueryRowContext(ctx, `INSERT INTO revision (feed, ref, number, newest, content, date) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (feed, ref, number) DO UPDATE SET newest = excluded.newest, content = excluded.content, date = excluded.date
		RETURNING id`, u.now.id, f.ref, f.number, f.newest, f.digest[:], string(f.content.Date)).Scan(&id)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM words WHERE rowid = ?", id); err != nil {
		return err
	}
	t := u.tongue(f.code)
	if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO language (code) VALUES (?)", f.code); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
		id, t.forms(f.content.Title), t.forms(f.content.Text()))
	return err
}

func (u *update) tongue(code string) *tongue {
	if u.tongues[code] == nil {
		u.tongues[code] = newTongue(code)
	}
	return u.tongues[code]
}

// forms returns what is indexed of a text: its words, a space between two.
func (t *tongue) forms(text string) string {
	var b strings.Builder
	for _, w := range t.cut(text) {
		b.WriteString(w.form)
		b.WriteByte(' ')
	}
	return b.String()
}
