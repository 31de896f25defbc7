package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// newcomer records the first capture of an address.
func (r *recorder) newcomer(ctx context.Context, info CaptureInfo, asked, answered string) error {
	reading, ok, err := r.readOrTell(ctx, info)
	if err != nil || !ok {
		return err
	}
	if r.notYet(info, reading.Content) {
		r.putOff()
		return nil
	}
	if r.strangers.shared(info.URL) {
		r.unseen(info, errOnePage.Error())
		return nil
	}
	reading.Content = r.hashed(reading.Content, Content{})
	return r.settleAt(ctx, info, reading, asked, answered)
}

// readOrTell reads a capture of an address whose article is not known yet. It is
// not ok when nothing could be read: that is told then.
func (r *recorder) readOrTell(ctx context.Context, info CaptureInfo) (reading Reading, ok bool, err error) {
	reading, err = r.read(ctx, info)
	if errors.Is(err, ErrGonePage) {
		r.stranger(Sighting{URL: info.URL, Time: info.Time, Reason: ReasonSoft404})
		return reading, false, nil
	}
	if u := (*unreadable)(nil); errors.As(err, &u) {
		r.unseen(info, u.Error())
		return reading, false, nil
	}
	return reading, err == nil, err
}

// arrival is a page that was read at an address which no article has.
type arrival struct {
	info            CaptureInfo
	reading         Reading
	digest          Digest // of the content
	asked, answered string
}

// settleAt records what was read at an address that no article has.
func (r *recorder) settleAt(ctx context.Context, info CaptureInfo, reading Reading, asked, answered string) error {
	n := arrival{info, reading, reading.Content.Digest(), asked, answered}
	id := ID(r.seen.Feed.Name, answered)
	twin, found := r.newTwin(n)
	if !found && r.head.Articles > 0 {
		err := r.view(ctx, func(v View) (err error) {
			if twin, found, err = r.knownTwin(v, n); err == nil && !found {
				id, err = freeID(v, r.seen.Feed.Name, answered)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	switch {
	case found && twin.State == Forgotten:
		return r.stands(ctx, info, twin, asked, answered, "")
	case found:
		return r.twinned(ctx, info, twin, asked, answered)
	}
	return r.add(ctx, n, id)
}

// add records a new article with an id that no other has.
func (r *recorder) add(ctx context.Context, n arrival, id string) error {
	info, reading, asked, answered := n.info, n.reading, n.asked, n.answered
	ref := Ref(r.articles)
	r.articles++
	url, err := CleanURL(info.Final)
	if err != nil {
		return err
	}
	a := Article{
		Ref: ref, ID: id, URL: url,
		State: Listed, Since: r.number(), StateTime: info.Time,
		Revision: 1, FirstSeen: info.Time, Changed: info.Time, Date: reading.Content.Date,
	}
	a.Listings = insert(nil, r.listings(asked)...)
	a.Listings = insert(a.Listings, r.listings(answered)...)
	if asked != answered {
		a.Aliases = r.alias(nil, info.URL)
	}
	r.at(asked, ref)
	r.at(answered, ref)
	if reading.Content.Text() != "" {
		r.contents[Mark(n.digest[:])] = ref
	}
	r.looks.Read.Add(uint32(ref))
	r.link(ref, reading.Content)
	return r.put(ctx, Update{
		Ref: ref, Article: &a, Content: reading.Content,
		Revision: &Revision{Number: 1, Snapshot: r.number(), Capture: info, Readings: []StampedReading{stamped(reading, n.digest)}},
		Changes: []Change{{
			Kind: Added, Article: a.ID, URL: a.URL, Title: reading.Content.Title, Date: reading.Content.Date,
			Noticed: info.Time, ToRevision: 1,
		}},
		Memo: r.memo(info, nil),
	})
}

// freeID returns the first id of an address that no article has.
func freeID(v View, feed, canonical string) (string, error) {
	for turn := 1; ; turn++ {
		id := NthID(feed, canonical, turn)
		taken, err := v.Match(id, 1)
		if err != nil || len(taken) == 0 {
			return id, err
		}
	}
}

func stamped(reading Reading, digest Digest) StampedReading {
	return StampedReading{Stamp: reading.Stamp, Digest: digest, Language: reading.Language}
}

// insert returns the sorted list with values added that it lacks.
func insert(list []string, values ...string) []string {
	list = slices.Clone(list)
	for _, v := range values {
		if i, found := slices.BinarySearch(list, v); !found {
			list = slices.Insert(list, i, v)
		}
	}
	return list
}

// alias adds an address to aliases in the form in which it can be fetched.
func (r *recorder) alias(aliases []string, address string) []string {
	if clean, err := CleanURL(address); err == nil {
		return insert(aliases, clean)
	}
	return aliases
}

// newTwin returns the article with the same content that this crawl has captured.
// Articles without text share too easily what they have.
func (r *recorder) newTwin(n arrival) (twin Article, found bool) {
	if n.reading.Content.Text() == "" {
		return Article{}, false
	}
	ref, found := r.contents[Mark(n.digest[:])]
	if found {
		twin, _ = r.rows.of(ref)
	}
	return twin, found
}

// knownTwin returns a known article whose newest revision holds the same content, or
// one that alternates between that and another, or
// a forgotten one that held it: that has one address more then, which no crawl
// looks at again.
func (r *recorder) knownTwin(v View, n arrival) (Article, bool, error) {
	if n.reading.Content.Text() == "" {
		return Article{}, false, nil
	}
	refs, err := v.Same(n.digest)
	if err != nil {
		return Article{}, false, err
	}
	for _, ref := range refs {
		if twin, found, err := r.holds(v, ref, n.digest); found || err != nil {
			return twin, found, err
		}
	}
	ref, found, err := forgottenWith(v, n.digest)
	if err != nil || !found {
		return Article{}, false, err
	}
	twin, err := r.row(v, ref)
	return twin, err == nil, err
}

// holds reports whether an article's newest revision has the digest, or the
// other text with which that one alternates.
func (r *recorder) holds(v View, ref Ref, digest Digest) (Article, bool, error) {
	a, err := r.row(v, ref)
	if err != nil {
		return Article{}, false, err
	}
	stored, err := v.Article(ref, r.head.Number)
	if err != nil || a.Revision != stored.Revision { // edited in this crawl: contents has its text
		return a, false, err
	}
	newest, err := v.Revision(ref, a.Revision)
	if err != nil {
		return Article{}, false, err
	}
	if newest.Reading().Digest == digest {
		return a, true, nil
	}
	last, err := lastReadings(v, a)
	former, alternates := other(last)
	return a, alternates && former.Digest == digest, err
}

// twinned records a new address that carries the content of a known article:
// the article moved there when its old address is gone, and has one address
// more when the old one answers. When the old one does not answer, nothing can
// be said yet.
func (r *recorder) twinned(ctx context.Context, info CaptureInfo, twin Article, asked, answered string) error {
	reason, missed, err := r.whereabouts(ctx, twin)
	if err != nil {
		return err
	}
	if missed != "" {
		r.fail(info.URL, fmt.Sprintf("same text as %s, which did not answer (%s); it is asked again next time", twin.URL, missed), info.Time)
		return nil
	}
	return r.stands(ctx, info, twin, asked, answered, reason)
}

// stands records that a known article stands at an address that is not its own:
// it moved there when its own is gone, and has one address more otherwise.
func (r *recorder) stands(ctx context.Context, info CaptureInfo, a Article, asked, answered, gone string) error {
	a.Listings = insert(a.Listings, r.listings(asked)...)
	a.Listings = insert(a.Listings, r.listings(answered)...)
	r.at(asked, a.Ref)
	r.at(answered, a.Ref)
	if asked != answered {
		a.Aliases = r.alias(a.Aliases, info.URL)
	}
	if gone == "" {
		a.Aliases = r.alias(a.Aliases, info.Final)
		return r.put(ctx, Update{Ref: a.Ref, Article: &a})
	}
	return r.movedTo(ctx, info, a)
}

// movedTo records that a's address is gone and that it now stands at info.Final.
func (r *recorder) movedTo(ctx context.Context, info CaptureInfo, a Article) error {
	var changes []Change
	memo := r.Reader.Memo(info)
	err := r.view(ctx, func(v View) error {
		b, err := r.load(v, a.Ref)
		if err != nil {
			return err
		}
		if _, alternates := other(b.last); alternates {
			memo = []byte{} // it may be the text that the newest revision does not hold
		}
		b.row = a
		if a, err = r.relocate(b, info.Final); err != nil {
			return err
		}
		b.row = a
		held, err := r.lastHeld(v, a)
		if err != nil {
			return err
		}
		changes = append(changes, b.change(Moved, Change{FromURL: b.url, Noticed: info.Time, LastHeld: held}))
		restored, row, err := r.restore(v, b, info.Time)
		a = row
		changes = append(changes, restored...)
		return err
	})
	if err != nil {
		return err
	}
	r.settled[a.Ref] = true
	r.looks.Read.Add(uint32(a.Ref))
	return r.put(ctx, Update{Ref: a.Ref, Article: &a, Changes: changes, Memo: memo})
}

// whereabouts asks whether an article's address still answers, unless this
// crawl knows already: gone is the reason when it does not, missed why nobody can say.
func (r *recorder) whereabouts(ctx context.Context, a Article) (gone, missed string, err error) {
	for _, g := range r.seen.Gone {
		if g.URL == a.URL {
			return g.Reason, "", nil
		}
	}
	if int(a.Ref) >= r.head.Articles || r.looks.Page(a.Ref) || slices.ContainsFunc(r.seen.Unmodified, func(s Sighting) bool { return s.URL == a.URL }) ||
		r.queue.has(a.URL) {
		return "", "", nil
	}
	if err := r.flush(ctx); err != nil {
		return "", "", err
	}
	answer := r.Ask(ctx, a)
	if answer.Gone == "" && answer.Missed == "" {
		r.enqueue(answer.Capture)
	}
	return answer.Gone, answer.Missed, ctx.Err()
}
