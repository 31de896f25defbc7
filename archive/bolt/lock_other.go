//go:build !(darwin || dragonfly || freebsd || (linux && !android) || netbsd || openbsd)

package bolt

import (
	"errors"
	"io/fs"
	"os"
)

// canUnlock: the lock lasts as long as the file is open.
const canUnlock = false

func tryLock(*os.File, bool) error { return errors.ErrUnsupported }

func unlock(*os.File) error { return errors.ErrUnsupported }

// sameOwner: whose a file is cannot be told here.
func sameOwner(_, _ fs.FileInfo) bool { return false }
