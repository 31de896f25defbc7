package learn

import (
	"fmt"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/rules"
)

// settle reads every sample with what was learned, counts for each field how
// often the evidence agrees, and drops the selectors that do no better than
// reading without them.
func (l *learner) settle() {
	type field struct {
		name     string
		selector *string
	}
	for _, f := range []field{
		{archive.FieldTitle, &l.chosen.Title}, {archive.FieldDate, &l.chosen.Date},
		{archive.FieldSummary, &l.chosen.Summary}, {archive.FieldBody, &l.chosen.Body},
	} {
		if *f.selector == "" {
			continue
		}
		with, of := l.agreement(f.name, l.chosen)
		without, _ := l.agreement(f.name, l.unselect(f.name))
		if with < without || with*4 < of*3 || with < min(2, of) {
			l.chosen = l.unselect(f.name)
			l.note(Learned{Field: f.name, Agree: without, Of: of, Note: fmt.Sprintf("no selector found it on more than %d of %d samples; it is read without one", with, of)})
		}
	}
	if l.chosen.Body != "" && l.losesAttachments() {
		l.chosen = l.unselect(archive.FieldBody)
		l.note(Learned{Field: archive.FieldBody, Agree: len(l.sheets), Of: len(l.sheets), Note: "read without a selector, which would miss the documents beside the text"})
	}
}

// unselect returns the selectors without one field's.
func (l *learner) unselect(field string) rules.Select {
	s := l.chosen
	switch field {
	case archive.FieldTitle:
		s.Title = ""
	case archive.FieldDate:
		s.Date, s.DateFormat = "", ""
	case archive.FieldSummary:
		s.Summary = ""
	case archive.FieldBody:
		s.Body, s.Remove = "", nil
	}
	return s
}

// agreement counts the samples on which a field, read with s, is what the
// evidence says, and those that have evidence.
func (l *learner) agreement(field string, s rules.Select) (agree, of int) {
	for _, sh := range l.sheets {
		right, known := l.agrees(field, sh, l.read(sh, s))
		if known {
			of++
		}
		if known && right {
			agree++
		}
	}
	return agree, of
}

func (l *learner) agrees(field string, sh *sheet, r article.Reading) (right, known bool) {
	c := r.Content
	switch field {
	case archive.FieldTitle:
		return l.sameTitle(c.Title, sh.label.title), sh.label.title != ""
	case archive.FieldDate:
		return c.Date.Day() == sh.label.date.Day(), sh.label.date != "" || l.exact
	case archive.FieldSummary:
		if l.exact {
			return archive.Normalise(c.Summary) == archive.Normalise(sh.label.summary), true
		}
		return c.Summary != "" && l.isLead(sh, c.Summary), len(l.leadKeys(sh)) > 0
	}
	return l.agreesText(sh, c)
}

// agreesText compares a text with the evidence: it must hold all that is surely
// text, and nothing that is surely none.
func (l *learner) agreesText(sh *sheet, c archive.Content) (right, known bool) {
	if l.exact {
		return archive.Normalise(c.Body) == archive.Normalise(sh.known.Body), true
	}
	read := keysOf(c.Text())
	all, missing, alien := 0, 0, 0
	for i := range sh.paragraphs {
		p := &sh.paragraphs[i]
		switch {
		case sh.isTitle(i):
		case p.kind == text:
			all += p.Size
			if !read[p.key] {
				missing += p.Size
			}
		case p.kind == furniture && read[p.key]:
			alien += p.Size
		}
	}
	return all > 0 && missing*50 <= all && alien*50 <= all, all > 0
}

// losesAttachments reports whether the text's selector hides documents that are
// the article's: file lists often stand beside the text.
func (l *learner) losesAttachments() bool {
	without := l.unselect(archive.FieldBody)
	for _, sh := range l.sheets {
		want := l.read(sh, without).Content.Attachments
		if l.exact {
			want = sh.known.Attachments
		}
		c := l.read(sh, l.chosen).Content
		if len(c.Attachments) < len(want) {
			return true
		}
		read := keysOf(c.Body)
		for _, a := range want {
			if read[keyOf(a.Title)] && !keysOf(l.read(sh, without).Content.Body)[keyOf(a.Title)] {
				return true // listed as a line of the text
			}
		}
	}
	return false
}

// result gathers what was learned.
func (l *learner) result() Result {
	r := Result{Select: l.chosen}
	for _, f := range []struct{ name, selector string }{
		{archive.FieldTitle, l.chosen.Title}, {archive.FieldDate, l.chosen.Date},
		{archive.FieldSummary, l.chosen.Summary}, {archive.FieldBody, l.chosen.Body},
	} {
		r.Fields = append(r.Fields, l.learned(f.name, f.selector))
	}
	for _, css := range l.chosen.Remove {
		r.Fields = append(r.Fields, Learned{Field: FieldRemove, Selector: css, Agree: l.matches(css), Of: len(l.sheets), Note: "no part of the text"})
	}
	for _, f := range l.fields {
		if f.Field == FieldEntry || f.Field == FieldNext {
			r.Fields = append(r.Fields, f)
		}
	}
	for _, sh := range l.sheets {
		r.Readings = append(r.Readings, l.read(sh, l.chosen))
	}
	return r
}

// learned describes one field.
func (l *learner) learned(name, selector string) Learned {
	agree, of := l.agreement(name, l.chosen)
	f := Learned{Field: name, Selector: selector, Agree: agree, Of: of}
	for _, n := range l.fields {
		if n.Field == name {
			f.Note = n.Note
		}
	}
	return f
}

// matches counts the samples on which a selector finds something.
func (l *learner) matches(css string) int {
	n := 0
	for _, sh := range l.sheets {
		if len(query(sh, css)) > 0 {
			n++
		}
	}
	return n
}
