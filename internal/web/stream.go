package web

import (
	"slices"

	"onrecord/archive"
	"onrecord/internal/web/roster"
	"onrecord/internal/web/rows"
)

// perPage is how many articles a page of a list shows.
const perPage = 50

// streamPage is a feed's articles, newest first.
type streamPage struct {
	Filter filter
	Feed   Feed
	Total  int
	Items  []streamItem
	Next   string // address of the page after this one; empty: none
	First  string // address of the first page; empty: this is it
	States []archive.State
	Kinds  []archive.Kind
	// Unready: the texts are being indexed.
	Unready bool
}

// streamItem is an article in a list.
type streamItem struct {
	roster.Row
	Lead string
}

func (s *Server) showStream(a ask) (page, error) {
	f, err := filterOf(a.URL.Query())
	if err != nil {
		return page{}, err
	}
	if f, err = f.inDays(s.o.Now(), a.feed.Location); err != nil {
		return page{}, err
	}
	wanted, err := s.wanted(a, f)
	if err != nil {
		return page{}, err
	}
	p := streamPage{Filter: f, Feed: a.feed, States: []archive.State{archive.Listed, archive.Unlisted, archive.Removed}, Kinds: archive.Kinds(), Unready: f.Words != "" && s.unready(a)}
	list, total, more, err := pick(a.roster.Rows, wanted, a.URL.Query().Get("after"), perPage)
	if err != nil {
		return page{}, err
	}
	p.Total = total
	if p.Items, err = s.items(a, list); err != nil {
		return page{}, err
	}
	path := s.prefix + "feeds/" + a.feed.Name + "/"
	if more {
		p.Next = path + with(a.URL.Query(), "after", list[len(list)-1].ID)
	}
	if a.URL.Query().Get("after") != "" {
		p.First = path + with(a.URL.Query())
	}
	return page{
		Template: "stream", Title: a.feed.Title, Section: "articles", Data: p,
		Description: a.lang.Text("stream.description", a.feed.Title, a.lang.Count("articles", len(a.roster.Rows))),
		Alternate:   s.feedAlternates(a),
	}, nil
}

// feedAlternates are a feed's articles and changes for other programs.
func (s *Server) feedAlternates(a ask) []alternate {
	path := s.prefix + "feeds/" + a.feed.Name
	return []alternate{
		{atomType, path + "/articles.atom", a.feed.Title + ": " + a.lang.Text("articles.title"), a.lang.Text("articles.title")},
		{atomType, path + "/changes.atom", a.feed.Title + ": " + a.lang.Text("changes"), a.lang.Text("changes")},
	}
}

// pick returns up to limit wanted rows after the article with the id after, how
// many are wanted in all, and whether more follow.
func pick(all []roster.Row, wanted func(*roster.Row) bool, after string, limit int) (list []roster.Row, total int, more bool, err error) {
	begun := after == ""
	for i := range all {
		r := &all[i]
		if wanted(r) {
			total++
			switch {
			case begun && len(list) < limit:
				list = append(list, *r)
			case begun:
				more = true
			}
		}
		begun = begun || r.ID == after
	}
	if !begun {
		return nil, 0, false, errNoPage
	}
	return list, total, more, nil
}

// items adds the beginning of each article's text.
func (s *Server) items(a ask, list []roster.Row) ([]streamItem, error) {
	items := make([]streamItem, 0, len(list))
	for chunk := range slices.Chunk(list, 25) {
		err := s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) error {
			for _, r := range chunk {
				content, err := contentOf(v, r.Ref, r.Revision)
				if err != nil {
					return err
				}
				items = append(items, streamItem{r, lead(content)})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return items, nil
}

// lead returns the beginning of an article's text.
func lead(c archive.Content) string {
	const most = 180
	paragraphs := archive.Paragraphs(c.Text())
	if len(paragraphs) == 0 {
		return ""
	}
	return shortened(paragraphs[0], most)
}

// shortened returns a text, or its beginning and that there is more.
func shortened(text string, most int) string {
	short := rows.Head(text, most)
	if short != text {
		short += " …"
	}
	return short
}

// contentOf returns the content of a revision as it is read today.
func contentOf(v archive.View, ref archive.Ref, number int) (archive.Content, error) {
	revision, err := v.Revision(ref, number)
	if err != nil {
		return archive.Content{}, err
	}
	return v.Content(revision.Reading().Content)
}
