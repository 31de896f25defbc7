package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
	"onrecord/internal/config"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	feed, article, format string
	output                string
	kinds                 []string
	span                  span
	json, exitCode, stat  bool
	wordDiff, schema      bool
}

func newDiffCommand(a *app) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff [FROM [TO]]",
		Short: "Show what changed between two snapshots, word by word",
		Long: `diff shows the net effect of everything between two snapshots: an edit that was
taken back is nothing. Alone it compares latest~1 with latest; with FROM only, FROM
with latest. A snapshot is 3, latest, latest~1 or a date such as 2024-12-05: the
state at the end of that day in the feed's time zone. ARTICLE@2..5 compares two
revisions of one article, ARTICLE@2.. one with the newest.

Of each edit it shows which fields, then how many sentences, then the words. A
paragraph that stands elsewhere now is shown as moved. --stat prints one line a
change, with these signs:

  +  added      M  edited (+words that came, -words that went)   R  moved
  -  removed    U  unlisted      L  relisted      *  restored`,
		Example: `  onrecord diff                          # the last two snapshots
  onrecord diff 1 latest --stat          # one line a change
  onrecord diff 2024-12-01 2024-12-31    # what a month changed
  onrecord diff --since 7d --feed csto   # the last week
  onrecord diff --article k3f9 1 3       # one article
  onrecord diff k3f9@2..k3f9@5           # two revisions of an article
  onrecord diff --since 7d --format html -o changes.html   # to send to somebody
  onrecord diff --format json | jq '.changes[] | select(.change == "removed")'
  onrecord diff --exit-code --quiet || echo "something changed"`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			err := a.runDiff(cmd.Context(), args, o)
			var told *toldError
			if o.exitCode && err != nil && !errors.As(err, &told) && cmd.Context().Err() == nil {
				return usageError{err} // 1 would say "changes"
			}
			return err
		},
	}
	f := cmd.Flags()
	a.feedFlag(cmd, &o.feed)
	f.StringVar(&o.article, "article", "", "only this `article`: its address or the beginning of its id")
	f.StringSliceVar(&o.kinds, "kind", nil, "only these `kinds` of changes: added, edited, moved, unlisted, relisted, removed, restored")
	o.span.flags(cmd)
	f.StringVar(&o.format, "format", "text", "`text|html|markdown|json`")
	f.StringVarP(&o.output, "output", "o", "-", "write to a `file` instead of standard output")
	f.BoolVar(&o.wordDiff, "word-diff", false, "mark words as [-gone-] and {+new+} on a terminal too, without colour")
	f.BoolVar(&o.json, "json", false, "the same as --format json")
	f.BoolVar(&o.exitCode, "exit-code", false, "exit with 1 when there are changes, 0 when there are none, 2 on any failure")
	f.BoolVar(&o.stat, "stat", false, "one line a change")
	f.BoolVar(&o.schema, "schema", false, "print the JSON Schema of --format json")
	return cmd
}

func (a *app) runDiff(ctx context.Context, args []string, o diffOptions) error {
	if o.schema {
		_, err := fmt.Fprint(a.stdout, diff.Schema())
		return err
	}
	if o.json {
		o.format = "json"
	}
	if !slices.Contains([]string{"text", "html", "markdown", "json"}, o.format) {
		return usageError{fmt.Errorf("--format %q: want text, html, markdown or json", o.format)}
	}
	s, doc, changes, err := a.compared(ctx, args, o)
	if err != nil {
		return err
	}
	var counted []archive.Change
	for _, c := range changes {
		counted = append(counted, c.Change)
	}
	doc.Feed, doc.Title = s.name, s.title
	doc.Counts, doc.Changes = archive.Count(counted), a.withDocuments(ctx, s, jsondoc.All(changes))
	if o.stat && o.format == "text" {
		doc.Changes = withHunks(jsondoc.All(changes)) // nobody would see what is in the documents
	}
	if err := a.printDiff(doc, o); err != nil {
		return err
	}
	if o.exitCode && len(changes) > 0 {
		return &toldError{exitFailed}
	}
	return nil
}

// compared returns the changes that are asked for, and between what.
func (a *app) compared(ctx context.Context, args []string, o diffOptions) (s subject, doc diff.Document, changes []archive.NetChange, err error) {
	if len(args) == 1 {
		if r, ok := parseRange(args[0]); ok {
			return a.revisionsDiffed(ctx, r, o)
		}
	}
	if s, err = a.subject(ctx, o.feed); err != nil {
		return s, doc, nil, err
	}
	from, to, err := a.ends(ctx, s, args, o.span)
	if err != nil {
		return s, doc, nil, err
	}
	if doc.From, err = s.point(ctx, from); err != nil {
		return s, doc, nil, err
	}
	if doc.To, err = s.point(ctx, to); err != nil {
		return s, doc, nil, err
	}
	changes, err = a.netChanges(ctx, s, from, to, o)
	return s, doc, changes, err
}

// ends resolves the two snapshots to compare.
func (a *app) ends(ctx context.Context, s subject, args []string, during span) (from, to int, err error) {
	specs := append(slices.Clone(args), "latest~1", "latest")[:2]
	if len(args) == 1 {
		specs[1] = "latest"
	}
	if during != (span{}) {
		if len(args) > 0 {
			return 0, 0, usageError{errors.New("give either snapshots or --since and --until")}
		}
		return a.spanEnds(ctx, s, during)
	}
	if from, err = a.end(ctx, s, specs[0]); err != nil {
		return 0, 0, err
	}
	if to, err = a.end(ctx, s, specs[1]); err != nil {
		return 0, 0, err
	}
	if from > to {
		return 0, 0, fmt.Errorf("diff %s %s: %w; give the earlier one first", specs[0], specs[1], archive.ErrSnapshotOrder)
	}
	return from, to, nil
}

// end resolves one of the two snapshots. Other commands take a feed where diff
// takes snapshots, so a feed's name is answered with where it belongs.
func (a *app) end(ctx context.Context, s subject, spec string) (int, error) {
	number, err := s.snapshot(ctx, spec)
	if err == nil {
		return number, nil
	}
	if c, errConfig := config.Load(a.configPath); errConfig == nil && slices.Contains(c.Names(), spec) {
		return 0, usageError{fmt.Errorf("%w; a feed is named by --feed %s", err, spec)}
	}
	return 0, err
}

// spanEnds returns the newest snapshots taken before either end of a span.
func (a *app) spanEnds(ctx context.Context, s subject, during span) (from, to int, err error) {
	since, until, err := during.bounds(a.now(), s.location)
	if err != nil {
		return 0, 0, err
	}
	if to, err = s.snapshot(ctx, ""); err != nil {
		return 0, 0, err
	}
	err = s.view(ctx, func(v archive.View) error {
		all, err := v.Snapshots(1, 0)
		for _, snap := range all {
			if snap.Taken.Before(since) {
				from = snap.Number
			}
			if !until.IsZero() && !snap.Taken.Before(until) {
				to = min(to, snap.Number-1)
			}
		}
		return err
	})
	return min(from, to), to, err
}

// netChanges returns the changes that the flags ask for.
func (a *app) netChanges(ctx context.Context, s subject, from, to int, o diffOptions) ([]archive.NetChange, error) {
	isKind, err := kinds(o.kinds)
	if err != nil {
		return nil, err
	}
	var only *archive.Ref
	if o.article != "" {
		article, err := s.article(ctx, o.article, to)
		if err != nil {
			return nil, err
		}
		only = &article.Ref
	}
	changes, err := archive.Between(ctx, s.store, s.name, from, to)
	if err != nil {
		return nil, s.explain(err, err)
	}
	return slices.DeleteFunc(changes, func(c archive.NetChange) bool {
		return !isKind(c.Kind) || only != nil && c.Ref != *only
	}), nil
}

func (a *app) printDiff(doc diff.Document, o diffOptions) error {
	toFile := o.output != "-" && o.output != ""
	if o.format == "text" && (!a.quiet || !o.exitCode) {
		unit := "snapshot"
		if doc.From.Revision > 0 {
			unit = "revision"
		}
		a.say("%s: %s %s → %s: %s\n", doc.Feed, unit, pointLine(doc.From), pointLine(doc.To), diff.Summary(doc.Counts))
	}
	if a.quiet && o.exitCode && o.format != "json" && !toFile {
		return nil
	}
	err := export.Output(o.output, a.stdout, func(w io.Writer) error { return a.writeDiff(w, doc, o) })
	if legend := diff.Legend(doc.Counts); err == nil && o.stat && o.format == "text" && legend != "" {
		a.say("%s\n", legend)
	}
	if err == nil && toFile {
		a.say("%s: written to %s\n", doc.Feed, o.output)
	}
	return err
}

// writeDiff writes the changes in the format that is asked for.
func (a *app) writeDiff(w io.Writer, doc diff.Document, o diffOptions) error {
	options := diff.Options{Context: diff.DefaultContext}
	if o.output == "-" {
		options.Colour, options.Width = a.colour() && !o.wordDiff, a.width()
	}
	switch {
	case o.format == "json":
		return diff.WriteJSON(w, doc)
	case o.format == "html":
		return diff.WriteHTML(w, doc)
	case o.format == "markdown":
		return diff.WriteMarkdown(w, doc, options)
	case o.stat:
		return diff.WriteStat(w, doc.Changes, options)
	}
	return diff.WriteText(w, doc.Changes, options)
}

// point describes a snapshot as an end of a comparison.
func (s subject) point(ctx context.Context, number int) (p diff.Point, err error) {
	if number == 0 {
		return p, nil
	}
	err = s.view(ctx, func(v archive.View) error {
		snap, err := archive.OneSnapshot(v, number)
		p = diff.Point{Snapshot: number, Taken: snap.Taken}
		return err
	})
	return p, err
}

func pointLine(p diff.Point) string {
	switch {
	case p.Revision > 0:
		return fmt.Sprintf("%d (snapshot %d, %s)", p.Revision, p.Snapshot, stamp(p.Taken))
	case p.Snapshot == 0:
		return "0 (before the first)"
	}
	return fmt.Sprintf("%d (%s)", p.Snapshot, stamp(p.Taken))
}
