package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"syscall"

	"onrecord/archive"
	"onrecord/internal/config"
)

// The exit codes of every command. They are listed in the root command's help.
const (
	exitDone       = 0
	exitFailed     = 1
	exitUsage      = 2
	exitPartial    = 3
	exitSuspect    = 4
	exitBusy       = 75
	exitInterrupt  = 130
	exitTerminated = 143
)

// usageError is a mistake on the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// toldError carries an exit code for what a command has already said itself.
type toldError struct{ code int }

func (e *toldError) Error() string { return "see above" }

// stoppedError is a command that was interrupted, with what is left of it.
type stoppedError struct{ left string }

func (e *stoppedError) Error() string { return "stopped: " + e.left }

// Unwrap makes it context.Canceled to errors.Is.
func (e *stoppedError) Unwrap() error { return context.Canceled }

// exitCode maps an error to the exit code: the one place where that is done.
func exitCode(ctx context.Context, err error) int {
	var told *toldError
	var usage usageError
	var stopped signalError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &told):
		return told.code
	case errors.Is(err, context.Canceled) && errors.As(context.Cause(ctx), &stopped):
		return signalCode(stopped.signal)
	case errors.Is(err, archive.ErrBusy):
		return exitBusy
	case errors.As(err, &usage),
		errors.Is(err, config.ErrMissing), errors.Is(err, config.ErrInvalid), errors.Is(err, config.ErrNoFeed), errors.Is(err, config.ErrSeveralFeeds),
		errors.Is(err, archive.ErrNotFound), errors.Is(err, archive.ErrAmbiguous),
		errors.Is(err, archive.ErrSnapshotOrder), errors.Is(err, archive.ErrNoArchive):
		return exitUsage
	}
	return exitFailed
}

func signalCode(s os.Signal) int {
	if s == syscall.SIGTERM {
		return exitTerminated
	}
	return exitInterrupt
}

// message returns what is printed of an error: errors of a configuration file
// begin with the file, as compilers' do, all others with the program's name.
func message(err error) string {
	var invalid *config.InvalidError
	if errors.As(err, &invalid) {
		return safeBlock(strings.TrimRight(invalid.Error(), "\n"))
	}
	text := "onrecord: " + safeBlock(err.Error()) // a server or a file may have had a say in it
	if lacksRoom(err) {
		text += "\n  nothing that was recorded is lost; free some space, then run the same command again"
	}
	return text
}

// lacksRoom reports whether there was no room to write: on the disk, in a
// quota, or within a limit on the size of files.
func lacksRoom(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
