package archive

import (
	"context"
	"iter"
	"runtime"
	"slices"
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
// after the first few finds the next chunks read while he works on the last.
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
	after *Article  // the last one listed
	limit int       // of the next chunk
	left  int       // how many are still wanted, when that is bounded
	more  bool      // there may be a next chunk
}

// mostReaders bounds how many chunks are read at a time: more are not written
// as quickly, and each holds memory.
const mostReaders = 4

// chunks gives the chunks: the small ones of the beginning one by one, the
// others on all cores.
func (r *articleReader) chunks(ctx context.Context) iter.Seq2[[]Full, error] {
	return func(yield func([]Full, error) bool) {
		for r.more && r.limit < viewChunk {
			chunk, err := r.next(ctx)
			if !yield(chunk, err) || err != nil {
				return
			}
		}
		inOrder(ctx, min(runtime.GOMAXPROCS(0), mostReaders), func(ctx context.Context) (chunk []Article, more bool, err error) {
			if more = r.more; more {
				err = r.view(ctx, func(v View) error {
					chunk, err = r.list(v)
					return err
				})
			}
			return chunk, more, err
		}, r.read)(yield)
	}
}

// next reads the next chunk in one transaction.
func (r *articleReader) next(ctx context.Context) (chunk []Full, err error) {
	err = r.view(ctx, func(v View) error {
		articles, err := r.list(v)
		if err == nil {
			chunk, err = r.full(v, articles)
		}
		return err
	})
	return chunk, err
}

// read reads a chunk that was listed before. An article that was forgotten
// since is not told as one without a text.
func (r *articleReader) read(ctx context.Context, articles []Article) (chunk []Full, err error) {
	err = r.view(ctx, func(v View) error {
		chunk, err = r.full(v, articles)
		return err
	})
	return slices.DeleteFunc(chunk, func(a Full) bool { return a.Newest.Reading().Stamp == ForgottenStamp }), err
}

func (r *articleReader) view(ctx context.Context, fn func(View) error) error {
	return r.store.View(ctx, r.feed, fn)
}

// list returns those wanted of the next limit articles.
func (r *articleReader) list(v View) ([]Article, error) {
	if r.seen == nil && !r.want.Brief {
		trace, err := TraceUpTo(v, r.want.At)
		if err != nil {
			return nil, err
		}
		r.seen = trace.rollCall()
	}
	articles, err := v.ByDate(r.want.At, r.after, r.want.Descending, r.limit)
	if err != nil {
		return nil, err
	}
	if r.more = len(articles) == r.limit; r.more {
		last := articles[len(articles)-1]
		r.after = &last
	}
	r.limit = min(2*r.limit, viewChunk)
	if r.want.Keep != nil {
		articles = slices.DeleteFunc(articles, func(a Article) bool { return !r.want.Keep(a) })
	}
	if r.want.Limit > 0 {
		articles = articles[:min(len(articles), r.left)]
		r.left -= len(articles)
		r.more = r.more && r.left > 0
	}
	return articles, nil
}

// full reads what a chunk says beside what was listed.
func (r *articleReader) full(v View, articles []Article) ([]Full, error) {
	chunk := make([]Full, 0, len(articles))
	for _, a := range articles {
		full, err := fullOf(v, r.seen, a, r.want)
		if err != nil {
			return nil, err
		}
		chunk = append(chunk, full)
	}
	return chunk, nil
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
