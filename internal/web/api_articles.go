package web

import (
	"bytes"

	"onrecord/archive"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
	"onrecord/internal/web/roster"
)

// apiArticles writes the document onrecord/articles: a page of a feed's
// articles, newest first, undated last.
func (s *Server) apiArticles(a ask, b *bytes.Buffer) (next string, err error) {
	if err := s.listed(&a); err != nil {
		return "", err
	}
	query := a.URL.Query()
	f, err := filterOf(query)
	if err != nil {
		return "", err
	}
	wanted, err := s.wanted(a, f)
	if err != nil {
		return "", err
	}
	most, err := limit(query)
	if err != nil {
		return "", err
	}
	rows, total, more, err := pick(a.roster.Rows, wanted, query.Get("after"), most)
	if err != nil {
		return "", err
	}
	found := len(rows)
	list, err := s.documents(a, rows)
	if err != nil {
		return "", err
	}
	if rows = rows[:len(list)]; more || len(rows) < found {
		next = rows[len(rows)-1].ID
	}
	d := jsondoc.New(b, export.FormatArticles, export.Version)
	d.Member("total", total)
	d.Member("next", jsondoc.Text(next))
	jsondoc.List(d, "articles", jsondoc.All(list))
	return next, d.Close()
}

// documents returns the first of some articles as the documents hold them.
func (s *Server) documents(a ask, rows []roster.Row) ([]export.Article, error) {
	list := make([]export.Article, 0, len(rows))
	read := func(v archive.View, row roster.Row) ([]export.Facts, error) {
		article, err := v.Article(row.Ref, a.outline.Latest)
		if err != nil {
			return nil, err
		}
		facts, err := factsOf(v, a.outline, article)
		return []export.Facts{facts}, err
	}
	size := func(f export.Facts) int { return textBytes(f.Newest.Content) }
	_, err := bounded(s, a, rows, read, size, func(f export.Facts) { list = append(list, export.Assemble(f)) })
	return list, err
}

// factsOf returns what a document of an article is made of, without its history.
func factsOf(v archive.View, o *roster.Outline, article archive.Article) (f export.Facts, err error) {
	f = export.Facts{Article: article, LastSeen: o.Trace.LastSeen(article), Checks: o.Trace.Checks(article)}
	f.Newest.Revision, f.Newest.Content, err = revisionOf(v, article.Ref, article.Revision)
	return f, err
}

// apiArticle writes the document onrecord/article: one article with its revisions.
func (s *Server) apiArticle(a ask, b *bytes.Buffer) (string, error) {
	var facts export.Facts
	err := s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) error {
		article, err := findArticle(v, a.PathValue("id"), a.outline.Latest)
		if err != nil {
			return err
		}
		if facts, err = factsOf(v, a.outline, article); err != nil {
			return err
		}
		revisions, err := v.Revisions(article.Ref, a.outline.Latest)
		if err != nil {
			return err
		}
		for _, r := range revisions {
			content, err := v.Content(r.Reading().Content)
			if err != nil {
				return err
			}
			facts.History = append(facts.History, export.Held{Revision: r, Content: content})
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return "", export.WriteArticle(b, export.Assemble(facts))
}

// apiLooks writes the document onrecord/looks.
func (s *Server) apiLooks(a ask, b *bytes.Buffer) (string, error) {
	article, err := s.article(a)
	if err != nil {
		return "", err
	}
	var looks []export.Look
	for _, l := range a.outline.Trace.Looks(article.Ref) {
		looks = append(looks, export.Look{Snapshot: l.Snapshot, Time: l.Time, Look: l.Look, Reason: l.Reason})
	}
	return "", export.WriteLooks(b, jsondoc.All(looks))
}

// findArticle returns the article that a request names; errForgotten for one of which
// nothing is held any more.
func findArticle(v archive.View, name string, at int) (archive.Article, error) {
	a, err := archive.Find(v, name, at)
	if err == nil && a.State == archive.Forgotten {
		err = errForgotten
	}
	return a, err
}

// article returns the article that an address names.
func (s *Server) article(a ask) (article archive.Article, err error) {
	err = s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) error {
		article, err = findArticle(v, a.PathValue("id"), a.outline.Latest)
		return err
	})
	return article, err
}
