package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/cite"
	"onrecord/internal/web/rows"
)

// articlePage is an article as the archive holds it.
type articlePage struct {
	Feed      Feed
	Article   archive.Article
	Revision  archive.Revision // the one shown
	Content   archive.Content
	Newest    bool // whether the one shown is the newest
	LastSeen  time.Time
	Checks    int
	Revisions []archive.Revision // newest first
	Kept      []archive.CaptureInfo
	Changes   []archive.Change // newest first
	Looks     []lookRun        // newest first
	// How many older revisions, changes and runs of looks are not shown.
	MoreRevisions, MoreChanges, MoreLooks int
	Cite                                  string // in one line
	CiteWhole                             string // with digests, and what it claims
}

// lookRun is looks one after the other that ended alike.
type lookRun struct {
	Look        archive.Look
	Reason      string
	First, Last time.Time
	Count       int
}

// shortList is how many revisions, changes and runs of looks an article's page
// shows at once.
const shortList = 12

func (s *Server) showArticle(a ask) (page, error) {
	p := articlePage{Feed: a.feed}
	err := s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) error {
		return p.load(a, v)
	})
	if err != nil {
		return page{}, err
	}
	if id := a.PathValue("id"); id != p.Article.ID { // an address, or the beginning of the id
		return page{Redirect: s.prefix + articlePath(a.feed.Name, p.Article.ID)}, nil
	}
	p.LastSeen, p.Checks = a.outline.Trace.LastSeen(p.Article), a.outline.Trace.Checks(p.Article)
	p.Looks = runs(a.outline.Trace.Looks(p.Article.Ref))
	p.Looks, p.MoreLooks = cut(p.Looks)
	if !a.URL.Query().Has("all") {
		p.shorten()
	}
	if p.Cite, p.CiteWhole, err = s.cite(a, p); err != nil {
		return page{}, err
	}
	title := p.Content.Title
	if title == "" {
		title = a.lang.Text("untitled")
	}
	return page{
		Template: "article", Title: title, Section: "articles", Data: p, Description: lead(p.Content),
		Alternate: []alternate{{"application/json", s.prefix + "api/v1/feeds/" + a.feed.Name + "/articles/" + p.Article.ID, "JSON", ""}},
	}, nil
}

// shorten leaves older revisions and changes out; the revision that is shown stays.
func (p *articlePage) shorten() {
	p.Changes, p.MoreChanges = cut(p.Changes)
	p.Revisions, p.MoreRevisions = cut(p.Revisions)
	if last := p.Revisions[len(p.Revisions)-1]; p.Revision.Number < last.Number {
		p.Revisions, p.MoreRevisions = append(p.Revisions, p.Revision), p.MoreRevisions-1
	}
}

// cut returns the beginning of a list, and how many are left out.
func cut[T any](list []T) (short []T, more int) {
	short = list[:min(len(list), shortList)]
	return slices.Clip(short), len(list) - len(short)
}

// load reads what an article's page shows.
func (p *articlePage) load(a ask, v archive.View) (err error) {
	at := a.outline.Latest
	if p.Article, err = findArticle(v, a.PathValue("id"), at); err != nil {
		return err
	}
	ref := p.Article.Ref
	if p.Revisions, err = v.Revisions(ref, at); err != nil {
		return err
	}
	number := p.Article.Revision
	if a.PathValue("n") != "" {
		if number, err = a.number("n"); err != nil {
			return err
		}
	}
	i := slices.IndexFunc(p.Revisions, func(r archive.Revision) bool { return r.Number == number })
	if i < 0 {
		return errNoPage
	}
	p.Revision, p.Newest = p.Revisions[i], number == p.Article.Revision
	if p.Content, err = v.Content(p.Revision.Reading().Content); err != nil {
		return err
	}
	if p.Kept, err = v.Kept(ref, at); err != nil {
		return err
	}
	if p.Changes, err = v.ChangesOf(ref, 0, at); err != nil {
		return err
	}
	slices.Reverse(p.Changes)
	slices.Reverse(p.Revisions)
	return nil
}

// runs puts looks that ended alike together, the newest first.
func runs(looks []archive.Seen) []lookRun {
	var list []lookRun
	for _, l := range slices.Backward(looks) {
		if n := len(list); n > 0 && list[n-1].Look == l.Look && list[n-1].Reason == l.Reason {
			list[n-1].First = l.Time
			list[n-1].Count++
			continue
		}
		list = append(list, lookRun{l.Look, l.Reason, l.Time, l.Time, 1})
	}
	return list
}

// cite returns what onrecord cite prints of the revision shown: its first line,
// and all of it.
func (s *Server) cite(a ask, p articlePage) (line, whole string, err error) {
	source := cite.Source{
		Feed: a.feed.Name, Publisher: a.feed.Title, Article: p.Article, Revision: p.Revision, Content: p.Content, Newest: p.Article.Revision,
	}
	var b strings.Builder
	err = cite.WriteText(&b, source)
	return source.Line(), b.String(), err
}

// chooseRevisions leads from the form to the comparison.
func (s *Server) chooseRevisions(a ask) (page, error) {
	from, to := a.URL.Query().Get("from"), a.URL.Query().Get("to")
	if !digits(from) || !digits(to) {
		return page{}, errBad
	}
	return page{Redirect: s.prefix + articlePath(a.feed.Name, a.PathValue("id")) + "/compare/" + from + "/" + to}, nil
}

func digits(text string) bool {
	return text != "" && len(text) < 8 && strings.Trim(text, "0123456789") == ""
}

// looksPage is every look at an article.
type looksPage struct {
	Feed    Feed
	Article archive.Article
	Title   string
	Runs    []lookRun
}

func (s *Server) showLooks(a ask) (page, error) {
	p := looksPage{Feed: a.feed}
	err := s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) (err error) {
		if p.Article, err = findArticle(v, a.PathValue("id"), a.outline.Latest); err != nil {
			return err
		}
		content, err := contentOf(v, p.Article.Ref, p.Article.Revision)
		p.Title = content.Title
		return err
	})
	if err != nil {
		return page{}, err
	}
	p.Runs = runs(a.outline.Trace.Looks(p.Article.Ref))
	return page{
		Template: "looks", Title: a.lang.Text("looks.of", rows.Head(p.Title, 80)), Section: "articles", Data: p,
		Description: a.lang.Text("looks.description"), Status: http.StatusOK,
	}, nil
}
