package archive

import (
	"errors"
	"fmt"
	"strings"
)

// sameWords is the share of an article's words that a page to which its address
// redirects has to hold to be the article, when its title is another.
const sameWords = 0.7

// elsewhere returns why another page to which an article's address redirects is not
// the article: it is another known one, or reads like another page, such as the
// form to log in. That the article moved there, or was rewritten, would be an invention.
func (r *recorder) elsewhere(v View, info CaptureInfo, b *before, next Content) error {
	answered, err := Canonical(info.Final)
	if err != nil {
		return err
	}
	switch ref, err := r.lookup(v, answered); {
	case err == nil && ref == b.row.Ref:
		return nil
	case err == nil:
		return &unreadable{fmt.Errorf("its address leads to another article, %s", info.Final)}
	case !errors.Is(err, ErrNotFound):
		return err
	}
	if next.Text() == "" || alike(b.content, next) {
		return nil
	}
	if former, alternates, err := alternate(v, b.last); err != nil || alternates && alike(former, next) {
		return err
	}
	return &unreadable{fmt.Errorf("its address leads to another page, %s, that does not read like it", info.Final)}
}

// alike reports whether next may be prev at another address, edited perhaps.
func alike(prev, next Content) bool {
	return prev.Title != "" && folded(prev.Title) == folded(next.Title) || shareWords(prev, next)
}

// shareWords reports whether next has most of the words of prev.
func shareWords(prev, next Content) bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(folded(next.Text())) {
		words[w] = true
	}
	all, both := map[string]bool{}, 0
	for _, w := range strings.Fields(folded(prev.Text())) {
		if !all[w] && words[w] {
			both++
		}
		all[w] = true
	}
	return len(all) > 0 && float64(both) >= sameWords*float64(len(all))
}

func folded(text string) string { return strings.ToLower(Fold(text)) }
