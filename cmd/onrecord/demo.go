package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"onrecord/internal/demo"
)

func newDemoCommand(a *app) *cobra.Command {
	var keep string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show the main job on a replica feed, offline",
		Long: `demo serves a replica of an official feed on this machine: the site of an invented
intergovernmental organization. It takes a snapshot, lets the publisher change
things, takes the next, and shows what changed. No other machine is asked.`,
		Example: `  onrecord demo
  onrecord demo --keep /tmp/demo    # leaves the configuration and the archive to play with`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.runDemo(cmd.Context(), keep)
		},
	}
	cmd.Flags().StringVar(&keep, "keep", "", "leave configuration, archive and export in this `folder`")
	return cmd
}

func (a *app) runDemo(ctx context.Context, keep string) error {
	dir, remove, err := demoFolder(keep)
	if err != nil {
		return err
	}
	defer remove()
	site := demo.NewSite()
	base, stop, err := demo.Serve(ctx, site)
	if err != nil {
		return fmt.Errorf("serve the replica feed: %w", err)
	}
	defer stop()
	d := &demonstration{app: a, dir: dir, site: site, base: base}
	if err := d.run(ctx); err != nil {
		return err
	}
	if keep != "" {
		d.say("Kept in %s. The replica feed is gone with this command, but what was recorded stays:\n  cd %s && onrecord list", keep, keep)
	}
	return nil
}

// demoFolder returns the folder to work in, and what removes it afterwards.
func demoFolder(keep string) (dir string, remove func(), err error) {
	if keep == "" {
		dir, err = os.MkdirTemp("", "onrecord-demo-")
		if err != nil {
			return "", nil, fmt.Errorf("make a folder for the demonstration: %w", err)
		}
		return dir, func() { _ = os.RemoveAll(dir) }, nil // what is left lies in the system's temporary folder
	}
	if _, err := os.Stat(filepath.Join(keep, "config.yaml")); err == nil {
		return "", nil, usageError{fmt.Errorf("%s holds a config.yaml already; name a new folder", keep)}
	}
	if err := os.MkdirAll(keep, 0o755); err != nil {
		return "", nil, fmt.Errorf("make the folder for the demonstration: %w", err)
	}
	return keep, func() {}, nil
}

// demonstration plays the main job on a replica feed.
type demonstration struct {
	*app
	dir  string
	site *demo.Site
	base string
}

func (d *demonstration) run(ctx context.Context) error {
	d.say("1. An official feed: %d articles of the Meridian Lakes Organization (an invention), served at %s.\n"+
		"   A person describes it in config.yaml:", len(d.site.Articles()), d.base)
	if err := d.configure(); err != nil {
		return err
	}
	d.say("2. The first crawl records what is published now.")
	if err := d.command(ctx, "crawl"); err != nil {
		return err
	}
	d.say("3. Days pass, and the publisher is busy:")
	for _, step := range demo.Story() {
		fmt.Fprintf(d.stdout, "   - %s\n", step.Say)
		step.Do(d.site)
	}
	d.say("4. The next crawl. From cron it looks at a few old articles each time; here, at all of them.")
	if err := d.command(ctx, "crawl", "--full", "--recheck", "all"); err != nil {
		return err
	}
	d.say("5. What changed, word by word. Each change says when it was noticed, and when the former state was last seen.")
	if err := d.command(ctx, "diff"); err != nil {
		return err
	}
	d.say("6. The archive as JSON, removed articles with their last text, for any other program:")
	if err := d.command(ctx, "export", "--history", "-o", filepath.Join(d.dir, "mlo.json")); err != nil {
		return err
	}
	return d.showExport()
}

// say explains a step in plain words.
func (d *demonstration) say(format string, args ...any) {
	fmt.Fprintf(d.stdout, "\n"+format+"\n", args...)
}

func (d *demonstration) configure() error {
	text := fmt.Sprintf(`archive: archive.db
feeds:
  mlo:
    title: Meridian Lakes Organization
    listings:
      - %[1]s/news/
      - %[1]s/speeches/
      - %[1]s/ru/news/
    language: en
    timezone: Europe/Moscow
    delay: 0s               # this is our own machine; leave it out for a real site
`, d.base)
	fmt.Fprint(d.stdout, indent(text))
	path := filepath.Join(d.dir, "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return nil
}

// command prints a command as a user types it, and runs it.
func (d *demonstration) command(ctx context.Context, args ...string) error {
	typed := strings.ReplaceAll(strings.Join(args, " "), d.dir+string(filepath.Separator), "")
	fmt.Fprintf(d.stdout, "\n   $ onrecord %s\n", typed)
	out := &indenter{to: d.stdout}
	sub := &app{
		stdout: out, stderr: out, now: d.now, noColour: d.noColour, terminal: d.terminal, fetching: d.fetching,
		configPath: filepath.Join(d.dir, "config.yaml"),
	}
	code := sub.run(ctx, append([]string{"--config", sub.configPath}, args...))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if code != exitDone {
		return errors.New("the demonstration failed at: onrecord " + typed)
	}
	return nil
}

// showExport prints the beginning of the export.
func (d *demonstration) showExport() error {
	b, err := os.ReadFile(filepath.Join(d.dir, "mlo.json"))
	if err != nil {
		return fmt.Errorf("read the export: %w", err)
	}
	lines := strings.SplitAfter(string(b), "\n")
	const shown = 32
	fmt.Fprint(d.stdout, "\n", indent(strings.Join(lines[:min(shown, len(lines))], "")))
	_, err = fmt.Fprintf(d.stdout, "   … %s, %d lines in all\n", size(int64(len(b))), len(lines)-1)
	return err
}
