package main

import (
	"context"
	"fmt"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

// showTombstone prints what stays of an article that was forgotten.
func (a *app) showTombstone(ctx context.Context, s subject, article archive.Article, json bool) error {
	var stone *archive.Tombstone
	err := s.view(ctx, func(v archive.View) (err error) {
		stone, err = archive.TombstoneOf(v, article.ID)
		return err
	})
	if err != nil {
		return err
	}
	if stone == nil {
		return fmt.Errorf("the tombstone of %s: %w", article.ID, archive.ErrNotFound)
	}
	if json {
		d := jsondoc.New(a.stdout, "onrecord/tombstone", 1)
		d.Member("feed", s.name)
		d.Member("tombstone", stone)
		return d.Close()
	}
	fmt.Fprintf(a.stdout, "forgotten   %s\nwhy         %s\naddress     %s\narticle     %s of %s\n", stamp(stone.Time), safe(stone.Why), safe(stone.URL), stone.Article, s.name)
	for _, r := range stone.Revisions {
		fmt.Fprintf(a.stdout, "revision    %d, captured %s, %s\n", r.Revision, stamp(r.Seen), r.Digest)
	}
	return nil
}
