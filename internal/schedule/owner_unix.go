//go:build unix

package schedule

import (
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// Owner returns the name of the user to whom the folder or file at path
// belongs, or the number where there is no name; "" when that is not known.
func Owner(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	id := strconv.FormatUint(uint64(stat.Uid), 10)
	if u, err := user.LookupId(id); err == nil {
		return u.Username
	}
	return id
}
