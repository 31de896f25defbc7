package search

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"onrecord/internal/nearest"
)

// Fields that a query can name.
const (
	FieldTitle = "title"
	FieldBody  = "body" // the summary and the body
)

// ErrQuery is returned for a query that cannot be understood, wrapped with
// what is wrong and what to write instead.
var ErrQuery = errors.New("query")

// Limits of a query.
const (
	longestQuery = 1000 // bytes
	mostTerms    = 50
)

// Query is what is searched for; make it with [ParseQuery].
type Query struct {
	text  string
	terms []term
}

// String returns the query as it was typed.
func (q Query) String() string { return q.text }

// term is a word or phrase that must occur, or must not.
type term struct {
	text  string // as typed
	field string // FieldTitle, FieldBody or "": either
	not   bool
}

// ParseQuery reads a query; the package documentation gives its syntax. With
// field FieldTitle or FieldBody every term that names none is for that field.
func ParseQuery(text, field string) (Query, error) {
	if field != "" && field != FieldTitle && field != FieldBody {
		return Query{}, fmt.Errorf("%w: there is no field %q: want %s or %s", ErrQuery, field, FieldTitle, FieldBody)
	}
	if len(text) > longestQuery {
		return Query{}, fmt.Errorf("%w: it is too long: %d bytes of at most %d", ErrQuery, len(text), longestQuery)
	}
	q := Query{text: text}
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		t, after, err := nextTerm(rest)
		if err != nil {
			return Query{}, fmt.Errorf("%w: %w", ErrQuery, err)
		}
		rest = after
		if t.field == "" {
			t.field = field
		}
		if len(newTongue(unstemmed).cut(t.text)) > 0 { // a dash alone is no word
			q.terms = append(q.terms, t)
		}
	}
	if err := q.check(); err != nil {
		return Query{}, fmt.Errorf("%w: %w", ErrQuery, err)
	}
	return q, nil
}

func (q Query) check() error {
	wanted := 0
	for _, t := range q.terms {
		if !t.not {
			wanted++
		}
	}
	switch {
	case len(q.terms) == 0:
		return fmt.Errorf("%q holds no word to search for", q.text)
	case wanted == 0:
		return errors.New("it only says what must not occur; add a word that must")
	case len(q.terms) > mostTerms:
		return fmt.Errorf("it has %d words and phrases; at most %d are searched for", len(q.terms), mostTerms)
	}
	return nil
}

// quotes that begin and end phrases.
const quotes = "\"“”„«»"

// nextTerm reads the term that s begins with.
func nextTerm(s string) (t term, rest string, err error) {
	if after, found := strings.CutPrefix(s, "-"); found && after != "" && !unicode.IsSpace(rune(after[0])) {
		t.not, s = true, after
	}
	if t.field, s, err = fieldOf(s); err != nil {
		return t, "", err
	}
	if i := strings.IndexAny(s, quotes); i == 0 {
		_, s, _ = strings.Cut(s, string([]rune(s)[:1]))
		end := strings.IndexAny(s, quotes)
		if end < 0 {
			return t, "", fmt.Errorf("the phrase that begins at %q has no end; close it with a second quotation mark", s)
		}
		t.text = s[:end]
		return t, strings.TrimPrefix(s[end:], string([]rune(s[end:])[:1])), nil
	}
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(quotes, r) })
	if end < 0 {
		end = len(s)
	}
	t.text = s[:end]
	return t, s[end:], checkWord(t.text)
}

// fieldOf cuts "title:" and "body:" off.
func fieldOf(s string) (field, rest string, err error) {
	name, rest, found := strings.Cut(s, ":")
	if !found || name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) || strings.HasPrefix(rest, "//") {
		return "", s, nil
	}
	switch lower := strings.ToLower(name); {
	case lower == FieldTitle || lower == FieldBody:
		if rest == "" || unicode.IsSpace(rune(rest[0])) {
			return "", "", fmt.Errorf("%s: wants a word right behind it, as in %s:weir", lower, lower)
		}
		return lower, rest, nil
	case nearest.Name(lower, []string{FieldTitle, FieldBody}) != "" && len(lower) > 3:
		return "", "", fmt.Errorf("there is no field %q; did you mean %s:?", name, nearest.Name(lower, []string{FieldTitle, FieldBody}))
	}
	return "", s, nil
}

// checkWord refuses what other search engines know and would be taken for words here.
func checkWord(s string) error {
	switch s {
	case "OR", "AND", "NOT":
		return fmt.Errorf("%s is not known: all words must occur, and -word must not (the word itself: \"%s\")", s, strings.ToLower(s))
	}
	if len(s) > 1 && strings.HasSuffix(s, "*") {
		return fmt.Errorf("%q: there are no wildcards; other forms of a word are found by themselves", s)
	}
	return nil
}
