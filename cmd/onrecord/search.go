package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/internal/search"
)

// searchOptions are the flags of search.
type searchOptions struct {
	feed, field  string
	chosen       selection
	limit        int
	allRevisions bool
	json, schema bool
}

func newSearchCommand(a *app) *cobra.Command {
	var o searchOptions
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find articles by their words",
		Long: `search finds the articles whose title or text holds all words of the query, in
any of their forms ("gate" finds "gates"), the best first. In the query

  "all eleven gates"   is a phrase: these words in this order
  -ferry               must not occur
  title:weir           must occur in the title; body: in the text

Quote the query for your shell: 'weir -ferry'. With --all-revisions former texts
are searched too: it finds words that were taken out again, and says so.
The index is a file beside the archive that is made when it is missing and
catches up by itself; it may be deleted.`,
		Example: `  onrecord search weir gates
  onrecord search '"all eleven gates" -ferry' --since 2024-01-01
  onrecord search 'title:inspection' --state removed
  onrecord search '"all eleven"' --all-revisions   # incl. words that were deleted
  onrecord search weir --json | jq -r '.results[].url'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && !o.schema {
				return errors.New("no query")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runSearch(cmd.Context(), strings.Join(args, " "), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.feed, "feed", "", "only this `feed`; without, all of the configuration")
	if err := cmd.RegisterFlagCompletionFunc("feed", a.feedNames); err != nil {
		a.say("completion of --feed: %v\n", err)
	}
	o.chosen.published.publishedFlags(cmd)
	f.StringSliceVar(&o.chosen.states, "state", nil, "only these `states`: listed, unlisted, removed")
	f.StringVar(&o.field, "field", "", "search only in the `title|body`")
	f.BoolVar(&o.allRevisions, "all-revisions", false, "search former texts too")
	f.IntVarP(&o.limit, "limit", "n", 20, "at most so many `results`; 0: all")
	f.BoolVar(&o.json, "json", false, "print JSON (onrecord/search)")
	f.BoolVar(&o.schema, "schema", false, "print the JSON Schema of --json")
	return cmd
}

func (a *app) runSearch(ctx context.Context, text string, o searchOptions) (err error) {
	if o.schema {
		_, err := io.WriteString(a.stdout, search.Schema())
		return err
	}
	query, err := search.ParseQuery(text, o.field)
	if err != nil {
		return usageError{fmt.Errorf("%w (see: onrecord search --help)", err)}
	}
	if err := checkLimit(o.limit); err != nil {
		return err
	}
	opened, err := a.open()
	if err != nil {
		return err
	}
	feeds, err := opened.searched(ctx, o.feed)
	if err != nil {
		return err
	}
	request := search.Request{Query: query, AllRevisions: o.allRevisions, Limit: o.limit}
	if o.chosen.some() { // without, the index need not find more than is printed
		if request.Keep, err = keepIn(feeds, o.chosen, a.now()); err != nil {
			return err
		}
	}
	for _, s := range feeds {
		request.Feeds = append(request.Feeds, s.name)
	}
	found, more, err := a.search(ctx, opened, request)
	if err != nil {
		return err
	}
	if o.json {
		return search.WriteJSON(a.stdout, query, found, more)
	}
	return a.printFound(found, more, o)
}

// searched returns the feeds to search: the one called name, or all.
func (o *opened) searched(ctx context.Context, name string) ([]subject, error) {
	if name != "" {
		s, err := o.subject(ctx, name)
		if err == nil {
			_, err = s.snapshot(ctx, "")
		}
		return []subject{s}, err
	}
	feeds, err := o.all(ctx)
	if err != nil {
		return nil, err
	}
	var with []subject
	var last error
	for _, s := range feeds {
		if _, last = s.snapshot(ctx, ""); last == nil {
			with = append(with, s)
		}
	}
	if len(with) == 0 {
		return nil, last
	}
	return with, nil
}

// keepIn returns what tells which articles the flags choose, in each feed's time zone.
func keepIn(feeds []subject, chosen selection, now time.Time) (func(string, archive.Article) bool, error) {
	filters := map[string]func(archive.Article) bool{}
	for _, s := range feeds {
		keep, err := chosen.filter(now, s.location)
		if err != nil {
			return nil, err
		}
		filters[s.name] = keep
	}
	return func(feed string, a archive.Article) bool { return filters[feed](a) }, nil
}

// search asks the index, which catches up before.
func (a *app) search(ctx context.Context, o *opened, r search.Request) (found []search.Result, more bool, err error) {
	index, err := search.Open(ctx, o.config.Archive)
	if err != nil {
		return nil, false, err
	}
	defer func() { err = errors.Join(err, index.Close()) }()
	if why := index.Temporary(); why != nil {
		a.say("the search index cannot be kept beside the archive (%v); it is made anew for this search\n", why)
	}
	const tries = 3 // it may be damaged, or taken away before it is asked
	for range tries {
		if err = index.Update(ctx, o.store, r.Feeds, a.indexing()); err != nil {
			return nil, false, err
		}
		if found, more, err = index.Search(ctx, o.store, r); !errors.Is(err, search.ErrRemade) {
			break
		}
	}
	return found, more, err
}

// indexing says, once a feed, that its index is being made.
func (a *app) indexing() search.Progress {
	last := ""
	return func(feed string, done, total int) {
		if last != feed && done < total && a.talking {
			a.say("%s: indexing %s\n", feed, count(total, "article"))
			last = feed
		}
	}
}

func (a *app) printFound(found []search.Result, more bool, o searchOptions) error {
	several := slices.ContainsFunc(found, func(r search.Result) bool { return r.Feed != found[0].Feed })
	for i, r := range found {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		if _, err := io.WriteString(a.stdout, a.foundBlock(r, several, o.allRevisions)); err != nil {
			return err
		}
	}
	switch {
	case len(found) == 0:
		a.say("nothing found%s\n", map[bool]string{false: "; --all-revisions searches former texts too"}[o.allRevisions])
	case more:
		a.say("there are more; --limit 0 shows all\n")
	}
	return nil
}

// foundBlock prints a result: where, what, and the words in their place.
func (a *app) foundBlock(r search.Result, several, revisions bool) string {
	notes := ""
	if several {
		notes += "  " + r.Feed
	}
	if r.Article.State != archive.Listed {
		notes += fmt.Sprintf("  [%s since %s]", r.Article.State, r.Article.StateTime.UTC().Format(archive.DayLayout))
	}
	if revisions {
		notes += "  " + foundIn(r)
	}
	title := a.marked(r.Title)
	if title == "" {
		title = titleOr("")
	}
	text := fmt.Sprintf("%s  %s  %s%s\n", short(r.Article.ID), dayOr(r.Article.Date), title, notes)
	if snippet := a.marked(r.Snippet); snippet != "" {
		if r.Field == search.FieldTitle {
			snippet = "title: " + snippet
		}
		text += margin + " " + snippet + "\n"
	}
	return text
}

// foundIn says in which revisions the words stand.
func foundIn(r search.Result) string {
	var numbers []string
	for _, n := range r.FoundIn {
		numbers = append(numbers, fmt.Sprint(n))
	}
	text := fmt.Sprintf("[in revision %s of %d", strings.Join(numbers, ", "), r.Article.Revision)
	if r.StillThere {
		return text + "]"
	}
	return text + ": no longer there]"
}

// marked prints a text with what was searched for in bold, or between asterisks.
func (a *app) marked(parts []search.Part) string {
	var b strings.Builder
	begin, end := "*", "*"
	if a.colour() {
		begin, end = "\x1b[1;33m", "\x1b[0m"
	}
	for _, p := range parts {
		if p.Match {
			b.WriteString(begin + safe(p.Text) + end)
		} else {
			b.WriteString(safe(p.Text))
		}
	}
	return b.String()
}
