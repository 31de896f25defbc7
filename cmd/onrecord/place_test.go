package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/internal/demo"
)

// place is a folder with a configuration, and the replica that it names, for
// tests that need more of a process than scripts can say.
type place struct {
	*testing.T
	program   string // that runs as a process of its own
	dir, base string
	site      *demo.Site
}

// newPlace returns a place for the program as scripts run it: see hurriedApp.
func newPlace(t *testing.T) *place {
	t.Helper()
	site := demo.NewSite()
	base, stop, err := demo.Serve(context.Background(), site)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return (&place{T: t, program: "onrecord", base: base, site: site}).beside()
}

// newBuiltPlace returns a place for the program as it is built for users.
func newBuiltPlace(t *testing.T) *place {
	t.Helper()
	p := newPlace(t)
	var err error
	if p.program, err = built(); err != nil {
		t.Fatal(err)
	}
	p.site.Still(true) // so that raw pages can be compared
	return p
}

// beside returns another folder for the same replica.
func (p *place) beside() *place {
	p.Helper()
	other := *p
	other.dir = p.TempDir()
	if err := writeConfig(other.dir, p.base, ""); err != nil {
		p.Fatal(err)
	}
	return &other
}

// command is a command line that runs in the folder as a process of its own.
func (p *place) command(args ...string) *exec.Cmd {
	return p.inFolder(exec.Command(p.program, args...))
}

// inFolder makes a command run in the folder. A program that is built for users
// has no $CLOCK.
func (p *place) inFolder(cmd *exec.Cmd) *exec.Cmd {
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "CLOCK=2026-03-01T09:00:00Z")
	return cmd
}

// run runs a command to its end, which must have the exit code.
func (p *place) run(code int, args ...string) (stdout, stderr string) {
	p.Helper()
	cmd := p.command(args...)
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	if got := exitOf(cmd.Run()); got != code {
		p.Fatalf("onrecord %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, &out, &talk)
	}
	return out.String(), talk.String()
}

// exitOf returns a process's exit code, -1 for one that a signal ended.
func exitOf(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -2
}

// holdAt makes the site answer the nth article asked for from now on only when
// release is called. reached is closed when it was asked for.
func (p *place) holdAt(n int) (reached <-chan struct{}, release func()) {
	arrived, free := make(chan struct{}), make(chan struct{})
	var mu sync.Mutex
	asked := 0
	remove := p.site.Intercept(func(_ http.ResponseWriter, r *http.Request) bool {
		if _, isArticle := p.site.Article(r.URL.Path); !isArticle {
			return false
		}
		mu.Lock()
		asked++
		held := asked == n
		mu.Unlock()
		if held {
			close(arrived)
			select {
			case <-free:
			case <-r.Context().Done():
			}
		}
		return false
	})
	return arrived, sync.OnceFunc(func() { close(free); remove() })
}

// await waits for what must happen soon.
func (p *place) await(event <-chan struct{}) {
	p.Helper()
	select {
	case <-event:
	case <-time.After(time.Minute):
		p.Fatal("nothing happened for a minute")
	}
}

// files returns the names of what is in the folder.
func (p *place) files() string {
	p.Helper()
	list, err := os.ReadDir(p.dir)
	if err != nil {
		p.Fatal(err)
	}
	var names []string
	for _, f := range list {
		names = append(names, f.Name())
	}
	return strings.Join(names, " ")
}
