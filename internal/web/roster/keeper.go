package roster

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"onrecord/archive"
)

// patience is how long a request waits for a picture that is being made. Most
// feeds are read sooner; of a large one it is better told how far it is.
const patience = 700 * time.Millisecond

// Keeper keeps the pictures of feeds up to date.
type Keeper struct {
	store archive.Store

	mu    sync.Mutex
	feeds map[string]*slot
}

// slot is the picture of one feed.
type slot struct {
	mu      sync.Mutex
	outline *Outline // may be newer than that of current
	current *Roster
	reading *reading // nil while nothing is read

	read atomic.Int64 // how many articles the first reading has read
}

// reading is a picture in the making.
type reading struct {
	done chan struct{} // closed when it is made, or err says why not
	err  error
}

// UnreadError says that a feed is being read for the first time.
type UnreadError struct {
	Read, Articles int // how many articles were read, of how many
}

// Error implements error.
func (e *UnreadError) Error() string { return "the articles are still being read" }

// NewKeeper returns a keeper that has read nothing yet.
func NewKeeper(store archive.Store) *Keeper {
	return &Keeper{store: store, feeds: map[string]*slot{}}
}

func (k *Keeper) slot(feed string) *slot {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.feeds[feed]
	if s == nil {
		s = &slot{}
		k.feeds[feed] = s
	}
	return s
}

// head says how far a feed is.
type head struct {
	latest    int      // the newest snapshot, 0 where there is none
	readings  int      // how often revisions were read anew
	forgotten []string // the ids of articles that were forgotten
}

func (k *Keeper) head(ctx context.Context, feed string) (h head, err error) {
	err = k.store.View(ctx, feed, func(v archive.View) (err error) {
		if h.latest, err = v.Latest(); err != nil {
			return err
		}
		memo, err := v.Memo(archive.MemoReadings)
		if err != nil {
			return err
		}
		h.readings, _ = strconv.Atoi(string(memo)) // none yet counts as 0
		h.forgotten, err = archive.ForgottenIDs(v)
		return err
	})
	if errors.Is(err, archive.ErrNoArchive) {
		return head{}, nil
	}
	return h, err
}

// Latest returns the number of a feed's newest snapshot, 0 where there is none
// or no archive.
func (k *Keeper) Latest(ctx context.Context, feed string) (int, error) {
	h, err := k.head(ctx, feed)
	return h.latest, err
}

// Of returns the picture of a feed as it stands now, or, where it takes long to
// bring it up to date, the one before, without what was forgotten since. An [UnreadError] says that there is none
// yet: it is being made whether somebody waits or not.
func (k *Keeper) Of(ctx context.Context, feed string) (*Roster, error) {
	h, err := k.head(ctx, feed)
	if err != nil {
		return nil, err
	}
	s := k.slot(feed)
	if r := s.roster(); r != nil && r.shows(h) {
		return r, nil
	}
	err = s.await(ctx, k.refresh(ctx, feed, s, h))
	if r := s.roster(); r != nil && (err == nil || errors.Is(err, errSlow)) {
		return r.forget(h), nil
	}
	if errors.Is(err, errSlow) {
		return nil, s.unread()
	}
	return nil, err
}

// Outline is [Keeper.Of] for what needs no articles, which is there much sooner.
func (k *Keeper) Outline(ctx context.Context, feed string) (*Outline, error) {
	h, err := k.head(ctx, feed)
	if err != nil {
		return nil, err
	}
	s := k.slot(feed)
	if o := s.newestOutline(); o != nil && o.shows(h) {
		return o, nil
	}
	err = s.await(ctx, k.refresh(ctx, feed, s, h))
	if o := s.newestOutline(); o != nil && (err == nil || errors.Is(err, errSlow)) {
		return o, nil
	}
	if errors.Is(err, errSlow) {
		return nil, s.unread()
	}
	return nil, err
}

// refresh begins to read what is new, unless somebody does.
func (k *Keeper) refresh(ctx context.Context, feed string, s *slot, h head) *reading {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reading != nil {
		return s.reading
	}
	run := &reading{done: make(chan struct{})}
	s.reading = run
	ctx = context.WithoutCancel(ctx) // whoever asks next needs it too
	go func() {
		r, err := k.renew(ctx, feed, s, h)
		s.finish(run, r, err)
	}()
	return run
}

// renew reads what is new.
func (k *Keeper) renew(ctx context.Context, feed string, s *slot, h head) (*Roster, error) {
	old := s.roster()
	if old != nil {
		old = old.forget(h)
	}
	outline, err := readOutline(ctx, k.store, feed, old, h)
	if err != nil {
		return nil, err
	}
	s.setOutline(outline)
	if old == nil || old.Latest == 0 || old.readings != h.readings || outline.changedSince(old.Latest) > many {
		return read(ctx, k.store, feed, outline, &s.read)
	}
	return advance(ctx, k.store, feed, old, outline)
}

// errSlow says that somebody has waited long enough.
var errSlow = errors.New("it takes longer")

// await waits until a picture is made, but not for long.
func (s *slot) await(ctx context.Context, run *reading) error {
	enough := time.NewTimer(patience)
	defer enough.Stop()
	select {
	case <-run.done:
		return run.err
	case <-enough.C:
		return errSlow
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *slot) finish(run *reading, r *Roster, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.current, s.outline = r, &r.Outline
	}
	run.err, s.reading = err, nil
	close(run.done)
}

func (s *slot) unread() error {
	e := &UnreadError{Read: int(s.read.Load())}
	if o := s.newestOutline(); o != nil {
		e.Articles = o.Newest().Articles
	}
	return e
}

func (s *slot) roster() *Roster {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

func (s *slot) newestOutline() *Outline {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.outline
}

func (s *slot) setOutline(o *Outline) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outline = o
}
