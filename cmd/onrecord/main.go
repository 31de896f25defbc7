// Command onrecord keeps what an official news feed published, and shows what
// was changed, moved or taken down afterwards.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // machines without a database of time zones have one

	"golang.org/x/term"

	"onrecord/scraper/fetch"
)

// Set by the linker; see the Makefile.
var (
	version = ""
	commit  = ""
	date    = ""
)

func main() {
	a := newApp()
	a.garbage.keepTo(usualGarbage())
	os.Exit(mainCode(a))
}

// mainCode runs the command line of this process and returns its exit code.
func mainCode(a *app) int {
	log.SetOutput(io.Discard) // where net/http says what it thinks of a server; failures are said by us
	ctx, stop := untilSignal(context.Background())
	defer stop()
	return a.run(ctx, os.Args[1:])
}

// newApp returns the program as this process runs it.
func newApp() *app {
	return &app{
		stdout: os.Stdout, stderr: os.Stderr, now: time.Now,
		terminal: term.IsTerminal(int(os.Stdout.Fd())),
		talking:  term.IsTerminal(int(os.Stderr.Fd())),
		noColour: os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb",
		fetching: fetch.Options{Timeout: time.Minute, MaxBody: 32 << 20, MaxRedirects: 10, Retries: 3, Manners: fetch.NewManners()},
		readPDF:  readPDF,
	}
}

// run executes one command line and returns the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	root := newRootCommand(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	a.letGo()
	if err != nil {
		a.complain(ctx, err)
	}
	return exitCode(ctx, err)
}

// complain prints an error, unless its command has said it already.
func (a *app) complain(ctx context.Context, err error) {
	var told *toldError
	if errors.As(err, &told) {
		return
	}
	if cause := context.Cause(ctx); cause != nil && errors.Is(err, context.Canceled) {
		text := cause.Error()
		var stopped *stoppedError
		if errors.As(err, &stopped) {
			text += ": " + stopped.left
		}
		fmt.Fprintf(a.stderr, "onrecord: %s\n", text)
		return
	}
	fmt.Fprintf(a.stderr, "%s\n", message(err))
}

// signalError is the cause of a context that a signal ended.
type signalError struct{ signal os.Signal }

func (e signalError) Error() string {
	if e.signal == syscall.SIGTERM {
		return "terminated"
	}
	return "interrupted"
}

// untilSignal returns a context that ends at the first SIGINT or SIGTERM; a
// second one ends the program at once, as the system does by itself.
func untilSignal(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(signalError{s})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}
