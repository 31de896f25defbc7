package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/export"
)

// exportOptions are the flags of export.
type exportOptions struct {
	feed, format, output string
	chosen               selection
	history, schema      bool
}

func newExportCommand(a *app) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export [FEED]",
		Short: "Write the archive as JSON",
		Long: `export writes the articles of a feed, removed ones with their last text, by date,
undated last. The same archive gives the same bytes, and --at gives those that an
export made then would have given. A file is written whole or not at all.`,
		Example: `  onrecord export > csto.json
  onrecord export csto -o csto.json --history      # with every revision
  onrecord export --at 2024-12-05 -o then.json
  onrecord export --since 2024-01-01 --state removed
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
	f.StringVar(&o.chosen.changed, "changed-since", "", "only articles whose text or state changed since a `date`, or 7d … ago")
	f.StringVar(&o.format, "format", "json", "`json`")
	f.StringVarP(&o.output, "output", "o", "-", "write to a `file` instead of standard output")
	f.BoolVar(&o.history, "history", false, "with all revisions of each article")
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
	if o.format != "json" {
		return usageError{fmt.Errorf("--format %q: want json", o.format)}
	}
	s, err := a.subject(ctx, o.feed)
	if err != nil {
		return err
	}
	keep, err := o.chosen.filter(a.now(), s.location)
	if err != nil {
		return err
	}
	at, err := s.snapshot(ctx, o.chosen.at)
	if err != nil {
		return err
	}
	doc := export.Archive{
		Articles: documents(archive.Articles(ctx, s.store, s.name, archive.Selection{At: at, History: o.history, Keep: keep})),
	}
	err = s.view(ctx, func(v archive.View) error {
		doc.Snapshot, err = archive.OneSnapshot(v, at)
		return err
	})
	if err != nil {
		return err
	}
	err = export.Output(o.output, a.stdout, func(w io.Writer) error { return export.WriteArchive(w, doc) })
	if err == nil && o.output != "-" {
		a.say("%s: snapshot %d written to %s\n", s.name, at, o.output)
	}
	return err
}
