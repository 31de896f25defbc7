package storetest

import (
	"context"
	"sort"
	"sync"

	"onrecord/archive"
)

// Memory is the model of a store: everything in maps, nothing clever. It keeps
// what is staged apart from what is visible. It serves as the yardstick of
// [RunModel] and as the store of other packages' tests.
type Memory struct {
	mu    sync.Mutex
	feeds map[string]*memoryFeed
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{feeds: map[string]*memoryFeed{}}
}

// memoryFeed is one feed: the visible state, what is staged, and the pending
// captures.
type memoryFeed struct {
	claimed bool
	visible *memoryState
	staged  *memoryState // what visible becomes on Commit; nil: nothing staged
	pending []archive.Capture
}

// memoryState is what the newest snapshot says, and all before it.
type memoryState struct {
	snapshots []archive.Snapshot
	looks     []archive.Looks
	articles  []*memoryArticle
	changes   []archive.Change
	memos     map[string][]byte
	contents  map[archive.Digest]archive.Content
	raws      map[archive.Digest][]byte
}

// memoryArticle is one article with its past.
type memoryArticle struct {
	states    map[int]archive.Article // by snapshot
	revisions []archive.Revision
	kept      []memoryKept
	memo      []byte
}

// memoryKept is a kept capture and the snapshot that recorded it.
type memoryKept struct {
	snapshot int
	info     archive.CaptureInfo
}

var _ archive.Store = (*Memory)(nil)

// Feeds implements archive.Store.
func (m *Memory) Feeds(ctx context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var names []string
	for name, f := range m.feeds {
		if len(f.visible.snapshots) > 0 {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names, ctx.Err()
}

// View implements archive.Store. A visible state never changes: commits put a
// new one in its place, so fn may use the store.
func (m *Memory) View(ctx context.Context, feed string, fn func(archive.View) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	state := newMemoryState()
	if f := m.feeds[feed]; f != nil {
		state = f.visible
	}
	m.mu.Unlock()
	return fn(&memoryView{ctx: ctx, memoryState: state})
}

// Claim implements archive.Store. What a former writer staged and did not
// commit is dropped.
func (m *Memory) Claim(ctx context.Context, feed string) (archive.Writer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := CheckFeed(feed); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	f := m.feed(feed)
	if f.claimed {
		return nil, archive.ErrBusy
	}
	f.claimed = true
	f.staged = nil
	return &memoryWriter{store: m, feed: f}, nil
}

// feed returns the named feed, made when it is new.
func (m *Memory) feed(name string) *memoryFeed {
	f := m.feeds[name]
	if f == nil {
		f = &memoryFeed{visible: newMemoryState()}
		m.feeds[name] = f
	}
	return f
}

// Crash makes every claim free, as when the processes holding them had died.
// Their writers must not be used any more.
func (m *Memory) Crash() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range m.feeds {
		f.claimed = false
	}
}

func newMemoryState() *memoryState {
	return &memoryState{
		memos:    map[string][]byte{},
		contents: map[archive.Digest]archive.Content{},
		raws:     map[archive.Digest][]byte{},
	}
}

// copy returns a state that can be changed while s stays as it is.
func (s *memoryState) copy() *memoryState {
	c := newMemoryState()
	c.snapshots = append(c.snapshots, s.snapshots...)
	c.looks = append(c.looks, s.looks...)
	c.changes = append(c.changes, s.changes...)
	for _, a := range s.articles {
		c.articles = append(c.articles, a.copy())
	}
	for k, v := range s.memos {
		c.memos[k] = v
	}
	for k, v := range s.contents {
		c.contents[k] = v
	}
	for k, v := range s.raws {
		c.raws[k] = v
	}
	return c
}

func (a *memoryArticle) copy() *memoryArticle {
	c := &memoryArticle{states: map[int]archive.Article{}, memo: a.memo}
	for _, r := range a.revisions {
		r.Readings = append([]archive.StampedReading(nil), r.Readings...)
		c.revisions = append(c.revisions, r)
	}
	c.kept = append(c.kept, a.kept...)
	for k, v := range a.states {
		c.states[k] = v
	}
	return c
}

// at returns the state that holds at a snapshot: the last one not after it.
func (a *memoryArticle) at(snapshot int) (archive.Article, bool) {
	for n := snapshot; n > 0; n-- {
		if s, ok := a.states[n]; ok {
			return s, true
		}
	}
	return archive.Article{}, false
}
