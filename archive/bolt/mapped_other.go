//go:build !linux

package bolt

import "go.etcd.io/bbolt"

// forgetMapped: elsewhere a file has to be closed for that.
func forgetMapped(*bbolt.DB, int64) bool { return false }

// residentFiles: elsewhere nobody tells.
func residentFiles() (int64, bool) { return 0, false }
