package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"onrecord/archive"
	"onrecord/archive/diff"
)

// revisionRange is ARTICLE@2..ARTICLE@5, as diff and cite take revisions.
type revisionRange struct {
	article, other string // other: the second article named, "" for none
	from, to       int    // to 0: the newest
}

// parseRange reads ARTICLE@2..ARTICLE@5, ARTICLE@2..5, ARTICLE@2.. and
// ARTICLE@2. An article may be named by an address with dots and @ in it.
func parseRange(s string) (r revisionRange, ok bool) {
	for at := 0; ; at++ {
		i := strings.Index(s[at:], "..")
		if i < 0 {
			r.article, r.from, ok = cutRevision(s)
			return r, ok
		}
		at += i
		if r.article, r.from, ok = cutRevision(s[:at]); !ok {
			continue
		}
		rest := s[at+2:]
		if rest == "" {
			return r, true
		}
		if n, err := strconv.Atoi(rest); err == nil {
			r.to = n
			return r, true
		}
		if r.other, r.to, ok = cutRevision(rest); ok {
			return r, true
		}
	}
}

// cutRevision reads ARTICLE@2.
func cutRevision(s string) (article string, number int, ok bool) {
	i := strings.LastIndexByte(s, '@')
	if i <= 0 {
		return "", 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

// revisionsDiffed returns what differs between two revisions of an article.
func (a *app) revisionsDiffed(ctx context.Context, r revisionRange, o diffOptions) (s subject, doc diff.Document, list []archive.NetChange, err error) {
	if o.article != "" || o.span != (span{}) || len(o.kinds) > 0 {
		return s, doc, nil, usageError{errors.New("revisions of one article go together with neither --article, --since, --until nor --kind")}
	}
	s, article, err := a.wanted(ctx, r.article, o.feed)
	if err != nil {
		return s, doc, nil, err
	}
	if r.other != "" {
		other, err := s.article(ctx, r.other, 0)
		if err != nil {
			return s, doc, nil, err
		}
		if other.Ref != article.Ref {
			return s, doc, nil, usageError{fmt.Errorf("%s and %s are two articles; give two revisions of one", article.ID, other.ID)}
		}
	}
	if r.to == 0 {
		r.to = article.Revision
	}
	if r.from > r.to {
		return s, doc, nil, usageError{fmt.Errorf("revision %d is later than revision %d; give the earlier one first", r.from, r.to)}
	}
	for _, n := range []int{r.from, r.to} {
		if n < 1 || n > article.Revision {
			return s, doc, nil, fmt.Errorf("revision %d of article %s: %w: it has revisions 1 to %d", n, article.ID, archive.ErrNotFound, article.Revision)
		}
	}
	if doc.From, err = s.revisionPoint(ctx, article, r.from); err != nil {
		return s, doc, nil, err
	}
	if doc.To, err = s.revisionPoint(ctx, article, r.to); err != nil {
		return s, doc, nil, err
	}
	err = s.view(ctx, func(v archive.View) error {
		c, differs, err := archive.BetweenRevisions(v, article, r.from, r.to)
		if differs {
			list = []archive.NetChange{c}
		}
		return err
	})
	return s, doc, list, err
}

// revisionPoint describes a revision as an end of a comparison.
func (s subject) revisionPoint(ctx context.Context, article archive.Article, number int) (p diff.Point, err error) {
	var r archive.Revision
	err = s.view(ctx, func(v archive.View) error {
		r, err = v.Revision(article.Ref, number)
		return err
	})
	if err != nil {
		return p, err
	}
	p, err = s.point(ctx, r.Snapshot)
	p.Revision = number
	return p, err
}
