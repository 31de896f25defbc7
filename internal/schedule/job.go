package schedule

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ErrPath is returned for a path that cannot stand in what is written.
var ErrPath = errors.New("this cannot be scheduled")

// Job is a crawl at regular times. All paths are absolute.
type Job struct {
	Program string        // the program
	Config  string        // its configuration
	Archive string        // the archive's file
	Feeds   []string      // names of feeds; none: all
	Host    string        // the machine's name; it only spreads the times
	User    string        // whose archive it is, for systemd; "": not known
	Every   time.Duration // as Parse returns it
}

// command is the crawl's command line, without the program.
func (j Job) command() []string {
	return append([]string{"--config", j.Config, "crawl", "--quiet"}, j.Feeds...)
}

// check returns ErrPath where a path is no absolute one or has characters that
// cron, systemd or a line of text does not leave as they are.
func (j Job) check() error {
	for _, path := range []string{j.Program, j.Config, j.Archive} {
		switch {
		case !filepath.IsAbs(path):
			return fmt.Errorf("%w: the path %q is not absolute", ErrPath, path)
		case !utf8.ValidString(path) || strings.ContainsFunc(path, unicode.IsControl):
			return fmt.Errorf("%w: the path %q has a control character or is not UTF-8; rename it", ErrPath, path)
		case strings.Contains(path, `\`):
			return fmt.Errorf("%w: the path %q has a backslash, which not every cron leaves as it is; rename it", ErrPath, path)
		}
	}
	return nil
}
