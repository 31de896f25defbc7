package search

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"onrecord/archive"
)

// fewTitles is how many rows are looked up one by one rather than met on the
// way through all.
const fewTitles = 2000

// newestFirst is unranked for who has no roll, which takes longer to read than
// all the rest: it goes through the newest revisions by date until there are enough.
func (x *Index) newestFirst(ctx context.Context, r Request, ids, inTitle Set, titles, most int) ([]row, error) {
	feeds, err := feedNames(ctx, x.db)
	if err != nil {
		return nil, err
	}
	titled, err := x.firstNewest(ctx, inTitle.where(titles), most, func(id uint32, feed string, ref archive.Ref) bool {
		return inTitle.Has(id) && r.wants(feed, ref)
	}, feeds)
	if err != nil || len(titled) >= most {
		return titled, err
	}
	others, err := x.firstNewest(ctx, "newest", most, func(id uint32, feed string, ref archive.Ref) bool {
		return ids.Has(id) && !inTitle.Has(id) && r.wants(feed, ref)
	}, feeds)
	return append(titled, others...), err
}

// where is the condition for newest revisions of which n are in the set.
func (s Set) where(n int) string {
	if n > fewTitles {
		return "newest"
	}
	var list []string
	for id := range uint32(len(s) * 64) {
		if s.Has(id) {
			list = append(list, strconv.Itoa(int(id)))
		}
	}
	return "newest AND id IN (" + strings.Join(list, ",") + ")"
}

// firstNewest returns the first of the newest revisions that count, by date,
// newest first.
func (x *Index) firstNewest(ctx context.Context, where string, most int, counts func(uint32, string, archive.Ref) bool, feeds map[uint32]string) (found []row, err error) {
	query := "SELECT id, feed, ref, number FROM revision WHERE " + where + " ORDER BY date DESC, feed, ref, number"
	err = each(ctx, x.db, query, func(scan func(...any) error) error {
		var id, feed uint32
		var ref archive.Ref
		var number int
		if err := scan(&id, &feed, &ref, &number); err != nil {
			return fmt.Errorf("a row of the index: %w", err)
		}
		if counts(id, feeds[feed], ref) {
			found = append(found, row{feed: feeds[feed], ref: ref, numbers: []int{number}})
		}
		if len(found) == most {
			return errEnough
		}
		return nil
	})
	return found, err
}
