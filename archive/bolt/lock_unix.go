//go:build darwin || dragonfly || freebsd || (linux && !android) || netbsd || openbsd

package bolt

import (
	"errors"
	"os"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"
)

// canUnlock: bbolt's lock, flock(2), can be given back while the file stays open.
const canUnlock = true

// tryLock takes the lock that bbolt takes, as bbolt does; berrors.ErrTimeout
// says that it is taken.
func tryLock(f *os.File, alone bool) error {
	how := syscall.LOCK_SH
	if alone {
		how = syscall.LOCK_EX
	}
	err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return berrors.ErrTimeout
	}
	return err
}

func unlock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
