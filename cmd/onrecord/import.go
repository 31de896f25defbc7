package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/internal/webarchive"
	"onrecord/scraper"
)

func newImportCommand(a *app) *cobra.Command {
	var feed string
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Take captures out of WARC and WACZ files, or an exported archive",
		Long: `import puts the past into a feed: from a WARC or WACZ file of any program (wget,
Heritrix, Browsertrix, a download of a web archive) the captures of the feed's
articles, each with its own time, as one new snapshot; from a JSON export made with
--history the whole feed, which must be empty. Nothing imported is reported as a change,
and what is there already is passed over: the same import twice changes nothing.

Of addresses that no article has, those are taken that "include" names or, without
it, that stand below a listing or where known articles stand.`,
		Example: `  onrecord import --feed csto crawl-2019.warc.gz crawl-2020.wacz
  onrecord import csto.json                  # made by: onrecord export csto --history`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runImport(cmd.Context(), args, feed)
		},
	}
	a.feedFlag(cmd, &feed)
	return cmd
}

func (a *app) runImport(ctx context.Context, files []string, feed string) (err error) {
	o, err := a.open()
	if err != nil {
		return err
	}
	shelf, err := webarchive.NewShelf()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, shelf.Close()) }()
	broken, payloads := false, webarchive.Payloads{}
	for _, file := range files {
		some, err := a.importFile(ctx, o, webarchive.Reading{Path: file, Pages: shelf, Payloads: payloads}, feed)
		if err != nil {
			return err
		}
		broken = broken || some
	}
	if broken {
		return &toldError{exitPartial}
	}
	return nil
}

// importFile imports one file, and reports whether some of it was broken.
func (a *app) importFile(ctx context.Context, o *opened, r webarchive.Reading, feed string) (broken bool, err error) {
	file := r.Path
	kind, err := webarchive.KindOf(file)
	r.Kind = kind
	switch {
	case err != nil:
		return false, fmt.Errorf("import %s: %w", safe(file), err)
	case kind == webarchive.Unknown:
		return false, fmt.Errorf("import %s: it is neither a WARC or WACZ file nor a JSON export", safe(file))
	case kind == webarchive.JSON:
		broken, err = a.importCopy(ctx, o, file, feed)
	default:
		broken, err = a.importWeb(ctx, o, r, feed)
	}
	if err != nil {
		err = fmt.Errorf("import %s: %w", safe(file), err)
	}
	return broken, err
}

// importWeb imports a WARC or WACZ file.
func (a *app) importWeb(ctx context.Context, o *opened, r webarchive.Reading, name string) (broken bool, err error) {
	f, err := o.config.Feed(name)
	if err != nil {
		return false, usageError{err}
	}
	feed, err := scraper.Current(ctx, o.store, feedOf(f, o.config.Contact))
	if err != nil {
		return false, err
	}
	r.Wants = feed.Own
	writer, err := o.store.Claim(ctx, f.Name)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, writer.Release()) }()
	belongs, err := scraper.Belonging(ctx, o.store, feed)
	if err != nil {
		return false, err
	}
	sum, err := archive.Import(ctx, archive.Importing{
		Store: o.store, Writer: writer, Reader: scraper.NewReader(feed), Pages: r.Pages, Now: a.now,
		Belongs: belongs, Origin: filepath.Base(r.Path),
	}, feed.Feed, r.Captures(ctx))
	if err != nil {
		return false, err
	}
	fmt.Fprint(a.stdout, importedText(f.Name, r, sum))
	if r.Lost > 0 {
		a.say("%s: records that repeat a page need the file with that page: name both in one command, that one first\n", f.Name)
	}
	return r.Broken+r.Lost > 0, nil
}

// importedText says what an import did.
func importedText(feed string, r webarchive.Reading, sum archive.Imported) string {
	text := fmt.Sprintf("%s: nothing new in %s", feed, safe(r.Path))
	if sum.Snapshot > 0 {
		text = fmt.Sprintf("%s: snapshot %d from %s: %s, %s, %s kept as evidence",
			feed, sum.Snapshot, safe(r.Path), count(sum.Articles, "new article"), count(sum.Revisions, "revision"), count(sum.Kept, "page"))
	}
	text += fmt.Sprintf(" (%s, %d of the feed", count(r.Records, "record"), sum.Captures)
	for _, part := range []struct {
		n    int
		what string
	}{
		{sum.Known, "there already"}, {sum.Unread, "without an article"}, {sum.Forgotten, "of forgotten articles"}, {r.Broken, "broken"}, {r.Others, "with an answer that is no page (404, a redirect …)"}, {r.Lost, "repeating a page that is in none of the files"},
	} {
		if part.n > 0 {
			text += fmt.Sprintf(", %d %s", part.n, part.what)
		}
	}
	return text + ")\n"
}
