package bolt

import (
	"errors"
	"fmt"
	"runtime/debug"

	"onrecord/archive"
)

// guarded calls fn, whose panics and memory faults come back as ErrDamaged.
// bbolt trusts its pages: a damaged one makes it panic, or read where no
// memory is; [pages] panics when one cannot be read. All that touches a transaction runs inside guarded.
func guarded(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		p := recover()
		if told, ok := p.(error); ok && errors.Is(told, archive.ErrDamaged) {
			err = told
		} else if p != nil {
			err = fmt.Errorf("%w: %v", archive.ErrDamaged, p)
		}
	}()
	return fn()
}

// damaged returns an ErrDamaged that says what is wrong.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{archive.ErrDamaged}, args...)...)
}
