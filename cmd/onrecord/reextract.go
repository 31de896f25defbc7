package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/internal/config"
	"onrecord/scraper"
)

func newReextractCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "reextract [FEED...]",
		Short: "Read all kept pages again with today's extractor and selectors",
		Long: `reextract reads the kept page of every revision again, after an upgrade or a
correction of the selectors. It never makes an edit: what was held then is only read better.
Interrupted, it goes on where it stopped.`,
		Example: `  onrecord reextract
  onrecord reextract csto`,
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runReextract(cmd.Context(), args)
		},
	}
}

func (a *app) runReextract(ctx context.Context, names []string) error {
	o, err := a.open()
	if err != nil {
		return err
	}
	feeds, err := o.named(names)
	if err != nil {
		return err
	}
	failed := false
	for _, f := range feeds {
		sum, err := a.reextractOne(ctx, o, f)
		if err != nil {
			return err
		}
		failed = failed || sum.Failed > 0
		if !a.quiet || sum.Failed > 0 {
			fmt.Fprintf(a.stdout, "%s: %s kept, %d read again, %d of them read differently, %d could not be read\n",
				f.Name, count(sum.Revisions, "revision"), sum.Read, sum.Differ, sum.Failed)
		}
	}
	if failed {
		return &toldError{exitPartial}
	}
	return nil
}

func (a *app) reextractOne(ctx context.Context, o *opened, f config.Feed) (sum archive.Reextracted, err error) {
	s, err := o.subject(ctx, f.Name)
	if err != nil {
		return sum, err
	}
	if _, err := s.snapshot(ctx, ""); err != nil {
		return sum, err
	}
	writer, err := o.store.Claim(ctx, f.Name)
	if err != nil {
		return sum, fmt.Errorf("reextract %s: %w", f.Name, err)
	}
	watch, done := a.watcher()
	sum, err = archive.Reextract(ctx, o.store, writer, s.reader, f.Name, func(n, total int) {
		if watch != nil {
			watch(scraper.Progress{Phase: scraper.PhaseReading, Done: n, Total: total})
		}
	})
	done()
	if errRelease := writer.Release(); err == nil {
		err = errRelease
	}
	return sum, err
}
