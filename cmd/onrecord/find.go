package main

import (
	"context"
	"errors"
	"fmt"

	"onrecord/archive"
)

// article returns the article that a person names, as snapshot at holds it; at
// 0 means the newest.
func (s subject) article(ctx context.Context, name string, at int) (found archive.Article, err error) {
	if at == 0 {
		if at, err = s.snapshot(ctx, ""); err != nil {
			return found, err
		}
	}
	err = s.view(ctx, func(v archive.View) error {
		found, err = archive.Find(v, name, at)
		return err
	})
	return found, err
}

// anywhere finds an article in the only configured feed that has it.
func (o *opened) anywhere(ctx context.Context, name string) (subject, archive.Article, error) {
	feeds, err := o.all(ctx)
	if err != nil {
		return subject{}, archive.Article{}, err
	}
	var last error
	var in []subject
	var found archive.Article
	for _, s := range feeds {
		article, err := s.article(ctx, name, 0)
		switch {
		case err == nil:
			in, found = append(in, s), article
		case !errors.Is(err, archive.ErrNotFound) && !errors.Is(err, archive.ErrNoArchive):
			return s, found, err
		default:
			last = err
		}
	}
	switch len(in) {
	case 0:
		return subject{}, found, last
	case 1:
		return in[0], found, nil
	}
	return subject{}, found, fmt.Errorf("article %q: %w in feeds %s and %s; give --feed", name, archive.ErrAmbiguous, in[0].name, in[1].name)
}

// wanted returns the article that a command was given, in feed or anywhere.
func (a *app) wanted(ctx context.Context, name, feed string) (subject, archive.Article, error) {
	if feed == "" {
		opened, err := a.open()
		if err != nil {
			return subject{}, archive.Article{}, err
		}
		return opened.anywhere(ctx, name)
	}
	s, err := a.subject(ctx, feed)
	if err != nil {
		return s, archive.Article{}, err
	}
	article, err := s.article(ctx, name, 0)
	return s, article, err
}
