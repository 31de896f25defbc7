package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/aside"
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
	i := importing{app: a, opened: o, feed: feed}
	defer func() { err = errors.Join(err, i.close()) }()
	broken := false
	for _, file := range files {
		some, err := i.file(ctx, file)
		if err != nil {
			return fmt.Errorf("import %s: %w", safe(file), err)
		}
		broken = broken || some
	}
	if broken {
		return &toldError{exitPartial}
	}
	return nil
}

// importing imports the files of one command.
type importing struct {
	*app
	opened *opened
	feed   string            // as the user named it
	shelf  *webarchive.Shelf // what the files may repeat of each other; nil until the first that has pages
}

func (i *importing) close() error {
	if i.shelf == nil {
		return nil
	}
	return i.shelf.Close()
}

// file imports one file, and reports whether some of it was broken.
func (i *importing) file(ctx context.Context, path string) (broken bool, err error) {
	kind, err := webarchive.KindOf(path)
	switch {
	case err != nil:
		return false, err
	case kind == webarchive.Unknown:
		return false, errors.New("it is neither a WARC or WACZ file nor a JSON export")
	case kind == webarchive.JSON:
		return i.importCopy(ctx, i.opened, path, i.feed)
	case i.shelf == nil:
		if i.shelf, err = webarchive.NewShelf(); err != nil {
			return false, err
		}
	}
	return i.web(ctx, webarchive.Reading{Path: path, Kind: kind, Shelf: i.shelf})
}

// web imports a WARC or WACZ file.
func (i *importing) web(ctx context.Context, r webarchive.Reading) (broken bool, err error) {
	f, err := i.opened.config.Feed(i.feed)
	if err != nil {
		return false, usageError{err}
	}
	store := i.opened.store
	feed, err := scraper.Current(ctx, store, feedOf(f, i.opened.config.Contact))
	if err != nil {
		return false, err
	}
	r.Wants = feed.Own
	writer, err := store.Claim(ctx, f.Name)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, writer.Release()) }()
	belongs, err := scraper.Belonging(ctx, store, feed)
	if err != nil {
		return false, err
	}
	rows, err := aside.New()
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	sum, err := archive.Import(ctx, archive.Importing{
		Store: store, Writer: writer, Reader: scraper.NewReader(feed), Pages: i.shelf, Aside: rows, Now: i.now,
		Belongs: belongs, Origin: filepath.Base(r.Path),
	}, feed.Feed, r.Captures(ctx))
	if err != nil {
		return false, err
	}
	fmt.Fprint(i.stdout, importedText(f.Name, r, sum))
	if r.Lost > 0 {
		i.say("%s: records that repeat a page need the file with that page: name both in one command, that one first\n", f.Name)
	}
	if r.Differing > 0 {
		i.say("%s: of %s in %s, the bytes are not those that its datapackage.json or checksum tells: it was changed or damaged since it was made; what can be read was taken\n",
			f.Name, count(r.Differing, "WARC file"), safe(r.Path))
	}
	return r.Broken+r.Lost+sum.Future+r.Differing > 0, nil
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
		{sum.Known, "there already"}, {sum.Unread, "without an article"}, {sum.Forgotten, "of forgotten articles"}, {sum.Future, "of a time yet to come"}, {r.Broken, "broken"}, {r.Others, "with an answer that is no page (404, a redirect …)"}, {r.Lost, "repeating a page that is in none of the files"},
	} {
		if part.n > 0 {
			text += fmt.Sprintf(", %d %s", part.n, part.what)
		}
	}
	return text + ")\n"
}
