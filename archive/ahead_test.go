package archive

import (
	"context"
	"errors"
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

func TestAheadGivesAllInOrder(t *testing.T) {
	want := 0
	for i, err := range ahead(t.Context(), counting(5)) {
		if i != want || err != nil {
			t.Fatalf("got %d, %v; want %d", i, err, want)
		}
		want++
	}
	if want != 5 {
		t.Errorf("%d items, want 5", want)
	}
}

// A sequence that was broken off from outside must not look like a whole one.
func TestAheadTellsThatItWasBrokenOff(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for i, err := range ahead(ctx, counting(1000)) {
		if i == 3 {
			cancel()
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("the sequence ended with %v, want the end of its context", last)
	}
}

func TestAheadEndsWithItsCaller(t *testing.T) {
	ended := make(chan struct{})
	next := counting(1000)
	for range ahead(t.Context(), func(ctx context.Context) (int, bool, error) {
		i, ok, err := next(ctx)
		if ctx.Err() != nil || i > 2 {
			t.Errorf("item %d was made for nobody: %v", i, ctx.Err())
		}
		if i == 1 {
			close(ended)
		}
		return i, ok, err
	}) {
		<-ended
		break
	}
}
