package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// Bounds of the process that reads a document.
const (
	maxTime   = 10 * time.Second
	maxMemory = 512 << 20
	maxStack  = 64 << 20
)

// Apart is [Read] in a process of its own: command must run [Serve]. An error
// that is not ErrUnreadable says that the process could not be started, or that
// ctx ended.
func Apart(ctx context.Context, document []byte, command ...string) (string, error) {
	return apart(ctx, maxTime, document, command...)
}

func apart(ctx context.Context, limit time.Duration, document []byte, command ...string) (string, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	child := exec.CommandContext(limited, command[0], command[1:]...)
	var text, complaint bytes.Buffer
	child.Stdin, child.Stdout, child.Stderr = bytes.NewReader(document), &text, &complaint
	err := child.Run()
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case limited.Err() != nil:
		return "", fmt.Errorf("%w: that took longer than %s", ErrUnreadable, limit)
	case errors.As(err, &ended):
		first, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
		return "", fmt.Errorf("%w: %s", ErrUnreadable, strings.TrimPrefix(first, ErrUnreadable.Error()+": "))
	case err != nil:
		return "", fmt.Errorf("start a process to read a PDF document: %w", err)
	}
	return text.String(), nil
}

// Serve reads a document from in and writes its text to out, or to complaints
// why it cannot be read. It ends the process when that takes too much memory,
// so it is for a process that does nothing else. It returns the exit code.
func Serve(in io.Reader, out, complaints io.Writer) int {
	return serve(in, out, complaints, maxMemory)
}

func serve(in io.Reader, out, complaints io.Writer, memory uint64) int {
	debug.SetMaxStack(maxStack)
	debug.SetMemoryLimit(int64(memory / 4 * 3))
	go endAbove(memory, complaints)
	document, err := io.ReadAll(io.LimitReader(in, maxBytes+1))
	var text string
	if err == nil {
		text, err = Read(document)
	}
	if err == nil {
		_, err = io.WriteString(out, text)
	}
	if err != nil {
		fmt.Fprintln(complaints, err)
		return 1
	}
	return 0
}

// endAbove ends the process once it holds more memory than limit, in bytes.
func endAbove(limit uint64, complaints io.Writer) {
	var held runtime.MemStats // not of runtime/metrics, which costs every start of the program a millisecond
	for range time.Tick(20 * time.Millisecond) {
		if runtime.ReadMemStats(&held); held.Sys > limit {
			fmt.Fprintf(complaints, "that took more than %d MB of memory\n", limit>>20)
			os.Exit(1)
		}
	}
}
