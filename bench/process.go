package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// limit ends a process that hangs.
const limit = 45 * time.Minute

// cost is what a process used: its own processor time and that of the children
// it waited for, the time that passed, and its largest resident memory.
type cost struct {
	cpu, wall time.Duration
	peak      int64 // bytes; 0 where the system does not say
	out       []byte
}

// run runs a program in a folder to its end.
func run(ctx context.Context, dir string, env []string, name string, args ...string) (cost, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	var out, talk bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &talk
	if env != nil {
		cmd.Env = append(cmd.Environ(), env...)
	}
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("run %s %s: %w\n%s", name, strings.Join(args, " "), err, talk.Bytes())
	}
	state := cmd.ProcessState
	return cost{cpu: state.UserTime() + state.SystemTime(), wall: time.Since(start), peak: peak(state), out: out.Bytes()}, nil
}
