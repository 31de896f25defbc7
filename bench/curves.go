package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"onrecord/archive"
)

// Sizes at which curves are measured, in articles, as far as the flags articles
// and stored allow: of crawls, which need a site, and of the store alone.
var (
	crawlSizes = []int{200, 1000, 5000, 10_000, 50_000}
	storeSizes = []int{1000, 10_000, 100_000, 1_000_000}
)

// curveSnapshots is how many snapshots an archive of the curves has.
const curveSnapshots = 50

// curves measures what an article costs in feeds of growing size, and draws it.
func curves(ctx context.Context, o options, folder string) error {
	o.snapshots, o.runs, o.quick = curveSnapshots, 1, true
	b, clean, err := newBench(o)
	if err != nil {
		return err
	}
	defer clean()
	costs := newPlot("Cost of an article by the size of the feed, beside that of the smallest", "articles", "times")
	waits := newPlot("Questions, whole processes, by the size of the archive", "articles", "ms")
	memory := newPlot("Peak memory by the size of the feed", "articles", "MB")
	for _, n := range upTo(o.articles, crawlSizes) {
		if err := b.crawlOf(ctx, n, costs, memory); err != nil {
			return err
		}
	}
	for _, n := range upTo(o.stored, storeSizes) {
		if err := b.storeOf(ctx, n, costs, waits, memory); err != nil {
			return err
		}
		// The next size takes ten times as long: what is there by then is drawn.
		if err := draw(folder, costs, waits, memory); err != nil {
			return err
		}
	}
	return nil
}

// draw prints and draws what was measured so far.
func draw(folder string, costs, waits, memory *plot) error {
	costs.print()
	for name, p := range map[string]*plot{"performance-costs.svg": costs.related(), "performance-questions.svg": waits, "performance-memory.svg": memory} {
		p.print()
		if err := os.WriteFile(filepath.Join(folder, name), p.svg(), 0o644); err != nil {
			return fmt.Errorf("draw %s: %w", name, err)
		}
	}
	return nil
}

// upTo returns the sizes that are not larger than most.
func upTo(most int, sizes []int) []int {
	n, found := slices.BinarySearch(sizes, most)
	if found {
		n++
	}
	return sizes[:n]
}

// crawlOf measures a first crawl of a site of n articles.
func (b *bench) crawlOf(ctx context.Context, n int, costs, memory *plot) error {
	s, err := startSite(ctx, b.self, options{articles: n, page: b.page})
	if err != nil {
		return err
	}
	defer s.stop()
	dir := filepath.Join(b.dir, fmt.Sprint("crawl", n))
	first, err := b.firstCrawl(ctx, dir, s)
	if err != nil {
		return err
	}
	costs.add("crawl: processor time", n, perArticle(first.cpu, n))
	memory.add("crawl", n, float64(first.peak)/1e6)
	return costs.addSize("crawl: bytes of the archive", n, filepath.Join(dir, "archive.db"))
}

// storeOf measures an archive of n articles without pages.
func (b *bench) storeOf(ctx context.Context, n int, costs, waits, memory *plot) error {
	dir := filepath.Join(b.dir, fmt.Sprint("store", n))
	made, err := b.fillInto(ctx, dir, n, b.snapshots)
	if err != nil {
		return err
	}
	costs.add("store alone: processor time", n, perArticle(made.cpu, n))
	if err := costs.addSize("store alone: bytes", n, filepath.Join(dir, "archive.db")); err != nil {
		return err
	}
	for _, command := range []string{"export", "verify"} {
		args := []string{command, "-q"}
		if command == "export" {
			args = append(args, "-o", "feed.json")
		}
		c, err := b.onrecord(ctx, dir, args...)
		if err != nil {
			return err
		}
		costs.add(command+": processor time", n, perArticle(c.cpu, n))
		memory.add(command, n, float64(c.peak)/1e6)
	}
	article := archive.ID("large", address(n/2))
	for _, args := range [][]string{{"show", article}, {"log", article}, {"diff"}, {"list", "--limit", "50"}} {
		best := time.Duration(0)
		for range 5 {
			c, err := b.onrecord(ctx, dir, args...)
			if err != nil {
				return err
			}
			if best == 0 || c.wall < best {
				best = c.wall
			}
		}
		waits.add(args[0], n, best.Seconds()*1e3)
	}
	return nil
}

func perArticle(d time.Duration, n int) float64 { return d.Seconds() * 1e3 / float64(n) }
