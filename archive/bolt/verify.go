package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"onrecord/archive"
)

// Damage is one thing of an archive that is not as it was written.
type Damage struct {
	Feed     string // empty: the file itself
	Kind     string // what is damaged: one of the constants below
	Article  string // id, or empty
	Snapshot int    // 0: of no snapshot
	What     string // what it is and what it means, for people
}

// Kinds of damage.
const (
	DamagePage     = "page"     // of the file
	DamageFeed     = "feed"     // what leads to a feed's rows, or tells how they are stored
	DamageSnapshot = "snapshot" // a snapshot or its looks
	DamageArticle  = "article"  // where an article stood
	DamageRevision = "revision" // a revision, its text or its page
	DamageCapture  = "capture"  // a page kept beside the revisions, or for the next snapshot
	DamageChange   = "change"
	DamageMemo     = "memo"  // what the crawler noted
	DamageIndex    = "index" // rows by which something is found; they can be made again
	DamageBytes    = "bytes" // of which nothing is known but their digest
)

// Checked counts what was read.
type Checked struct {
	Pages, Feeds, Snapshots, Articles, Revisions, Captures, Changes, Documents int

	Absent int // pages known by their digest alone: an import of texts did not bring them, or they were pruned
}

// Report is what Verify found.
type Report struct {
	Checked Checked
	Damage  []Damage

	known map[Damage]bool
}

// Whole reports whether nothing is damaged.
func (r *Report) Whole() bool { return len(r.Damage) == 0 }

// add appends damage, once.
func (r *Report) add(d Damage) {
	if r.known == nil {
		r.known = map[Damage]bool{}
	}
	if !r.known[d] {
		r.known[d] = true
		r.Damage = append(r.Damage, d)
	}
}

// Verify reads everything in the archive at path and reports what is damaged:
// every page of the file, every record, digest, reference and index. Crawls may
// go on meanwhile; what they write after it began is not looked at. The pages,
// with the rows of objects, are read in one transaction, other rows in many short ones.
//
// Damage is no error. The errors say that nothing could be verified:
// archive.ErrNoArchive, ErrForeign, ErrNewerVersion, ErrOlderVersion, or the context's.
func Verify(ctx context.Context, path string, o Options) (*Report, error) {
	r := &Report{}
	if err := r.verify(ctx, newStore(path, o)); err != nil {
		return nil, fmt.Errorf("verifying the archive %s: %w", path, err)
	}
	return r, nil
}

// verify checks the pages and, at the same time, the rows, which count only when
// the pages are whole.
func (r *Report) verify(ctx context.Context, s *Store) error {
	objects, whole, done := newObjectRows(), &Report{}, make(chan struct{})
	checking, enough := context.WithCancel(ctx)
	defer enough()
	var failed error
	go func() {
		defer close(done)
		failed = whole.verifyRows(checking, s, objects)
	}()
	w, err := objects.walk(ctx, s.file)
	if err == nil && len(w.lost) == 0 {
		<-done
		*r = *whole
		r.Checked.Pages = len(w.used)
		return failed
	}
	enough()
	<-done // what it says counts for nothing: the file is damaged, or cannot be read
	if errors.Is(err, archive.ErrDamaged) {
		r.add(Damage{Kind: DamagePage, What: reason(err) + "; nothing can be read"})
		return nil
	}
	if err != nil {
		return err
	}
	r.Checked.Pages = len(w.used)
	for _, l := range w.lost {
		r.add(l.damage())
	}
	return r.verifySalvaged(ctx, s)
}

// verifySalvaged checks the rows of a file whose pages are damaged in a copy of
// those that can be read, because bbolt cannot be trusted with the file itself.
func (r *Report) verifySalvaged(ctx context.Context, s *Store) (err error) {
	dir, err := os.MkdirTemp("", "onrecord-verify-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	copied := filepath.Join(dir, "archive.db")
	if _, err := s.salvage(ctx, copied); err != nil {
		return err
	}
	s, objects := newStore(copied, Options{}), newObjectRows()
	if _, err = objects.walk(ctx, s.file); err == nil {
		err = r.verifyRows(ctx, s, objects)
	}
	if errors.Is(err, archive.ErrForeign) || errors.Is(err, archive.ErrDamaged) {
		r.add(Damage{Kind: DamagePage, What: "what makes the file an archive cannot be found; nothing can be read"})
		return nil
	}
	return err
}

// verifyRows checks the rows of a file whose pages are whole.
func (r *Report) verifyRows(ctx context.Context, s *Store, objects *objectRows) error {
	defer s.StayOpen()() // opening the file for each of many transactions takes longer than some of them
	var feeds []string
	err := s.file.read(ctx, func(tx *transaction) error {
		return guarded(func() error {
			return tx.Bucket(bucketFeeds).ForEachBucket(func(name []byte) error {
				feeds = append(feeds, string(name))
				return nil
			})
		})
	})
	if err != nil {
		return err
	}
	for _, feed := range feeds {
		if err := newChecker(s, r, objects, feed).run(ctx); err != nil {
			return fmt.Errorf("feed %s: %w", feed, err)
		}
		r.Checked.Feeds++
	}
	return nil
}

// damage says which rows are lost with a page.
func (l lostPage) damage() Damage {
	d := Damage{Kind: DamagePage, What: reason(l.err)}
	if len(l.bucket) > 1 {
		d.Feed = l.bucket[1]
	}
	if len(l.bucket) > 0 {
		d.What = fmt.Sprintf("%q: %s; its rows from %s up to %s cannot be reached", l.bucket.String(), reason(l.err), bound(l.low, "the first"), bound(l.high, "the last"))
	}
	return d
}

// bound prints a key, or what stands for none.
func bound(key []byte, none string) string {
	if len(key) == 0 {
		return none
	}
	return fmt.Sprintf("%x", key)
}

// walk walks the file while its lock keeps writers out.
func (f *file) walk(ctx context.Context, w *walk) error {
	h, err := f.open(ctx, true)
	if err != nil {
		return err
	}
	defer h.close()
	return w.run(h.raw, h.info.Size())
}
