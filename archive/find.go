package archive

import (
	"errors"
	"fmt"
	"strings"
)

// MinPrefix is the least number of characters of an id that name an article.
const MinPrefix = 4

// Find returns the article that a person names by a unique prefix of its id
// of at least MinPrefix characters, or by an address of it, as snapshot at holds
// it. It returns ErrNotFound or ErrAmbiguous.
func Find(v View, name string, at int) (Article, error) {
	if strings.Contains(name, "://") {
		return findAddress(v, name, at)
	}
	if len(name) < MinPrefix {
		return Article{}, fmt.Errorf("article %q: %w: an id needs at least %d characters", name, ErrNotFound, MinPrefix)
	}
	refs, err := v.Match(strings.ToLower(name), 5)
	if err != nil {
		return Article{}, fmt.Errorf("article %q: %w", name, err)
	}
	var found []Article
	for _, ref := range refs {
		a, err := v.Article(ref, at)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return Article{}, fmt.Errorf("article %q: %w", name, err)
		}
		found = append(found, a)
	}
	return unique(name, found)
}

func unique(name string, found []Article) (Article, error) {
	switch len(found) {
	case 0:
		return Article{}, fmt.Errorf("article %q: %w: no id begins so (onrecord list shows them)", name, ErrNotFound)
	case 1:
		return found[0], nil
	}
	var ids []string
	for _, a := range found {
		ids = append(ids, a.ID)
	}
	return Article{}, fmt.Errorf("article %q: %w: %s …; give more characters", name, ErrAmbiguous, strings.Join(ids, ", "))
}

func findAddress(v View, address string, at int) (Article, error) {
	canonical, err := Canonical(address)
	if err != nil {
		return Article{}, fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	ref, err := v.Lookup(canonical, at)
	if errors.Is(err, ErrNotFound) { // an address that it got later names it too
		ref, err = v.Lookup(canonical, 0)
	}
	if errors.Is(err, ErrNotFound) {
		return Article{}, fmt.Errorf("article %s: %w: no article has or had this address (onrecord list shows them)", address, ErrNotFound)
	}
	if err != nil {
		return Article{}, fmt.Errorf("article %s: %w", address, err)
	}
	a, err := v.Article(ref, at)
	if err != nil {
		return Article{}, fmt.Errorf("article %s: %w", address, err)
	}
	return a, nil
}
