package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// bulk measures what reads a whole archive: export and verify of the synthetic
// one, and reextract of one that keeps its pages.
func (b *bench) bulk(ctx context.Context) error {
	dir, err := b.filled(ctx)
	if err != nil {
		return err
	}
	for range b.runs {
		if err := b.readAll(ctx, dir); err != nil {
			return err
		}
	}
	return b.reextracts(ctx)
}

// readAll exports and verifies once.
func (b *bench) readAll(ctx context.Context, dir string) error {
	export, err := b.onrecord(ctx, dir, "export", "-q", "-o", "feed.json")
	if err != nil {
		return err
	}
	alone, err := b.took(ctx, dir, "encode", "feed.json")
	if err != nil {
		return err
	}
	b.row("export: time / encoding/json from memory", "×", 2, !b.quick).add(export.wall.Seconds() / alone)
	b.row("export: peak memory", "MB", 100, false).add(float64(export.peak) / 1e6)
	verify, err := b.onrecord(ctx, dir, "verify", "-q")
	if err != nil {
		return err
	}
	if alone, err = b.took(ctx, dir, "decompress", "archive.db"); err != nil {
		return err
	}
	b.row("verify: time / decompressing the texts", "×", 2, !b.quick).add(verify.wall.Seconds() / alone)
	b.row("verify: peak memory", "MB", 0, false).add(float64(verify.peak) / 1e6)
	return nil
}

// took runs a part of this program that prints the seconds it took, without
// starting up and what it had to prepare.
func (b *bench) took(ctx context.Context, dir string, args ...string) (float64, error) {
	c, err := run(ctx, dir, nil, b.self, args...)
	if err != nil {
		return 0, err
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(string(c.out)), 64)
	if err != nil {
		return 0, fmt.Errorf("read the time of %s: %w", args[0], err)
	}
	return seconds, nil
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
