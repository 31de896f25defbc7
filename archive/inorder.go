package archive

import (
	"context"
	"iter"

	"golang.org/x/sync/errgroup"
)

// inOrder gives what do makes of what next returns, in that order, until next
// reports that there is nothing more or one of them fails: the error is the last
// that is given. next is called by one goroutine, and do by up to workers at a
// time; they are ahead of the caller by so many items and have ended when the
// sequence has.
func inOrder[T, U any](ctx context.Context, workers int, next func(context.Context) (item T, ok bool, err error), do func(context.Context, T) (U, error)) iter.Seq2[U, error] {
	type result struct {
		made U
		err  error
	}
	return func(yield func(U, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var group errgroup.Group // of goroutines that tell the caller themselves how they ended
		group.SetLimit(workers + 1)
		queue, stop := make(chan chan result, workers), make(chan struct{})
		defer func() {
			cancel()
			close(stop)
			_ = group.Wait()
		}()
		group.Go(func() error {
			defer close(queue)
			for {
				item, ok, err := next(ctx)
				if err == nil && !ok {
					return nil
				}
				done := make(chan result, 1)
				select {
				case queue <- done:
				case <-stop: // not ctx: its end is an error that the caller is told
					return nil
				}
				if err != nil {
					done <- result{err: err}
					return nil
				}
				group.Go(func() error {
					made, err := do(ctx, item)
					done <- result{made, err}
					return nil
				})
			}
		})
		for done := range queue {
			r := <-done
			if !yield(r.made, r.err) || r.err != nil {
				return
			}
		}
	}
}
