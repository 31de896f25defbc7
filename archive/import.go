package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"
)

// Importing are the parts that Import works with.
type Importing struct {
	Store  Store
	Writer Writer
	Reader Reader
	Pages  Pages
	Now    func() time.Time
	// Belongs reports whether an address that no article has can be that of one.
	Belongs func(address string) bool
	Origin  string // what the captures come from, for the snapshot's warning
}

// Pages keeps the bytes of captures aside, once each, until all are known.
type Pages interface {
	Put(raw Digest, page []byte) error
	Get(raw Digest) ([]byte, error)
}

// Imported says what an import did.
type Imported struct {
	Snapshot  int // the one it made; 0: nothing was new
	Captures  int // that the import offered of the feed's addresses
	Known     int // of Captures: in the archive already
	Unread    int // of Captures: no article could be read
	Forgotten int // of Captures: of articles that were forgotten, and are not taken
	Articles  int // that the archive had not
	Revisions int // of Captures: whose content was another than before
	Kept      int // of Captures: kept beside the revisions
}

// Import puts captures of another time or program into a feed, as one new
// snapshot without changes: the history of articles that were known, and of others. Each capture keeps its time. One
// whose content is that of the capture before it, or after it when it is the
// earliest, is kept as evidence; any other becomes a revision and takes the next number. What is
// there already, by time and bytes, is passed over, so that the same import
// twice changes nothing.
func Import(ctx context.Context, parts Importing, feed Feed, captures iter.Seq2[Capture, error]) (Imported, error) {
	m := importer{Importing: parts, feed: feed, addresses: map[string]int{}, contents: map[Digest]int{}, known: map[Ref]int{}}
	err := m.run(ctx, captures)
	if err != nil {
		return m.sum, fmt.Errorf("import into %s: %w", feed.Name, err)
	}
	return m.sum, nil
}

// importer gathers what an import offers.
type importer struct {
	Importing
	feed    Feed
	sum     Imported
	head    Snapshot
	started time.Time

	histories []*history
	addresses map[string]int // canonical address → history, of those that are new
	contents  map[Digest]int // likewise, by content
	known     map[Ref]int    // articles that were known → history
	buffer    []Update
}

// history is what is known and offered of one article.
type history struct {
	article Article // ID is empty until a new one is staged
	fresh   bool
	states  []heldState // revisions and kept captures, by time
	offers  []offer
	next    int // number of the next revision
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
	info     CaptureInfo
	content  Digest
	date     Date
	revision int // the one it makes; 0: none
}

func (m *importer) run(ctx context.Context, captures iter.Seq2[Capture, error]) error {
	m.started = m.Now().UTC().Truncate(time.Second)
	err := m.view(ctx, func(v View) (err error) {
		m.head, err = NewestSnapshot(v)
		return err
	})
	if err != nil {
		return err
	}
	for c, err := range captures {
		if err == nil {
			err = m.offer(ctx, c)
		}
		if err != nil {
			return err
		}
	}
	if err := m.stageAll(ctx); err != nil || m.sum.Revisions+m.sum.Kept == 0 {
		return err
	}
	return m.commit(ctx)
}

func (m *importer) view(ctx context.Context, fn func(View) error) error {
	return m.Store.View(ctx, m.feed.Name, fn)
}

// offer reads a capture and notes whose it is.
func (m *importer) offer(ctx context.Context, c Capture) error {
	c.Time = c.Time.UTC().Truncate(time.Second)
	asked, err := Canonical(c.URL)
	if err != nil {
		return nil //nolint:nilerr // an address that no article can have
	}
	answered, err := Canonical(c.Answered())
	if err != nil {
		return nil //nolint:nilerr // likewise
	}
	at, err := m.whose(ctx, asked, answered)
	if err != nil || at < 0 && !m.Belongs(c.Answered()) {
		return err
	}
	m.sum.Captures++
	if at >= 0 && m.histories[at].article.State == Forgotten {
		m.sum.Forgotten++
		return nil
	}
	reading, err := m.Reader.Read(c)
	content := reading.Content.Normalised()
	if err != nil || at < 0 && (content.Title == "" || content.Text() == "") {
		m.sum.Unread++
		return nil //nolint:nilerr // counted: no article
	}
	digest := content.Digest()
	if at < 0 {
		if at, err = m.twin(ctx, content, digest); err != nil {
			return err
		}
	}
	if at >= 0 && m.histories[at].article.State == Forgotten {
		m.sum.Forgotten++
		return nil
	}
	if at < 0 {
		at = m.add(&history{fresh: true, next: 1})
	}
	m.addresses[asked], m.addresses[answered] = at, at
	if content.Text() != "" {
		m.contents[digest] = at
	}
	c.Final = c.Answered()
	info := c.Info()
	m.histories[at].offers = append(m.histories[at].offers, offer{info, digest, content.Date, 0})
	return m.Pages.Put(info.Raw, c.Body)
}

func (m *importer) add(h *history) int {
	m.histories = append(m.histories, h)
	return len(m.histories) - 1
}

// whose returns the history of the article that has one of the addresses, -1
// when there is none yet.
func (m *importer) whose(ctx context.Context, asked, answered string) (at int, err error) {
	for _, address := range []string{answered, asked} {
		if at, ok := m.addresses[address]; ok {
			return at, nil
		}
	}
	at = -1
	err = m.view(ctx, func(v View) error {
		for _, address := range []string{answered, asked} {
			ref, err := v.Lookup(address, 0)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err == nil {
				at, err = m.load(v, ref)
			}
			return err
		}
		return nil
	})
	return at, err
}

// twin returns the history of an article that holds the same text, or was
// forgotten with it: one more address of it.
func (m *importer) twin(ctx context.Context, c Content, digest Digest) (at int, err error) {
	if at, ok := m.contents[digest]; ok {
		return at, nil
	}
	at = -1
	err = m.view(ctx, func(v View) error {
		refs, err := v.Same(digest)
		if err == nil && len(refs) > 0 && c.Text() != "" {
			at, err = m.load(v, refs[0])
			return err
		}
		if err != nil {
			return err
		}
		ref, found, err := ForgottenWith(v, c)
		if err == nil && found {
			at, err = m.load(v, ref)
		}
		return err
	})
	return at, err
}

// load reads what is known of an article.
func (m *importer) load(v View, ref Ref) (int, error) {
	if at, ok := m.known[ref]; ok {
		return at, nil
	}
	a, err := v.Article(ref, m.head.Number)
	if err != nil {
		return 0, err
	}
	h := &history{article: a}
	revisions, err := v.Revisions(ref, m.head.Number)
	if err != nil {
		return 0, err
	}
	h.next = len(revisions) + 1
	for _, r := range revisions {
		content, err := m.contentNow(v, r)
		if err != nil {
			return 0, err
		}
		h.states = append(h.states, heldState{r.Capture.Time, r.Capture.Raw, content, r.Number, a.Date})
	}
	kept, err := v.Kept(ref, m.head.Number)
	if err != nil {
		return 0, err
	}
	for _, k := range kept {
		h.states = append(h.states, heldState{time: k.Time, raw: k.Raw})
	}
	h.sort()
	m.known[ref] = m.add(h)
	return m.known[ref], nil
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
		if s.revision == 0 || held != nil && s.time.After(o.info.Time) {
			continue
		}
		held = &h.states[i]
	}
	return held != nil && held.content == o.content
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

// inOrder sorts offers by time, then bytes.
func inOrder(offers []offer) {
	slices.SortStableFunc(offers, func(a, b offer) int {
		return cmp.Or(a.info.Time.Compare(b.info.Time), slices.Compare(a.info.Raw[:], b.info.Raw[:]))
	})
}
