package bolt

import (
	"bytes"
	"os"
	"strconv"
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

// residentFiles returns how many bytes of mapped files count as memory of this
// process, those of the program itself among them; false when nobody knows.
func residentFiles() (int64, bool) {
	statm, err := os.ReadFile("/proc/self/statm") // pages: all, resident, resident of files …
	fields := bytes.Fields(statm)
	if err != nil || len(fields) < 3 {
		return 0, false
	}
	pages, err := strconv.ParseInt(string(fields[2]), 10, 64)
	return pages * int64(os.Getpagesize()), err == nil
}
