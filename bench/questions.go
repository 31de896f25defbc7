package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/internal/demo"
)

// filled returns a folder with a configuration and a synthetic archive, made
// when it is first asked for.
func (b *bench) filled(ctx context.Context) (string, error) {
	dir := filepath.Join(b.dir, "ask")
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	made, err := b.fillInto(ctx, dir, b.stored, b.snapshots)
	if err != nil {
		return "", err
	}
	b.row("store alone: processor time an article", "ms", 0, false).add(made.cpu.Seconds() * 1e3 / float64(b.stored))
	return dir, nil
}

// fillInto makes a folder with a configuration and a synthetic archive.
func (b *bench) fillInto(ctx context.Context, dir string, articles, snapshots int) (cost, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return cost{}, fmt.Errorf("make a folder for the archive: %w", err)
	}
	config := "archive: archive.db\nfeeds:\n  large:\n    listings: [http://127.0.0.1/news/]\n    language: en\n    timezone: UTC\n"
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(config), 0o644); err != nil {
		return cost{}, fmt.Errorf("write a configuration: %w", err)
	}
	return run(ctx, dir, nil, b.self, "-stored", fmt.Sprint(articles), "-snapshots", fmt.Sprint(snapshots), "fill", "archive.db")
}

// questions asks a synthetic archive, each time with a whole process.
func (b *bench) questions(ctx context.Context) error {
	dir, err := b.filled(ctx)
	if err != nil {
		return err
	}
	article := archive.ID("large", address(b.stored/2))
	for _, q := range []struct {
		name   string
		target float64
		args   []string
	}{
		{"--help", 30, []string{"--help"}},
		{"show ARTICLE", 50, []string{"show", article}},
		{"log ARTICLE", 50, []string{"log", article}},
		{"diff of neighbours", 50, []string{"diff"}},
		{"list --at, first page", 50, []string{"list", "--at", fmt.Sprint(b.snapshots / 2), "--limit", "50"}},
		{"diff of the first and the last", 0, []string{"diff", "1", "latest", "--stat"}},
	} {
		for range 2*b.runs + 1 {
			c, err := b.onrecord(ctx, dir, q.args...)
			if err != nil {
				return err
			}
			b.row("question: "+q.name, "ms", q.target, false).add(c.wall.Seconds() * 1e3)
		}
	}
	return nil
}

func address(i int) string { return fmt.Sprintf("http://127.0.0.1/news/item-%d/", i) }

// editsEach is how many articles are edited in each snapshot after the first.
const editsEach = 10

// fill writes an archive as crawls would, without raw pages: the questions read none.
func fill(ctx context.Context, path string, articles, snapshots int) error {
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		return fmt.Errorf("make the archive: %w", err)
	}
	f := filler{store: store, site: demo.NewLargeSite(articles, pageBytes), articles: articles}
	f.site.EditEvery = max(1, articles/editsEach)
	for number := 1; number <= snapshots; number++ {
		if err := f.snapshot(ctx, number); err != nil {
			return err
		}
		f.site.NextRound()
	}
	return nil
}

type filler struct {
	store    *bolt.Store
	site     *demo.LargeSite
	articles int
}

// snapshot writes the articles that are new or edited.
func (f filler) snapshot(ctx context.Context, number int) error {
	w, err := f.store.Claim(ctx, "large")
	if err != nil {
		return fmt.Errorf("claim the feed: %w", err)
	}
	at := time.Date(2020, 1, 1, 6, 0, 0, 0, time.UTC).AddDate(0, 0, number)
	var updates []archive.Update
	var changes []archive.Change
	for i := range f.articles {
		edited := (i+number-1)%f.site.EditEvery == 0
		if number == 1 || edited {
			u := f.update(i, number, at)
			updates, changes = append(updates, u), append(changes, u.Changes...)
		}
		if len(updates) == 256 || i == f.articles-1 {
			if err := w.Stage(ctx, updates); err != nil {
				return fmt.Errorf("stage snapshot %d: %w", number, err)
			}
			updates = nil
		}
	}
	looks := archive.NewLooks()
	looks.Listed.AddRange(0, uint64(f.articles))
	s := archive.Snapshot{
		Number: number, Started: at, Taken: at.Add(time.Minute), Status: archive.Complete, Articles: f.articles, Changes: archive.Count(changes),
		Feed: archive.Feed{Name: "large", Listings: []string{"http://127.0.0.1/news/"}, Language: "en", Timezone: "UTC"},
	}
	if err := w.Commit(ctx, s, looks, nil); err != nil {
		return fmt.Errorf("commit snapshot %d: %w", number, err)
	}
	return w.Release()
}

// update is what a snapshot says of an article.
func (f filler) update(i, number int, at time.Time) archive.Update {
	a, url := f.site.Article(i), address(i)
	read := archive.Content{Title: a.Title, Date: archive.Date(a.Date), Body: a.Body()}
	revision := f.site.Revision(i) + 1
	change := archive.Change{Kind: archive.Added, URL: url, Title: a.Title, Date: read.Date, Noticed: at, ToRevision: revision}
	if number > 1 {
		change.Kind, change.LastHeld, change.FromRevision, change.Fields = archive.Edited, at.AddDate(0, 0, -1), revision-1, []string{archive.FieldBody}
	}
	return archive.Update{
		Ref: archive.Ref(i), Content: read, Changes: []archive.Change{change},
		Article: &archive.Article{
			ID: archive.ID("large", url), URL: url, Listings: []string{"http://127.0.0.1/news/"}, State: archive.Listed, Since: 1,
			StateTime: at, Revision: revision, FirstSeen: at, Changed: at, Date: read.Date,
		},
		Revision: &archive.Revision{Number: revision, Capture: archive.CaptureInfo{URL: url, Final: url, Status: 200, Time: at}, Readings: []archive.StampedReading{
			{Stamp: "bench", Digest: read.Digest(), Language: "en"},
		}},
	}
}
