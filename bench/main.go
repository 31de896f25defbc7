// Command bench measures onrecord, the real binary, beside its rivals in the
// same run, on a site served on loopback by a process of its own. It prints
// ratios with their spread; docs/performance.md says what they mean.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// options are the flags: sizes, and what is checked or written.
type options struct {
	articles, runs, stored, snapshots, editEvery, page int
	validators, quick, check, write                    bool
	save, binary, figures, only                        string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := start(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func start(ctx context.Context) error {
	var o options
	flag.IntVar(&o.articles, "articles", 5000, "articles of the site")
	flag.IntVar(&o.runs, "runs", 3, "runs of each crawl, in turn with its rivals")
	flag.IntVar(&o.stored, "stored", 100_000, "articles of the archive that is asked questions")
	flag.IntVar(&o.snapshots, "snapshots", 1000, "snapshots of that archive")
	flag.IntVar(&o.editEvery, "edit-every", 100, "in each round one of so many articles is edited")
	flag.IntVar(&o.page, "page", pageBytes, "bytes of a page of the site that is crawled")
	flag.BoolVar(&o.validators, "validators", false, "whether the site's pages carry an ETag")
	flag.BoolVar(&o.quick, "quick", false, "leave out rivals that need minutes")
	flag.BoolVar(&o.check, "check", false, "fail on ratios twice as bad as the recorded ones")
	flag.BoolVar(&o.write, "write", false, "record the ratios")
	flag.StringVar(&o.save, "save", "", "folder for pages and texts (plain)")
	flag.StringVar(&o.binary, "onrecord", "bin/onrecord", "the program")
	flag.StringVar(&o.only, "only", "", "measure one part: crawls, sizes, bulk, questions or growth")
	flag.StringVar(&o.figures, "figures", "docs/performance.json", "the recorded ratios")
	flag.Parse()
	switch flag.Arg(0) {
	case "":
		return measure(ctx, o)
	case "serve":
		return serveSite(ctx, o)
	case "plain":
		return printCount(plainCrawl(ctx, flag.Arg(1), o.save))
	case "colly":
		return printCount(collyCrawl(flag.Arg(1)))
	case "fill":
		return fill(ctx, flag.Arg(1), o.stored, o.snapshots)
	case "grow":
		return grow(ctx, flag.Arg(1), o.articles, o.snapshots)
	case "profile":
		return profile(ctx, o, flag.Arg(1))
	case "curves":
		return curves(ctx, o, flag.Arg(1))
	case "encode":
		return encode(flag.Arg(1))
	case "parse":
		return parse(flag.Arg(1))
	case "decompress":
		return decompress(flag.Arg(1))
	}
	return fmt.Errorf("unknown part %q", flag.Arg(0))
}

func printCount(n int, err error) error {
	fmt.Println(n)
	return err
}

// bench is one run of everything.
type bench struct {
	options
	self, dir string // this program; a folder for everything
	rows      []*row
}

// newBench returns a run in a folder of its own, and what clears that away.
func newBench(o options) (b *bench, clean func(), err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, fmt.Errorf("find this program: %w", err)
	}
	if o.binary, err = filepath.Abs(o.binary); err != nil {
		return nil, nil, fmt.Errorf("find the program: %w", err)
	}
	dir, err := os.MkdirTemp("", "onrecord-bench-")
	if err != nil {
		return nil, nil, fmt.Errorf("make a folder to measure in: %w", err)
	}
	// What is left lies in the system's temporary folder.
	return &bench{options: o, self: self, dir: dir}, func() { _ = os.RemoveAll(dir) }, nil
}

// measure runs all parts and reports.
func measure(ctx context.Context, o options) error {
	b, clean, err := newBench(o)
	if err != nil {
		return err
	}
	defer clean()
	parts, err := b.parts()
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err := part(ctx); err != nil {
			b.report()
			return err
		}
	}
	b.report()
	return b.compare()
}

// parts returns what is to be measured.
func (b *bench) parts() ([]func(context.Context) error, error) {
	named := map[string]func(context.Context) error{
		"crawls": b.crawls, "sizes": b.sizes, "bulk": b.bulk, "questions": b.questions, "growth": b.growth,
	}
	if b.only != "" {
		part, ok := named[b.only]
		if !ok {
			return nil, fmt.Errorf("there is no part %q", b.only)
		}
		return []func(context.Context) error{part}, nil
	}
	parts := []func(context.Context) error{b.crawls, b.sizes, b.bulk, b.questions}
	if !b.quick {
		parts = append(parts, b.growth)
	}
	return parts, nil
}
