package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// wget follows links below the listing, keeps a WARC beside the files, and
// prints how many articles it has.
const wget = `mkdir wget && cd wget && wget -q -r -l inf -np --accept-regex '/news/' --warc-file=pages "$1"
find . -path '*/item-*' -name index.html | wc -l; cd .. && rm -r wget`

// crawls measures first crawls in turn with the rivals', then re-checks.
func (b *bench) crawls(ctx context.Context) error {
	s, err := startSite(ctx, b.self, options{articles: b.articles, page: b.page})
	if err != nil {
		return err
	}
	defer s.stop()
	quiet, err := startSite(ctx, b.self, options{articles: b.articles, page: b.page, validators: true})
	if err != nil {
		return err
	}
	defer quiet.stop()
	if err := os.WriteFile(filepath.Join(b.dir, "spider.py"), spider, 0o644); err != nil {
		return fmt.Errorf("write the spider: %w", err)
	}
	for i := range b.runs {
		if err := b.crawlRound(ctx, s, quiet, fmt.Sprint("run", i)); err != nil {
			return err
		}
	}
	return nil
}

// crawlRound runs everyone once, on the same site.
func (b *bench) crawlRound(ctx context.Context, s, quiet *site, name string) error {
	dir := filepath.Join(b.dir, name)
	first, err := b.firstCrawl(ctx, dir, s)
	if err != nil {
		return err
	}
	b.row("crawl: peak memory", "MB", 120, false).add(float64(first.peak) / 1e6)
	per := b.row("crawl: processor time a page", "ms", 0, false)
	per.add(first.cpu.Seconds() * 1e3 / float64(b.articles))
	for _, r := range []struct {
		name   string
		target float64
		slow   bool
		args   []string
	}{
		{"net/http + goquery", 0, false, []string{b.self, "plain", s.listing}},
		{"bare Colly + goquery", 1.2, false, []string{b.self, "colly", s.listing}},
		{"Scrapy", 0.25, true, []string{"scrapy", "runspider", "--nolog", "-a", "listing=" + s.listing, "../spider.py"}},
		{"wget --warc-file, which reads nothing", 0, true, []string{"sh", "-c", wget, "wget", s.listing}},
	} {
		if r.slow && b.quick {
			continue
		}
		c, err := run(ctx, dir, nil, r.args[0], r.args[1:]...)
		if err != nil {
			return err
		}
		if got := strings.TrimSpace(string(c.out)); got != fmt.Sprint(b.articles) {
			return fmt.Errorf("%s read %q of %d articles", r.name, got, b.articles)
		}
		b.row("crawl / "+r.name, "×", r.target, true).add(first.cpu.Seconds() / c.cpu.Seconds())
	}
	again, err := b.onrecord(ctx, dir, "crawl", "-q", "--full", "--recheck", "all")
	if err != nil {
		return err
	}
	b.row("re-check with 200s / first crawl", "×", 0.9, true).add(again.cpu.Seconds() / first.cpu.Seconds())
	dir += "-304"
	first, err = b.firstCrawl(ctx, dir, quiet)
	if err != nil {
		return err
	}
	again, err = b.onrecord(ctx, dir, "crawl", "-q", "--full", "--recheck", "all")
	b.row("re-check with 304s / first crawl", "×", 0.15, true).add(again.cpu.Seconds() / first.cpu.Seconds())
	return err
}

// firstCrawl learns the site and crawls it into a new folder.
func (b *bench) firstCrawl(ctx context.Context, dir string, s *site) (cost, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return cost{}, fmt.Errorf("make a folder to crawl into: %w", err)
	}
	if _, err := b.onrecord(ctx, dir, "init", s.listing, "--name", "large"); err != nil {
		return cost{}, err
	}
	path := filepath.Join(dir, "config.yaml")
	config, err := os.ReadFile(path)
	if err != nil {
		return cost{}, fmt.Errorf("read what init wrote: %w", err)
	}
	faster := strings.Replace(string(config), "delay: 0s", fmt.Sprintf("delay: 0s\n    connections: %d", connections), 1)
	if err := os.WriteFile(path, []byte(faster), 0o644); err != nil {
		return cost{}, fmt.Errorf("set the connections: %w", err)
	}
	return b.onrecord(ctx, dir, "crawl", "-q")
}

// crawlAndSave crawls the site into a folder, and saves its pages and texts as
// files in another.
func (b *bench) crawlAndSave(ctx context.Context, name string) (dir, files string, err error) {
	s, err := startSite(ctx, b.self, options{articles: b.articles, page: b.page})
	if err != nil {
		return "", "", err
	}
	defer s.stop()
	dir, files = filepath.Join(b.dir, name), filepath.Join(b.dir, name+"-pages")
	if err := os.MkdirAll(files, 0o755); err != nil {
		return "", "", fmt.Errorf("make a folder for pages: %w", err)
	}
	if _, err := run(ctx, b.dir, nil, b.self, "-save", files, "plain", s.listing); err != nil {
		return "", "", err
	}
	_, err = b.firstCrawl(ctx, dir, s)
	return dir, files, err
}

// onrecord runs the program in a folder.
func (b *bench) onrecord(ctx context.Context, dir string, args ...string) (cost, error) {
	return run(ctx, dir, nil, b.binary, args...)
}
