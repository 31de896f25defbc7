package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzLoad checks that every file either means a usable configuration or is
// refused with a place inside the file.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		whole, "", "feeds:\n\ta:\n", "\uFEFFfeed: 1", "a: b\n---\nc: d\n", "feeds: [", "feeds: &a\n  a: *a\n", "<<: *x\n",
		feed("select: [{until: 2026-03-01}, {title: h1}]"), feed("include: ['(']"), feed("title: |\n      x"), "\xFF\xFE", "? [a]\n: b\n",
		"feeds: {a: {listings: [\"\\uD800\"]}}", "%YAML 1.2\n---\nfeeds: !!map {}\n", "a: >-\n\n\n  x\n# c\n...\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		config, err := parse("config.yaml", data)
		if err == nil {
			checkUsable(t, config)
			return
		}
		var invalid *InvalidError
		if !errors.As(err, &invalid) || !errors.Is(err, ErrInvalid) {
			t.Fatalf("error %v", err)
		}
		lines := strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), "\n") + 1
		for _, p := range invalid.Problems {
			if p.Line < 1 || p.Line > lines || p.Column < 1 || p.Column > len(data)+2 || p.Message == "" || strings.Contains(p.Message, "\n") {
				t.Errorf("problem %+v of a file of %d lines", p, lines)
			}
		}
		first := invalid.Problems[0]
		if text := err.Error(); !strings.HasPrefix(text, fmt.Sprintf("config.yaml:%d:%d: ", first.Line, first.Column)) || !utf8.ValidString(text) {
			t.Errorf("error %q", text)
		}
	})
}

func checkUsable(t *testing.T, c *Config) {
	if c.Archive == "" || len(c.Feeds) == 0 {
		t.Fatalf("config %+v", c)
	}
	for _, f := range c.Feeds {
		if !ValidName(f.Name) || f.Title == "" || len(f.Listings) == 0 || f.Delay < 0 || f.Connections < 1 ||
			f.MaxPages < 0 || f.Recheck < 0 || f.Location() == nil || f.Attachments == "" {
			t.Errorf("feed %+v", f)
		}
	}
}
