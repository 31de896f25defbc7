package roster

import (
	"context"
	"errors"
	"sync"

	"onrecord/archive"
)

// Keeper keeps the pictures of feeds up to date.
type Keeper struct {
	store archive.Store

	mu    sync.Mutex
	feeds map[string]*slot
}

// slot is the picture of one feed. Whoever finds it behind reads what is new
// while others wait.
type slot struct {
	turn    chan struct{} // holds one token: the right to read
	mu      sync.Mutex
	current *Roster
}

// NewKeeper returns a keeper that has read nothing yet.
func NewKeeper(store archive.Store) *Keeper {
	return &Keeper{store: store, feeds: map[string]*slot{}}
}

func (k *Keeper) slot(feed string) *slot {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.feeds[feed]
	if s == nil {
		s = &slot{turn: make(chan struct{}, 1)}
		k.feeds[feed] = s
	}
	return s
}

// head says how far a feed is.
type head struct {
	latest   int    // the newest snapshot, 0 where there is none
	readings string // how often revisions were read anew
}

func (k *Keeper) head(ctx context.Context, feed string) (h head, err error) {
	err = k.store.View(ctx, feed, func(v archive.View) (err error) {
		if h.latest, err = v.Latest(); err != nil {
			return err
		}
		memo, err := v.Memo(archive.MemoReadings)
		h.readings = string(memo)
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

// Of returns the picture of a feed as it stands now. While somebody else reads
// what is new, it is the one before.
func (k *Keeper) Of(ctx context.Context, feed string) (*Roster, error) {
	h, err := k.head(ctx, feed)
	if err != nil {
		return nil, err
	}
	s := k.slot(feed)
	r := s.get()
	if r.shows(h) {
		return r, nil
	}
	if r != nil && r.Latest > 0 {
		select {
		case s.turn <- struct{}{}:
		default:
			return r, nil
		}
	} else if err := s.wait(ctx); err != nil {
		return nil, err
	}
	defer func() { <-s.turn }()
	if r = s.get(); r.shows(h) { // somebody else has read it meanwhile
		return r, nil
	}
	return k.renew(ctx, feed, s, h)
}

// shows reports whether a picture is no older than a feed's head.
func (r *Roster) shows(h head) bool {
	return r != nil && (r.Latest > h.latest || r.Latest == h.latest && r.readings == h.readings)
}

// renew reads what is new. The caller holds the slot's turn.
func (k *Keeper) renew(ctx context.Context, feed string, s *slot, h head) (r *Roster, err error) {
	switch old := s.get(); {
	case h.latest == 0:
		r = &Roster{Trace: &archive.Trace{}}
	case old == nil || old.Latest == 0 || old.readings != h.readings:
		r, err = read(ctx, k.store, feed, h)
	default:
		r, err = advance(ctx, k.store, feed, old, h)
	}
	if err != nil {
		return nil, err
	}
	s.set(r)
	return r, nil
}

// wait waits for the right to read.
func (s *slot) wait(ctx context.Context) error {
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *slot) get() *Roster {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

func (s *slot) set(r *Roster) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current = r
}
