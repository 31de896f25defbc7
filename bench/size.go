package main

import (
	"context"
	"io/fs"
	"path/filepath"
)

// sizes compares the archive with the same pages and texts in other stores.
func (b *bench) sizes(ctx context.Context) error {
	dir, files, err := b.crawlAndSave(ctx, "size")
	if err != nil {
		return err
	}
	size := weigh(filepath.Join(dir, "archive.db"))
	b.row("archive: bytes an article", "B", 0, false).add(size / float64(b.articles))
	for _, r := range b.keepers() {
		for _, c := range r.steps {
			if _, err := run(ctx, files, []string{"RESTIC_PASSWORD=bench", "HOME=" + b.dir}, "sh", "-c", c); err != nil {
				return err
			}
		}
		b.row("archive / "+r.name, "×", r.target, true).add(size / weigh(filepath.Join(b.dir, r.at)))
	}
	return nil
}

// keeper is another way to keep the pages and texts.
type keeper struct {
	name, at string
	target   float64
	steps    []string
}

func (b *bench) keepers() []keeper {
	all := []keeper{
		{"git after gc", "git", 0.9, []string{
			"git init -q --bare ../git", "git --git-dir=../git config gc.auto 0", "git --git-dir=../git --work-tree=. add -A",
			"git --git-dir=../git --work-tree=. -c user.name=bench -c user.email=bench@example.org commit -qm pages", "git --git-dir=../git gc -q --prune=now",
			"rm -f ../git/index ../git/hooks/*"}},
		{"restic", "restic", 0, []string{"restic -q init -r ../restic", "restic -q backup -r ../restic ."}},
	}
	if b.quick {
		return all[:1]
	}
	return append(all, keeper{"one solid zstd -19", "solid", 1.9, []string{"cat *.html *.json | zstd -q -19 --long=27 -o ../solid"}})
}

// growth re-crawls a site whole: first without edits, then with.
func (b *bench) growth(ctx context.Context) error {
	s, err := startSite(ctx, b.self, options{articles: b.articles, page: b.page, editEvery: max(100, b.articles/50)})
	if err != nil {
		return err
	}
	defer s.stop()
	dir, rounds := filepath.Join(b.dir, "grow"), 10
	if _, err := b.firstCrawl(ctx, dir, s); err != nil {
		return err
	}
	db := filepath.Join(dir, "archive.db")
	if _, err := b.onrecord(ctx, dir, "crawl", "-q", "--full", "--recheck", "all"); err != nil {
		return err
	}
	before := weigh(db)
	for range rounds {
		if _, err := b.onrecord(ctx, dir, "crawl", "-q", "--full", "--recheck", "all"); err != nil {
			return err
		}
	}
	idle := weigh(db)
	b.row("growth: snapshot without changes", "KB", 4, false).add((idle - before) / float64(rounds) / 1e3)
	for range rounds {
		if err := s.nextRound(); err != nil {
			return err
		}
		if _, err := b.onrecord(ctx, dir, "crawl", "-q", "--full", "--recheck", "all"); err != nil {
			return err
		}
	}
	b.row("growth: snapshot with 1 % edits, 50 at most", "KB", 60, false).add((weigh(db) - idle) / float64(rounds) / 1e3)
	return nil
}

// weigh returns the length of a file, or of all files in a folder.
func weigh(path string) float64 {
	var sum int64
	_ = filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error { // what cannot be read weighs nothing
		if err != nil || e.IsDir() {
			return err
		}
		if info, err := e.Info(); err == nil {
			sum += info.Size()
		}
		return nil
	})
	return float64(sum)
}
