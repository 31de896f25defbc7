package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
	"onrecord/internal/textfile"
)

func newHealthCommand(a *app) *cobra.Command {
	var o healthOptions
	cmd := &cobra.Command{
		Use:   "health [FEED...]",
		Short: "Say how the feeds are doing, one line each, for monitoring",
		Long: `health prints one line per feed: whether its newest snapshot is whole, and what a person should
look at. A feed that is far quieter than ever, or a crawl that is overdue, is
said too, but does not make the feed unwell. The exit code is 3 when a feed is unwell.

With --textfile it writes metrics for the textfile collector of Prometheus's node
exporter instead; the file is replaced in one step.`,
		Example: `  onrecord health
  onrecord health --textfile /var/lib/prometheus/node-exporter/onrecord.prom
  onrecord health csto --json | jq '.feeds[0].problems'`,
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runHealth(cmd.Context(), args, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, "print JSON (onrecord/health)")
	f.StringVar(&o.textfile, "textfile", "", "write metrics to this `file`, - for stdout")
	exclusive(cmd, "json", "textfile")
	return cmd
}

// healthOptions are the flags of health.
type healthOptions struct {
	json     bool
	textfile string
}

func (a *app) runHealth(ctx context.Context, names []string, options healthOptions) error {
	o, err := a.open()
	if err != nil {
		return err
	}
	feeds, err := o.named(names)
	if err != nil {
		return err
	}
	var list []textfile.Feed
	for _, f := range feeds {
		s, err := o.subject(ctx, f.Name)
		if err != nil {
			return err
		}
		h, err := a.healthOf(ctx, s)
		if err != nil {
			return err
		}
		list = append(list, textfile.Feed{Name: s.name, Health: h})
	}
	if err := a.printHealth(list, options); err != nil {
		return err
	}
	if slices.ContainsFunc(list, func(f textfile.Feed) bool { return !f.Health.Well() }) {
		return &toldError{exitPartial}
	}
	return nil
}

func (a *app) healthOf(ctx context.Context, s subject) (archive.Health, error) {
	var snapshots []archive.Snapshot
	err := s.view(ctx, func(v archive.View) (err error) {
		snapshots, err = v.Snapshots(1, 0)
		return err
	})
	if err != nil && !errors.Is(err, archive.ErrNoArchive) {
		return archive.Health{}, err
	}
	return archive.Examine(snapshots, a.now()), nil
}

// notices returns what the summary of a crawl says of the feed besides. That
// it cannot be known now is no failure of the crawl.
func (a *app) notices(ctx context.Context, o *opened, name string) []string {
	s, err := o.subject(ctx, name)
	if err != nil {
		return nil
	}
	h, err := a.healthOf(ctx, s)
	if err != nil {
		return nil
	}
	return h.Notices
}

func (a *app) printHealth(list []textfile.Feed, o healthOptions) error {
	switch {
	case o.json:
		return a.printHealthJSON(list)
	case o.textfile != "":
		return export.Output(o.textfile, a.stdout, func(w io.Writer) error { return textfile.Write(w, list) })
	}
	for _, f := range list {
		if _, err := fmt.Fprintln(a.stdout, healthLine(f.Name, f.Health)); err != nil {
			return err
		}
	}
	return nil
}

func healthLine(name string, h archive.Health) string {
	word := "ok"
	if !h.Well() {
		word = "unwell"
	}
	line := fmt.Sprintf("%s: %s", name, word)
	if s := h.Snapshot; s.Number > 0 {
		line += fmt.Sprintf(", snapshot %d of %s, %s", s.Number, stamp(s.Taken), count(s.Articles, "article"))
	}
	for _, text := range append(slices.Clone(h.Problems), h.Notices...) {
		line += "; " + safe(text)
	}
	return line
}

func (a *app) printHealthJSON(list []textfile.Feed) error {
	var feeds []export.FeedHealth
	for _, f := range list {
		feeds = append(feeds, export.HealthOf(f.Name, f.Health))
	}
	d := jsondoc.New(a.stdout, "onrecord/health", 1)
	jsondoc.List(d, "feeds", jsondoc.All(feeds))
	return d.Close()
}
