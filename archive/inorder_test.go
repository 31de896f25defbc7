package archive

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// counting gives 0, 1, 2 ... up to n, and fails when its context has ended.
func counting(n int) func(context.Context) (int, bool, error) {
	i := -1
	return func(ctx context.Context) (int, bool, error) {
		i++
		return i, i < n, ctx.Err()
	}
}

func asText(_ context.Context, i int) (string, error) { return fmt.Sprint(i), nil }

// All items come in order though each is made only once the one after it is.
func TestInOrderGivesAllInOrder(t *testing.T) {
	const n, workers = 60, 3
	made := make([]chan struct{}, n+1)
	for i := range made {
		made[i] = make(chan struct{})
	}
	close(made[n])
	want := 0
	for s, err := range inOrder(t.Context(), workers, counting(n), func(_ context.Context, i int) (string, error) {
		if i%workers != workers-1 {
			<-made[i+1]
		}
		close(made[i])
		return fmt.Sprint(i), nil
	}) {
		if s != fmt.Sprint(want) || err != nil {
			t.Fatalf("got %s, %v; want %d", s, err, want)
		}
		want++
	}
	if want != n {
		t.Errorf("%d items, want %d", want, n)
	}
}

// However slow the caller is, no more is made ahead of him than he allows, and
// no more at a time.
func TestInOrderIsBounded(t *testing.T) {
	const workers = 3
	var mu sync.Mutex
	busy, most, begun := 0, 0, 0
	count := func(by int) int {
		mu.Lock()
		defer mu.Unlock()
		busy += by
		most = max(most, busy)
		begun += max(by, 0)
		return begun
	}
	given := 0
	for range inOrder(t.Context(), workers, counting(300), func(_ context.Context, i int) (int, error) {
		count(1)
		defer count(-1)
		return i, nil
	}) {
		given++
		if ahead := count(0) - given; ahead > workers {
			t.Fatalf("%d items were begun ahead of the caller, want up to %d", ahead, workers)
		}
	}
	if most > workers {
		t.Errorf("%d items were made at a time, want up to %d", most, workers)
	}
}

// The first error is told after all that comes before it, and nothing after it.
func TestInOrderTellsErrors(t *testing.T) {
	broken := errors.New("broken")
	failing := func(context.Context, int) (string, error) { return "", broken }
	next := counting(1000)
	for name, items := range map[string]func() (given int, last error){
		"of what is made": func() (given int, last error) {
			for _, err := range inOrder(t.Context(), 2, counting(1000), func(ctx context.Context, i int) (string, error) {
				if i >= 5 {
					return failing(ctx, i)
				}
				return asText(ctx, i)
			}) {
				given, last = given+1, err
			}
			return given, last
		},
		"of what is to come": func() (given int, last error) {
			for _, err := range inOrder(t.Context(), 2, func(ctx context.Context) (int, bool, error) {
				i, ok, err := next(ctx)
				if i == 5 {
					err = broken
				}
				return i, ok, err
			}, asText) {
				given, last = given+1, err
			}
			return given, last
		},
	} {
		if given, last := items(); given != 6 || !errors.Is(last, broken) {
			t.Errorf("%s: it ended after %d with %v, want 5 and an error", name, given, last)
		}
	}
}

// A sequence that was broken off from outside must not look like a whole one.
func TestInOrderTellsThatItWasBrokenOff(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for s, err := range inOrder(ctx, 2, counting(1000), asText) {
		if s == "3" {
			cancel()
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("the sequence ended with %v, want the end of its context", last)
	}
}

// When the caller stops, so does all that is made for him.
func TestInOrderEndsWithItsCaller(t *testing.T) {
	var busy atomic.Int32
	began := make(chan struct{}, 1000)
	for range inOrder(t.Context(), 2, counting(1000), func(ctx context.Context, i int) (int, error) {
		busy.Add(1)
		defer busy.Add(-1)
		began <- struct{}{}
		if i > 0 {
			<-ctx.Done()
		}
		return i, nil
	}) {
		<-began
		<-began
		break
	}
	if n := busy.Load(); n != 0 {
		t.Errorf("%d items are made for nobody", n)
	}
}
