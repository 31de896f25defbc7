package bolt

import (
	"fmt"
	"runtime/debug"

	"onrecord/archive"
)

// guard turns a panic of the deferring function into ErrDamaged. bbolt trusts
// its pages: a damaged one makes it panic, or fault where the file ends before
// its map does. Deferred as: defer guard(&err).
func guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", archive.ErrDamaged, p)
	}
}

// guarded calls fn, whose panics and memory faults come back as ErrDamaged.
func guarded(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer guard(&err)
	return fn()
}

// damaged returns an ErrDamaged that says what is wrong.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{archive.ErrDamaged}, args...)...)
}
