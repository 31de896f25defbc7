package scraper

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"onrecord/archive"
	"onrecord/scraper/fetch"
)

// aliasesKey names the memo of what listings printed at addresses that articles
// have besides their own, when such an address was last asked.
const aliasesKey = "aliases"

// maxAliases bounds the memo. What it does not hold is asked again.
const maxAliases = 1000

// alias is what a listing printed of an address.
type alias struct {
	URL   string `json:"url"` // canonical
	Title string `json:"title,omitempty"`
	Day   string `json:"day,omitempty"`
}

func aliasOf(canonical string, e archive.Entry) alias {
	return alias{canonical, archive.Fold(archive.NormaliseLine(e.Title)), e.Date.Day()}
}

// recallAliases reads the memo.
func (c *crawl) recallAliases(v archive.View) error {
	_, err := archive.ReadMemo(v, aliasesKey, "recall what was asked at former addresses", &c.aliases)
	return err
}

// taken reports whether another article may stand at an address that a known
// one left or has besides its own: the listing prints there what it never
// printed of that one.
func (c *crawl) taken(v archive.View, ref archive.Ref, canonical string) (bool, error) {
	at, err := v.Latest()
	if err != nil {
		return false, err
	}
	a, err := v.Article(ref, at)
	if err != nil || a.State == archive.Forgotten {
		return false, err
	}
	entry, _ := c.entry(canonical)
	now := aliasOf(canonical, entry)
	if own, err := archive.Canonical(a.URL); err != nil || own == canonical || now.Title == "" || slices.Contains(c.aliases, now) {
		return false, err
	}
	newest, err := v.Revision(ref, a.Revision)
	if err != nil {
		return false, err
	}
	content, err := v.Content(newest.Reading().Content)
	if err != nil {
		return false, err
	}
	known := []alias{aliasOf(canonical, newest.Capture.Entry), aliasOf(canonical, archive.Entry{Title: content.Title, Date: content.Date})}
	return !slices.ContainsFunc(known, now.agrees), nil
}

// agrees reports whether one of two prints may be that of the other's article.
func (a alias) agrees(b alias) bool {
	return a.Title == b.Title && (a.Day == b.Day || a.Day == "" || b.Day == "")
}

// rememberAliases notes the former addresses that answered.
func (c *crawl) rememberAliases() error {
	noted := len(c.aliases)
	for canonical := range c.addresses() {
		if c.atAlias[canonical] && c.there[archive.MarkOf(canonical)] {
			entry, _ := c.entry(canonical)
			c.aliases = append(c.aliases, aliasOf(canonical, entry))
		}
	}
	if len(c.aliases) == noted {
		return nil
	}
	b, err := json.Marshal(c.aliases[max(0, len(c.aliases)-maxAliases):])
	if err != nil {
		return fmt.Errorf("note what was asked at former addresses: %w", err)
	}
	c.seen.Memos[aliasesKey] = b
	return nil
}

// atAnother asks the other addresses of an article whose own is gone, as far as
// a listing shows them: it may have come back to one.
func (c *crawl) atAnother(ctx context.Context, gone visit) error {
	canonical, err := archive.Canonical(gone.request.URL)
	if err != nil {
		return nil //nolint:nilerr // what has no canonical form has no other addresses
	}
	var aliases []string
	err = c.view(ctx, func(v archive.View) error {
		ref, err := v.Lookup(canonical, 0)
		if err != nil {
			return err
		}
		at, err := v.Latest()
		if err != nil {
			return err
		}
		a, err := v.Article(ref, at)
		aliases = a.Aliases
		return err
	})
	if err != nil {
		return fmt.Errorf("look for another address of %s: %w", gone.request.URL, err)
	}
	for _, address := range aliases {
		other, err := archive.Canonical(address)
		e, listed := c.entry(other)
		if _, asked := c.there[archive.MarkOf(other)]; err != nil || !listed || c.recalled[other] || asked || c.done[other] {
			continue
		}
		v := visit{request: fetch.Request{URL: e.URL, Head: c.headOnly(e.URL)}, entry: e, alias: true}
		if err := c.one(ctx, v); err != nil {
			return err
		}
	}
	return nil
}
