package bolt_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"onrecord/archive/bolt"
)

// Verifying beside a writer raises no false alarm.
func TestVerifyBesideWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := open(t, path)
	ctx, cancel := context.WithCancel(t.Context())
	written := make(chan error, 1)
	snapshots := make(chan struct{})
	go func() {
		w, err := s.Claim(ctx, victimFeed)
		for err == nil && ctx.Err() == nil {
			if err = victimSnapshotQuietly(ctx, s, w); err == nil {
				select {
				case snapshots <- struct{}{}:
				default:
				}
			}
		}
		if ctx.Err() != nil {
			err = nil
		}
		if w != nil {
			err = errors.Join(err, w.Release())
		}
		written <- err
	}()
	<-snapshots
	end := time.Now().Add(time.Duration(rounds(2, 60)) * time.Second)
	for n := 0; n < 2 || time.Now().Before(end); n++ {
		r, err := bolt.Verify(t.Context(), path, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !r.Whole() {
			t.Fatalf("a whole archive: %+v", r.Damage)
		}
	}
	cancel()
	if err := <-written; err != nil {
		t.Error(err)
	}
}
