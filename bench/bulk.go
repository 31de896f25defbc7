package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
)

// bulk measures what reads the whole archive.
func (b *bench) bulk(ctx context.Context) error {
	dir := filepath.Join(b.dir, "run0")
	for range b.runs {
		export, err := b.onrecord(ctx, dir, "export", "-q", "-o", "feed.json")
		if err != nil {
			return err
		}
		alone, err := run(ctx, dir, nil, b.self, "encode", "feed.json")
		if err != nil {
			return err
		}
		seconds, err := strconv.ParseFloat(strings.TrimSpace(string(alone.out)), 64)
		if err != nil {
			return fmt.Errorf("read the time of encoding: %w", err)
		}
		b.row("export: time / encoding/json from memory", "×", 2, true).add(export.wall.Seconds() / seconds)
		b.row("export: peak memory", "MB", 100, false).add(float64(export.peak) / 1e6)
		again, err := b.onrecord(ctx, dir, "reextract", "-q")
		if err != nil {
			return err
		}
		parse, err := run(ctx, b.dir, nil, b.self, "parse", filepath.Join(b.dir, "files"))
		if err != nil {
			return err
		}
		b.row("reextract / parsing alone", "×", 2, true).add(again.cpu.Seconds() / parse.cpu.Seconds())
	}
	return nil
}

// parseAll parses every page of a folder.
func parseAll(dir string) (int, error) {
	pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil {
		return 0, fmt.Errorf("list pages: %w", err)
	}
	for _, p := range pages {
		page, err := os.ReadFile(p)
		if err != nil {
			return 0, fmt.Errorf("read a page: %w", err)
		}
		if _, err := goquery.NewDocumentFromReader(bytes.NewReader(page)); err != nil {
			return 0, fmt.Errorf("parse %s: %w", p, err)
		}
	}
	return len(pages), nil
}

// exported is an article as the export holds it.
type exported struct {
	ID          string   `json:"id"`
	URL         string   `json:"url"`
	Aliases     []string `json:"aliases"`
	Listings    []string `json:"listings"`
	Title       *string  `json:"title"`
	Date        *string  `json:"date"`
	Summary     *string  `json:"summary"`
	Body        *string  `json:"body"`
	Language    *string  `json:"language"`
	Attachments []any    `json:"attachments"`
	State       string   `json:"state"`
	StateSince  string   `json:"state_since"`
	StateChecks int      `json:"state_checks"`
	Revision    int      `json:"revision"`
	Digest      string   `json:"digest"`
	FirstSeen   string   `json:"first_seen"`
	LastSeen    string   `json:"last_seen"`
	LastChanged string   `json:"last_changed"`
}

// encode prints the seconds that encoding/json takes for an export's articles.
func encode(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the export: %w", err)
	}
	var archive struct {
		Articles []exported `json:"articles"`
	}
	if err := json.Unmarshal(data, &archive); err != nil {
		return fmt.Errorf("read the export: %w", err)
	}
	start := time.Now()
	out := json.NewEncoder(io.Discard)
	out.SetIndent("", "  ")
	for _, a := range archive.Articles {
		if err := out.Encode(a); err != nil {
			return fmt.Errorf("encode an article: %w", err)
		}
	}
	fmt.Println(time.Since(start).Seconds())
	return nil
}
