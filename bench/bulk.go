package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
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
		b.row("export: time / encoding/json from memory", "×", 2, !b.quick).add(export.wall.Seconds() / seconds)
		b.row("export: peak memory", "MB", 100, false).add(float64(export.peak) / 1e6)
	}
	return nil
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
