package bolt

import (
	"errors"
	"strings"
	"syscall"
)

// withCause returns an error of bbolt's with its cause. Of a file that cannot
// be made longer bbolt tells the cause in words only, and whoever gets the error
// must be able to see that there is no room.
func withCause(err error) error {
	for _, cause := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if !errors.Is(err, cause) && strings.HasSuffix(err.Error(), ": "+cause.Error()) {
			return causedError{err, cause}
		}
	}
	return err
}

// causedError is an error with a cause that it already names.
type causedError struct {
	error
	cause error
}

func (e causedError) Unwrap() []error { return []error{e.error, e.cause} }
