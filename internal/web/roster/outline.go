package roster

import (
	"context"

	"onrecord/archive"
)

// Outline is what is known of a feed without its articles. It never changes.
type Outline struct {
	Latest    int                // the newest snapshot; 0: none
	Snapshots []archive.Snapshot // 1 to Latest
	Trace     *archive.Trace
	readings  int // how often revisions had been read anew; see archive.MemoReadings
	forgotten int // how many articles had been forgotten
}

// Newest returns the newest snapshot, zero when there is none.
func (o *Outline) Newest() archive.Snapshot {
	if o.Latest == 0 {
		return archive.Snapshot{}
	}
	return o.Snapshots[o.Latest-1]
}

// Same reports whether two outlines are of the same state of a feed.
func (o *Outline) Same(other *Outline) bool {
	return o.Latest == other.Latest && o.readings == other.readings
}

// shows reports whether an outline is no older than a feed's head.
func (o *Outline) shows(h head) bool {
	return o.Latest > h.latest || o.Latest == h.latest && o.readings == h.readings
}

// changedSince returns how many changes the snapshots after one recorded.
func (o *Outline) changedSince(snapshot int) int {
	changed := 0
	for _, s := range o.Snapshots[min(snapshot, o.Latest):] {
		for _, n := range s.Changes {
			changed += n
		}
	}
	return changed
}

// looksChunk is how many snapshots one short transaction answers for.
const looksChunk = 100

// readOutline reads the snapshots and their looks that an earlier picture, if
// any, does not have yet.
func readOutline(ctx context.Context, store archive.Store, feed string, old *Roster, at head) (*Outline, error) {
	o := &Outline{Latest: at.latest, readings: at.readings, forgotten: len(at.forgotten), Trace: &archive.Trace{}}
	if old != nil {
		o.Trace = old.Trace
	}
	for len(o.Trace.Snapshots()) < o.Latest {
		err := store.View(ctx, feed, func(v archive.View) (err error) {
			o.Trace, err = o.Trace.Extend(v, min(len(o.Trace.Snapshots())+looksChunk, o.Latest))
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	o.Snapshots = o.Trace.Snapshots()
	return o, nil
}
