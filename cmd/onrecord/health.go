package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

func newHealthCommand(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "health [FEED...]",
		Short: "Say how the feeds are doing, one line each, for monitoring",
		Long: `health prints one line per feed: whether its newest snapshot is whole, and what a person should
look at. A feed that is far quieter than ever, or a crawl that is overdue, is
said too, but does not make the feed unwell. The exit code is 3 when a feed is unwell.`,
		Example: `  onrecord health
  onrecord health csto --json | jq '.feeds[0].problems'`,
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runHealth(cmd.Context(), args, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON (onrecord/health)")
	return cmd
}

// feedHealth is a feed's health as JSON holds it.
type feedHealth struct {
	Feed     string          `json:"feed"`
	Well     bool            `json:"well"`
	Snapshot int             `json:"snapshot"` // 0: never crawled
	Taken    jsondoc.Instant `json:"taken"`
	Status   jsondoc.Text    `json:"status"`
	Articles int             `json:"articles"`
	Problems []string        `json:"problems"`
	Notices  []string        `json:"notices"`
}

func (a *app) runHealth(ctx context.Context, names []string, asJSON bool) error {
	o, err := a.open()
	if err != nil {
		return err
	}
	feeds, err := o.named(names)
	if err != nil {
		return err
	}
	var list []feedHealth
	unwell := false
	for _, f := range feeds {
		s, err := o.subject(ctx, f.Name)
		if err != nil {
			return err
		}
		h, err := a.healthOf(ctx, s)
		if err != nil {
			return err
		}
		unwell = unwell || !h.Well
		list = append(list, h)
	}
	if err := a.printHealth(list, asJSON); err != nil {
		return err
	}
	if unwell {
		return &toldError{exitPartial}
	}
	return nil
}

func (a *app) healthOf(ctx context.Context, s subject) (feedHealth, error) {
	var snapshots []archive.Snapshot
	err := s.view(ctx, func(v archive.View) (err error) {
		snapshots, err = v.Snapshots(1, 0)
		return err
	})
	if err != nil && !errors.Is(err, archive.ErrNoArchive) {
		return feedHealth{}, err
	}
	h := archive.Examine(snapshots, a.now())
	return feedHealth{
		Feed: s.name, Well: h.Well(), Snapshot: h.Snapshot.Number, Taken: jsondoc.At(h.Snapshot.Taken),
		Status: jsondoc.Text(h.Snapshot.Status), Articles: h.Snapshot.Articles,
		Problems: jsondoc.NotNull(h.Problems), Notices: jsondoc.NotNull(h.Notices),
	}, nil
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

func (a *app) printHealth(list []feedHealth, asJSON bool) error {
	if asJSON {
		d := jsondoc.New(a.stdout, "onrecord/health", 1)
		jsondoc.List(d, "feeds", jsondoc.All(list))
		return d.Close()
	}
	for _, h := range list {
		word := "ok"
		if !h.Well {
			word = "unwell"
		}
		line := fmt.Sprintf("%s: %s", h.Feed, word)
		if h.Snapshot > 0 {
			line += fmt.Sprintf(", snapshot %d of %s, %s", h.Snapshot, stamp(h.Taken.Time), count(h.Articles, "article"))
		}
		for _, text := range append(h.Problems, h.Notices...) {
			line += "; " + safe(text)
		}
		if _, err := fmt.Fprintln(a.stdout, line); err != nil {
			return err
		}
	}
	return nil
}
