package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// firstGarbage is how much garbage lies before any is collected, in percent of
// the least heap that Go collects, 4 MB. Most commands end before: a collection
// starts goroutines and goes through all that was made while starting, a tenth
// of what a short question takes.
const firstGarbage = 300

// putOffGarbage puts off the first collection of garbage. Those after it come
// as usual, so that what runs for long needs no more memory.
func putOffGarbage() {
	if os.Getenv("GOGC") != "" {
		return // the user knows better
	}
	usual := debug.SetGCPercent(firstGarbage)
	collected := &struct{ self *int }{}
	runtime.AddCleanup(collected, backToUsual, usual)
}

// backToUsual undoes putOffGarbage, unless a command has a wish of its own.
func backToUsual(usual int) {
	if now := debug.SetGCPercent(usual); now != firstGarbage {
		debug.SetGCPercent(now)
	}
}
