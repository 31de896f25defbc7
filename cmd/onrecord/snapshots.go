package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
)

func newSnapshotsCommand(a *app) *cobra.Command {
	var feed string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "snapshots [FEED]",
		Short: "List the snapshots: time, status, articles, changes",
		Long: `snapshots lists the snapshots of a feed, the oldest first. A partial snapshot is
one that could not see some of the feed; --json says what.`,
		Example: `  onrecord snapshots
  onrecord snapshots csto --json | jq '.snapshots[-1].failures'`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			if name := argument(args); name != "" {
				feed = name
			}
			return a.runSnapshots(cmd.Context(), feed, asJSON)
		},
	}
	a.feedFlag(cmd, &feed)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON (onrecord/snapshots)")
	return cmd
}

func (a *app) runSnapshots(ctx context.Context, feed string, asJSON bool) error {
	s, err := a.subject(ctx, feed)
	if err != nil {
		return err
	}
	if _, err := s.snapshot(ctx, ""); err != nil {
		return err
	}
	var list []archive.Snapshot
	err = s.view(ctx, func(v archive.View) error {
		list, err = v.Snapshots(1, 0)
		return err
	})
	if err != nil {
		return err
	}
	if asJSON {
		return export.WriteSnapshots(a.stdout, jsondoc.All(list))
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SNAPSHOT\tTAKEN\tSTATUS\tARTICLES\tCHANGES")
	for _, snap := range list {
		status := string(snap.Status)
		if n := len(snap.Failures); n > 0 {
			status += fmt.Sprintf(" (%d not seen)", n)
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%d\t%s\n", snap.Number, stamp(snap.Taken), status, snap.Articles, diff.Summary(snap.Changes))
	}
	return table.Flush()
}
