package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// pruneOptions are the flags of prune.
type pruneOptions struct {
	feed, within string
	keep         archive.Keeping
	dryRun, yes  bool
}

func newPruneCommand(a *app) *cobra.Command {
	var o pruneOptions
	cmd := &cobra.Command{
		Use:   "prune [FEED]",
		Short: "Remove old raw pages, but no text, by rules for what to keep",
		Long: `prune removes raw pages of former revisions from the archive, by rules that are counted
for each article from its newest page back; a page stays when one of them wants it. Texts,
dates, digests and changes all stay: what is lost is the proof, and that old pages can be
read again with a better extractor. The page of an article's newest revision, and those
captured since, always stay.

It cannot be undone. The archive file does not shrink; the room is used again.`,
		Example: `  onrecord prune --keep-last 3 --dry-run        # what would go
  onrecord prune csto --keep-within 2y --keep-yearly 10
  onrecord prune --keep-daily 30 --keep-monthly 12 --yes`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			if name := argument(args); name != "" {
				o.feed = name
			}
			return a.runPrune(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	a.feedFlag(cmd, &o.feed)
	f.IntVar(&o.keep.Last, "keep-last", 0, "keep the newest `n` pages of each article")
	f.IntVar(&o.keep.Daily, "keep-daily", 0, "keep the last page of each of the newest `n` days that have one")
	f.IntVar(&o.keep.Weekly, "keep-weekly", 0, "the same for `n` weeks")
	f.IntVar(&o.keep.Monthly, "keep-monthly", 0, "the same for `n` months")
	f.IntVar(&o.keep.Yearly, "keep-yearly", 0, "the same for `n` years")
	f.StringVar(&o.within, "keep-within", "", "keep all pages captured since a `date`, or 90d, 2y … ago")
	f.BoolVarP(&o.dryRun, "dry-run", "n", false, "say what would go, and remove nothing")
	f.BoolVar(&o.yes, "yes", false, "do not ask")
	return cmd
}

func (a *app) runPrune(ctx context.Context, o pruneOptions) error {
	s, err := a.subject(ctx, o.feed)
	if err != nil {
		return err
	}
	if o.within != "" {
		if o.keep.Since, err = archive.ParseSince(o.within, a.now(), s.location); err != nil {
			return usageError{fmt.Errorf("--keep-within: %w", err)}
		}
	}
	if err := checkKeeping(o.keep); err != nil {
		return usageError{err}
	}
	store, ok := s.store.(*bolt.Store)
	if !ok {
		return errors.New("this archive is no file from which pages can be removed")
	}
	found, err := archive.Prune(ctx, s.store, s.name, o.keep, s.location)
	if err != nil {
		return s.explain(err, err)
	}
	what := fmt.Sprintf("%s of %s (%s as received)", count(len(found.Raw), "raw page"), count(found.Articles, "article"), size(found.Bytes))
	switch {
	case len(found.Raw) == 0:
		fmt.Fprintf(a.stdout, "%s: no raw page to remove\n", s.name)
		return nil
	case o.dryRun:
		fmt.Fprintf(a.stdout, "%s: would remove %s\n", s.name, what)
		return nil
	case !o.yes:
		if err := a.confirm(fmt.Sprintf("Remove %s of %s for good?", what, s.name)); err != nil {
			return err
		}
	}
	if err := store.Prune(ctx, s.name, found.Raw); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s: removed %s\n", s.name, what)
	return nil
}

// checkKeeping refuses rules that keep nothing on purpose or by mistake.
func checkKeeping(k archive.Keeping) error {
	for _, n := range []int{k.Last, k.Daily, k.Weekly, k.Monthly, k.Yearly} {
		if n < 0 {
			return fmt.Errorf("%d pages cannot be kept; give a number from 1", n)
		}
	}
	if k.None() {
		return errors.New("say what to keep: --keep-last, --keep-daily, --keep-weekly, --keep-monthly, --keep-yearly or --keep-within")
	}
	return nil
}
