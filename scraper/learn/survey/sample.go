package survey

import (
	"context"
	"fmt"

	"onrecord/archive"
	"onrecord/scraper/fetch"
	"onrecord/scraper/page"
)

// How many articles are learned from, and how many are asked for at most.
const (
	wanted   = 6
	maxAsked = 10
)

// samples fetches a handful of the entries' articles, spread over the listing so
// that they differ.
func (v *visitor) samples(ctx context.Context, entries []archive.Entry) ([]Sample, error) {
	var list []Sample
	for i, e := range spread(entries, maxAsked) {
		if len(list) == wanted || i == maxAsked {
			break
		}
		p, err := v.article(ctx, e.URL)
		if err != nil {
			return nil, err
		}
		if p != nil {
			list = append(list, Sample{Entry: e, Page: p})
		}
	}
	if len(list) < 2 {
		return nil, fmt.Errorf("%w: of the %d articles listed, only %d could be read as a page; two are needed to see what they share", ErrNothing, len(entries), len(list))
	}
	return list, nil
}

// article fetches an article's page; none, and no error, where it is passed over
// because it cannot be read.
func (v *visitor) article(ctx context.Context, address string) (*page.Page, error) {
	v.say("reading %s", address)
	p, err := v.get(ctx, address)
	if end := fetch.Ends(ctx, err); end != nil {
		return nil, end
	}
	if err != nil {
		v.say("  passed over: %v", err)
		return nil, nil
	}
	return p, nil
}

// spread returns the entries in an order in which the first few lie far from
// each other: the newest, then steps through the list, then the rest.
func spread(entries []archive.Entry, n int) []archive.Entry {
	if len(entries) <= 2 {
		return entries
	}
	taken := make([]bool, len(entries))
	var list []archive.Entry
	take := func(i int) {
		if !taken[i] {
			taken[i] = true
			list = append(list, entries[i])
		}
	}
	for k := range wanted {
		take(k * (len(entries) - 1) / (wanted - 1))
	}
	for i := 0; i < len(entries) && len(list) < n; i++ {
		take(i)
	}
	return list
}
