package archive

import (
	"context"
	"iter"
	"time"
)

// Full is an article with its text, as a snapshot holds it and as today's
// extractor reads it.
type Full struct {
	Article
	Newest   Revision
	Content  Content   // of Newest
	LastSeen time.Time // when its page or its entry was last seen to be there
	Checks   int       // how many crawls found its state; at least 1
	History  []Past    // all revisions, oldest first; nil unless asked for
}

// Past is a revision with its content.
type Past struct {
	Revision Revision
	Content  Content
}

// Selection says which articles are wanted, and how.
type Selection struct {
	At         int                // the snapshot
	Descending bool               // newest first; undated last all the same
	History    bool               // with all revisions
	Keep       func(Article) bool // nil: all
	Limit      int                // at most so many; 0: all
	// Brief leaves LastSeen and Checks out, which take the looks of every snapshot.
	Brief bool
	Title bool // of Content only the title: it takes no text
}

// Articles returns the articles of a feed by date, then id, in chunks of one
// short transaction each, so that nobody waits for a long reader. Who goes on
// after the first few finds the next chunk read while he works on the last.
func Articles(ctx context.Context, store Store, feed string, want Selection) iter.Seq2[Full, error] {
	return func(yield func(Full, error) bool) {
		r := articleReader{store: store, feed: feed, want: want, limit: firstChunk(want.Limit), left: want.Limit, more: true}
		for chunk, err := range r.chunks(ctx) {
			if err != nil {
				yield(Full{}, err)
				return
			}
			for _, a := range chunk {
				if !yield(a, nil) {
					return
				}
			}
		}
	}
}

// articleReader reads the articles that are wanted, chunk by chunk.
type articleReader struct {
	store Store
	feed  string
	want  Selection
	seen  *rollCall // nil: not read yet, or not wanted
	after *Article  // the last one read
	limit int       // of the next chunk
	left  int       // how many are still wanted; 0 and less: all
	more  bool      // there may be a next chunk
}

// chunks gives the chunks: the small ones of the beginning one by one, the
// others ahead.
func (r *articleReader) chunks(ctx context.Context) iter.Seq2[[]Full, error] {
	return func(yield func([]Full, error) bool) {
		for r.more && r.limit < viewChunk {
			chunk, err := r.next(ctx)
			if !yield(chunk, err) || err != nil {
				return
			}
		}
		ahead(ctx, func(ctx context.Context) ([]Full, bool, error) {
			if !r.more {
				return nil, false, nil
			}
			chunk, err := r.next(ctx)
			return chunk, true, err
		})(yield)
	}
}

// next reads the next chunk in a transaction.
func (r *articleReader) next(ctx context.Context) (chunk []Full, err error) {
	err = r.store.View(ctx, r.feed, func(v View) (err error) {
		if r.seen == nil && !r.want.Brief {
			trace, err := TraceUpTo(v, r.want.At)
			if err != nil {
				return err
			}
			r.seen = trace.rollCall()
		}
		chunk, r.after, r.more, err = articleChunk(v, r.seen, r.want, r.after, r.limit, r.left)
		return err
	})
	r.limit = min(2*r.limit, viewChunk)
	r.left -= len(chunk)
	return chunk, err
}

// EachChunk calls fn with the articles that snapshot at knows, by date as in
// [View.ByDate], in chunks of size, each in a transaction of its own; at 0 is
// the newest snapshot when the first of them begins.
func EachChunk(ctx context.Context, store Store, feed string, at int, descending bool, size int, fn func(v View, at int, chunk []Article) error) error {
	var after *Article
	for more := true; more; {
		err := store.View(ctx, feed, func(v View) (err error) {
			if at == 0 {
				if at, err = v.Latest(); err != nil {
					return err
				}
			}
			chunk, err := v.ByDate(at, after, descending, size)
			if more = err == nil && len(chunk) == size; more {
				after = &chunk[size-1]
			}
			if err != nil || len(chunk) == 0 {
				return err
			}
			return fn(v, at, chunk)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// firstChunk is how many articles are read first: who wants a few, or so many,
// does not wait for more.
func firstChunk(wanted int) int {
	if wanted > 0 {
		return min(wanted, viewChunk)
	}
	return 25
}

// articleChunk returns the wanted ones of the next limit articles, and whether
// there may be more; left of them, if that is more than 0, are enough.
func articleChunk(v View, seen *rollCall, want Selection, after *Article, limit, left int) (chunk []Full, last *Article, more bool, err error) {
	articles, err := v.ByDate(want.At, after, want.Descending, limit)
	if err != nil || len(articles) == 0 {
		return nil, after, false, err
	}
	for _, a := range articles {
		if want.Keep != nil && !want.Keep(a) {
			continue
		}
		full, err := fullOf(v, seen, a, want)
		if err != nil {
			return nil, after, false, err
		}
		if chunk = append(chunk, full); len(chunk) == left {
			return chunk, &a, false, nil
		}
	}
	return chunk, &articles[len(articles)-1], len(articles) == limit, nil
}

// FullOf returns one article as snapshot at holds it.
func FullOf(v View, a Article, at int, history bool) (Full, error) {
	full, err := fullOf(v, nil, a, Selection{At: at, History: history, Brief: true})
	if err == nil {
		full.LastSeen, full.Checks, err = seenUpTo(v, a, at)
	}
	return full, err
}

func fullOf(v View, seen *rollCall, a Article, want Selection) (Full, error) {
	full := Full{Article: a}
	if !want.Brief {
		full.LastSeen, full.Checks = seen.lastSeen(a), seen.checks(a)
	}
	var err error
	if full.Newest, err = v.Revision(a.Ref, a.Revision); err != nil {
		return full, err
	}
	if want.Title {
		full.Content.Title, err = titleOf(v, a.Ref, full.Newest)
	} else {
		full.Content, err = v.Content(full.Newest.Reading().Content)
	}
	if err != nil || !want.History {
		return full, err
	}
	revisions, err := v.Revisions(a.Ref, want.At)
	if err != nil {
		return full, err
	}
	byTime(revisions)
	full.History = make([]Past, len(revisions))
	for i, r := range revisions {
		full.History[i].Revision = r
		if full.History[i].Content, err = v.Content(r.Reading().Content); err != nil {
			return full, err
		}
	}
	return full, nil
}
