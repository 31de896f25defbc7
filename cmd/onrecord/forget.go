package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/internal/config"
	"onrecord/internal/search"
)

// forgetOptions are the flags of forget.
type forgetOptions struct {
	feed, why string
	yes       bool
}

func newForgetCommand(a *app) *cobra.Command {
	var o forgetOptions
	cmd := &cobra.Command{
		Use:   "forget ARTICLE",
		Short: "Remove what is held of an article for good",
		Long: `forget removes an article's texts, pages, attachments and titles from the archive, as
a court or a data protection law may demand. A tombstone stays: its address, when and
why it was forgotten, and the digests of what was held. No list and no export shows the
article any more, no crawl looks at its addresses again, and neither a crawl nor an import
takes one of its texts from another address.

It cannot be undone. It does not reach copies: backups, exports, messages that were sent.`,
		Example: `  onrecord forget k3f9 --why "order of the court of Velm, 4 C 12/26"
  onrecord forget https://example.org/news/12 --why "request of 3 March" --yes`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runForget(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	a.feedFlag(cmd, &o.feed)
	f.StringVar(&o.why, "why", "", "the `reason`, which the tombstone keeps; required")
	f.BoolVar(&o.yes, "yes", false, "do not ask")
	return cmd
}

func (a *app) runForget(ctx context.Context, name string, o forgetOptions) error {
	if o.why = strings.TrimSpace(o.why); o.why == "" {
		return usageError{errors.New("say --why the article is forgotten: the tombstone keeps it")}
	}
	s, article, err := a.wanted(ctx, name, o.feed)
	if err != nil {
		return err
	}
	store, ok := s.store.(*bolt.Store)
	if !ok {
		return errors.New("this archive is no file in which something can be forgotten")
	}
	stone, texts, err := s.entomb(ctx, article, o.why, a)
	if err != nil {
		return err
	}
	if !o.yes {
		if err := a.confirm(fmt.Sprintf("Remove all that is held of %s (%s, %s of %s) for good?", stone.URL, stone.Article,
			count(len(stone.Revisions), "revision"), s.name)); err != nil {
			return err
		}
	}
	if err := store.Forget(ctx, s.name, article.Ref, stone, texts); err != nil {
		return err
	}
	c, err := config.Load(a.configPath)
	if err != nil {
		return err
	}
	if err := search.Clear(ctx, c.Archive); err != nil {
		return err
	}
	a.say("%s of %s is forgotten; copies elsewhere (backups, exports, messages) are not\n", stone.Article, s.name)
	return nil
}

// entomb returns the tombstone of an article: the one it has, or a new one.
func (s subject) entomb(ctx context.Context, article archive.Article, why string, a *app) (stone archive.Tombstone, texts []string, err error) {
	err = s.view(ctx, func(v archive.View) error {
		known, err := archive.TombstoneOf(v, article.ID)
		if err == nil && known != nil {
			stone = *known
			return nil
		}
		if err == nil {
			stone, texts, err = archive.Entomb(v, article, why, a.now())
		}
		return err
	})
	return stone, texts, err
}

// confirm asks a person at a terminal. Without one there is nobody to ask.
func (a *app) confirm(question string) error {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return usageError{errors.New("nobody can be asked here: give --yes")}
	}
	fmt.Fprintf(a.stderr, "%s [y/N] ", safe(question))
	answer, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil || !strings.EqualFold(strings.TrimSpace(answer), "y") && !strings.EqualFold(strings.TrimSpace(answer), "yes") {
		return usageError{errors.New("nothing was changed")}
	}
	return nil
}
