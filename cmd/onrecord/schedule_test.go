package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// need ends a test that needs a program which this machine has not got: as
// skipped, or as failed where CI=true says that nothing may be missing.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing: make test-tools", program)
	}
	t.Skipf("%s is missing: make test-tools", program)
}

// newOddPlace returns a place whose folder has a name with everything that cron
// and sh might misread.
func newOddPlace(t *testing.T) *place {
	t.Helper()
	p := newPlace(t)
	p.dir = filepath.Join(p.dir, `100% "our" news; it's $HOME`)
	if err := os.Mkdir(p.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := writeConfig(p.dir, p.base, ""); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestScheduledLine runs the command of the crontab's line as cron does: with
// sh, from another folder, with hardly any environment.
func TestScheduledLine(t *testing.T) {
	t.Parallel()
	p := newOddPlace(t)
	line, _ := p.run(exitDone, "schedule", "--quiet")
	_, command, found := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
	if !found || strings.Contains(command, "\n") {
		t.Fatalf("the line is %q", line)
	}
	command = strings.ReplaceAll(command, `\%`, "%") // as cron does
	run := func(want int) string {
		cmd := exec.Command("env", "-i", "SHELL=/bin/sh", "PATH=/usr/bin:/bin", "HOME=/", "/bin/sh", "-c", command)
		cmd.Dir = "/"
		var said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &said, &said
		if code := exitOf(cmd.Run()); code != want {
			t.Fatalf("exit code %d, want %d: %s", code, want, &said)
		}
		return said.String()
	}
	for range 2 {
		if said := run(exitDone); said != "" {
			t.Errorf("cron would mail %q", said)
		}
	}
	out, _ := p.run(exitDone, "snapshots")
	if strings.Count(out, " complete ") != 2 {
		t.Errorf("snapshots:\n%s", out)
	}
	p.site.Fail("/news/", 500)
	if said := run(exitPartial); !strings.Contains(said, "mlo: snapshot 3, partial\n") || !strings.Contains(said, "/news/: status 500\n") {
		t.Errorf("cron would mail %q", said)
	}
}

// TestUnitsAreClean lets systemd look at the units.
func TestUnitsAreClean(t *testing.T) {
	t.Parallel()
	need(t, "systemd-analyze")
	plain, odd := newPlace(t), newPlace(t)
	odd.dir = filepath.Join(odd.dir, `100% "our" news; $HOME`)
	if err := os.Mkdir(odd.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := writeConfig(odd.dir, odd.base, ""); err != nil {
		t.Fatal(err)
	}
	for _, p := range []*place{plain, odd} {
		for _, args := range [][]string{{"--every", "1m"}, {"--every", "1h"}, {"--every", "weekly", "mlo"}} {
			folder := t.TempDir()
			p.run(exitDone, append([]string{"schedule", "--quiet", "--systemd", "-o", folder}, args...)...)
			units, err := filepath.Glob(filepath.Join(folder, "onrecord-*"))
			if err != nil || len(units) != 2 {
				t.Fatalf("units %q, %v", units, err)
			}
			if said := verify(units); said != "" {
				t.Errorf("%s %s: systemd-analyze verify says:\n%s", p.dir, args, said)
			}
			spoil(t, units[0], "SystemCallFilter=@system-service", "SystemCallFilter=@no-such-set")
			if said := verify(units); !strings.Contains(said, "no-such-set") {
				t.Errorf("a spoilt service passes: %q", said)
			}
		}
	}
}

// verify returns what systemd-analyze says against units.
func verify(units []string) string {
	out, err := exec.Command("systemd-analyze", append([]string{"verify"}, units...)...).CombinedOutput()
	if err != nil && len(out) == 0 {
		return err.Error()
	}
	return string(out)
}

func spoil(t *testing.T, path, from, to string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.Replace(b, []byte(from), []byte(to), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}
