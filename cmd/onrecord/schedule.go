package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"onrecord/archive/export"
	"onrecord/internal/config"
	"onrecord/internal/schedule"
)

// scheduleOptions are the flags of schedule.
type scheduleOptions struct {
	every   string
	systemd bool
	folder  string
}

func newScheduleCommand(a *app) *cobra.Command {
	var o scheduleOptions
	cmd := &cobra.Command{
		Use:   "schedule [FEED...]",
		Short: "Print the crontab line or systemd timer for this configuration",
		Long: `schedule prints the line that makes cron crawl the feeds at regular times, or with
--systemd a hardened service and the timer that starts it. Nothing is installed.

The minute, and for longer intervals the hour and the day, are this machine's and
this configuration's own, so that not everybody asks a site at one moment; the
same configuration gets the same time again. An interval is one that comes out
even: 1m to 30m where it divides an hour, 1h to 12h where it divides a day, 24h
(daily), weekly.`,
		Example: `  onrecord schedule                                    # every hour, all feeds
  onrecord schedule --every 24h csto                   # one feed, once a day
  (crontab -l; onrecord schedule --quiet) | crontab -  # adds the line to your crontab
  onrecord schedule --systemd                          # the two units, to read
  sudo onrecord --config /srv/news/config.yaml schedule --systemd -o /etc/systemd/system`,
		ValidArgsFunction: a.feedNames,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.runSchedule(args, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.every, "every", "1h", "the `interval` between crawls, such as 15m, 1h, 24h or weekly")
	f.BoolVar(&o.systemd, "systemd", false, "print a service and a timer for systemd")
	f.StringVarP(&o.folder, "output", "o", "", "with --systemd: write the two units into this `folder`")
	return cmd
}

func (a *app) runSchedule(names []string, o scheduleOptions) error {
	if o.folder != "" && !o.systemd {
		return usageError{errors.New("--output goes with --systemd; a crontab line is printed (see: onrecord schedule --help)")}
	}
	job, err := a.job(names, o.every)
	if err != nil {
		return err
	}
	if strings.HasPrefix(job.Program, filepath.Clean(os.TempDir())+string(filepath.Separator)) {
		a.say("note: %s lies in the folder for temporary files; install the program first\n", job.Program)
	}
	if o.systemd {
		return a.writeUnits(job, o.folder)
	}
	line, err := job.Crontab()
	if err != nil {
		return usageError{err}
	}
	_, err = fmt.Fprintln(a.stdout, line)
	return err
}

// job describes the crawl of the named feeds on this machine.
func (a *app) job(names []string, interval string) (schedule.Job, error) {
	every, err := schedule.Parse(interval)
	if err != nil {
		return schedule.Job{}, usageError{fmt.Errorf("--every %w", err)}
	}
	c, err := config.Load(a.configPath)
	if err != nil {
		return schedule.Job{}, err
	}
	feeds, err := (&opened{config: c}).named(names)
	if err != nil {
		return schedule.Job{}, err
	}
	j := schedule.Job{Every: every}
	if len(names) > 0 {
		for _, f := range feeds {
			j.Feeds = append(j.Feeds, f.Name)
		}
	}
	if j.Host, err = os.Hostname(); err != nil {
		return schedule.Job{}, fmt.Errorf("learn this machine's name: %w", err)
	}
	if j.Program, err = programPath(); err != nil {
		return schedule.Job{}, fmt.Errorf("find this program's file: %w", err)
	}
	if j.Config, err = filepath.Abs(a.configPath); err != nil {
		return schedule.Job{}, fmt.Errorf("find the configuration's folder: %w", err)
	}
	if j.Archive, err = filepath.Abs(c.Archive); err != nil {
		return schedule.Job{}, fmt.Errorf("find the archive's folder: %w", err)
	}
	j.User = schedule.Owner(filepath.Dir(j.Archive))
	return j, nil
}

// programPath returns the absolute path by which this program was called: what
// a package manager's link points to may be gone after its next upgrade.
func programPath() (string, error) {
	if path, err := exec.LookPath(os.Args[0]); err == nil {
		return filepath.Abs(path)
	}
	return os.Executable()
}

// writeUnits prints the service and the timer, or puts them into a folder.
func (a *app) writeUnits(job schedule.Job, folder string) error {
	service, timer, err := job.Units()
	if err != nil {
		return usageError{err}
	}
	if folder == "" {
		_, err := fmt.Fprintf(a.stdout, "%s\n%s", service.Text, timer.Text)
		return err
	}
	for _, u := range []schedule.Unit{service, timer} {
		if err := writeUnit(filepath.Join(folder, u.Name), u.Text, job.Mark()); err != nil {
			return err
		}
	}
	a.say("written: %s and its timer\nnext: systemctl daemon-reload && systemctl enable --now %s\n",
		filepath.Join(folder, service.Name), timer.Name)
	return nil
}

// writeUnit writes a unit; a file without the mark is somebody else's and is
// not replaced.
func writeUnit(path, text, mark string) error {
	before, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("look at what is there already: %w", err)
	case !bytes.HasPrefix(before, []byte(mark+"\n")):
		return fmt.Errorf("%s is there already and is not for this configuration; remove it first, or name another folder", path)
	}
	return export.WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}
