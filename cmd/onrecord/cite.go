package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/cite"
)

// citeOptions are the flags of cite.
type citeOptions struct {
	feed, format string
	json         bool
}

func newCiteCommand(a *app) *cobra.Command {
	var o citeOptions
	cmd := &cobra.Command{
		Use:   "cite ARTICLE[@REVISION]",
		Short: "Cite an article: publisher, title, date, address, capture, digests",
		Long: `cite prints a citation of an article, or of one revision of it: who published
it, its title, date and address, when the page was captured, and the digests of
its content and of the page itself. It says what it claims, and what it does not.`,
		Example: `  onrecord cite k3f9
  onrecord cite k3f9@1                        # as it was first captured
  onrecord cite k3f9 --format bibtex >> sources.bib
  onrecord cite k3f9 --format csl-json        # for Zotero and other reference managers`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runCite(cmd.Context(), args[0], o)
		},
	}
	a.feedFlag(cmd, &o.feed)
	cmd.Flags().StringVar(&o.format, "format", "text", "`text|bibtex|csl-json`")
	cmd.Flags().BoolVar(&o.json, "json", false, "the same as --format csl-json")
	return cmd
}

func (a *app) runCite(ctx context.Context, name string, o citeOptions) error {
	if o.json {
		o.format = "csl-json"
	}
	write, known := map[string]func(io.Writer, cite.Source) error{
		"text": cite.WriteText, "bibtex": cite.WriteBibTeX, "csl-json": cite.WriteCSL,
	}[o.format]
	if !known {
		return usageError{fmt.Errorf("--format %q: want text, bibtex or csl-json", o.format)}
	}
	s, article, number, err := a.citedRevision(ctx, name, o.feed)
	if err != nil {
		return err
	}
	at, err := s.snapshot(ctx, "")
	if err != nil {
		return err
	}
	full, err := s.full(ctx, article.Ref, at, number)
	if err != nil {
		return err
	}
	source := cite.Source{
		Feed: s.name, Publisher: s.title, Article: article, Revision: full.Newest, Content: full.Content, Newest: article.Revision,
	}
	return write(a.stdout, source)
}

// citedRevision finds ARTICLE@2; 0 stands for the newest revision. An address
// may hold "@2" itself.
func (a *app) citedRevision(ctx context.Context, name, feed string) (s subject, article archive.Article, number int, err error) {
	s, article, err = a.wanted(ctx, name, feed)
	base, number, ok := cutRevision(name)
	if !ok || !errors.Is(err, archive.ErrNotFound) {
		return s, article, 0, err
	}
	if s, article, err = a.wanted(ctx, base, feed); err != nil {
		return s, article, 0, err
	}
	if number < 1 || number > article.Revision {
		return s, article, 0, fmt.Errorf("revision %d of article %s: %w: it has revisions 1 to %d", number, article.ID, archive.ErrNotFound, article.Revision)
	}
	return s, article, number, nil
}
