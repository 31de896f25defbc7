package main

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/export"
)

// selection are the flags by which list and export choose articles.
type selection struct {
	at, changed string
	states      []string
	published   span
	moved       map[archive.Ref]bool // since changed; an article does not say when it moved
}

func (s *selection) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.at, "at", "", "as of a `snapshot` (3, latest~1) or the end of a date")
	f.StringSliceVar(&s.states, "state", nil, "only these `states`: listed, unlisted, removed")
	s.published.publishedFlags(cmd)
}

// publishedFlags are the flags of a span in which articles were published.
func (s *span) publishedFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.since, "since", "", "only articles published since a `date`, or 7d, 6m, 1y ago")
	cmd.Flags().StringVar(&s.until, "until", "", "only articles published by the end of a `date`, or before 7d … ago")
}

// some reports whether the flags leave articles out.
func (s *selection) some() bool {
	return len(s.states) > 0 || s.changed != "" || s.published != (span{})
}

// filter returns what tells whether an article is chosen.
func (s *selection) filter(now time.Time, loc *time.Location) (func(archive.Article) bool, error) {
	for _, state := range s.states {
		if !slices.Contains([]string{"listed", "unlisted", "removed"}, state) {
			return nil, usageError{fmt.Errorf("--state %q: want some of listed, unlisted, removed", state)}
		}
	}
	published, err := s.published.within(now, loc)
	if err != nil {
		return nil, err
	}
	var changed time.Time
	if s.changed != "" {
		if changed, err = archive.ParseSince(s.changed, now, loc); err != nil {
			return nil, usageError{fmt.Errorf("--changed-since: %w", err)}
		}
	}
	bounded := s.published != (span{})
	return func(a archive.Article) bool {
		switch {
		case len(s.states) > 0 && !slices.Contains(s.states, string(a.State)):
			return false
		case bounded && (a.Date == "" || !published(a.Date.Time(loc))):
			return false
		}
		return changed.IsZero() || !a.Changed.Before(changed) || !a.StateTime.Before(changed) || s.moved[a.Ref]
	}, nil
}

// documents makes of articles what the JSON documents hold.
func documents(list iter.Seq2[archive.Full, error]) export.Articles {
	return func(yield func(export.Article, error) bool) {
		for a, err := range list {
			if !yield(document(a), err) {
				return
			}
		}
	}
}

func document(a archive.Full) export.Article {
	facts := export.Facts{
		Article: a.Article, Newest: export.Held{Revision: a.Newest, Content: a.Content},
		LastSeen: a.LastSeen, Checks: a.Checks,
	}
	for _, p := range a.History {
		facts.History = append(facts.History, export.Held{Revision: p.Revision, Content: p.Content})
	}
	return export.Assemble(facts)
}
