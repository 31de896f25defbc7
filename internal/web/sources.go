package web

import (
	"onrecord/archive"
)

// sourcesPage says where each field of a revision was read.
type sourcesPage struct {
	Feed     Feed
	Article  archive.Article
	Revision archive.Revision
	Title    string
	Sources  []Source
}

func (s *Server) showSources(a ask) (page, error) {
	n, err := a.number("n")
	if err != nil {
		return page{}, err
	}
	if s.o.Explain == nil {
		return page{}, errNoPage
	}
	p := sourcesPage{Feed: a.feed}
	var capture archive.Capture
	err = s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) (err error) {
		if p.Article, err = findArticle(v, a.PathValue("id"), a.outline.Latest); err != nil {
			return err
		}
		var content archive.Content
		if p.Revision, content, err = revisionOf(v, p.Article.Ref, n); err != nil {
			return err
		}
		p.Title = content.Title
		info := p.Revision.Capture
		if !info.Held() {
			return nil
		}
		body, err := v.Raw(info.Raw)
		capture = info.With(body)
		return err
	})
	if err != nil {
		return page{}, err
	}
	if len(capture.Body) > 0 {
		if p.Sources, err = s.o.Explain(a.Context(), a.feed.Name, capture); err != nil {
			return page{}, err
		}
	}
	return page{
		Template: "sources", Section: "articles", Title: a.lang.Text("sources.title", p.Title), Data: p,
		Description: a.lang.Text("sources.description"),
	}, nil
}
