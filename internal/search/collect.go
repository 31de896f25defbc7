package search

import (
	"context"
	"errors"

	"onrecord/archive"
)

// viewRows is how many rows one short view answers for, boundRows where the texts
// may turn out to be too long.
const (
	viewRows  = 50
	boundRows = 20
)

// text is a row with what the archive holds of it.
type text struct {
	row
	place   int // among all rows
	article archive.Article
	title   string          // of the newest revision
	code    string          // of the language of content
	content archive.Content // of the last revision found
}

// collect makes results of rows until there are as many as wanted.
func collect(ctx context.Context, store archive.Store, r Request, rows []row) (found []Result, more bool, err error) {
	tongues := map[string]*tongue{}
	read, chunk := 0, viewRows
	if r.Bytes > 0 {
		chunk = boundRows
	}
	for at := r.After.in(rows); at < len(rows); {
		n, most := 1, chunk
		if r.Limit > 0 { // no more than what is still wanted, and one that says whether there is more
			most = min(most, r.Limit+1-len(found))
		}
		for n < min(len(rows)-at, most) && rows[at+n].feed == rows[at].feed {
			n++
		}
		texts, err := load(ctx, store, r, rows[at:at+n], at)
		if err != nil {
			return nil, false, err
		}
		at += n
		for _, t := range texts {
			if r.Limit > 0 && len(found) == r.Limit || r.Bytes > 0 && read >= r.Bytes {
				return found, true, nil
			}
			if tongues[t.code] == nil {
				tongues[t.code] = newTongue(t.code)
			}
			read += len(t.content.Text())
			found = append(found, t.result(r.Query, tongues[t.code]))
		}
	}
	return found, false, nil
}

// load reads rows of one feed, the first of which stands at a place, from the archive. Rows of what is there no more
// or was forgotten are left out, as is what r does not keep.
func load(ctx context.Context, store archive.Store, r Request, rows []row, place int) (texts []text, err error) {
	err = store.View(ctx, rows[0].feed, func(v archive.View) error {
		at, err := v.Latest()
		if err != nil {
			return err
		}
		for i, row := range rows {
			t := text{row: row, place: place + i}
			t.article, err = v.Article(row.ref, at)
			if err == nil && (t.article.State == archive.Forgotten || r.Keep != nil && !r.Keep(row.feed, t.article)) {
				continue
			}
			if err == nil {
				err = t.load(v)
			}
			if errors.Is(err, archive.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			texts = append(texts, t)
		}
		return nil
	})
	return texts, err
}

// load reads the revision that is shown, and the newest one's title.
func (t *text) load(v archive.View) error {
	shown, err := v.Revision(t.ref, t.numbers[len(t.numbers)-1])
	if err != nil {
		return err
	}
	t.code = codeOf(shown.Reading().Language)
	if t.content, err = v.Content(shown.Reading().Content); err != nil {
		return err
	}
	if t.title = t.content.Title; shown.Number == t.article.Revision {
		return nil
	}
	newest, err := v.Revision(t.ref, t.article.Revision)
	if err != nil {
		return err
	}
	c, err := v.Content(newest.Reading().Content)
	t.title = c.Title
	return err
}

func (t *text) result(q Query, in *tongue) Result {
	last := t.numbers[len(t.numbers)-1]
	r := Result{
		Feed: t.feed, Article: t.article, Title: q.marked(in, FieldTitle, t.title),
		Cursor:  Cursor{t.place + 1, t.feed, t.ref},
		FoundIn: t.numbers, StillThere: last == t.article.Revision, Field: FieldBody,
	}
	r.Snippet = q.snippet(in, t.content.Text())
	if former := q.marked(in, FieldTitle, t.content.Title); !r.StillThere && !anyMatch(r.Snippet) && anyMatch(former) {
		r.Snippet, r.Field = former, FieldTitle
	}
	return r
}

func anyMatch(parts []Part) bool {
	for _, p := range parts {
		if p.Match {
			return true
		}
	}
	return false
}
