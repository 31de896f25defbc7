package archive

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Reextracted says what a reextraction did.
type Reextracted struct {
	Revisions int // kept with a page
	Read      int // read again; the others were read in this way already
	Differ    int // of Read: whose content is another now
	Failed    int // that could not be read now; their former reading stays
}

// Reextract reads all kept raw pages of a feed again with today's reader, on
// all cores. It makes no snapshot and no change: what was held then is only read
// better. When it is interrupted, the next one goes on where it stopped.
func Reextract(ctx context.Context, store Store, writer Writer, reader Reader, feed string, step func(done, total int)) (Reextracted, error) {
	var sum Reextracted
	at, total := 0, 0
	err := store.View(ctx, feed, func(v View) (err error) {
		if at, err = v.Latest(); err != nil || at == 0 {
			return err
		}
		s, err := OneSnapshot(v, at)
		total = s.Articles
		return err
	})
	if err != nil {
		return sum, fmt.Errorf("reextract %s: %w", feed, err)
	}
	const chunk = 32 // articles whose pages are in memory at once
	for first := 0; first < total; first += chunk {
		pages, err := keptPages(ctx, store, feed, reader.Stamp(), at, first, min(first+chunk, total), &sum)
		if err == nil {
			err = rereadPages(ctx, writer, reader, pages, &sum)
		}
		if err != nil {
			return sum, fmt.Errorf("reextract %s: %w", feed, err)
		}
		if step != nil {
			step(min(first+chunk, total), total)
		}
	}
	return sum, nil
}

// keptPage is a revision with its page, to be read again.
type keptPage struct {
	ref      Ref
	revision Revision
	raw      []byte
	before   Content // as read then
	content  Content // as read now
	stamped  StampedReading
	failed   bool
}

// keptPages returns the revisions of the articles from first up to end that
// were not read in the way of stamp.
func keptPages(ctx context.Context, store Store, feed string, stamp Stamp, at, first, end int, sum *Reextracted) ([]*keptPage, error) {
	var pages []*keptPage
	err := store.View(ctx, feed, func(v View) error {
		for ref := Ref(first); int(ref) < end; ref++ {
			revisions, err := v.Revisions(ref, at)
			if err != nil {
				return err
			}
			for _, r := range revisions {
				sum.Revisions++
				if s := r.Reading().Stamp; s == stamp || s == ForgottenStamp || r.Capture.Absent() {
					continue
				}
				p := &keptPage{ref: ref, revision: r}
				if p.before, err = v.Content(r.Reading().Content); err != nil {
					return err
				}
				if !r.Capture.Raw.IsZero() {
					if p.raw, err = v.Raw(r.Capture.Raw); err != nil {
						return err
					}
				}
				pages = append(pages, p)
			}
		}
		return nil
	})
	return pages, err
}

func rereadPages(ctx context.Context, writer Writer, reader Reader, pages []*keptPage, sum *Reextracted) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range pages {
		group.Go(func() error {
			reading, err := reader.Read(p.revision.Capture.With(p.raw))
			if p.failed = err != nil; p.failed {
				return nil
			}
			p.content = withHashes(reading.Content.Normalised(), p.before)
			p.stamped = stamped(reading, p.content.Digest())
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	var readings []Rereading
	for _, p := range pages {
		if p.failed {
			sum.Failed++
			continue
		}
		sum.Read++
		old := p.revision.Reading()
		if p.stamped.Digest != old.Digest {
			sum.Differ++
		}
		readings = append(readings, Rereading{
			Ref: p.ref, Number: p.revision.Number, Reading: p.stamped, Content: p.content, Resemble: old.Content,
		})
	}
	if len(readings) == 0 {
		return ctx.Err()
	}
	return writer.Reread(ctx, readings)
}
