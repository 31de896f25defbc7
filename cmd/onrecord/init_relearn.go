package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/internal/config"
	"onrecord/scraper/learn/survey"
)

// runRelearn learns a configured feed anew with the texts of its archive.
func (a *app) runRelearn(ctx context.Context, o initOptions) error {
	opened, err := a.open()
	if err != nil {
		return err
	}
	f, err := opened.config.Feed(o.relearn)
	if err != nil {
		return err
	}
	known, err := knownArticles(ctx, opened.store, f.Name)
	if errors.Is(err, archive.ErrNoArchive) {
		return fmt.Errorf("learn %s anew: %w yet; run: onrecord crawl %s", f.Name, archive.ErrNoArchive, f.Name)
	}
	if err != nil {
		return err
	}
	if len(known) < 2 {
		return fmt.Errorf("learn %s anew: the archive holds %d articles with a text, and at least two are needed; run: onrecord crawl %s", f.Name, len(known), f.Name)
	}
	client, err := a.newFetcher(feedOf(f, opened.config.Contact))
	if err != nil {
		return err
	}
	defer client.Close()
	found, err := survey.Again(ctx, a.surveyParts(client), survey.Feed{Listings: f.Listings, Language: f.Language, Location: f.Location()}, known)
	if err != nil {
		return a.hint(err)
	}
	return a.finishRelearn(o, f, found)
}

// mostCompared is how many articles of the archive are offered to learn from.
const mostCompared = 16

// knownArticles returns the newest listed articles of the archive.
func knownArticles(ctx context.Context, store archive.Store, feed string) ([]survey.Known, error) {
	at := 0
	err := store.View(ctx, feed, func(v archive.View) (err error) {
		at, err = v.Latest()
		return err
	})
	if err != nil || at == 0 {
		return nil, err
	}
	var known []survey.Known
	for full, err := range archive.Articles(ctx, store, feed, archive.Selection{
		At: at, Descending: true, Keep: func(article archive.Article) bool { return article.State == archive.Listed },
	}) {
		if err != nil {
			return nil, err
		}
		if full.Content.Title != "" && full.Content.Body != "" {
			known = append(known, survey.Known{URL: full.URL, Content: full.Content})
		}
		if len(known) == mostCompared {
			break
		}
	}
	return known, nil
}

// finishRelearn shows what was learned and writes it as a dated set.
func (a *app) finishRelearn(o initOptions, f config.Feed, found survey.Finding) error {
	a.printReadings(found)
	a.printLearned(found.Learned)
	today := a.now().In(f.Location())
	if now := f.Select.On(today.Format(archive.DayLayout)); now.Mark() == found.Learned.Select.Mark() && now.Entry == found.Learned.Select.Entry && now.Next == found.Learned.Select.Next {
		a.say("\nThe selectors in %s are the same: nothing to write.\n", a.configPath)
		return nil
	}
	until := archive.DayOf(today.AddDate(0, 0, -1))
	comment := fmt.Sprintf("learned from %d articles of the archive on %s", len(found.Samples), today.Format(time.DateOnly))
	data, err := config.AddSelect(a.configPath, f.Name, found.Learned.Select, until, comment)
	if errors.Is(err, config.ErrByHand) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	draft := config.Draft{Name: f.Name, Select: found.Learned.Select, Listings: f.Listings}
	fmt.Fprintf(a.stdout, "\n%s\n", strings.TrimRight(draft.YAML(), "\n"))
	if o.dryRun {
		a.say("\nNothing was written: --dry-run.\n")
		return nil
	}
	if err := config.Write(a.configPath, data); err != nil {
		return err
	}
	a.say("\nWritten to %s; the selectors before hold for pages captured until %s.\nThey are used from the next crawl on: onrecord crawl %s\n", a.configPath, until, f.Name)
	return nil
}
