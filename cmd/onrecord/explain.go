package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/dates"
)

// explain reads an article's page again and says where each field was read.
func (a *app) explain(ctx context.Context, s subject, full archive.Full) error {
	info := full.Newest.Capture
	if s.reader == nil {
		return usageError{fmt.Errorf("feed %s is no longer in the configuration, so nothing says how it is read", s.name)}
	}
	if info.Raw.IsZero() {
		_, err := fmt.Fprintf(a.stdout, "a document: title and date are those of its entry on %s\n", safe(info.Entry.Listing))
		return err
	}
	if info.Absent() {
		return absent(info.Raw)
	}
	body, err := s.raw(ctx, info.Raw)
	if err != nil {
		return err
	}
	reading, err := s.reader.Explain(info.With(body))
	if err != nil {
		return err
	}
	return a.printExplained(reading)
}

// printExplained prints for each field which source won and what others said.
func (a *app) printExplained(reading article.Reading) error {
	values := map[string]string{
		"title": reading.Content.Title, "date": string(reading.Content.Date), "summary": reading.Content.Summary, "body": reading.Content.Body,
	}
	for _, field := range []string{"title", "date", "summary", "body"} {
		source := reading.Sources[field]
		if source == "" {
			source = "not read"
		}
		fmt.Fprintf(a.stdout, "%-8s %-11s %s\n", field, source, safe(beginning(values[field])))
		if agree, of := agreement(field, values[field], reading.Claims); of > 0 {
			fmt.Fprintf(a.stdout, "%-8s %-11s %d of the %s that speak of it agree\n", "", "sure", agree, count(of, "source"))
		}
		said := map[article.Claim]bool{}
		for _, c := range reading.Claims {
			if c.Field == field && !said[c] {
				said[c] = true
				fmt.Fprintf(a.stdout, "%-8s  %-10s %s\n", "", c.Source, safe(strings.TrimSpace(beginning(c.Value)+"  "+c.Note)))
			}
		}
	}
	for _, w := range reading.Warnings {
		fmt.Fprintf(a.stdout, "warning  %s\n", safe(w))
	}
	return nil
}

// agreement returns how many of the sources that say something of a field say
// what was read: the same words, or the same day.
func agreement(field, value string, claims []article.Claim) (agree, of int) {
	same := func(said string) bool {
		return archive.Fold(archive.NormaliseLine(said)) == archive.Fold(archive.NormaliseLine(value))
	}
	if field == archive.FieldDate {
		same = func(said string) bool {
			d, ok := dates.ParseMachine(said, time.UTC)
			if !ok {
				d, ok = dates.Parse(said, dates.Options{})
			}
			return ok && d.Day() == archive.Date(value).Day()
		}
	}
	sources := map[string]bool{}
	for _, c := range claims {
		if c.Field == field && c.Note == "" && value != "" {
			sources[c.Source] = sources[c.Source] || same(c.Value)
		}
	}
	for _, agrees := range sources {
		if agrees {
			agree++
		}
	}
	return agree, len(sources)
}

// beginning returns the first words of a long text.
func beginning(text string) string {
	const most = 90
	runes := []rune(strings.ReplaceAll(text, "\n\n", " ¶ "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}
