package bolt

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"

	"github.com/gofrs/flock"

	"onrecord/archive"
)

// claimLock is the lock of a feed's only writer: an empty file beside the
// archive. The system gives the lock of a dead process back; its file stays
// until the next writer of the feed has finished.
type claimLock struct {
	lock *flock.Flock
}

// longestName is the number of bytes that a feed's name may take in the name
// of its lock file; a longer one is replaced by its SHA-256.
const longestName = 100

// claimPath returns the lock file's path. Names are escaped so that none
// leaves the directory.
func claimPath(archivePath, feed string) string {
	name := url.QueryEscape(feed)
	if len(name) > longestName {
		sum := sha256.Sum256([]byte(feed))
		name = hex.EncodeToString(sum[:])
	}
	return archivePath + "." + name + ".lock"
}

// claim takes a feed's lock, or returns ErrBusy at once.
func claim(archivePath, feed string) (*claimLock, error) {
	path := claimPath(archivePath, feed)
	for {
		lock := flock.New(path, flock.SetPermissions(0o644))
		ok, err := lock.TryLock()
		if err != nil {
			return nil, fmt.Errorf("%w: locking %s: %w", archive.ErrCannotWrite, path, err)
		}
		if !ok {
			return nil, archive.ErrBusy
		}
		if isAt(lock, path) {
			return &claimLock{lock}, nil
		}
		if err := lock.Unlock(); err != nil { // its owner removed it just now: try the next
			return nil, fmt.Errorf("unlocking %s: %w", path, err)
		}
	}
}

// release removes the lock file, then gives the lock back: in this order no
// other writer can hold a lock on a removed file without noticing.
func (c *claimLock) release() error {
	err := os.Remove(c.lock.Path())
	if err = errors.Join(err, c.lock.Unlock()); err != nil {
		return fmt.Errorf("releasing the claim %s: %w", c.lock.Path(), err)
	}
	return nil
}
