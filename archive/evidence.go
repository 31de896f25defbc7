package archive

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
)

// A page is kept as evidence, without a change being reported, when its visible
// text differs in what other pages of the feed do not share: what the reader
// misses today must not be lost. Latest news, menus and counters are on other
// pages of the same crawl too, and teasers tell of another article that they
// link to: they keep nothing.

// doubt is a capture of a known article that makes no revision, and may have to
// be kept as evidence.
type doubt struct {
	ref        Ref
	info       CaptureInfo
	newest     Revision
	kept       []CaptureInfo // since the newest revision
	certain    bool          // to be kept whatever it prints: its edit is held back, or nothing could be read of it
	came, went print         // what only it prints, and only the page of the newest revision
}

// doubted returns what is held of the article of a capture that may have to be
// kept: its place among those kept, and the page of its newest revision. Nil
// when it need not be kept.
func (r *recorder) doubted(v View, b *before, info CaptureInfo, certain bool) (*doubt, []byte, error) {
	if info.Raw.IsZero() || !b.newest.Capture.Held() || info.Raw == b.newest.Capture.Raw {
		return nil, nil, nil
	}
	kept, err := v.Kept(b.row.Ref, r.head.Number)
	kept = slices.DeleteFunc(kept, func(k CaptureInfo) bool { return k.Time.Before(b.newest.Capture.Time) })
	if err != nil || !mayKeep(kept, info) {
		return nil, nil, err
	}
	d := &doubt{ref: b.row.Ref, info: info, newest: b.newest, kept: kept, certain: certain}
	if certain {
		return d, nil, nil
	}
	page, err := v.Raw(b.newest.Capture.Raw)
	return d, page, err
}

// unread keeps a capture of which nothing could be read.
func (r *recorder) unread(ctx context.Context, b *before, info CaptureInfo) error {
	var d *doubt
	err := r.view(ctx, func(v View) (err error) {
		d, _, err = r.doubted(v, b, info, true)
		return err
	})
	if err != nil {
		return err
	}
	return r.weigh(ctx, d, nil, nil)
}

// weigh keeps a capture as evidence when it shows what no revision holds.
func (r *recorder) weigh(ctx context.Context, d *doubt, now, then []byte) error {
	if d == nil {
		return nil
	}
	if !d.certain {
		d.came, d.went = r.differ(r.Reader.Printed(d.info.With(now)), r.Reader.Printed(d.newest.Capture.With(then)))
	}
	keep, err := r.witnesses.keep(ctx, *d)
	if err != nil || !keep {
		return err
	}
	return r.put(ctx, Update{Ref: d.ref, Kept: &d.info})
}

// keep reports whether a capture prints, or no longer prints, what no other
// page does. Of one that is like the last one kept it says no.
func (w *witnesses) keep(ctx context.Context, d doubt) (bool, error) {
	if d.certain {
		return true, nil
	}
	came, err := w.unshared(ctx, d, d.came, 0)
	if err != nil {
		return false, err
	}
	if len(d.kept) == 0 && len(came) > 0 {
		return true, nil
	}
	if len(d.kept) == 0 {
		went, err := w.unshared(ctx, d, d.went, d.newest.Snapshot)
		return len(went) > 0, err
	}
	if len(came) == 0 {
		return false, nil
	}
	last, err := w.piecesKept(ctx, d.kept[len(d.kept)-1])
	return len(minus(came, last)) > 0, err
}

// mayKeep bounds what is kept of one article since its newest revision: what
// differs at every look is kept at intervals that double, from a day on.
func mayKeep(kept []CaptureInfo, info CaptureInfo) bool {
	if slices.ContainsFunc(kept, func(k CaptureInfo) bool { return k.Raw == info.Raw }) {
		return false
	}
	if len(kept) == 0 {
		return true
	}
	const day = 24 * time.Hour
	last := kept[len(kept)-1]
	return info.Time.Sub(last.Time) >= day<<min(len(kept)-1, 12)
}

// print is what a page prints, as it is compared.
type print struct {
	pieces set
	links  func() set // seldom asked for
}

type set map[string]bool

func minus(a, b set) set {
	rest := set{}
	for p := range a {
		if !b[p] {
			rest[p] = true
		}
	}
	return rest
}

// differ returns what only the one and only the other page prints.
func (r *recorder) differ(now, then Print) (came, went print) {
	came.pieces, went.pieces = r.pieces.differ(now.Pieces, then.Pieces, pieceOf)
	came.links = func() set { only, _ := r.links.differ(now.Links, then.Links, canonicalOrNone); return only }
	went.links = func() set { _, only := r.links.differ(now.Links, then.Links, canonicalOrNone); return only }
	return came, went
}

// piecesOf returns the pieces that a page prints.
func (r *recorder) piecesOf(c Capture) set {
	return r.pieces.set(r.Reader.Printed(c).Pieces, pieceOf)
}

func canonicalOrNone(address string) string {
	canonical, _ := Canonical(address) // no address leads nowhere
	return canonical
}

// forms remembers what a function makes of texts: the pages of a feed print
// nearly the same pieces and links.
type forms map[string]string

// mostForms bounds what is remembered.
const mostForms = 1 << 13

// set returns the forms of texts but empty ones.
func (f forms) set(texts []string, formOf func(string) string) set {
	s := set{}
	for _, text := range texts {
		if form := f.of(text, formOf); form != "" {
			s[form] = true
		}
	}
	return s
}

// differ returns the forms that only the one and only the other list has. Two
// pages of one template begin and end with the same texts, of which no sets need
// to be made.
func (f forms) differ(a, b []string, formOf func(string) string) (onlyA, onlyB set) {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	setA, setB := f.set(a[head:len(a)-tail], formOf), f.set(b[head:len(b)-tail], formOf)
	onlyA, onlyB = minus(setA, setB), minus(setB, setA)
	if len(onlyA)+len(onlyB) == 0 {
		return onlyA, onlyB
	}
	for _, both := range [][]string{a[:head], a[len(a)-tail:]} {
		for _, text := range both {
			if form := f.of(text, formOf); form != "" {
				delete(onlyA, form)
				delete(onlyB, form)
			}
		}
	}
	return onlyA, onlyB
}

func (f forms) of(text string, formOf func(string) string) string {
	form, known := f[text]
	if !known {
		if len(f) >= mostForms {
			clear(f)
		}
		form = formOf(text)
		f[text] = form
	}
	return form
}

// pieceOf returns a piece of text as it is compared. Short ones count without
// digits, which are those of dates and counters, and the shortest not at all.
func pieceOf(text string) string {
	const (
		shortest = 8 // letters
		few      = 5 // words
	)
	p := Fold(NormaliseLine(text))
	letters := 0
	for _, c := range p {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	if letters < shortest {
		return ""
	}
	if len(strings.Fields(p)) <= few {
		p = strings.Map(func(c rune) rune {
			if unicode.IsDigit(c) {
				return -1
			}
			return c
		}, p)
	}
	return p
}

// piecesKept returns the pieces that a kept page prints.
func (r *recorder) piecesKept(ctx context.Context, info CaptureInfo) (set, error) {
	body, err := r.keptBytes(ctx, info)
	if err != nil {
		return nil, err
	}
	return r.piecesOf(info.With(body)), nil
}
