package bolt

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"
)

const (
	firstPause = 100 * time.Microsecond // between two attempts to take the lock
	longPause  = 2 * time.Millisecond
	patience   = 10 * time.Millisecond // after which one takes the next turn
	courtesy   = time.Second           // how long others leave it to him
)

// enter calls attempt until it takes the archive's lock, the context ends or
// the wait is over. Readers who come and go would keep a writer out for ever,
// and a busy writer a reader: whoever has waited for a while takes the next
// turn, and newcomers stay back until he is in.
func (f *file) enter(ctx context.Context, attempt func() (bool, error)) error {
	start := time.Now()
	turn := &turn{path: f.path + ".turn"}
	defer turn.release()
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		if err := ctx.Err(); err != nil {
			return err
		}
		waited := time.Since(start)
		if turn.mine || waited > courtesy || !turn.taken() {
			if ok, err := attempt(); ok || err != nil {
				return err
			}
		}
		if waited > f.wait {
			return fmt.Errorf("another program has kept it locked for %v; try again when it has finished", f.wait)
		}
		if waited > patience {
			turn.take()
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// turn is the right to enter next: a lock on a file that exists only while
// someone has waited long. It is advisory, so failing to take it is no error.
type turn struct {
	path string
	lock *flock.Flock
	mine bool
}

// taken reports whether someone else has the next turn.
func (t *turn) taken() bool {
	if _, err := os.Lstat(t.path); err != nil {
		return false
	}
	lock := flock.New(t.path, flock.SetFlag(os.O_RDONLY))
	ok, err := lock.TryRLock()
	if ok {
		err = lock.Unlock()
	}
	return !ok && err == nil
}

// take tries to take the next turn.
func (t *turn) take() {
	if t.mine {
		return
	}
	lock := flock.New(t.path)
	if ok, err := lock.TryLock(); err != nil || !ok {
		return
	}
	t.lock, t.mine = lock, isAt(lock, t.path)
	if !t.mine {
		_ = lock.Unlock()
	}
}

// release gives the turn back. The file is removed before its lock is: who
// locks it afterwards sees that it is gone.
func (t *turn) release() {
	if t.mine {
		_ = os.Remove(t.path)
		_ = t.lock.Unlock()
		t.mine = false
	}
}

// isAt reports whether a lock is held on the file that is at path now, and not
// on one that was removed in the meantime.
func isAt(lock *flock.Flock, path string) bool {
	held, err := lock.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(held, there)
}

// sleep waits for d or until the context ends.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
