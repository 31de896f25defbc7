//go:build !(darwin || dragonfly || freebsd || (linux && !android) || netbsd || openbsd)

package bolt

import (
	"errors"
	"os"
)

// canUnlock: the lock lasts as long as the file is open.
const canUnlock = false

func tryLock(*os.File, bool) error { return errors.ErrUnsupported }

func unlock(*os.File) error { return errors.ErrUnsupported }
