package page

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/text/language"
)

// languageSources are the places where a page declares its language, the most
// trustworthy first: the attribute of HTML, its XHTML form, the pragma of HTML,
// and Open Graph.
var languageSources = []struct{ selector, attribute string }{
	{"html", "lang"},
	{"html", "xml:lang"},
	{`meta[http-equiv="content-language" i]`, "content"},
	{`meta[name="content-language" i]`, "content"},
	{`meta[property="og:locale"]`, "content"},
	{"body", "lang"},
}

// findLanguage returns the language the page declares as a BCP 47 tag, or "".
func findLanguage(doc *goquery.Document) string {
	for _, source := range languageSources {
		value, _ := doc.FindMatcher(goquery.Single(source.selector)).Attr(source.attribute)
		if tag := LanguageTag(value); tag != "" {
			return tag
		}
	}
	return ""
}

// LanguageTag returns s as a canonical BCP 47 tag, or "" when it is none.
// "en_US" and "EN-us" are "en-US"; of a list of languages none is the page's,
// so a list gives "".
func LanguageTag(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 35 || strings.ContainsAny(s, ",; ") {
		return ""
	}
	s, _, _ = strings.Cut(s, ".") // POSIX: ru_RU.UTF-8
	tag, err := language.Parse(strings.ReplaceAll(s, "_", "-"))
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}
