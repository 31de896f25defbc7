package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// buildVariable names the folder for what tests build.
const buildVariable = "ONRECORD_TEST_BUILD"

// builder runs the tests with a folder for what they build.
type builder struct{ *testing.M }

func (b builder) Run() int {
	dir, err := os.MkdirTemp("", "onrecord-test-")
	if err == nil {
		defer os.RemoveAll(dir)
		err = os.Setenv(buildVariable, dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return b.M.Run()
}

// built builds the program as users have it, once, and returns its path.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(os.Getenv(buildVariable), "onrecord")
	out, err := exec.Command("go", "build", "-ldflags", "-s -w", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}
	return path, nil
})

// either runs a command that may find nothing yet.
func (p *place) either(args ...string) (stdout, stderr string) {
	p.Helper()
	cmd := p.command(args...)
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	if code := exitOf(cmd.Run()); code != exitDone && code != exitUsage {
		p.Fatalf("onrecord %s: exit code %d: %s", args[0], code, &talk)
	}
	return out.String(), talk.String()
}

// snapshots returns how many snapshots the archive holds.
func (p *place) snapshots() int {
	p.Helper()
	out, stderr := p.either("snapshots", "--json")
	if stderr != "" && !strings.Contains(stderr, "run: onrecord crawl") {
		p.Fatalf("snapshots: %s", stderr)
	}
	return strings.Count(out, `"taken"`)
}

// wantSound checks that the archive, if there is one yet, is whole.
func (p *place) wantSound() {
	p.Helper()
	if p.sizeOf("archive.db") > 0 {
		p.run(exitDone, "verify")
	}
}

// sizeOf returns the size of a file in the folder, 0 when there is none.
func (p *place) sizeOf(name string) int64 {
	info, err := os.Stat(filepath.Join(p.dir, name))
	if err != nil {
		return 0
	}
	return info.Size()
}

// state is all that the archive says of its feed, but for when and in which
// snapshot it was found.
func (p *place) state() map[string]any {
	p.Helper()
	state := map[string]any{}
	for _, command := range [][]string{{"export", "--history"}, {"log", "--json"}} {
		out, _ := p.run(exitDone, command...)
		var document any
		if err := json.Unmarshal([]byte(out), &document); err != nil {
			p.Fatal(err)
		}
		state[command[0]] = timeless(document)
	}
	return state
}

// wantState compares the archive with what another one was at the time.
func (p *place) wantState(want map[string]any, after string) {
	p.Helper()
	if diff := cmp.Diff(want, p.state()); diff != "" {
		p.Errorf("%s, the archive differs (-undisturbed +disturbed):\n%s", after, diff)
	}
}

// timeless removes from a JSON value what depends on when crawls ran, and how
// many there were. Whether there is an instant at all stays.
func timeless(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key := range v {
			switch key {
			case "snapshot", "state_checks":
				delete(v, key)
			case "taken", "noticed", "last_held", "first_seen", "last_seen", "last_changed", "seen", "state_since":
				v[key] = v[key] != nil
			default:
				v[key] = timeless(v[key])
			}
		}
		if changes, ok := v["changes"].([]any); ok { // they stand by when they were noticed
			slices.SortFunc(changes, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		}
	case []any:
		for i := range v {
			v[i] = timeless(v[i])
		}
	}
	return value
}

// copyOf returns another folder with a copy of the archive.
func (p *place) copyOf() *place {
	p.Helper()
	other := p.beside()
	data, err := os.ReadFile(filepath.Join(p.dir, "archive.db"))
	if err == nil {
		err = os.WriteFile(filepath.Join(other.dir, "archive.db"), data, 0o644)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		p.Fatal(err)
	}
	return other
}

// soaking reports whether the long tests run.
func soaking() bool { return os.Getenv("ONRECORD_SOAK") != "" }
