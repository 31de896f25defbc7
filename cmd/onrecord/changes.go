package main

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/diff"
)

// span is the time in which changes were noticed, as --since and --until give it.
type span struct {
	since, until string
}

func (s *span) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.since, "since", "", "only changes noticed since a `date`, or 12h, 7d, 2w, 6m, 1y ago")
	cmd.Flags().StringVar(&s.until, "until", "", "only changes noticed before the end of a `date`, or 12h, 7d … ago")
}

// within returns what tells whether an instant lies in the span.
func (s *span) within(now time.Time, loc *time.Location) (func(time.Time) bool, error) {
	since, until, err := s.bounds(now, loc)
	if err != nil {
		return nil, err
	}
	return func(t time.Time) bool {
		return !t.Before(since) && (until.IsZero() || t.Before(until))
	}, nil
}

// bounds returns the span's two ends; zero where none is given.
func (s *span) bounds(now time.Time, loc *time.Location) (since, until time.Time, err error) {
	if s.since != "" {
		if since, err = archive.ParseSince(s.since, now, loc); err != nil {
			return since, until, usageError{fmt.Errorf("--since: %w", err)}
		}
	}
	if s.until != "" {
		if until, err = archive.ParseSince(s.until, now, loc); err != nil {
			return since, until, usageError{fmt.Errorf("--until: %w", err)}
		}
		if _, err := time.Parse(archive.DayLayout, s.until); err == nil {
			until = until.AddDate(0, 0, 1) // a day includes all of itself
		}
	}
	return since, until, nil
}

// kinds reads the value of --kind.
func kinds(list []string) (func(archive.Kind) bool, error) {
	for _, k := range list {
		if !slices.Contains(archive.Kinds(), archive.Kind(k)) {
			var known []string
			for _, k := range archive.Kinds() {
				known = append(known, string(k))
			}
			return nil, usageError{fmt.Errorf("--kind %q: want some of %s", k, strings.Join(known, ", "))}
		}
	}
	return func(k archive.Kind) bool { return len(list) == 0 || slices.Contains(list, string(k)) }, nil
}

// withHunks adds to changes the words they changed.
func withHunks(changes iter.Seq2[archive.NetChange, error]) diff.Changes {
	return func(yield func(diff.Change, error) bool) {
		for c, err := range changes {
			if !yield(diff.Of(c), err) {
				return
			}
		}
	}
}
