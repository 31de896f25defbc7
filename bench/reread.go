package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/sync/errgroup"
)

// reextracts reads the kept pages of a crawl anew, each time with selectors that
// differ from those before, so that every page is read, and compares with
// parsing the same pages.
func (b *bench) reextracts(ctx context.Context) error {
	dir, files, err := b.crawlAndSave(ctx, "reread")
	if err != nil {
		return err
	}
	for i := range b.runs {
		if err := otherSelectors(filepath.Join(dir, "config.yaml"), i); err != nil {
			return err
		}
		again, err := b.onrecord(ctx, dir, "reextract")
		if err != nil {
			return err
		}
		if want := fmt.Sprintf("%d read again", b.articles); !strings.Contains(string(again.out), want) {
			return fmt.Errorf("reextract was to say %q: %s", want, again.out)
		}
		alone, err := run(ctx, b.dir, nil, b.self, "parse", files)
		if err != nil {
			return err
		}
		b.row("reextract: processor time / parsing alone", "×", 2, true).add(again.cpu.Seconds() / alone.cpu.Seconds())
		b.row("reextract: cores used", "", 0, false).add(again.cpu.Seconds() / again.wall.Seconds())
	}
	return nil
}

// otherSelectors lets the configuration remove an element that no page has.
func otherSelectors(path string, round int) error {
	config, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the configuration: %w", err)
	}
	absent := fmt.Sprintf(".absent-%d", round)
	text := string(config)
	before, after, ok := strings.Cut(text, "remove: [")
	if ok {
		text = before + "remove: [" + absent + ", " + after
	} else if before, after, ok = strings.Cut(text, "      body:"); ok {
		text = before + "      remove: [" + absent + "]\n      body:" + after
	} else {
		return fmt.Errorf("%s has no selector of the body:\n%s", path, config)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("change the selectors: %w", err)
	}
	return nil
}

// parse parses all pages in a folder on all cores and selects nothing.
func parse(dir string) error {
	pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil {
		return fmt.Errorf("list the pages: %w", err)
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, path := range pages {
		group.Go(func() error {
			page, err := os.ReadFile(path)
			if err != nil {
				return fmt.Errorf("read a page: %w", err)
			}
			if _, err := goquery.NewDocumentFromReader(bytes.NewReader(page)); err != nil {
				return fmt.Errorf("parse %s: %w", path, err)
			}
			return nil
		})
	}
	return group.Wait()
}
