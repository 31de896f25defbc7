package main

import (
	"context"
	"fmt"
	"strings"

	"onrecord/archive"
)

// kept returns the captures of an article that are evidence of what no revision
// holds, as snapshot at knows them.
func (s subject) kept(ctx context.Context, ref archive.Ref, at int) (list []archive.CaptureInfo, err error) {
	err = s.view(ctx, func(v archive.View) error {
		list, err = v.Kept(ref, at)
		return err
	})
	return list, err
}

// showKept prints the page of one of the captures that are kept.
func (a *app) showKept(ctx context.Context, s subject, ref archive.Ref, at int, o showOptions) error {
	n := o.kept
	list, err := s.kept(ctx, ref, at)
	if err != nil {
		return err
	}
	if n < 1 || n > len(list) {
		return fmt.Errorf("kept page %d: %w: %s kept beside the revisions of this article", n, archive.ErrNotFound, count(len(list), "page"))
	}
	return a.showRaw(ctx, s, list[n-1], o.output)
}

// keptLine says which pages are kept beside the revisions.
func keptLine(list []archive.CaptureInfo) string {
	if len(list) == 0 {
		return ""
	}
	var times []string
	for _, c := range list {
		times = append(times, stamp(c.Time))
	}
	return fmt.Sprintf("%s that made no revision, captured %s (--kept 1 prints the first)", count(len(list), "page"), strings.Join(times, ", "))
}
