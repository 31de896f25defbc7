package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"onrecord/archive/diff"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
)

// atomType is the media type of Atom (RFC 4287).
const atomType = "application/atom+xml"

// atomEntries is how many entries a feed has at most.
const atomEntries = 40

// serveArticlesAtom answers with a feed's newest articles.
func (s *Server) serveArticlesAtom(w http.ResponseWriter, r *http.Request) {
	s.atom(w, r, func(a ask) (export.Source, error) {
		f, err := filterOf(a.URL.Query())
		if err != nil {
			return export.Source{}, err
		}
		wanted, err := s.wanted(a, f)
		if err != nil {
			return export.Source{}, err
		}
		rows, _, _, err := pick(a.roster.Rows, wanted, "", atomEntries)
		if err != nil {
			return export.Source{}, err
		}
		list, err := s.documents(a, rows)
		return export.Source{Snapshot: a.outline.Newest(), Articles: jsondoc.All(list)}, err
	})
}

// serveChangesAtom answers with a feed's newest changes.
func (s *Server) serveChangesAtom(w http.ResponseWriter, r *http.Request) {
	s.atom(w, r, func(a ask) (export.Source, error) {
		f, err := filterOf(a.URL.Query())
		if err != nil {
			return export.Source{}, err
		}
		wanted, err := f.changes(s.o.Now(), a.feed.Location)
		if err != nil {
			return export.Source{}, err
		}
		steps, _, _, err := pickSteps(a.roster.Steps, wanted, "", atomEntries)
		if err != nil {
			return export.Source{}, err
		}
		list, err := eachRecorded(s, a, steps, diff.Of)
		return export.Source{Snapshot: a.outline.Newest(), Changes: diff.All(list)}, err
	})
}

// atom answers with a document made of what source returns: of changes where
// there are any to be told.
func (s *Server) atom(w http.ResponseWriter, r *http.Request, source func(ask) (export.Source, error)) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	a := ask{Request: r.WithContext(ctx)}
	var b bytes.Buffer
	err := s.locate(&a)
	if err == nil {
		err = s.listed(&a)
	}
	if err == nil {
		var from export.Source
		if from, err = source(a); err == nil {
			err = export.WriteAtom(&b, from, export.Options{Changes: from.Changes != nil, Self: s.absolute(r, r.URL.Path[1:])})
		}
	}
	if err != nil {
		s.plainError(w, r, fmt.Errorf("make an Atom feed: %w", err))
		return
	}
	s.send(w, r, http.StatusOK, atomType+"; charset=utf-8", b.Bytes())
}
