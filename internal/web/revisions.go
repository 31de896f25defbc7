package web

import (
	"net/http"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/web/rows"
)

// revisionsPage compares two revisions of an article.
type revisionsPage struct {
	Feed     Feed
	Article  archive.Article
	From, To archive.Revision
	Title    string
	Side     bool // side by side, else in one column
	Hunks    []hunk
	Inserted int // words
	Deleted  int
	// Documents that were replaced behind their addresses.
	Documents []documentHunk
}

// shownSections are sections as the page shows them.
type shownSections struct {
	Sections []rows.Section
	Side     bool
	From, To int
}

// Shown says how sections are shown.
func (p revisionsPage) Shown(sections []rows.Section) shownSections {
	return shownSections{sections, p.Side, p.From.Number, p.To.Number}
}

// hunk is what changed in one field.
type hunk struct {
	Field    string
	Sections []rows.Section
}

func (s *Server) showRevisions(a ask) (page, error) {
	from, errFrom := a.number("from")
	to, errTo := a.number("to")
	if errFrom != nil || errTo != nil {
		return page{}, errNoPage
	}
	p := revisionsPage{Feed: a.feed, Side: a.URL.Query().Get("view") == "side"}
	var old, new archive.Content
	err := s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) (err error) {
		if p.Article, err = findArticle(v, a.PathValue("id"), a.outline.Latest); err != nil {
			return err
		}
		if max(from, to) > p.Article.Revision {
			return errNoPage
		}
		if p.From, old, err = revisionOf(v, p.Article.Ref, from); err != nil {
			return err
		}
		p.To, new, err = revisionOf(v, p.Article.Ref, to)
		return err
	})
	if err != nil {
		return page{}, err
	}
	p.Title = new.Title
	if p.Documents, err = s.replaced.of(a.Context(), a.feed.Name, old, new); err != nil {
		return page{}, err
	}
	hunks := diff.Contents(old, new, fields())
	p.Inserted, p.Deleted = diff.Words(hunks)
	for _, h := range hunks {
		p.Hunks = append(p.Hunks, hunk{h.Field, rows.Sections(rows.Of(h.Ops))})
	}
	return page{
		Template: "revisions", Section: "articles", Data: p, Status: http.StatusOK,
		Title:       a.lang.Text("compare.title", from, to, rows.Head(p.Title, 80)),
		Description: a.lang.Text("compare.description", p.Inserted, p.Deleted),
	}, nil
}

// fields are the fields that are compared.
func fields() []string {
	return []string{archive.FieldTitle, archive.FieldDate, archive.FieldSummary, archive.FieldBody, archive.FieldAttachments}
}

func revisionOf(v archive.View, ref archive.Ref, number int) (r archive.Revision, c archive.Content, err error) {
	if r, err = v.Revision(ref, number); err != nil {
		return r, c, err
	}
	c, err = v.Content(r.Reading().Content)
	return r, c, err
}
