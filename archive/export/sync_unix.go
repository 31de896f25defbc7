//go:build unix

package export

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// syncFolder makes a rename in folder durable. Some file systems cannot sync
// folders; there the rename is as durable as they make it.
func syncFolder(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return nil //nolint:nilerr // writable but not readable: the file itself is written
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return fmt.Errorf("making the new file in %s durable: %w", folder, err)
	}
	return nil
}
