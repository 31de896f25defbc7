package article

import (
	"golang.org/x/text/language"
)

// readLanguage reads the language: the page's, unless the text is written in
// another script, else the feed's, else what the text shows.
func (r *reader) readLanguage() {
	text := clip(r.reading.Content.Title+"\n"+r.reading.Content.Text(), languageBytes)
	r.claim(FieldLanguage, SourcePage, r.page.Language, "")
	r.claim(FieldLanguage, SourceFeed, r.options.Language, "")
	for _, said := range [...]struct{ value, source string }{
		{r.page.Language, SourcePage}, {r.options.Language, SourceFeed},
	} {
		if said.value != "" && !contradicts(text, said.value) {
			r.reading.Language = said.value
			r.take(FieldLanguage, said.source)
			return
		}
	}
	if found := detectLanguage(text); found != "" {
		r.claim(FieldLanguage, SourceReader, found, "")
		r.reading.Language = found
		r.take(FieldLanguage, SourceReader)
	}
}

// languageBytes is how much of a text its language is told from.
const languageBytes = 3000

// contradicts reports whether text is evidently not in the language of a tag:
// most of its letters belong to a script the language is not written in.
func contradicts(text, tag string) bool {
	written := mainScript(text)
	t, err := language.Parse(tag)
	if err != nil || written == "" {
		return false
	}
	base, _ := t.Base()
	if scripts, ok := scriptsOf[base.String()]; ok {
		for _, s := range scripts {
			if s == written {
				return false
			}
		}
		return true
	}
	script, confidence := t.Script()
	if confidence < language.High {
		return false
	}
	return !sameScript(script.String(), written)
}

// scriptsOf lists the scripts of languages that are written in several.
var scriptsOf = map[string][]string{
	"sr": {"Cyrl", "Latn"}, "uz": {"Cyrl", "Latn"}, "kk": {"Cyrl", "Latn", "Arab"}, "az": {"Latn", "Cyrl"}, "tk": {"Latn", "Cyrl"},
	"mn": {"Cyrl", "Mong"}, "tt": {"Cyrl", "Latn"}, "ku": {"Latn", "Arab"}, "pa": {"Guru", "Arab"}, "bs": {"Latn", "Cyrl"},
	"sh": {"Latn", "Cyrl"}, "cnr": {"Latn", "Cyrl"}, "tg": {"Cyrl", "Arab"}, "ky": {"Cyrl", "Arab"}, "ro": {"Latn", "Cyrl"}, "mo": {"Latn", "Cyrl"},
	"ja": {"Kana", "Hani"}, "zh": {"Hani"}, "yue": {"Hani"}, "ko": {"Hang", "Hani"},
}

// sameScript compares a script of a language with the one a text is written in.
func sameScript(script, written string) bool {
	switch script {
	case "Hans", "Hant", "Hani":
		return written == "Hani"
	case "Jpan":
		return written == "Kana" || written == "Hani"
	case "Kore":
		return written == "Hang"
	}
	return script == written
}
