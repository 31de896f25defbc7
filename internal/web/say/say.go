// Package say holds every text of the pages, in each language, in one
// catalogue: catalogue.yaml.
package say

import (
	_ "embed" // for the catalogue
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/language"
)

//go:embed catalogue.yaml
var catalogue []byte

// Catalogue is the texts in every language.
type Catalogue struct {
	languages []*Language // the first is the one for who speaks none of them
	matcher   language.Matcher
}

// Language is the texts in one language.
type Language struct {
	Tag     string // BCP 47
	Name    string // as its speakers call it
	texts   map[string]string
	notices []notice        // how the archive's own are known
	plural  func(n int) int // which of the forms of a text counts n
	comma   string          // between thousands
	point   string          // before tenths
	percent string          // after a share
}

// Load reads the catalogue.
func Load() (*Catalogue, error) {
	var entries map[string][]string
	if err := yaml.Unmarshal(catalogue, &entries); err != nil {
		return nil, fmt.Errorf("read the catalogue of texts: %w", err)
	}
	c := &Catalogue{languages: []*Language{
		{Tag: "en", Name: "English", plural: english, comma: ",", point: ".", percent: "%"},
		{Tag: "ru", Name: "Русский", plural: russian, comma: "\u00a0", point: ",", percent: "\u00a0%"},
	}}
	var tags []language.Tag
	for i, l := range c.languages {
		l.texts = make(map[string]string, len(entries))
		for key, texts := range entries {
			if len(texts) != len(c.languages) {
				return nil, fmt.Errorf("the catalogue has %d texts of %q, not one for each language", len(texts), key)
			}
			l.texts[key] = texts[i]
		}
		tags = append(tags, language.MustParse(l.Tag))
	}
	known, err := notices(c.languages[0].texts)
	if err != nil {
		return nil, err
	}
	for _, l := range c.languages {
		l.notices = known
	}
	c.matcher = language.NewMatcher(tags)
	return c, nil
}

// Languages returns every language.
func (c *Catalogue) Languages() []*Language { return c.languages }

// Choose returns the language that was asked for by name, else the best for an
// Accept-Language header.
func (c *Catalogue) Choose(name, accept string) *Language {
	for _, l := range c.languages {
		if l.Tag == name {
			return l
		}
	}
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(wanted) == 0 {
		return c.languages[0]
	}
	_, i, _ := c.matcher.Match(wanted...)
	return c.languages[i]
}

// Keys returns the names of all texts, sorted.
func (c *Catalogue) Keys() []string {
	var keys []string
	for key := range c.languages[0].texts {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Has reports whether there is a text called key.
func (l *Language) Has(key string) bool { return l.texts[key] != "" }

// Text returns the text called key with its verbs filled in, or the key where
// there is none.
func (l *Language) Text(key string, args ...any) string {
	text, ok := l.texts[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Count returns the text called key in the form for n, which its %s stands for.
func (l *Language) Count(key string, n int) string {
	forms := strings.Split(l.Text(key), "|")
	form := forms[min(l.plural(n), len(forms)-1)]
	if !strings.Contains(form, "%s") {
		return form
	}
	return fmt.Sprintf(form, l.Number(n))
}

// Number writes a number with its thousands apart.
func (l *Language) Number(n int) string {
	digits := strconv.Itoa(n)
	if n < 0 {
		return "−" + l.Number(-n)
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + l.comma + digits[i:]
	}
	return digits
}

// Plural rules of CLDR for whole numbers.
func english(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

func russian(n int) int {
	switch one, teens := n%10, n%100; {
	case one == 1 && teens != 11:
		return 0
	case one >= 2 && one <= 4 && (teens < 12 || teens > 14):
		return 1
	}
	return 2
}
