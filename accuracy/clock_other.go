//go:build !linux

package main

import "time"

var began = time.Now()

// used returns the time since the start, where the processor time of a thread
// cannot be asked for.
func used() time.Duration { return time.Since(began) }
