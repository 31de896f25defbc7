package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A site may answer with a page of its own in place of an article: a question
// whether a person is reading, a notice, in words that nobody foresaw. Such a
// page is known by what no two articles do: they come to have one title, which
// is neither theirs nor the listing's word, and one text. That is a failure to
// see them, never an edit of them, nor a new article. Later crawls know the page.

// errOnePage is why an article was not seen.
var errOnePage = errors.New("the site answers with one and the same page for this article and for others")

// longestNotice is the length of a text, in bytes, up to which the page of an
// article not known yet is held against those of others before it is recorded.
const longestNotice = 1500

// pages counts for how many articles the same page stands.
type pages struct {
	first map[uint64]string // of pages that may be no article: whose page it was first
	many  map[uint64]bool   // of these, those that were another's as well
	of    map[string]uint64 // by the address of the capture
}

// onePageKey names the memo that holds the hashes of such pages.
const onePageKey = "one page"

// mostOnePages is how many of them are remembered of a feed.
const mostOnePages = 50

func newPages(known []uint64) pages {
	p := pages{first: map[uint64]string{}, many: map[uint64]bool{}, of: map[string]uint64{}}
	for _, page := range known {
		p.many[page] = true
	}
	return p
}

// noteOnePages remembers the pages that stood for several articles.
func (r *recorder) noteOnePages(context.Context) error {
	found := maps.Clone(r.guard.pages.many)
	maps.Copy(found, r.strangers.many)
	for _, page := range r.onePages {
		delete(found, page)
	}
	if len(found) == 0 {
		return nil
	}
	all := slices.Concat(r.onePages, slices.Sorted(maps.Keys(found)))
	b, err := json.Marshal(all[max(0, len(all)-mostOnePages):])
	if err != nil {
		return fmt.Errorf("note the pages that stood for several articles: %w", err)
	}
	r.note(map[string][]byte{onePageKey: b})
	return nil
}

// tell notes a page whose title is not the one to be expected, and for whom it was.
func (p *pages) tell(address string, c Content, whose string) {
	page := hashOf(c.Title + "\n" + c.Text())
	p.of[address] = page
	if other, known := p.first[page]; known && other != whose {
		p.many[page] = true
	}
	p.first[page] = whose
}

// shared reports whether the page at an address was that of several articles.
func (p *pages) shared(address string) bool {
	page, told := p.of[address]
	return told && p.many[page]
}

// foreign reports whether a page has a title that is none of those to be expected,
// and a text.
func foreign(c Content, expected ...string) bool {
	title := folded(c.Title)
	for _, e := range expected {
		if folded(e) == title {
			return false
		}
	}
	return title != "" && c.Text() != ""
}

// onePage takes the captures that hold one page for several articles out of
// those that wait for the verdict: their articles were not seen.
func (r *recorder) onePage(ctx context.Context) error {
	var waiting []CaptureInfo
	for _, info := range r.guard.waiting {
		if !r.guard.pages.shared(info.URL) {
			waiting = append(waiting, info)
			continue
		}
		b, err := r.beforeOf(ctx, info)
		if err != nil {
			return err
		}
		reading, err := r.read(ctx, info)
		if err != nil {
			return err
		}
		r.guard.leave(b, reading.Content)
		r.miss(b.row.Ref, Sighting{URL: info.URL, Reason: errOnePage.Error(), Time: info.Time})
		if err := r.unread(ctx, b, info); err != nil {
			return err
		}
	}
	r.guard.waiting = waiting
	return nil
}

// notYet reports whether the page of an article that is not known yet has to be
// held against those of the others first.
func (r *recorder) notYet(info CaptureInfo, c Content) bool {
	if r.told || info.Entry.Title == "" || len(c.Text()) > longestNotice || !foreign(c, info.Entry.Title) {
		return false
	}
	r.strangers.tell(info.URL, c, folded(info.Entry.Title))
	return true
}
