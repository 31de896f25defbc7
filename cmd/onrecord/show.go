package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/export"
)

// showOptions are the flags of show.
type showOptions struct {
	feed, at                  string
	revision, kept            int
	attachment                int
	output                    string
	raw, explain, looks, json bool
}

func newShowCommand(a *app) *cobra.Command {
	var o showOptions
	cmd := &cobra.Command{
		Use:   "show ARTICLE",
		Short: "Show one article",
		Long: `show prints an article as the archive holds it: its text, where it stands, and
when that was seen. An article is named by an address it has or had, or by four
or more characters that its id begins with.`,
		Example: `  onrecord show k3f9
  onrecord show https://example.org/news/12 --at 2024-12-05
  onrecord show k3f9 --revision 1
  onrecord show k3f9 --raw > page.html        # the page as it was fetched
  onrecord show k3f9 --kept 1 > page.html     # a page kept though its text was as before
  onrecord show k3f9 --attachment 1 -o plan.pdf   # the first document, as it was fetched
  onrecord show k3f9 --explain                # where each field was read
  onrecord show k3f9 --looks                  # every attempt to see it
  onrecord show k3f9 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runShow(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	a.feedFlag(cmd, &o.feed)
	f.StringVar(&o.at, "at", "", "as of a `snapshot` (3, latest~1) or the end of a date")
	f.IntVar(&o.revision, "revision", 0, "show revision `N` in place of the newest")
	f.BoolVar(&o.raw, "raw", false, "print the bytes of the page as they were fetched")
	f.IntVar(&o.kept, "kept", 0, "print the bytes of page `N` of those that made no revision, but print what no revision holds")
	f.IntVar(&o.attachment, "attachment", 0, "print the bytes of attachment `N` of those that are listed, as they were fetched")
	f.StringVarP(&o.output, "output", "o", "", "write what --raw, --kept or --attachment print to this `file`")
	f.BoolVar(&o.explain, "explain", false, "say where each field was read, and what other sources said")
	f.BoolVar(&o.looks, "looks", false, "list every attempt to see the article")
	f.BoolVar(&o.json, "json", false, "print JSON (onrecord/article; with --looks onrecord/looks)")
	exclusive(cmd, "at", "revision")
	exclusive(cmd, "raw", "kept", "attachment", "explain", "looks")
	exclusive(cmd, "revision", "kept")
	exclusive(cmd, "json", "kept")
	exclusive(cmd, "json", "attachment")
	return cmd
}

func (a *app) runShow(ctx context.Context, name string, o showOptions) error {
	s, article, err := a.wanted(ctx, name, o.feed)
	if err != nil {
		return err
	}
	at, number, err := s.then(ctx, article.Ref, o.at)
	if err != nil {
		return err
	}
	if o.revision == 0 {
		o.revision = number
	}
	if then, err := s.article(ctx, name, at); err == nil { // the address may have been another's then
		article = then
	}
	if article.State == archive.Forgotten {
		return a.showTombstone(ctx, s, article, o.json)
	}
	if o.looks {
		return a.showLooks(ctx, s, article.Ref, at, o.json)
	}
	if o.output != "" && !o.raw && o.kept == 0 && o.attachment == 0 {
		return usageError{errors.New("--output goes with --raw, --kept or --attachment")}
	}
	if o.kept != 0 {
		return a.showKept(ctx, s, article.Ref, at, o)
	}
	full, err := s.full(ctx, article.Ref, at, o.revision)
	if err != nil {
		return err
	}
	switch {
	case o.raw:
		return a.showRaw(ctx, s, full.Newest.Capture, o.output)
	case o.attachment != 0:
		return a.showAttachment(ctx, s, full.Content.Attachments, o)
	case o.explain:
		return a.explain(ctx, s, full)
	case o.json:
		return export.WriteArticle(a.stdout, document(full))
	}
	kept, err := s.kept(ctx, article.Ref, at)
	if err != nil {
		return err
	}
	return a.showArticle(s, full, kept)
}

// full returns an article as snapshot at holds it, with revision number in
// place of the newest unless it is 0.
func (s subject) full(ctx context.Context, ref archive.Ref, at, number int) (full archive.Full, err error) {
	err = s.view(ctx, func(v archive.View) error {
		article, err := v.Article(ref, at)
		if err != nil {
			return err
		}
		if number != 0 {
			revisions, err := v.Revisions(ref, at)
			if err != nil {
				return err
			}
			if number < 1 || number > len(revisions) {
				return fmt.Errorf("revision %d of article %s: %w: it has revisions 1 to %d", number, article.ID, archive.ErrNotFound, len(revisions))
			}
			article.Revision = number
		}
		full, err = archive.FullOf(v, article, at, true)
		return err
	})
	return full, err
}

func (a *app) showRaw(ctx context.Context, s subject, c archive.CaptureInfo, output string) error {
	raw := c.Raw
	if raw.IsZero() {
		return errors.New("only the headers of this address were asked for, so there is no page (attachments: documents fetches documents)")
	}
	if c.Absent() {
		return absent(raw)
	}
	return a.showBytes(ctx, s, raw, output)
}

// absent says of a page that only its digest is known.
func absent(raw archive.Digest) error {
	return fmt.Errorf("the page of this revision (%s): %w: it was imported without its page, or its page was pruned", raw, archive.ErrNotFound)
}

// showBytes prints stored bytes, or writes them to a file.
func (a *app) showBytes(ctx context.Context, s subject, digest archive.Digest, output string) error {
	body, err := s.raw(ctx, digest)
	if err != nil {
		return err
	}
	return export.Output(output, a.stdout, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	})
}

// raw returns stored bytes.
func (s subject) raw(ctx context.Context, digest archive.Digest) (body []byte, err error) {
	err = s.view(ctx, func(v archive.View) error {
		body, err = v.Raw(digest)
		return err
	})
	return body, err
}

// showAttachment prints one of an article's attachments.
func (a *app) showAttachment(ctx context.Context, s subject, list []archive.Attachment, o showOptions) error {
	if o.attachment < 1 || o.attachment > len(list) {
		return fmt.Errorf("attachment %d: %w: the article has %s", o.attachment, archive.ErrNotFound, count(len(list), "attachment"))
	}
	of := list[o.attachment-1]
	if of.SHA256 == "" {
		return fmt.Errorf("attachment %d: %w: %s was not captured (see attachments: in the configuration)", o.attachment, archive.ErrNotFound, of.URL)
	}
	digest, err := archive.ParseDigest("sha256:" + of.SHA256)
	if err != nil {
		return err
	}
	return a.showBytes(ctx, s, digest, o.output)
}

// showArticle prints an article for a reader.
func (a *app) showArticle(s subject, full archive.Full, kept []archive.CaptureInfo) error {
	var b strings.Builder
	c := full.Content
	fmt.Fprintf(&b, "%s\n%s\n\n", safe(titleOr(c.Title)), strings.TrimSpace(string(dateOr(c.Date))))
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-11s %s\n", name, safe(value))
		}
	}
	line("address", full.URL)
	line("before", strings.Join(full.Aliases, " "))
	line("article", full.ID+" of "+s.name)
	line("state", fmt.Sprintf("%s since %s (found so by %s)", full.State, stamp(full.StateTime), count(full.Checks, "crawl")))
	line("revision", fmt.Sprintf("%d of %d, captured %s", full.Newest.Number, len(full.History), stamp(full.Newest.Capture.Time)))
	line("also kept", keptLine(kept))
	line("seen", fmt.Sprintf("first %s, last %s", stamp(full.FirstSeen), stamp(full.LastSeen)))
	line("digest", full.Newest.Reading().Digest.String())
	for _, at := range c.Attachments {
		line(at.Kind, strings.TrimSpace(at.Title+" "+at.URL))
	}
	if text := c.Text(); text != "" {
		fmt.Fprintf(&b, "\n%s\n", safeBlock(text))
	}
	_, err := a.stdout.Write([]byte(b.String()))
	return err
}

func dateOr(d archive.Date) archive.Date {
	if d == "" {
		return "undated"
	}
	return d
}
