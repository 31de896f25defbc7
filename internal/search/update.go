package search

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"onrecord/archive"
)

// Progress is called after each step of an update of a feed.
type Progress func(feed string, done, total int)

// Update makes the index catch up with the newest snapshots of the feeds, and of
// those that it was to catch up with before: it may have been made anew since. It
// reads the archive in short views. watch may be nil.
func (x *Index) Update(ctx context.Context, store archive.Store, feeds []string, watch Progress) error {
	x.updating.Lock()
	defer x.updating.Unlock()
	for _, feed := range feeds {
		if !slices.Contains(x.feeds, feed) {
			x.feeds = append(x.feeds, feed)
		}
	}
	const tries = 5 // it may be damaged, taken away or emptied while it is updated
	var err error
	for range tries {
		err = x.asking(ctx, func() error { return x.update(ctx, store, x.feeds, watch) })
		if !errors.Is(err, ErrRemade) && !errors.Is(err, errEmptied) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("bring the search index up to date: %w", err)
	}
	return nil
}

func (x *Index) update(ctx context.Context, store archive.Store, feeds []string, watch Progress) error {
	id, err := x.identity(ctx)
	if err != nil {
		return err
	}
	tongues := map[string]*tongue{}
	for _, feed := range feeds {
		u := update{Index: x, store: store, id: id, feed: feed, tongues: tongues, watch: watch}
		if err := u.run(ctx); err != nil {
			return fmt.Errorf("feed %s: %w", feed, err)
		}
	}
	x.whole.Store(&id)
	return nil
}

// update brings one feed up to date.
type update struct {
	*Index
	store   archive.Store
	id      string // of the tables
	feed    string
	tongues map[string]*tongue
	watch   Progress

	was, now state
	articles int
	all      bool // compare all revisions, not only those of articles with a new one
}

func (u *update) run(ctx context.Context) (err error) {
	if u.was, err = u.state(ctx); err != nil {
		return err
	}
	same := false
	err = u.store.View(ctx, u.feed, func(v archive.View) error {
		same, err = u.compare(v)
		return err
	})
	if err != nil || u.now == u.was {
		return err
	}
	if !same {
		if err := u.forget(ctx); err != nil {
			return err
		}
		begun := u.now
		begun.snapshot = -begun.snapshot // what is indexed stays when this is broken off
		if err := u.know(ctx, begun); err != nil {
			return err
		}
		u.was = begun
	}
	u.all = u.now.readings != u.was.readings
	for first := 0; first < u.articles; first += chunk {
		end := min(first+chunk, u.articles)
		if err := u.chunk(ctx, first, end); err != nil {
			return err
		}
		if u.watch != nil {
			u.watch(u.feed, end, u.articles)
		}
	}
	return u.know(ctx, u.now)
}

// know writes down what is known of the feed.
func (u *update) know(ctx context.Context, s state) error {
	return u.write(ctx, u.id, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE feed SET snapshot = ?, readings = ?, mark = ? WHERE id = ?", s.snapshot, s.readings, s.mark, s.id)
		return err
	})
}

// chunk is how many articles one short view and one transaction are about.
const chunk = 100

// compare reads what the archive is now, and says whether it is the one that
// the index knows.
func (u *update) compare(v archive.View) (same bool, err error) {
	u.now = state{id: u.was.id}
	if u.now.snapshot, err = v.Latest(); err != nil {
		return false, err
	}
	readings, err := v.Memo(archive.MemoReadings)
	if err != nil {
		return false, err
	}
	u.now.readings = string(readings)
	if u.now.snapshot == 0 {
		return u.was.snapshot == 0, nil
	}
	if u.now.mark, u.articles, err = markOf(v, u.now.snapshot); err != nil {
		return false, err
	}
	known := max(u.was.snapshot, -u.was.snapshot)
	if known == 0 || known > u.now.snapshot {
		return false, nil
	}
	then, _, err := markOf(v, known)
	return then == u.was.mark, err
}

// markOf returns what tells an archive from another one, as snapshot at has
// it, and how many articles there are.
func markOf(v archive.View, at int) (mark string, articles int, err error) {
	h := sha256.New()
	for _, n := range []int{1, at} {
		s, err := archive.OneSnapshot(v, n)
		if err != nil {
			return "", 0, err
		}
		fmt.Fprintln(h, s.Number, s.Started.UnixNano(), s.Taken.Unix(), s.Articles, s.Changes)
		articles = s.Articles
	}
	for _, n := range []int{0, articles - 1} {
		a, err := v.Article(archive.Ref(max(n, 0)), at)
		if err != nil && !errors.Is(err, archive.ErrNotFound) {
			return "", 0, err
		}
		fmt.Fprintln(h, a.ID, a.FirstSeen.Unix())
	}
	return string(h.Sum(nil)), articles, nil
}

// forget drops all rows of a feed: they are another archive's.
func (u *update) forget(ctx context.Context) error {
	return u.write(ctx, u.id, func(tx *sql.Tx) error {
		return execAll(ctx, tx, u.was.id,
			"DELETE FROM words WHERE rowid IN (SELECT id FROM revision WHERE feed = ?)",
			"DELETE FROM revision WHERE feed = ?",
			"UPDATE feed SET snapshot = 0, readings = '', mark = '' WHERE id = ?",
		)
	})
}
