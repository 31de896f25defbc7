package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/diff"
)

// logOptions are the flags of log.
type logOptions struct {
	feed  string
	kinds []string
	span  span
	limit int
	words bool
	json  bool
}

func newLogCommand(a *app) *cobra.Command {
	var o logOptions
	cmd := &cobra.Command{
		Use:   "log [ARTICLE|FEED]",
		Short: "List the changes, newest first",
		Long: `log lists every change that was noticed, newest first: of a feed, or of one article
(its address, or the beginning of its id). Each says when it was noticed and when
the former state was last seen to hold: what happened in between, nobody saw. Of an
article it lists besides the captures that imports brought, each by the time of the
capture; they are no changes, and neither --kind nor --words shows them.`,
		Example: `  onrecord log                                  # the only feed
  onrecord log csto --kind edited,removed       # edits and removals
  onrecord log --since 7d --words               # last week's, with the words
  onrecord log k3f9                             # one article's
  onrecord log --json | jq -r '.changes[].url'`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runLog(cmd.Context(), argument(args), o)
		},
	}
	f := cmd.Flags()
	a.feedFlag(cmd, &o.feed)
	f.StringSliceVar(&o.kinds, "kind", nil, "only these `kinds`: added, edited, moved, unlisted, relisted, removed, restored")
	o.span.flags(cmd)
	f.IntVarP(&o.limit, "limit", "n", 0, "at most so many `changes`")
	f.BoolVarP(&o.words, "words", "w", false, "show the words that changed")
	f.BoolVar(&o.json, "json", false, "print JSON (onrecord/log)")
	return cmd
}

// argument returns the only argument, or "".
func argument(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

func (a *app) runLog(ctx context.Context, name string, o logOptions) error {
	s, ref, err := a.logged(ctx, name, o.feed)
	if err != nil {
		return err
	}
	isKind, err := kinds(o.kinds)
	if err != nil {
		return err
	}
	within, err := o.span.within(a.now(), s.location)
	if err != nil {
		return err
	}
	if err := checkLimit(o.limit); err != nil {
		return err
	}
	if _, err := s.snapshot(ctx, ""); err != nil {
		return err
	}
	imported, err := importedWithin(ctx, s, ref, within, o)
	if err != nil {
		return err
	}
	changes := archive.Log(ctx, s.store, s.name, ref, func(c archive.Change) bool {
		return isKind(c.Kind) && within(c.Noticed)
	})
	changes = atMost(changes, o.limit)
	switch {
	case o.json:
		return diff.WriteLog(a.stdout, withHunks(changes), imported)
	case o.words:
		return diff.WriteText(a.stdout, withHunks(changes), diff.Options{Colour: a.colour(), Width: a.width(), Context: diff.DefaultContext})
	}
	return a.printLog(changes, imported, o.limit)
}

// importedWithin returns the captures that imports brought of an article, nil
// where they are not asked for.
func importedWithin(ctx context.Context, s subject, ref *archive.Ref, within func(time.Time) bool, o logOptions) ([]archive.ImportedCapture, error) {
	if ref == nil || len(o.kinds) > 0 || o.words {
		return nil, nil
	}
	list, err := archive.ImportedOf(ctx, s.store, s.name, *ref)
	list = slices.DeleteFunc(list, func(c archive.ImportedCapture) bool { return !within(c.Capture.Time) })
	if o.limit > 0 {
		list = list[:min(o.limit, len(list))]
	}
	return append([]archive.ImportedCapture{}, list...), err
}

// logged returns the feed, or the feed and article, that log is asked for.
func (a *app) logged(ctx context.Context, name, feed string) (subject, *archive.Ref, error) {
	if feed != "" || name == "" {
		s, err := a.subject(ctx, feed)
		if err != nil || name == "" {
			return s, nil, err
		}
		article, err := s.article(ctx, name, 0)
		return s, &article.Ref, err
	}
	opened, err := a.open()
	if err != nil {
		return subject{}, nil, err
	}
	s, err := opened.subject(ctx, name)
	if err == nil {
		return s, nil, nil
	}
	s, article, errArticle := opened.anywhere(ctx, name)
	if errors.Is(errArticle, archive.ErrNotFound) {
		return s, nil, fmt.Errorf("%q is neither a feed nor an article: %w", name, errArticle)
	}
	return s, &article.Ref, errArticle
}

// printLog prints at most limit lines, 0 meaning all: changes by when they were
// noticed and imported captures by when they were captured, newest first.
func (a *app) printLog(changes iter.Seq2[archive.NetChange, error], imported []archive.ImportedCapture, limit int) error {
	n := 0
	printImported := func(since time.Time) error {
		for len(imported) > 0 && !imported[0].Capture.Time.Before(since) && (limit == 0 || n < limit) {
			if _, err := fmt.Fprintln(a.stdout, importedLine(imported[0])); err != nil {
				return err
			}
			imported = imported[1:]
			n++
		}
		return nil
	}
	for c, err := range changes {
		if err == nil {
			err = printImported(c.Noticed)
		}
		if err != nil {
			return err
		}
		if limit > 0 && n == limit {
			return nil
		}
		n++
		line := fmt.Sprintf("%s  %-8s  %s  %s  %s", stamp(c.Noticed), c.Kind, short(c.Article), dayOr(c.Date), safe(titleOr(c.Title)))
		if _, err := fmt.Fprintf(a.stdout, "%s%s\n", line, detail(c)); err != nil {
			return err
		}
	}
	if err := printImported(time.Time{}); err != nil {
		return err
	}
	if n == 0 {
		a.say("no changes\n")
	}
	return nil
}

// importedLine is the line of a capture that an import brought.
func importedLine(c archive.ImportedCapture) string {
	what := "a page kept as evidence"
	if c.Revision > 0 {
		what = fmt.Sprintf("%s  %s  (revision %d)", dayOr(c.Date), safe(titleOr(c.Title)), c.Revision)
	}
	return fmt.Sprintf("%s  imported  %s", stamp(c.Capture.Time), what)
}

// detail says in a few words what a change did.
func detail(c archive.NetChange) string {
	switch c.Kind {
	case archive.Edited:
		inserted, deleted := diff.Words(diff.Of(c).Hunks)
		text := fmt.Sprintf("  (%s: +%d −%d words", joined(c.Fields), inserted, deleted)
		if c.Minor {
			text += ", typography only"
		}
		return text + ")"
	case archive.Moved:
		return "  (from " + safe(c.FromURL) + ")"
	case archive.Gone:
		return fmt.Sprintf("  (%s; last seen %s)", c.Reason, stamp(c.LastHeld))
	}
	return ""
}

// checkLimit refuses a --limit that means nothing.
func checkLimit(n int) error {
	if n < 0 {
		return usageError{fmt.Errorf("--limit %d: want a number of 1 or more", n)}
	}
	return nil
}

// atMost returns the first limit changes; 0 means all.
func atMost(list iter.Seq2[archive.NetChange, error], limit int) iter.Seq2[archive.NetChange, error] {
	if limit <= 0 {
		return list
	}
	return func(yield func(archive.NetChange, error) bool) {
		n := 0
		for item, err := range list {
			if !yield(item, err) {
				return
			}
			if n++; n == limit {
				return
			}
		}
	}
}
