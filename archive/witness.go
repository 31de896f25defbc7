package archive

import (
	"context"
	"errors"
	"strings"
	"unicode"
)

// witnesses knows what other pages of the feed print.
type witnesses struct {
	*recorder
	now  []witness         // pages of this crawl; nil: not read yet
	then map[int][]witness // pages of earlier snapshots

	words map[string]set // told of each address that was asked for
}

func newWitnesses(r *recorder) *witnesses {
	return &witnesses{recorder: r, then: map[int][]witness{}, words: map[string]set{}}
}

type witness struct {
	url    string
	pieces set
}

// fewWitnesses is how many pages say what the pages of a crawl share.
const fewWitnesses = 4

// mostRemembered bounds of how many snapshots, and of how many articles, what
// was asked once is remembered.
const mostRemembered = 64

// unshared returns those of a page's pieces that no other page of the same
// snapshot prints; snapshot 0 is the one in the making.
func (w *witnesses) unshared(ctx context.Context, d doubt, p print, snapshot int) (set, error) {
	only := p.pieces
	if len(only) == 0 {
		return only, nil
	}
	others, err := w.of(ctx, d, snapshot)
	if err != nil {
		return nil, err
	}
	for _, o := range others {
		if o.url != d.info.URL && o.url != d.newest.Capture.URL {
			only = minus(only, o.pieces)
		}
	}
	if len(only) == 0 {
		return only, nil
	}
	for link := range p.links() {
		if len(only) == 0 {
			break
		}
		told, err := w.told(ctx, link)
		if err != nil {
			return nil, err
		}
		only = untold(only, told)
	}
	p.without(only) // last: it goes through all that the page prints
	return only, nil
}

func (w *witnesses) of(ctx context.Context, d doubt, snapshot int) ([]witness, error) {
	if snapshot == 0 {
		if w.now != nil {
			return w.now, nil
		}
		w.now = []witness{}
		err := w.ask(ctx)
		return w.now, err
	}
	if _, known := w.then[snapshot]; !known {
		found, err := w.near(ctx, d.ref, snapshot)
		if err != nil {
			return nil, err
		}
		if len(w.then) == mostRemembered {
			clear(w.then)
		}
		w.then[snapshot] = found
	}
	return w.then[snapshot], nil
}

// ask reads some pages of this crawl, spread over all of them.
func (w *witnesses) ask(ctx context.Context) error {
	step := max(1, w.queue.len()/(fewWitnesses+1))
	for i := 0; i < w.queue.len() && len(w.now) <= fewWitnesses; i += step {
		captures, err := w.Writer.PendingAt(ctx, w.queue.from(i, 1))
		if err != nil {
			return err
		}
		info := captures[0]
		if info.Raw.IsZero() {
			continue
		}
		body, err := w.Writer.PendingRaw(ctx, info.Raw)
		if err != nil {
			return err
		}
		w.now = append(w.now, witness{info.URL, w.piecesOf(info.With(body))})
	}
	return nil
}

// near reads pages of articles that were captured next to one in a snapshot.
func (w *witnesses) near(ctx context.Context, ref Ref, snapshot int) ([]witness, error) {
	const far = 8
	var pages []CaptureInfo
	err := w.view(ctx, func(v View) error {
		for i := 1; i <= far && len(pages) <= fewWitnesses; i++ {
			for _, n := range []int{int(ref) - i, int(ref) + i} {
				if n < 0 || n >= w.head.Articles {
					continue
				}
				a, err := v.Article(Ref(n), w.head.Number)
				if err != nil {
					return err
				}
				newest, err := v.Revision(Ref(n), a.Revision)
				if err != nil {
					return err
				}
				if newest.Snapshot == snapshot && newest.Capture.Held() {
					pages = append(pages, newest.Capture)
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var found []witness
	for _, page := range pages {
		pieces, err := w.piecesKept(ctx, page)
		if err != nil {
			return nil, err
		}
		found = append(found, witness{page.URL, pieces})
	}
	return found, nil
}

// told returns the words with which other pages tell of the article at an
// address: those of its title and lead, and of its entry.
func (w *witnesses) told(ctx context.Context, canonical string) (set, error) {
	if words, known := w.words[canonical]; known {
		return words, nil
	}
	words := set{}
	if len(w.words) == mostRemembered {
		clear(w.words)
	}
	w.words[canonical] = words
	for _, e := range w.seen.Entries.Of(canonical) {
		addWords(words, e.Title, e.Teaser)
	}
	err := w.view(ctx, func(v View) error {
		ref, err := v.Lookup(canonical, 0)
		if err != nil {
			return err
		}
		b, err := w.load(v, ref)
		if err != nil {
			return err
		}
		const lead = 3 // paragraphs
		addWords(words, b.content.Title, b.newest.Capture.Entry.Title, b.newest.Capture.Entry.Teaser)
		paragraphs := Paragraphs(b.content.Text())
		addWords(words, paragraphs[:min(lead, len(paragraphs))]...)
		return nil
	})
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return words, err
}

// untold returns the pieces that are not made of the words that tell of an article.
func untold(all, words set) set {
	const most = 0.8
	rest := set{}
	for p := range all {
		own := set{}
		addWords(own, p)
		if float64(len(minus(own, words))) > (1-most)*float64(len(own)) {
			rest[p] = true
		}
	}
	return rest
}

func addWords(words set, texts ...string) {
	for _, text := range texts {
		for _, word := range strings.FieldsFunc(folded(text), func(c rune) bool { return !unicode.IsLetter(c) }) {
			words[word] = true
		}
	}
}
