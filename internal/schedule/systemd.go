package schedule

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// UnitFolder is where an administrator's units lie (systemd.unit(5)).
const UnitFolder = "/etc/systemd/system"

// Unit is a file that systemd reads.
type Unit struct {
	Name string // onrecord-srv-news.service
	Text string
}

// Units returns the job's service and its timer. What no unit can hold is
// ErrPath.
func (j Job) Units() (service, timer Unit, err error) {
	if err := j.check(); err != nil {
		return Unit{}, Unit{}, err
	}
	if strings.ContainsAny(j.Program, `'"`) {
		return Unit{}, Unit{}, fmt.Errorf("%w: systemd starts no program with a quotation mark in its path: %s", ErrPath, j.Program)
	}
	name := j.unitName()
	service = Unit{name + ".service", j.service(name)}
	timer = Unit{name + ".timer", j.timer(name)}
	return service, timer, nil
}

// unitName is made of the configuration's folder, so that every configuration
// of a machine has units of its own, and of the feeds where not all are meant.
func (j Job) unitName() string {
	const longest = 120 // bytes; a name has up to 255
	parts := []string{filepath.Dir(j.Config)}
	if file := filepath.Base(j.Config); file != "config.yaml" {
		parts = append(parts, strings.TrimSuffix(file, filepath.Ext(file)))
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '.' {
			return r
		}
		return '-'
	}, strings.Join(append(parts, j.Feeds...), "-"))
	return strings.TrimRight("onrecord-"+strings.Trim(name[max(0, len(name)-longest):], "-."), "-")
}

// Mark is the first line of a job's units. A file without it is not the job's.
func (j Job) Mark() string { return "# onrecord: " + j.Config }

func (j Job) service(name string) string {
	command := []string{specifiers(quoted(j.Program))}
	for _, w := range j.command() {
		command = append(command, strings.ReplaceAll(specifiers(quoted(w)), "$", "$$"))
	}
	return fmt.Sprintf(serviceText, j.Mark(), UnitFolder, name, specifiers(j.Config), strings.Join(command, " "), j.user(),
		strings.Join(j.writes(), " "), j.protectHome(), j.privateTmp())
}

// user is the line that says as whom it runs: as the archive's owner.
func (j Job) user() string {
	switch j.User {
	case "":
		return ""
	case "root":
		return "# The archive's folder is root's; a user of its own, named here, would do.\nUser=root\n"
	}
	return "User=" + j.User + "\n"
}

func (j Job) timer(name string) string {
	return fmt.Sprintf(timerText, j.Mark(), UnitFolder, name, specifiers(j.Config), Text(j.Every), j.slot().calendar(j.Every), j.delay()/time.Second)
}

// delay is by how much a run may come later, at random.
func (j Job) delay() time.Duration { return min(j.Every/12, 15*time.Minute) }

// writes returns the folders that a crawl writes into: the archive's, and where
// the archive is a link, that of the file itself.
func (j Job) writes() []string {
	list := []string{specifiers(quoted(filepath.Dir(j.Archive)))}
	if folder := specifiers(quoted(filepath.Dir(target(j.Archive)))); folder != list[0] {
		list = append(list, folder)
	}
	return list
}

// target returns where a path leads in the end; the path where that is unknown.
func target(path string) string {
	if end, err := filepath.EvalSymlinks(path); err == nil {
		return end
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}

// protectHome hides people's folders, or only write-protects them where the
// job's own files are there.
func (j Job) protectHome() string {
	if j.within("/home", "/root", "/run/user") {
		return "read-only"
	}
	return "yes"
}

// privateTmp gives the job folders of its own for temporary files, unless its
// files lie in the machine's.
func (j Job) privateTmp() string {
	if j.within("/tmp", "/var/tmp") {
		return "no"
	}
	return "yes"
}

// within reports whether one of the job's files lies in one of the folders.
func (j Job) within(folders ...string) bool {
	for _, folder := range folders {
		for _, path := range []string{j.Program, j.Config, j.Archive} {
			if strings.HasPrefix(path, folder+"/") || strings.HasPrefix(target(path), folder+"/") {
				return true
			}
		}
	}
	return false
}

// quoted writes a word as systemd.syntax(7) and systemd.service(5) quote it.
func quoted(word string) string {
	if !strings.ContainsAny(word, " \"';") {
		return word
	}
	return `"` + strings.ReplaceAll(word, `"`, `\"`) + `"`
}

// specifiers keeps percent signs from being taken for specifiers (systemd.unit(5)).
func specifiers(text string) string { return strings.ReplaceAll(text, "%", "%%") }
