package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord/archive"
)

// memoryView is a View of a state that never changes.
type memoryView struct {
	ctx context.Context
	*memoryState
}

func missing(format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, archive.ErrNotFound)...)
}

// check reports a snapshot that does not exist; 0 is the empty state.
func (s *memoryState) check(at int) error {
	if at < 0 || at > len(s.snapshots) {
		return missing("snapshot %d", at)
	}
	return nil
}

func (v *memoryView) Snapshots(from, to int) ([]archive.Snapshot, error) {
	var found []archive.Snapshot
	for _, s := range v.snapshots {
		if s.Number >= from && (to == 0 || s.Number <= to) {
			found = append(found, s)
		}
	}
	return found, v.ctx.Err()
}

func (v *memoryView) Latest() (int, error) { return len(v.snapshots), v.ctx.Err() }

func (v *memoryView) Looks(snapshot int) (archive.Looks, error) {
	if snapshot < 1 || snapshot > len(v.looks) {
		return archive.Looks{}, missing("looks of snapshot %d", snapshot)
	}
	return copyLooks(v.looks[snapshot-1]), nil
}

func (v *memoryView) Article(ref archive.Ref, at int) (archive.Article, error) {
	if err := v.check(at); err != nil {
		return archive.Article{}, err
	}
	if int(ref) < len(v.articles) {
		if a, ok := v.articles[ref].at(at); ok {
			return a, nil
		}
	}
	return archive.Article{}, missing("article %d in snapshot %d", ref, at)
}

func (v *memoryView) Lookup(canonical string, at int) (archive.Ref, error) {
	if err := v.check(at); err != nil {
		return 0, err
	}
	if at == 0 {
		at = len(v.snapshots)
	}
	for _, own := range []bool{true, false} {
		for ref := len(v.articles) - 1; ref >= 0; ref-- {
			a, _ := v.articles[ref].at(at)
			addresses := a.Aliases
			if own {
				addresses = []string{a.URL}
			}
			if slices.ContainsFunc(addresses, func(s string) bool { return canonicalOf(s) == canonical }) {
				return archive.Ref(ref), nil
			}
		}
	}
	return 0, missing("address %q", canonical)
}

// canonicalOf returns the canonical form of an address, or the address itself
// when it has none.
func canonicalOf(address string) string {
	if c, err := archive.Canonical(address); err == nil {
		return c
	}
	return address
}

func (v *memoryView) Match(prefix string, limit int) ([]archive.Ref, error) {
	var found []archive.Article
	for ref := range v.articles {
		if a, ok := v.articles[ref].at(len(v.snapshots)); ok && strings.HasPrefix(a.ID, prefix) {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, func(a, b archive.Article) int { return cmp.Compare(a.ID, b.ID) })
	var refs []archive.Ref
	for _, a := range cut(found, limit) {
		refs = append(refs, a.Ref)
	}
	return refs, nil
}

func (v *memoryView) Same(content archive.Digest) ([]archive.Ref, error) {
	var refs []archive.Ref
	for ref, a := range v.articles {
		if slices.ContainsFunc(a.revisions, func(r archive.Revision) bool {
			return slices.ContainsFunc(r.Readings, func(s archive.StampedReading) bool { return s.Digest == content })
		}) {
			refs = append(refs, archive.Ref(ref))
		}
	}
	return refs, nil
}

func (v *memoryView) ByDate(at int, after *archive.Article, descending bool, limit int) ([]archive.Article, error) {
	if err := v.check(at); err != nil {
		return nil, err
	}
	order := func(a, b archive.Article) int { return byDate(a, b, descending) }
	var found []archive.Article
	for _, m := range v.articles {
		if a, ok := m.at(at); ok && (after == nil || order(*after, a) < 0) {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, order)
	return cut(found, limit), nil
}

// byDate compares articles in the order of View.ByDate.
func byDate(a, b archive.Article, descending bool) int {
	if (a.Date == "") != (b.Date == "") {
		if a.Date == "" {
			return 1
		}
		return -1
	}
	c := cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	if descending {
		return -c
	}
	return c
}

// cut returns the first limit elements; a limit of 0 or less is none.
func cut[T any](all []T, limit int) []T {
	if limit > 0 && len(all) > limit {
		return all[:limit]
	}
	return all
}

func (v *memoryView) Revisions(ref archive.Ref, at int) ([]archive.Revision, error) {
	if err := v.check(at); err != nil {
		return nil, err
	}
	var found []archive.Revision
	if int(ref) < len(v.articles) {
		for _, r := range v.articles[ref].revisions {
			if r.Snapshot <= at {
				found = append(found, r)
			}
		}
	}
	return found, nil
}

func (v *memoryView) Revision(ref archive.Ref, number int) (archive.Revision, error) {
	if int(ref) < len(v.articles) {
		for _, r := range v.articles[ref].revisions {
			if r.Number == number {
				return r, nil
			}
		}
	}
	return archive.Revision{}, missing("revision %d of article %d", number, ref)
}

func (v *memoryView) Kept(ref archive.Ref, at int) ([]archive.CaptureInfo, error) {
	return v.kept(ref, at, false)
}

func (v *memoryView) Attached(ref archive.Ref, at int) ([]archive.CaptureInfo, error) {
	return v.kept(ref, at, true)
}

func (v *memoryView) kept(ref archive.Ref, at int, attached bool) ([]archive.CaptureInfo, error) {
	if err := v.check(at); err != nil {
		return nil, err
	}
	var found []archive.CaptureInfo
	if int(ref) < len(v.articles) {
		for _, k := range v.articles[ref].kept {
			if k.snapshot <= at && (k.info.Of != "") == attached {
				found = append(found, k.info)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b archive.CaptureInfo) int { return a.Time.Compare(b.Time) })
	return found, nil
}

func (v *memoryView) Changes(from, to int) ([]archive.Change, error) {
	var found []archive.Change
	for _, c := range v.changes {
		if c.Snapshot > from && c.Snapshot <= to {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b archive.Change) int {
		return cmp.Or(cmp.Compare(a.Snapshot, b.Snapshot), cmp.Compare(a.Ref, b.Ref), cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)))
	})
	return found, v.ctx.Err()
}

func kindOrder(k archive.Kind) int { return slices.Index(archive.Kinds(), k) }

func (v *memoryView) ChangesOf(ref archive.Ref, from, to int) ([]archive.Change, error) {
	all, err := v.Changes(from, to)
	var found []archive.Change
	for _, c := range all {
		if c.Ref == ref {
			found = append(found, c)
		}
	}
	return found, err
}

func (v *memoryView) Content(record archive.Digest) (archive.Content, error) {
	c, ok := v.contents[record]
	if !ok {
		return archive.Content{}, missing("content %s", record)
	}
	return c, nil
}

func (v *memoryView) Raw(raw archive.Digest) ([]byte, error) {
	b, ok := v.raws[raw]
	if !ok {
		return nil, missing("bytes %s", raw)
	}
	return slices.Clone(b), nil
}

func (v *memoryView) Memo(key string) ([]byte, error) { return slices.Clone(v.memos[key]), nil }

func (v *memoryView) ArticleMemo(ref archive.Ref) ([]byte, error) {
	if int(ref) >= len(v.articles) {
		return nil, nil
	}
	return slices.Clone(v.articles[ref].memo), nil
}

// copyLooks returns looks that can be changed while l stays as it is.
func copyLooks(l archive.Looks) archive.Looks {
	c := archive.NewLooks()
	if l.Read != nil {
		c.Read = l.Read.Clone()
	}
	if l.NotModified != nil {
		c.NotModified = l.NotModified.Clone()
	}
	if l.Listed != nil {
		c.Listed = l.Listed.Clone()
	}
	for reason, b := range l.NotSeen {
		c.NotSeen[reason] = b.Clone()
	}
	return c
}
