package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/export"
)

// exportOptions are the flags of export.
type exportOptions struct {
	feed, format, output string
	chosen               selection
	as                   export.Options
	schema               bool
}

func newExportCommand(a *app) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export [FEED]",
		Short: "Write the archive as JSON, CSV, Markdown, Atom, WARC ...",
		Long: `export writes the articles of a feed, removed ones with their last text, by date,
undated last. The same archive gives the same bytes, and --at gives those that an
export made then would have given. A file is written whole or not at all.

  json      one document; --history adds the revisions of each article
  jsonl     the same articles, one a line
  csv       a table; with --history one revision a row; --bom for Excel
  parquet   the same table for pandas, DuckDB ...
  markdown  a folder with a file for each article, for git or Obsidian
  atom      a feed of the articles, newest first; with --changes of the changes
  warc      every page kept, for web archives; gzipped when FILE ends in .gz
  wacz      the same, ready for ReplayWeb.page`,
		Example: `  onrecord export > csto.json
  onrecord export csto -o csto.json --history      # with every revision
  onrecord export --at 2024-12-05 -o then.json
  onrecord export --since 2024-01-01 --state removed
  onrecord export --format csv --bom -o csto.csv
  onrecord export --format markdown -o notes/      # again later: only what changed
  onrecord export --format wacz -o csto.wacz       # open it in ReplayWeb.page
  onrecord export --schema > archive.schema.json   # JSON Schema 2020-12`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			if name := argument(args); name != "" {
				o.feed = name
			}
			return a.runExport(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	a.feedFlag(cmd, &o.feed)
	o.chosen.flags(cmd)
	f.StringVar(&o.chosen.changed, "changed-since", "", "only articles whose text, state or address changed since a `date`, or 7d … ago")
	f.StringVar(&o.format, "format", export.Formats()[0].Name, "one of `"+strings.Join(export.FormatNames(), ", ")+"`")
	if err := cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(export.FormatNames(), cobra.ShellCompDirectiveNoFileComp)); err != nil {
		a.say("completion of --format: %v\n", err)
	}
	f.StringVarP(&o.output, "output", "o", "-", "write to a `file` (markdown: a folder) instead of standard output")
	f.BoolVar(&o.as.History, "history", false, "with all revisions of each article")
	f.BoolVar(&o.as.BOM, "bom", false, "csv: begin with a byte order mark, for Excel")
	f.BoolVar(&o.as.Changes, "changes", false, "atom: the changes in place of the articles")
	f.BoolVar(&o.schema, "schema", false, "print the JSON Schema of the export")
	return cmd
}

func (a *app) runExport(ctx context.Context, o exportOptions) error {
	if o.schema {
		schema, err := export.Schema(export.FormatArchive)
		if err != nil {
			return err
		}
		_, err = io.WriteString(a.stdout, schema)
		return err
	}
	format, err := o.wanted()
	if err != nil {
		return usageError{err}
	}
	s, err := a.subject(ctx, o.feed)
	if err != nil {
		return err
	}
	at, err := s.snapshot(ctx, o.chosen.at)
	if err != nil {
		return err
	}
	source, err := a.exported(ctx, s, at, format, o)
	if err != nil {
		return err
	}
	o.as.Software = "onrecord/" + strings.TrimPrefix(build().Version, "v")
	o.as.Packed = strings.HasSuffix(o.output, ".gz")
	if format.WriteFolder != nil {
		wrote, err := format.WriteFolder(o.output, source, o.as)
		if err == nil {
			a.say("%s: snapshot %d written to %s: %s, %d new or changed, %d removed\n",
				s.name, at, o.output, count(wrote.Files, "file"), wrote.Changed, wrote.Removed)
		}
		return err
	}
	err = export.Output(o.output, a.stdout, func(w io.Writer) error { return format.Write(w, source, o.as) })
	if err == nil && o.output != "-" {
		a.say("%s: snapshot %d written to %s\n", s.name, at, o.output)
	}
	return err
}

// wanted returns the format, once it is sure that the flags go together.
func (o *exportOptions) wanted() (export.Format, error) {
	format, err := export.FormatNamed(o.format)
	if err == nil {
		err = format.Check(o.as)
	}
	switch {
	case err != nil:
		return format, err
	case format.WriteFolder != nil && (o.output == "-" || o.output == ""):
		return format, fmt.Errorf("--format %s writes a folder; name it with -o", format.Name)
	case o.as.Changes && len(o.chosen.states) > 0:
		return format, errors.New("--state chooses articles, not --changes")
	}
	return format, nil
}

// exported is what the formats draw on.
func (a *app) exported(ctx context.Context, s subject, at int, format export.Format, o exportOptions) (source export.Source, err error) {
	noticed, err := o.chosen.filterChanges(a.now(), s.location)
	if err != nil {
		return source, err
	}
	if o.chosen.moved, err = o.chosen.movedSince(ctx, s, at, noticed); err != nil {
		return source, err
	}
	keep, err := o.chosen.filter(a.now(), s.location)
	if err != nil {
		return source, err
	}
	want := archive.Selection{At: at, History: o.as.History, Keep: keep, Descending: format.Newest}
	source = export.Source{
		Articles: documents(archive.Articles(ctx, s.store, s.name, want)),
		Captures: archive.Captures(ctx, s.store, s.name, want),
		Changes: withHunks(archive.Log(ctx, s.store, s.name, nil, func(c archive.Change) bool {
			return c.Snapshot <= at && noticed(c)
		})),
		File:     func(digest archive.Digest) ([]byte, error) { return s.raw(ctx, digest) },
		Selected: o.chosen.some(),
	}
	err = s.view(ctx, func(v archive.View) error {
		source.Snapshot, err = archive.OneSnapshot(v, at)
		return err
	})
	return source, err
}

// movedSince returns the articles of which --changed-since is to be told that
// they stand at another address.
func (s *selection) movedSince(ctx context.Context, of subject, at int, noticed func(archive.Change) bool) (map[archive.Ref]bool, error) {
	if s.changed == "" {
		return nil, nil
	}
	moved := map[archive.Ref]bool{}
	for c, err := range archive.Log(ctx, of.store, of.name, nil, func(c archive.Change) bool {
		return c.Kind == archive.Moved && c.Snapshot <= at && noticed(c)
	}) {
		if err != nil {
			return nil, err
		}
		moved[c.Ref] = true
	}
	return moved, nil
}

// filterChanges is filter for changes: published as chosen, and noticed since
// the time of --changed-since.
func (s *selection) filterChanges(now time.Time, loc *time.Location) (func(archive.Change) bool, error) {
	about := selection{changed: s.changed, published: s.published}
	keep, err := about.filter(now, loc)
	return func(c archive.Change) bool {
		return keep(archive.Article{Date: c.Date, Changed: c.Noticed})
	}, err
}
