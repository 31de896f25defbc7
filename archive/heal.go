package archive

import (
	"context"
	"errors"
)

// Bounds of learning a template anew.
const (
	healSamples = 12  // articles that it is learned from
	healedShare = 0.2 // of the articles that waited may still differ: publishers edit too
)

// heal learns the site's new template from the texts already held, and reads
// both the kept pages and today's in the new way. It reports whether nearly all
// articles then read as before; from then on they are read so.
func (r *recorder) heal(ctx context.Context, doubtful []CaptureInfo) (bool, error) {
	if r.Relearn == nil {
		return false, nil
	}
	samples, err := r.samples(ctx, doubtful)
	if err != nil {
		return false, err
	}
	next := r.Relearn(samples)
	if next == nil {
		return false, nil
	}
	was := r.Reader
	r.Reader = next.Reader
	differ := 0
	for _, info := range doubtful {
		same, err := r.readsAsBefore(ctx, info)
		if err != nil {
			r.Reader = was
			return false, err
		}
		if !same {
			differ++
		}
	}
	if float64(differ) > healedShare*float64(len(doubtful)) {
		r.Reader = was
		return false, nil
	}
	r.warnings = append(r.warnings, next.Note)
	r.note(next.Memos)
	return true, nil
}

// samples returns some of the articles that wait, spread over all of them.
func (r *recorder) samples(ctx context.Context, doubtful []CaptureInfo) ([]Sample, error) {
	var samples []Sample
	step := max(1, len(doubtful)/healSamples)
	for i := 0; i < len(doubtful) && len(samples) < healSamples; i += step {
		info := doubtful[i]
		if info.Raw.IsZero() {
			continue // an empty answer teaches nothing
		}
		b, err := r.beforeOf(ctx, info)
		if err != nil {
			return nil, err
		}
		body, err := r.Writer.PendingRaw(ctx, info.Raw)
		if err != nil {
			return nil, err
		}
		samples = append(samples, Sample{Content: b.content, Page: info.With(body)})
	}
	return samples, nil
}

// readsAsBefore reports whether today's page and the kept one read alike.
func (r *recorder) readsAsBefore(ctx context.Context, info CaptureInfo) (bool, error) {
	b, err := r.beforeOf(ctx, info)
	if err != nil {
		return false, err
	}
	now, err := r.read(ctx, info)
	if u := (*unreadable)(nil); errors.As(err, &u) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	then, err := r.readKept(ctx, b.newest.Capture)
	if err != nil {
		return false, nil //nolint:nilerr // a kept page that cannot be read in the new way speaks against that way
	}
	return !Compare(b.content, then.Content).Edited() && !Compare(then.Content, now.Content).Edited() &&
		lossless(then.Content, now.Content), nil
}

// lossless reports whether no field is lost from one reading to the other.
func lossless(then, now Content) bool {
	return (then.Title == "" || now.Title != "") && (then.Date == "" || now.Date != "") && (then.Text() == "" || now.Text() != "")
}

func (r *recorder) beforeOf(ctx context.Context, info CaptureInfo) (b *before, err error) {
	asked, err := Canonical(info.URL)
	if err != nil {
		return nil, err
	}
	answered, err := Canonical(info.Final)
	if err != nil {
		return nil, err
	}
	err = r.view(ctx, func(v View) error {
		if b, err = r.before(v, asked, answered); b != nil && int(b.row.Ref) < r.head.Articles {
			err = b.fill(v)
		}
		return err
	})
	return b, err
}
