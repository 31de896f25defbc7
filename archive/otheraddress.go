package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// An address that an article left, or has besides its own, may come to carry
// another article. That one is added under an id of its own; the former keeps
// its history and loses the address, from this snapshot on.

// elsewhereThan reports whether a capture answered at none but other addresses
// than the article's own.
func (b *before) elsewhereThan(asked, answered string) bool {
	own, err := Canonical(b.url)
	return err == nil && asked != own && answered != own
}

// otherAddress records a capture of an address that a known article left or
// has besides its own: that article, come back or still there, or another one.
func (r *recorder) otherAddress(ctx context.Context, info CaptureInfo, b *before, asked, answered string) error {
	reading, ok, err := r.readOrTell(ctx, info)
	if err != nil || !ok {
		return err
	}
	if err := r.fill(ctx, b); err != nil {
		return err
	}
	gone, missed, err := r.whereabouts(ctx, b.row)
	if err != nil {
		return err
	}
	if missed != "" {
		r.fail(info.URL, fmt.Sprintf("%s had this address before, and did not answer (%s); it is asked again next time", b.row.URL, missed), info.Time)
		return nil
	}
	same, err := r.holdsStill(ctx, b, reading.Content)
	if err != nil {
		return err
	}
	switch {
	case same:
		return r.stands(ctx, info, b.row, asked, answered, gone)
	case asked != answered && folded(info.Entry.Title) != folded(reading.Content.Title):
		r.fail(info.URL, fmt.Sprintf("its address leads to another page, %s, that does not read like it", info.Final), info.Time)
		return nil
	}
	if err := r.leave(ctx, b.row, asked, answered); err != nil {
		return err
	}
	return r.settleAt(ctx, info, reading, asked, answered)
}

// holdsStill reports whether a content is that of a known article, as it was or
// as its own address says in this crawl.
func (r *recorder) holdsStill(ctx context.Context, b *before, next Content) (bool, error) {
	if sameArticle(b.content, next) {
		return true, nil
	}
	var former Content
	var alternates bool
	err := r.view(ctx, func(v View) (err error) {
		former, alternates, err = alternate(v, b.last)
		return err
	})
	if err != nil || alternates && sameArticle(former, next) {
		return err == nil, err
	}
	own := b.row.URL
	if !r.queue.has(own) {
		if own = r.answering[own]; own == "" {
			return false, nil
		}
	}
	captures, err := r.Writer.PendingAt(ctx, []string{own})
	if err != nil {
		return false, err
	}
	now, err := r.read(ctx, captures[0])
	if u := (*unreadable)(nil); errors.As(err, &u) {
		return false, nil
	}
	return err == nil && sameArticle(now.Content, next), err
}

// sameArticle reports whether two contents, of two addresses, are those of one
// article, edited perhaps. Two of the statements that a publisher makes from one
// pattern share their words, or their title, but not all of words, title and day.
func sameArticle(prev, next Content) bool {
	title := prev.Title != "" && folded(prev.Title) == folded(next.Title)
	day := sameDate(prev.Date, next.Date)
	if shareWords(prev, next) {
		return title || day
	}
	return title && day
}

// leave takes the addresses from an article that has them no longer.
func (r *recorder) leave(ctx context.Context, a Article, addresses ...string) error {
	aliases := slices.DeleteFunc(slices.Clone(a.Aliases), func(alias string) bool {
		canonical, err := Canonical(alias)
		return err == nil && slices.Contains(addresses, canonical)
	})
	if len(aliases) == len(a.Aliases) {
		return nil
	}
	a.Aliases = aliases
	return r.put(ctx, Update{Ref: a.Ref, Article: &a})
}
