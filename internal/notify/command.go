package notify

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/plain"
)

// commandTimeout limits how long a command may run.
const commandTimeout = 2 * time.Minute

// command runs a program with the document onrecord/diff on its standard input.
// Its arguments are the configuration's alone; numbers stand in its environment.
type command struct{ args []string }

func (c command) Describe() string { return "command " + filepath.Base(c.args[0]) }

func (c command) Send(ctx context.Context, m Message) error {
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	var document bytes.Buffer
	if err := m.WriteJSON(&document); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	said := &tail{}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &document, said, said
	cmd.Env = append(os.Environ(), variables(m)...)
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil && ctx.Err() != context.Canceled {
			return fmt.Errorf("it did not end within %s", commandTimeout)
		}
		return fmt.Errorf("%w%s", err, said)
	}
	return nil
}

// variables are what a command finds in its environment.
func variables(m Message) []string {
	counts := m.Counts()
	list := []string{
		"ONRECORD_EVENT=" + m.Event(),
		"ONRECORD_FEED=" + m.Feed,
		"ONRECORD_MESSAGE_ID=" + m.ID,
		fmt.Sprintf("ONRECORD_SNAPSHOT=%d", m.Snapshot.Number),
		fmt.Sprintf("ONRECORD_CHANGES=%d", len(m.Changes)),
		fmt.Sprintf("ONRECORD_HELD=%d", m.Held),
	}
	for _, kind := range archive.Kinds() {
		list = append(list, fmt.Sprintf("ONRECORD_%s=%d", strings.ToUpper(string(kind)), counts[kind]))
	}
	return list
}

// tail keeps the end of what a command says.
type tail struct{ said []byte }

func (t *tail) Write(p []byte) (int, error) {
	const most = 300
	t.said = append(t.said, p...)
	if len(t.said) > most {
		t.said = t.said[len(t.said)-most:]
	}
	return len(p), nil
}

func (t *tail) String() string {
	if text := strings.TrimSpace(plain.Line(string(t.said))); text != "" {
		return "; it said: " + text
	}
	return ""
}
