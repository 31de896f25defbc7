package schedule

import (
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func plainJob() Job {
	return Job{
		Program: "/usr/local/bin/onrecord", Config: "/srv/news/config.yaml", Archive: "/srv/news/archive.db",
		Host: "host", User: "news", Every: time.Hour,
	}
}

// cut returns the command of a crontab's line as cron hands it to sh: what is
// before the first % that has no backslash, and without those backslashes.
func cut(line string) string {
	_, command, _ := strings.Cut(line, "  ")
	var b strings.Builder
	for i := 0; i < len(command); i++ {
		if command[i] == '%' {
			break
		}
		if command[i] == '\\' && i+1 < len(command) && command[i+1] == '%' {
			i++
		}
		b.WriteByte(command[i])
	}
	return b.String()
}

// TestCrontabQuotes lets sh say which words the line has.
func TestCrontabQuotes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.StringOfN(rapid.SampledFrom([]rune("ab%'\"$ `;&|*?~#!(){}[]<>=^ж/.-")), 1, 20, -1)
		j := plainJob()
		j.Program, j.Config = "/"+path.Draw(t, "program"), "/"+path.Draw(t, "config")
		line, err := j.Crontab()
		if err != nil {
			t.Fatal(err)
		}
		// set puts the words into $1 …, and printf prints one a line.
		out, err := exec.Command("sh", "-c", `set -- `+cut(line)+`; printf '%s\n' "$@"`).Output()
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
		if want := []string{j.Program, "--config", j.Config, "crawl", "--quiet"}; !slices.Equal(got, want) {
			t.Errorf("%s\nhas the words %q, want %q", line, got, want)
		}
	})
}

func TestCrontab(t *testing.T) {
	j := plainJob()
	j.Feeds = []string{"csto", "mlo"}
	j.Every = time.Minute
	line, err := j.Crontab()
	if want := "* * * * *  /usr/local/bin/onrecord --config /srv/news/config.yaml crawl --quiet csto mlo"; line != want || err != nil {
		t.Errorf("%q, %v; want %q", line, err, want)
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	for name, c := range map[string]struct {
		change      func(*Job)
		cron, units bool // refused
	}{
		"relative":         {func(j *Job) { j.Config = "config.yaml" }, true, true},
		"line feed":        {func(j *Job) { j.Config = "/srv/a\nb/config.yaml" }, true, true},
		"escape":           {func(j *Job) { j.Archive = "/srv/\x1b[31m/archive.db" }, true, true},
		"not UTF-8":        {func(j *Job) { j.Program = "/srv/\xff/onrecord" }, true, true},
		"backslash":        {func(j *Job) { j.Config = `/srv/a\b/config.yaml` }, true, true},
		"too long":         {func(j *Job) { j.Feeds = slices.Repeat([]string{"feed"}, 200) }, true, false},
		"quoted program":   {func(j *Job) { j.Program = "/srv/it's/onrecord" }, false, true},
		"quoted archive":   {func(j *Job) { j.Archive = `/srv/it's "ours"/archive.db` }, false, false},
		"blank in program": {func(j *Job) { j.Program = "/srv/my programs/onrecord" }, false, false},
	} {
		j := plainJob()
		c.change(&j)
		if _, err := j.Crontab(); errors.Is(err, ErrPath) != c.cron || (err != nil) != c.cron {
			t.Errorf("%s: crontab: %v", name, err)
		}
		if _, _, err := j.Units(); errors.Is(err, ErrPath) != c.units || (err != nil) != c.units {
			t.Errorf("%s: units: %v", name, err)
		}
	}
}

func TestUnits(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Job)
		name   string
		lines  []string // of the service
	}{
		"plain": {func(*Job) {}, "onrecord-srv-news", []string{
			"# onrecord: /srv/news/config.yaml", "#   systemctl enable --now onrecord-srv-news.timer",
			"ExecStart=/usr/local/bin/onrecord --config /srv/news/config.yaml crawl --quiet", "User=news",
			"ReadWritePaths=/srv/news", "ProtectHome=yes", "PrivateTmp=yes", "ProtectSystem=strict",
		}},
		"some feeds": {func(j *Job) { j.Feeds = []string{"csto", "mlo"} }, "onrecord-srv-news-csto-mlo", []string{
			"ExecStart=/usr/local/bin/onrecord --config /srv/news/config.yaml crawl --quiet csto mlo",
		}},
		"another file": {func(j *Job) { j.Config = "/srv/news/daily.yaml" }, "onrecord-srv-news-daily", []string{
			"ExecStart=/usr/local/bin/onrecord --config /srv/news/daily.yaml crawl --quiet",
		}},
		"at home":         {func(j *Job) { j.Config = "/home/ann/config.yaml" }, "onrecord-home-ann", []string{"ProtectHome=read-only", "PrivateTmp=yes"}},
		"program of root": {func(j *Job) { j.Program = "/root/bin/onrecord" }, "onrecord-srv-news", []string{"ProtectHome=read-only"}},
		"temporary":       {func(j *Job) { j.Archive = "/tmp/x/archive.db" }, "onrecord-srv-news", []string{"ReadWritePaths=/tmp/x", "PrivateTmp=no"}},
		"owner unknown":   {func(j *Job) { j.User = "" }, "onrecord-srv-news", []string{"Nice=10"}},
		"root's": {func(j *Job) { j.User = "root" }, "onrecord-srv-news", []string{
			"# The archive's folder is root's; a user of its own, named here, would do.", "User=root",
		}},
		"signs": {func(j *Job) { j.Config, j.Archive = `/a $b/50% "c"/config.yaml`, `/a $b/50% "c"/archive.db` }, "onrecord-a--b-50---c", []string{
			`ExecStart=/usr/local/bin/onrecord --config "/a $$b/50%% \"c\"/config.yaml" crawl --quiet`,
			`ReadWritePaths="/a $b/50%% \"c\""`, `Description=onrecord crawls the feeds of /a $b/50%% "c"/config.yaml`,
		}},
	} {
		j := plainJob()
		c.change(&j)
		service, timer, err := j.Units()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if service.Name != c.name+".service" || timer.Name != c.name+".timer" {
			t.Errorf("%s: names %s and %s, want %s", name, service.Name, timer.Name, c.name)
		}
		lines := strings.Split(service.Text, "\n")
		for _, want := range c.lines {
			if !slices.Contains(lines, want) {
				t.Errorf("%s: no line %q in\n%s", name, want, service.Text)
			}
		}
		if strings.Contains(service.Text, "User=") != (j.User != "") || strings.Contains(service.Text+timer.Text, "%!") {
			t.Errorf("%s:\n%s%s", name, service.Text, timer.Text)
		}
	}
}

func TestTimerDelay(t *testing.T) {
	for every, want := range map[time.Duration]string{
		time.Minute: "RandomizedDelaySec=5", 15 * time.Minute: "RandomizedDelaySec=75", time.Hour: "RandomizedDelaySec=300",
		6 * time.Hour: "RandomizedDelaySec=900", week: "RandomizedDelaySec=900",
	} {
		j := plainJob()
		j.Every = every
		_, timer, err := j.Units()
		if lines := strings.Split(timer.Text, "\n"); err != nil || !slices.Contains(lines, want) || !slices.Contains(lines, "Persistent=true") ||
			!slices.Contains(lines, "OnCalendar="+j.slot().calendar(every)) {
			t.Errorf("%v: %v, no %s in\n%s", every, err, want, timer.Text)
		}
	}
}

func TestLongNames(t *testing.T) {
	j := plainJob()
	j.Config = "/" + strings.Repeat("long/", 100) + "config.yaml"
	service, _, err := j.Units()
	if err != nil || len(service.Name) > 200 || !strings.HasSuffix(service.Name, "-long-long.service") {
		t.Errorf("%q, %v", service.Name, err)
	}
}

// TestLinkedArchive checks that both folders may be written: that of the link,
// for the lock, and that of the file.
func TestLinkedArchive(t *testing.T) {
	here, there := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(there, "big.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(there, "big.db"), filepath.Join(here, "archive.db")); err != nil {
		t.Skip(err)
	}
	j := plainJob()
	j.Archive = filepath.Join(here, "archive.db")
	service, _, err := j.Units()
	if err != nil || !strings.Contains(service.Text, "\nReadWritePaths="+here+" "+there+"\n") {
		t.Errorf("%v\n%s", err, service.Text)
	}
}

func TestOwner(t *testing.T) {
	me, err := user.Current()
	if err != nil {
		t.Skip(err)
	}
	if got := Owner(t.TempDir()); got != me.Username && got != me.Uid {
		t.Errorf("Owner = %q, want %q", got, me.Username)
	}
	if got := Owner(filepath.Join(t.TempDir(), "none")); got != "" {
		t.Errorf("Owner of nothing = %q", got)
	}
}
