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
		r.fail(info.URL, u.Error(), info.Time)
		return reading, false, nil
	}
	return reading, err == nil, err
}

// settleAt records what was read at an address that no article has.
func (r *recorder) settleAt(ctx context.Context, info CaptureInfo, reading Reading, asked, answered string) error {
	twin, found, err := r.twin(ctx, reading.Content)
	if err != nil {
		return err
	}
	if found && twin.State == Forgotten {
		return r.stands(ctx, info, twin, asked, answered, "")
	}
	if found {
		return r.twinned(ctx, info, twin, asked, answered)
	}
	return r.add(ctx, info, reading, asked, answered)
}

// add records a new article.
func (r *recorder) add(ctx context.Context, info CaptureInfo, reading Reading, asked, answered string) error {
	ref := Ref(r.articles)
	r.articles++
	url, err := CleanURL(info.Final)
	if err != nil {
		return err
	}
	id, err := r.newID(ctx, answered)
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
	digest := reading.Content.Digest()
	if reading.Content.Text() != "" {
		r.contents[Mark(digest[:])] = ref
	}
	r.looks.Read.Add(uint32(ref))
	r.link(ref, reading.Content)
	return r.put(ctx, Update{
		Ref: ref, Article: &a, Content: reading.Content,
		Revision: &Revision{Number: 1, Snapshot: r.number(), Capture: info, Readings: []StampedReading{stamped(reading, digest)}},
		Changes: []Change{{
			Kind: Added, Article: a.ID, URL: a.URL, Title: reading.Content.Title, Date: reading.Content.Date,
			Noticed: info.Time, ToRevision: 1,
		}},
		Memo: r.memo(info, nil),
	})
}

// newID returns the id of an article first captured at an address: the first
// one that no other article has.
func (r *recorder) newID(ctx context.Context, canonical string) (id string, err error) {
	err = r.view(ctx, func(v View) error {
		id, err = freeID(v, r.seen.Feed.Name, canonical)
		return err
	})
	return id, err
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

// twin returns a known article whose newest revision holds the same content, or
// one that alternates between that and another, or
// a forgotten one that held it: that has one address more then, which no crawl
// looks at again.
// Articles without text share too easily what they have.
func (r *recorder) twin(ctx context.Context, c Content) (Article, bool, error) {
	if c.Text() == "" {
		return Article{}, false, nil
	}
	digest := c.Digest()
	if ref, ok := r.contents[Mark(digest[:])]; ok {
		row, _ := r.rows.of(ref)
		return row, true, nil
	}
	var twin Article
	found := false
	err := r.view(ctx, func(v View) error {
		refs, err := v.Same(digest)
		for i := 0; err == nil && i < len(refs) && !found; i++ {
			twin, found, err = r.holds(v, refs[i], digest)
		}
		if err != nil || found {
			return err
		}
		ref, forgotten, err := ForgottenWith(v, c)
		if err == nil && forgotten {
			found = true
			twin, err = r.row(v, ref)
		}
		return err
	})
	return twin, found, err
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
