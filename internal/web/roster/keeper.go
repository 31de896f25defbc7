package roster

import (
	"context"
	"errors"
	"sync"
	"time"

	"onrecord/archive"
)

// lasts is how long a picture serves before all of it is read anew: readings
// can change without a new snapshot (onrecord reextract).
const lasts = 15 * time.Minute

// Keeper keeps the pictures of feeds up to date.
type Keeper struct {
	store archive.Store
	now   func() time.Time

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
func NewKeeper(store archive.Store, now func() time.Time) *Keeper {
	return &Keeper{store: store, now: now, feeds: map[string]*slot{}}
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

// Latest returns the number of a feed's newest snapshot, 0 where there is none
// or no archive.
func (k *Keeper) Latest(ctx context.Context, feed string) (latest int, err error) {
	err = k.store.View(ctx, feed, func(v archive.View) (err error) {
		latest, err = v.Latest()
		return err
	})
	if errors.Is(err, archive.ErrNoArchive) {
		return 0, nil
	}
	return latest, err
}

// Of returns the picture of a feed as it stands now.
func (k *Keeper) Of(ctx context.Context, feed string) (*Roster, error) {
	latest, err := k.Latest(ctx, feed)
	if err != nil {
		return nil, err
	}
	s := k.slot(feed)
	if r := s.get(); k.serves(r, latest) {
		return r, nil
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	r := s.get()
	if k.serves(r, latest) { // somebody else has read it meanwhile
		return r, nil
	}
	if r, err = k.renew(ctx, feed, r, latest); err == nil {
		s.set(r)
	}
	return r, err
}

// serves reports whether a picture shows snapshot latest and is not too old.
func (k *Keeper) serves(r *Roster, latest int) bool {
	return r != nil && r.Latest >= latest && k.now().Sub(r.Built) < lasts
}

func (k *Keeper) renew(ctx context.Context, feed string, old *Roster, latest int) (*Roster, error) {
	switch {
	case latest == 0:
		return &Roster{Trace: &archive.Trace{}, Built: k.now()}, nil
	case old == nil || old.Latest == 0 || k.now().Sub(old.Built) >= lasts:
		return read(ctx, k.store, feed, latest, k.now())
	}
	return advance(ctx, k.store, feed, old, latest)
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
