package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/export"
)

// listOptions are the flags of list.
type listOptions struct {
	feed   string
	chosen selection
	limit  int
	json   bool
}

func newListCommand(a *app) *cobra.Command {
	var o listOptions
	cmd := &cobra.Command{
		Use:   "list [FEED]",
		Short: "List the articles, newest first",
		Long: `list prints the articles of a feed by the date that the publisher printed, newest
first, undated ones last. Articles that were taken down stay in the list.`,
		Example: `  onrecord list --limit 20
  onrecord list csto --state removed            # what was taken down
  onrecord list --since 2024-01-01 --until 2024-12-31
  onrecord list --at 2024-12-05                 # as it was at the end of that day
  onrecord list --json | jq -r '.articles[].title'`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			if name := argument(args); name != "" {
				o.feed = name
			}
			return a.runList(cmd.Context(), o)
		},
	}
	a.feedFlag(cmd, &o.feed)
	o.chosen.flags(cmd)
	cmd.Flags().IntVarP(&o.limit, "limit", "n", 0, "at most so many `articles`")
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON (onrecord/articles)")
	return cmd
}

func (a *app) runList(ctx context.Context, o listOptions) error {
	s, err := a.subject(ctx, o.feed)
	if err != nil {
		return err
	}
	keep, err := o.chosen.filter(a.now(), s.location)
	if err != nil {
		return err
	}
	if err := checkLimit(o.limit); err != nil {
		return err
	}
	at, err := s.snapshot(ctx, o.chosen.at)
	if err != nil {
		return err
	}
	list := archive.Articles(ctx, s.store, s.name, archive.Selection{At: at, Descending: true, Keep: keep, Limit: o.limit, Brief: !o.json, Title: !o.json})
	if o.json {
		return export.WriteArticles(a.stdout, documents(list))
	}
	n := 0
	for article, err := range list {
		if err != nil {
			return err
		}
		n++
		note := ""
		if article.State != archive.Listed {
			note += fmt.Sprintf("  [%s since %s]", article.State, article.StateTime.UTC().Format(archive.DayLayout))
		}
		if article.Revision > 1 {
			note += fmt.Sprintf("  [revision %d]", article.Revision)
		}
		if _, err := fmt.Fprintf(a.stdout, "%s  %s  %s%s\n", short(article.ID), dayOr(article.Date), safe(titleOr(article.Content.Title)), note); err != nil {
			return err
		}
	}
	if n == 0 {
		a.say("no articles\n")
	}
	return nil
}
