package main

import (
	"os"
	"syscall"
)

// peak returns the largest resident memory of a process, in bytes. Linux counts
// the memory of the process that started it too, so the harness stays small.
func peak(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return usage.Maxrss << 10
}
