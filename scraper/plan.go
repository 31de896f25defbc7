package scraper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"onrecord/archive"
	"onrecord/scraper/fetch"
)

// pendingKey names the memo that holds the entries not yet captured.
const pendingKey = "entries"

// plan chooses the pages to fetch: every new entry, and the known articles
// that are due. Entries that an earlier crawl could not capture come last and in
// any order, so that pages which let us wait keep no others from being seen.
func (c *crawl) plan(ctx context.Context) ([]planned, error) {
	if err := c.recallEntries(ctx); err != nil {
		return nil, err
	}
	visits, waiting, err := c.newEntries(ctx)
	if err != nil {
		return nil, err
	}
	again, err := c.rechecks(ctx)
	if err != nil {
		return nil, err
	}
	c.Random.Shuffle(len(waiting), func(i, j int) { waiting[i], waiting[j] = waiting[j], waiting[i] })
	return slices.Concat(visits, again, waiting), nil
}

// recallEntries adds the entries that earlier crawls saw and could not capture.
func (c *crawl) recallEntries(ctx context.Context) error {
	var entries []archive.Entry
	err := c.view(ctx, func(v archive.View) error {
		again, err := c.recallUnseen(v)
		if err != nil {
			return err
		}
		_, err = archive.ReadMemo(v, pendingKey, "their memo", &entries)
		entries = append(entries, again...)
		return err
	})
	if err != nil {
		return fmt.Errorf("recall the entries not yet captured: %w", err)
	}
	for _, e := range entries {
		canonical, err := archive.Canonical(e.URL)
		c.waiting[canonical] = true
		if _, seen := c.entry(canonical); err == nil && !seen && c.feed.own(e.URL) {
			c.apart[canonical] = e
			c.recalled[canonical] = true
			c.earlier = append(c.earlier, canonical)
		}
	}
	return nil
}

// newEntries returns a visit for each entry that was never captured, those that
// wait since an earlier crawl apart.
func (c *crawl) newEntries(ctx context.Context) (visits, waiting []planned, err error) {
	if err := c.view(ctx, c.recallAliases); err != nil {
		return nil, nil, err
	}
	err = c.eachEntry(ctx, func(v archive.View, canonical string) error {
		visit, wanted, err := c.newEntry(v, canonical)
		switch {
		case err != nil:
			return err
		case wanted && c.waiting[canonical]:
			waiting = append(waiting, visit)
		case wanted:
			visits = append(visits, visit)
		}
		return nil
	})
	return visits, waiting, err
}

// newEntry returns the visit to an entry, if it was never captured, or may have
// taken the place of another one.
func (c *crawl) newEntry(v archive.View, canonical string) (planned, bool, error) {
	ref, err := v.Lookup(canonical, 0)
	switch {
	case errors.Is(err, archive.ErrNotFound):
		if n, seen := c.seen.Entries.First(canonical); seen {
			return planned{entry: n}, !c.done[canonical], nil
		}
		visit := c.newVisit(canonical)
		return planned{whole: &visit}, !c.done[canonical], nil
	case err != nil || c.done[canonical] || c.recalled[canonical]:
		return planned{}, false, err
	}
	visit := c.newVisit(canonical)
	if visit.alias, err = c.taken(v, ref, canonical); visit.alias {
		visit.reason = "may be new, at the former address of another"
		c.atAlias[canonical] = true
	}
	return planned{whole: &visit}, visit.alias, err
}

// headOnly reports whether a page is asked for its headers only: documents
// are not fetched unless attachments are.
func (c *crawl) headOnly(address string) bool {
	return documentAddress(address) && (c.feed.Attachments == "" || c.feed.Attachments == "none")
}

// rechecks returns a visit for each known article that is due.
func (c *crawl) rechecks(ctx context.Context) ([]planned, error) {
	if err := c.recallHints(ctx); err != nil {
		return nil, err
	}
	all, err := c.knownArticles(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.rememberHints(all); err != nil {
		return nil, err
	}
	if c.missing, err = c.missingFrom(ctx, all); err != nil {
		return nil, err
	}
	chosen := all
	if c.opts.All {
		doubt(chosen, c.Random)
	} else {
		chosen = due(all, c.budget(), c.seen.Started, c.feed.Location, c.Random)
	}
	if chosen, err = c.also(ctx, chosen, all); err != nil {
		return nil, err
	}
	twice := map[string]bool{}
	chosen = slices.DeleteFunc(chosen, func(k known) bool {
		canonical, err := archive.Canonical(k.URL)
		if err != nil || twice[canonical] || c.done[canonical] || !c.feed.own(k.URL) {
			return true
		}
		twice[canonical] = true
		return false
	})
	visits := make([]planned, len(chosen))
	for i := range chosen {
		visits[i].again = &chosen[i]
	}
	return visits, nil
}

// budget is how many known articles are looked at again besides the fresh ones.
func (c *crawl) budget() int {
	if c.opts.Recheck != nil {
		return *c.opts.Recheck
	}
	return c.feed.Recheck
}

// also adds the articles that there is a reason to look at now: removed ones
// that a listing shows, those missing from their listings, and those whose
// edits are to be accepted: without validators, for the server has said already that they are new.
func (c *crawl) also(ctx context.Context, chosen, all []known) ([]known, error) {
	wanted, accepted := c.missingAddresses(), map[string]bool{}
	if c.opts.Accept {
		err := c.view(ctx, func(v archive.View) error {
			held, err := archive.HeldBack(v)
			for _, address := range held {
				accepted[address] = true
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	has := map[archive.Ref]bool{}
	for i, k := range chosen {
		has[k.Ref] = true
		chosen[i].unconditional = k.unconditional || accepted[k.URL]
	}
	for _, k := range all {
		canonical, err := archive.Canonical(k.URL)
		if err != nil || has[k.Ref] {
			continue
		}
		_, listed := c.entry(canonical)
		if wanted[k.URL] || accepted[k.URL] || listed && k.State == archive.Removed {
			k.unconditional = accepted[k.URL]
			chosen = append(chosen, k)
		}
	}
	return chosen, nil
}

// knownArticles returns every article with the time of the last look.
func (c *crawl) knownArticles(ctx context.Context) ([]known, error) {
	var all []known
	err := archive.EachChunk(ctx, c.Store, c.feed.Name, 0, true, 1000, func(v archive.View, at int, articles []archive.Article) error {
		if all == nil {
			s, err := archive.OneSnapshot(v, at)
			if err != nil {
				return err
			}
			all = make([]known, 0, s.Articles) // growing it would take long, and room for it twice
		}
		for _, a := range articles {
			all = append(all, known{Article: a})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the known articles: %w", err)
	}
	return all, c.lastAsked(ctx, all)
}

func (c *crawl) lastAsked(ctx context.Context, all []known) error {
	var trace *archive.Trace
	err := c.view(ctx, func(v archive.View) error {
		at, err := v.Latest()
		if err == nil {
			trace, err = archive.TraceUpTo(v, at)
		}
		return err
	})
	if err != nil {
		return err
	}
	last := archive.Ref(0) // those that were forgotten are not among all
	for _, k := range all {
		last = max(last, k.Ref)
	}
	asked := trace.Asked(int(last) + 1)
	for i := range all {
		all[i].asked = asked[all[i].Ref]
	}
	if c.opts.All {
		trusted := trace.Trusted(int(last) + 1)
		for i := range all {
			all[i].trusted = trusted[all[i].Ref]
		}
	}
	c.heedHints(all, trace)
	return nil
}

// recheck returns the visit to a known article: conditional where the server
// gave validators that hold for today's way of reading.
func (c *crawl) recheck(ctx context.Context, k known) (v visit, err error) {
	err = c.view(ctx, func(view archive.View) error {
		v, err = c.recheckIn(view, k)
		return err
	})
	return v, err
}

func (c *crawl) recheckIn(view archive.View, k known) (visit, error) {
	v := visit{known: true, reason: k.reason(), request: fetch.Request{URL: k.URL, Head: c.headOnly(k.URL)}}
	newest, err := view.Revision(k.Ref, k.Revision)
	if err != nil {
		return v, fmt.Errorf("plan the look at %s: %w", k.URL, err)
	}
	memo, err := view.ArticleMemo(k.Ref)
	if err != nil {
		return v, fmt.Errorf("plan the look at %s: %w", k.URL, err)
	}
	v.base, v.entry = newest.Capture.Raw, newest.Capture.Entry
	if canonical, err := archive.Canonical(k.URL); err == nil {
		if e, seen := c.entry(canonical); seen {
			v.entry = e
		}
	}
	var held validators
	if memo != nil && !k.unconditional && json.Unmarshal(memo, &held) == nil && held.Stamp == c.reader.Stamp() {
		v.request.ETag, v.request.LastModified = held.ETag, held.LastModified
	}
	return v, nil
}

// remember notes the entries that are still to be captured.
func (c *crawl) remember(ctx context.Context) error {
	captured := map[string]bool{}
	err := c.writer.Pending(ctx, func(info archive.CaptureInfo) error {
		if info.Of != "" {
			return nil
		}
		if canonical, err := archive.Canonical(info.URL); err == nil {
			captured[canonical] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, s := range c.seen.Gone { // a broken link: asked again only while it is listed
		if canonical, err := archive.Canonical(s.URL); err == nil {
			captured[canonical] = true
		}
	}
	waiting := []archive.Entry{}
	err = c.eachEntry(ctx, func(v archive.View, canonical string) error {
		_, err := v.Lookup(canonical, 0)
		if errors.Is(err, archive.ErrNotFound) {
			if !captured[canonical] {
				e, _ := c.entry(canonical)
				waiting = append(waiting, e)
			}
			return nil
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("note the entries not yet captured: %w", err)
	}
	b, err := json.Marshal(waiting)
	if err != nil {
		return fmt.Errorf("note the entries not yet captured: %w", err)
	}
	c.seen.Memos[pendingKey] = b
	return c.rememberAliases()
}
