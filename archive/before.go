package archive

import (
	"context"
	"errors"
)

// before is what is known of an article when it is looked at again.
type before struct {
	row     Article
	url     string  // row.URL before this look
	stored  Article // as the newest snapshot holds it
	newest  Revision
	memo    []byte
	same    bool             // the page was read, and reads as the newest revision: nothing below is needed
	filled  bool             // what follows was read
	content Content          // of the newest revision
	last    []StampedReading // of the last revisions, the newest last
	lost    bool             // neither text nor page of the newest revision is left
	unread  bool             // the page of the newest revision cannot be read in today's way: content is what was read of it then
	next    int              // number of its next revision: the newest in time need not have the greatest one
}

// change completes a change with what every change carries.
func (b *before) change(kind Kind, c Change) Change {
	c.Kind, c.Article, c.URL = kind, b.row.ID, b.row.URL
	if kind != Edited {
		c.Title, c.Date = b.content.Title, b.content.Date
	}
	return c
}

// known is before in a view of its own. Where no snapshot knows any article, only
// those that this crawl has captured can be meant.
func (r *recorder) known(ctx context.Context, asked, answered string) (b *before, err error) {
	if r.head.Articles == 0 {
		_, there := r.addresses[MarkOf(asked)]
		if _, other := r.addresses[MarkOf(answered)]; !there && !other {
			return nil, nil
		}
	}
	err = r.view(ctx, func(v View) error {
		b, err = r.before(v, asked, answered)
		return err
	})
	return b, err
}

// before returns the known article that one of the addresses belongs to, nil
// when neither is known. The address that was asked decides when both are.
func (r *recorder) before(v View, asked, answered string) (*before, error) {
	ref, err := r.lookup(v, asked)
	if errors.Is(err, ErrNotFound) {
		ref, err = r.lookup(v, answered)
	}
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if int(ref) >= r.head.Articles { // captured earlier in this very crawl
		row, _ := r.rows.of(ref)
		return &before{row: row, url: row.URL}, nil
	}
	return r.outline(v, ref)
}

// load reads what is known of a committed article.
func (r *recorder) load(v View, ref Ref) (*before, error) {
	b, err := r.outline(v, ref)
	if err == nil && int(ref) < r.head.Articles {
		err = b.fill(v)
	}
	return b, err
}

// outline reads what is needed of a committed article to know whether its page
// says something else than before.
func (r *recorder) outline(v View, ref Ref) (*before, error) {
	row, err := r.row(v, ref)
	if err != nil {
		return nil, err
	}
	b := &before{row: row, url: row.URL, stored: row}
	if int(ref) >= r.head.Articles {
		return b, nil
	}
	if _, changed := r.rows.of(ref); changed {
		if b.stored, err = v.Article(ref, r.head.Number); err != nil {
			return nil, err
		}
	}
	if b.newest, err = v.Revision(ref, b.stored.Revision); err != nil {
		return nil, err
	}
	b.memo, err = v.ArticleMemo(ref)
	return b, err
}

// fill reads the rest of what is known of an article.
func (b *before) fill(v View) (err error) {
	if b.filled {
		return nil
	}
	if b.content, err = v.Content(b.newest.Reading().Content); err != nil {
		return err
	}
	if b.last, err = lastReadings(v, b.stored); err != nil {
		return err
	}
	b.next, err = nextRevision(v, b.stored)
	b.filled = err == nil
	return err
}

// fill is before.fill outside of a view.
func (r *recorder) fill(ctx context.Context, b *before) error {
	if b.filled || int(b.row.Ref) >= r.head.Articles {
		return nil
	}
	return r.view(ctx, b.fill)
}

// reads reports whether a reading is that of the newest revision, by its digest. Of
// attachments the digest does not say all that is compared.
func (b *before) reads(reading Reading) bool {
	newest := b.newest.Reading()
	return newest.Stamp == reading.Stamp && len(reading.Content.Attachments) == 0 && newest.Digest == reading.Content.Digest()
}
