package learn

import (
	"onrecord/archive"
	"onrecord/scraper/page"
)

// KnownArticle is an article whose content the archive holds, with its page as
// it is today.
type KnownArticle struct {
	Content archive.Content
	Page    *page.Page
	Entry   archive.Entry // what the listing prints of it today; may be empty
}

// Relearn learns how the articles are read from the texts they are known to
// have: after a redesign, other markup stands around the same words. An article
// that was edited since does no harm as long as most were not. A field's Agree
// is how many of the articles read exactly as they are known.
func Relearn(known []KnownArticle, list ListingSample, o Options) Result {
	l := newLearner(o)
	l.exact = true
	l.learnListing(list)
	for _, k := range known {
		if k.Page == nil || k.Page.Doc == nil {
			continue
		}
		sh := newSheet(Sample{Page: k.Page, Entry: k.Entry})
		sh.known = k.Content.Normalised()
		sh.label = label{title: sh.known.Title, date: sh.known.Date, summary: sh.known.Summary}
		l.sheets = append(l.sheets, sh)
	}
	compare(l.sheets)
	for _, sh := range l.sheets {
		l.labelByText(sh)
	}
	l.learnFields()
	return l.result()
}

// labelByText marks the paragraphs that the article is known to have, and all
// others as furniture.
func (l *learner) labelByText(sh *sheet) {
	body := keysOf(sh.known.Body)
	lead := keysOf(sh.known.Summary)
	for i := range sh.paragraphs {
		switch p := &sh.paragraphs[i]; {
		case body[p.key], lead[p.key]:
			p.kind = text
		default:
			p.kind = furniture
		}
	}
}
