package archive

import (
	"context"
	"iter"
)

// ahead gives what next returns, until it reports that there is nothing more or
// fails. While the caller uses an item, next makes the one after it in a
// goroutine, which has ended when the sequence has.
func ahead[T any](ctx context.Context, next func(context.Context) (item T, ok bool, err error)) iter.Seq2[T, error] {
	type result struct {
		item T
		err  error
	}
	return func(yield func(T, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		results, stop := make(chan result), make(chan struct{})
		go func() {
			defer close(results)
			for {
				item, ok, err := next(ctx)
				if err == nil && !ok {
					return
				}
				select {
				case results <- result{item, err}:
				case <-stop: // not ctx: its end is an error that the caller is told
					return
				}
				if err != nil {
					return
				}
			}
		}()
		defer func() {
			cancel()
			close(stop)
			for range results { // until the goroutine has ended
			}
		}()
		for r := range results {
			if !yield(r.item, r.err) {
				return
			}
		}
	}
}
