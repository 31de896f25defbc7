package bolt

import (
	"syscall"

	"go.etcd.io/bbolt"
)

// forgetMapped lets go of what was touched of a file's mapping: it stays in the
// system's cache, but no longer counts as memory of this process. size is what a
// transaction of the file saw, so that all of it is mapped. false: not done.
func forgetMapped(db *bbolt.DB, size int64) bool {
	_, _, failed := syscall.Syscall(syscall.SYS_MADVISE, db.Info().Data, uintptr(size), syscall.MADV_DONTNEED)
	return failed == 0
}
