package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestCron lets the real cron daemon run the line that schedule prints, every
// minute: snapshots appear, nothing is mailed while all is well, and what is
// wrong is mailed. The daemon runs in name spaces of its own, where it sees one
// crontab and a mailer that writes to a file; nothing of the machine changes.
func TestCron(t *testing.T) {
	if os.Getenv("ONRECORD_SOAK") == "" {
		t.Skip("takes three minutes; set ONRECORD_SOAK=1")
	}
	t.Parallel()
	need(t, "cron")
	p := newOddPlace(t)
	line, _ := p.run(exitDone, "schedule", "--every", "1m", "--quiet")
	if !strings.HasPrefix(line, "* * * * *  ") {
		t.Fatalf("the line is %q", line)
	}
	c := newCrond(t, "MAILTO=operator\n"+line)
	c.start()
	c.wait(150*time.Second, "two snapshots", func() bool {
		out, _ := p.either("snapshots")
		return strings.Count(out, " complete ") >= 2
	})
	if mail := c.mail(); mail != "" {
		t.Errorf("mailed though all is well:\n%s", mail)
	}
	p.site.Fail("/news/", 500)
	c.wait(90*time.Second, "a mail", func() bool { return strings.HasSuffix(c.mail(), "\n.\n") })
	for _, want := range []string{"To: operator\n", ", partial\n", "/news/: status 500\n"} {
		if !strings.Contains(c.mail(), want) {
			t.Errorf("no %q in the mail:\n%s", want, c.mail())
		}
	}
}

// crond is a cron daemon with a machine of its own, as far as it can see.
type crond struct {
	*testing.T
	dir string
	cmd *exec.Cmd
}

// newCrond prepares the daemon's files: the spool with one user's crontab, and
// a folder that takes the place of the machine's /usr/sbin.
func newCrond(t *testing.T, crontab string) *crond {
	t.Helper()
	dir := t.TempDir()
	for _, folder := range []string{"spool/crontabs", "cron.d", "run", "sbin"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	daemon, err := exec.LookPath("cron")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(daemon)
	if err != nil {
		t.Fatal(err)
	}
	mailer := "#!/bin/sh\n{ cat; echo; echo .; } >> '" + filepath.Join(dir, "mail") + "'\n"
	for name, f := range map[string]struct {
		text []byte
		mode os.FileMode
	}{
		"spool/crontabs/root": {[]byte(crontab), 0o600}, "crontab": {nil, 0o644}, "sbin/cron": {program, 0o755}, "sbin/sendmail": {[]byte(mailer), 0o755},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), f.text, f.mode); err != nil {
			t.Fatal(err)
		}
	}
	return &crond{T: t, dir: dir}
}

// start starts the daemon. It is the first process of its process name space,
// so that with it its jobs end, and it ends with this one.
func (c *crond) start() {
	c.Helper()
	const mounts = `set -e; cd "$1"; mount --make-rprivate /
		mount --bind spool /var/spool/cron; mount --bind cron.d /etc/cron.d; mount --bind crontab /etc/crontab
		mount --bind run /run; mount --bind sbin /usr/sbin`
	private := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID, Pdeathsig: syscall.SIGKILL}
	try := exec.Command("sh", "-c", mounts, "sh", c.dir)
	try.SysProcAttr = private
	if out, err := try.CombinedOutput(); err != nil {
		c.Skipf("a cron daemon of its own needs the super-user and name spaces: %v %s", err, out)
	}
	c.cmd = exec.Command("sh", "-c", mounts+"; exec /usr/sbin/cron -f", "sh", c.dir)
	c.cmd.SysProcAttr = private
	if err := c.cmd.Start(); err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() {
		_ = c.cmd.Process.Kill()
		_ = c.cmd.Wait() // killed
	})
}

// wait waits until what is expected is there.
func (c *crond) wait(limit time.Duration, what string, there func() bool) {
	c.Helper()
	for deadline := time.Now().Add(limit); !there(); time.Sleep(time.Second) {
		if time.Now().After(deadline) {
			c.Fatalf("no %s after %s; mailed: %s", what, limit, c.mail())
		}
	}
}

// mail returns what was mailed.
func (c *crond) mail() string {
	b, err := os.ReadFile(filepath.Join(c.dir, "mail"))
	if err != nil && !os.IsNotExist(err) {
		c.Fatal(err)
	}
	return string(b)
}
