package archive

import "fmt"

// BetweenRevisions returns the net effect of an article's revisions after
// number from up to number to, in the order of their numbers. It is false when
// nothing that counts differs. The interval runs from when the first edit's
// former state last held to when the last one was noticed; where no edit was
// noticed, as between imported captures, between the times of the two captures.
func BetweenRevisions(v View, a Article, from, to int) (NetChange, bool, error) {
	c := NetChange{Change: Change{
		Kind: Edited, Ref: a.Ref, Article: a.ID, URL: a.URL, FromRevision: from, ToRevision: to,
	}}
	old, err := v.Revision(a.Ref, from)
	if err != nil {
		return c, false, fmt.Errorf("revision %d of article %s: %w", from, a.ID, err)
	}
	now, err := v.Revision(a.Ref, to)
	if err != nil {
		return c, false, fmt.Errorf("revision %d of article %s: %w", to, a.ID, err)
	}
	if c.Old, err = v.Content(old.Reading().Content); err != nil {
		return c, false, err
	}
	if c.New, err = v.Content(now.Reading().Content); err != nil {
		return c, false, err
	}
	d := Compare(c.Old, c.New)
	c.Fields, c.Minor, c.Title, c.Date = d.Fields, d.Minor, c.New.Title, c.New.Date
	c.Snapshot, c.LastHeld, c.Noticed = now.Snapshot, old.Capture.Time, now.Capture.Time
	steps, err := v.ChangesOf(a.Ref, old.Snapshot, now.Snapshot)
	if err != nil {
		return c, false, err
	}
	first := true
	for _, s := range steps {
		if s.Kind != Edited || s.FromRevision < from || s.ToRevision > to {
			continue
		}
		if first {
			c.LastHeld, first = s.LastHeld, false
		}
		c.Noticed = s.Noticed
	}
	return c, d.Edited(), nil
}
