package scraper

import (
	"context"
	"fmt"

	"onrecord/archive"
	"onrecord/scraper/dates"
	"onrecord/scraper/syndication"
)

// orderKey names the memo that holds the order of day and month in the feed's
// numeric dates, as its listings told it last: a crawl that reads the newest
// page only may not see it.
const orderKey = "order"

// orderNamed returns the order that an entry names.
func orderNamed(name string) dates.Order {
	switch name {
	case archive.DayFirst:
		return dates.DayFirst
	case archive.MonthFirst:
		return dates.MonthFirst
	}
	return dates.Unknown
}

// noteOrder notes what a page says of the order of its dates, and the dates of
// which it does not say.
func (c *crawl) noteOrder(p syndication.Document) {
	c.orders[p.Order] = true
	for address, both := range p.Unsure {
		if canonical, err := archive.Canonical(address); err == nil {
			c.unsure[canonical] = both
		}
	}
}

// settleOrder decides from all pages of the listings, and what earlier crawls
// saw, whether day or month comes first, and dates the entries by it whose own
// page did not say. Pages that contradict each other say nothing.
func (c *crawl) settleOrder(ctx context.Context) error {
	err := c.view(ctx, func(v archive.View) error {
		b, err := v.Memo(orderKey)
		c.order = string(b)
		return err
	})
	if err != nil {
		return fmt.Errorf("recall the order of day and month: %w", err)
	}
	switch day, month := c.orders[dates.DayFirst], c.orders[dates.MonthFirst]; {
	case day && !month:
		c.order = archive.DayFirst
	case month && !day:
		c.order = archive.MonthFirst
	}
	if c.order == "" {
		return nil
	}
	c.seen.Memos[orderKey] = []byte(c.order)
	c.dateEntries()
	return nil
}

// dateEntries dates the entries of which only the other pages say how.
func (c *crawl) dateEntries() {
	days := map[archive.Mark]string{}
	for canonical, both := range c.unsure {
		e, _ := c.entry(canonical)
		days[archive.MarkOf(canonical)] = e.Date.Day()
		if e.Date != both.DayFirst && e.Date != both.MonthFirst {
			continue // another listing dates it
		}
		if e.Date = both.DayFirst; c.order == archive.MonthFirst {
			e.Date = both.MonthFirst
		}
		c.apart[canonical] = e
		days[archive.MarkOf(canonical)] = e.Date.Day()
	}
	for _, r := range c.runs {
		for i, e := range r.entries {
			if day, unsure := days[e.mark]; unsure {
				r.entries[i].day = day
			}
		}
	}
}
