package archive

import (
	"errors"
	"slices"
	"time"
)

// history is what is known and offered of one article.
type history struct {
	article Article // ID is empty until a new one is staged
	fresh   bool
	states  []heldState // revisions and kept captures, by time
	offers  []offer     // by time
	next    int         // number of the next revision
}

// heldState is a content at a time, and the revision that holds it.
type heldState struct {
	time     time.Time
	raw      Digest
	content  Digest
	revision int // 0: a kept capture
	date     Date
}

// offer is a capture on offer, read.
type offer struct {
	Info     CaptureInfo
	Content  Digest
	Date     Date
	revision int // the one it makes; 0: none
}

// load reads what is known of an article.
func (m *importer) load(v View, ref Ref) (*history, error) {
	a, err := v.Article(ref, m.head.Number)
	if err != nil {
		return nil, err
	}
	h := &history{article: a}
	revisions, err := v.Revisions(ref, m.head.Number)
	if err != nil {
		return nil, err
	}
	h.next = len(revisions) + 1
	for _, r := range revisions {
		content, err := m.contentNow(v, r)
		if err != nil {
			return nil, err
		}
		h.states = append(h.states, heldState{r.Capture.Time, r.Capture.Raw, content, r.Number, a.Date})
	}
	kept, err := v.Kept(ref, m.head.Number)
	if err != nil {
		return nil, err
	}
	for _, k := range kept {
		h.states = append(h.states, heldState{time: k.Time, raw: k.Raw})
	}
	h.sort()
	return h, nil
}

// contentNow returns the digest of a revision as today's reader reads it, zero
// when it cannot: contents are compared under one extractor only.
func (m *importer) contentNow(v View, r Revision) (Digest, error) {
	if r.Reading().Stamp == m.Reader.Stamp() || r.Capture.Absent() {
		return r.Reading().Digest, nil
	}
	raw, err := v.Raw(r.Capture.Raw)
	if errors.Is(err, ErrNotFound) {
		return Digest{}, nil
	}
	if err != nil {
		return Digest{}, err
	}
	reading, err := m.Reader.Read(r.Capture.With(raw))
	if err != nil {
		return Digest{}, nil //nolint:nilerr // it cannot be compared
	}
	return reading.Content.Normalised().Digest(), nil
}

func (h *history) sort() {
	slices.SortStableFunc(h.states, func(a, b heldState) int { return a.time.Compare(b.time) })
}

// has reports whether a capture is there already.
func (h *history) has(i CaptureInfo) bool {
	return slices.ContainsFunc(h.states, func(s heldState) bool {
		return s.raw == i.Raw && s.time.Truncate(time.Second).Equal(i.Time)
	})
}

// told reports whether a capture's content is no other than that of the
// revision which held at its time or, before all of them, of the first one.
func (h *history) told(o offer) bool {
	var held *heldState
	for i, s := range h.states {
		if s.revision == 0 || held != nil && s.time.After(o.Info.Time) {
			continue
		}
		held = &h.states[i]
	}
	return held != nil && held.content == o.Content
}

// newest returns the revision captured last.
func (h *history) newest() heldState {
	var newest heldState
	for _, s := range h.states {
		if s.revision > 0 && !s.time.Before(newest.time) {
			newest = s
		}
	}
	return newest
}
