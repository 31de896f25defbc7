package search

import (
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
	"golang.org/x/text/unicode/norm"
)

// unstemmed is the code of all languages without a stemmer.
const unstemmed = "xx"

// stemmerOf returns the stemmer of a language, nil when there is none.
func stemmerOf(code string) func(*snowballstem.Env) bool {
	switch code {
	case "ar":
		return arabic.Stem
	case "da":
		return danish.Stem
	case "nl":
		return dutch.Stem
	case "en":
		return english.Stem
	case "fi":
		return finnish.Stem
	case "fr":
		return french.Stem
	case "de":
		return german.Stem
	case "hu":
		return hungarian.Stem
	case "ga":
		return irish.Stem
	case "it":
		return italian.Stem
	case "nb", "nn", "no":
		return norwegian.Stem
	case "pt":
		return portuguese.Stem
	case "ro":
		return romanian.Stem
	case "ru":
		return russian.Stem
	case "es":
		return spanish.Stem
	case "sv":
		return swedish.Stem
	case "ta":
		return tamil.Stem
	case "tr":
		return turkish.Stem
	}
	return nil
}

// codeOf returns the code under which texts of a language (BCP 47) are
// indexed: two letters, "xx" where words are not stemmed.
func codeOf(language string) string {
	code, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch {
	case stemmerOf(code) == nil:
		return unstemmed
	case code == "nb" || code == "nn":
		return "no"
	}
	return code
}

// tongue makes of words what is indexed in one language. It remembers what it
// made, and is not safe for concurrent use.
type tongue struct {
	code string
	stem func(*snowballstem.Env) bool
	made map[string]string
}

// remembered is how many words a tongue remembers.
const remembered = 1 << 16

func newTongue(code string) *tongue {
	return &tongue{code: code, stem: stemmerOf(code), made: map[string]string{}}
}

// form returns what is indexed of a word, "" when nothing is left of it. It
// begins with the language's code, so that a stem of one language is not taken
// for a word of another.
func (t *tongue) form(raw string) string {
	if len(raw) > longestWord {
		raw = strings.ToValidUTF8(raw[:longestWord], "")
	}
	if form, known := t.made[raw]; known {
		return form
	}
	if len(t.made) >= remembered {
		clear(t.made)
	}
	form := t.make(raw)
	t.made[raw] = form
	return form
}

func (t *tongue) make(raw string) string {
	text := strings.ToLower(norm.NFKC.String(raw))
	text = norm.NFC.String(strings.ReplaceAll(text, "ё", "е"))
	if t.stem != nil {
		env := snowballstem.NewEnv(text)
		t.stem(env)
		if env.Current() != "" {
			text = env.Current()
		}
	}
	text = plainLetters(text)
	if text == "" {
		return ""
	}
	return t.code + text
}

// plainLetters drops accents of Latin and Greek letters, vowel signs of Arabic
// and Hebrew, and whatever is no letter or digit. Marks of other scripts stay: in
// Cyrillic and in Indic scripts they make another letter.
func plainLetters(s string) string {
	var b strings.Builder
	base := rune(0)
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.IsMark(r) && unicode.In(base, unicode.Latin, unicode.Greek, unicode.Arabic, unicode.Hebrew):
			continue
		case !inWord(r) || r == 'ـ': // the Arabic stretch mark
			continue
		case !unicode.IsMark(r):
			base = r
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}
