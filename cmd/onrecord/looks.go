package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"onrecord/archive"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
)

// showLooks lists how each crawl's attempt to see an article ended.
func (a *app) showLooks(ctx context.Context, s subject, ref archive.Ref, at int, asJSON bool) error {
	var looks []export.Look
	err := s.view(ctx, func(v archive.View) error {
		snapshots, err := v.Snapshots(1, at)
		if err != nil {
			return err
		}
		for _, snap := range snapshots {
			if int(ref) >= snap.Articles {
				continue // not known yet
			}
			l, err := v.Looks(snap.Number)
			if err != nil {
				return err
			}
			look, reason := l.Of(ref)
			looks = append(looks, export.Look{Snapshot: snap.Number, Time: snap.Taken, Look: look, Reason: reason})
		}
		return nil
	})
	if err != nil {
		return err
	}
	if asJSON {
		return export.WriteLooks(a.stdout, jsondoc.All(looks))
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SNAPSHOT\tTAKEN\tLOOK")
	for _, l := range looks {
		look := string(l.Look)
		if l.Reason != "" {
			look += ": " + safe(l.Reason)
		}
		fmt.Fprintf(table, "%d\t%s\t%s\n", l.Snapshot, stamp(l.Time), look)
	}
	return table.Flush()
}
