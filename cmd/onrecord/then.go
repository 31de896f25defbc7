package main

import (
	"context"
	"errors"
	"time"

	"onrecord/archive"
)

// then returns the snapshot that a person means, and the number of the
// article's revision to show in place of the snapshot's: where spec is a date, an
// import may have brought what was captured by then. 0 means the snapshot's own.
func (s subject) then(ctx context.Context, ref archive.Ref, spec string) (at, number int, err error) {
	at, err = s.snapshot(ctx, spec)
	day, errDay := time.ParseInLocation(archive.DayLayout, spec, s.location)
	if errDay != nil || err != nil && !errors.Is(err, archive.ErrNotFound) {
		return at, 0, err
	}
	head, errHead := s.snapshot(ctx, "")
	if errHead != nil {
		return at, 0, errHead
	}
	var found archive.Revision
	errFind := s.view(ctx, func(v archive.View) (err error) {
		found, err = archive.CapturedBefore(v, ref, at, head, day.AddDate(0, 0, 1))
		return err
	})
	switch {
	case errors.Is(errFind, archive.ErrNotFound):
		return at, 0, err
	case errFind != nil:
		return at, 0, errFind
	}
	return head, found.Number, nil
}
