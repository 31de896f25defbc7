package page

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/language"
)

// shape says what the bytes of a body look like, whatever its labels say.
type shape struct {
	ascii   bool   // no byte above 0x7F
	runes   int    // valid UTF-8 sequences of two or more bytes
	long    int    // of these, those of three or more
	invalid int    // bytes above 0x7F outside of these
	c1      bool   // bytes from 0x80 to 0x9F: letters and signs in windows-125x, control characters in ISO 8859
	utf16   string // the form of UTF-16 that NUL bytes give away, or ""
}

func shapeOf(body []byte) shape {
	s := shape{utf16: utf16Of(body)}
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			s.invalid++
			s.c1 = s.c1 || body[i] < 0xA0
		default:
			s.runes++
			if size > 2 {
				s.long++
			}
		}
		i += size
	}
	s.ascii = s.runes == 0 && s.invalid == 0
	return s
}

// isUTF8 reports whether the body is UTF-8. A few broken sequences do not
// matter: sites cut teasers in the middle of a letter, and paste in texts of
// another encoding.
func (s shape) isUTF8() bool { return s.runes > 0 && s.invalid*10 <= s.runes }

// allows reports whether the label name can be true of the body.
func (s shape) allows(name string) bool {
	switch {
	case name == "utf-16le" || name == "utf-16be":
		return s.utf16 == name
	case s.utf16 != "":
		return false
	case name == utf8Name:
		return s.ascii || s.isUTF8()
	case name == "iso-2022-jp":
		return s.ascii // all of its bytes are
	case s.invalid > 0 || s.runes == 0:
		return true
	case doubleByte[name]:
		// Two letters of such an encoding are a valid sequence now and then,
		// but text of East Asia in UTF-8 has sequences of three bytes.
		return s.long == 0
	}
	return false // valid UTF-8 with letters beyond ASCII is no accident
}

// doubleByte are the encodings of East Asia.
var doubleByte = map[string]bool{"gbk": true, "gb18030": true, "big5": true, "shift_jis": true, "euc-jp": true, "euc-kr": true}

// guess returns the encoding the body looks like.
func (s shape) guess(body []byte) string {
	switch {
	case s.utf16 != "":
		return s.utf16
	case s.ascii, s.isUTF8():
		return utf8Name
	}
	usual := fittest(s.usualFor(declaredLanguage(body)), body)
	if usual != western && usual != "windows-1251" {
		return usual
	}
	if name := cyrillicOf(body); name != "" {
		return name
	}
	return usual
}

// kin are the encodings in which a page may be whose language usually has
// another one.
var kin = map[string][]string{
	"shift_jis": {"shift_jis", "euc-jp"},
	"gbk":       {"gbk", "big5"},
	"gb18030":   {"gb18030", "big5"},
	"big5":      {"big5", "gbk"},
}

// fittest returns usual or that of its kin in which fewer of the body's bytes
// are no letters, or such as no text is made of.
func fittest(usual string, body []byte) string {
	sample := body[:min(len(body), kinSample)]
	best, fewest := usual, -1
	for _, name := range kin[usual] {
		odd := 0
		for _, r := range decodeAs(name, sample) {
			if r == utf8.RuneError || r >= 0xFF61 && r <= 0xFF9F || r >= 0xE000 && r <= 0xF8FF { // katakana of half width, private use
				odd++
			}
		}
		if fewest < 0 || odd < fewest {
			best, fewest = name, odd
		}
	}
	return best
}

// kinSample is how many bytes decide between kin.
const kinSample = 64 << 10

// western is what browsers take for a page when nothing is known.
const western = "windows-1252"

// usualFor returns the legacy encoding that browsers take for a language
// (HTML Standard, section 13.2.3.2, the table of locales): windows-1250 for
// Polish, shift_jis for Japanese, windows-1252 when in doubt.
func (s shape) usualFor(lang string) string {
	tag, err := language.Parse(lang)
	if lang == "" || err != nil {
		return western
	}
	name := htmlindex.LanguageDefault(tag)
	switch {
	case name == "" || name == utf8Name:
		return western
	case name == "iso-8859-2" && s.c1:
		return "windows-1250"
	case name == "iso-8859-7" && s.c1:
		return "windows-1253"
	}
	return name
}

// utf16Of returns the form of UTF-16 that markup without a byte order mark is
// in: of its ASCII part, every other byte is NUL.
func utf16Of(body []byte) string {
	start := body[:min(len(body), 1024)&^1]
	if len(start) < 8 {
		return ""
	}
	var even, odd int
	for i, c := range start {
		switch {
		case c != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	half := len(start) / 2
	switch {
	case odd > half/4 && even*10 < odd:
		return "utf-16le"
	case even > half/4 && odd*10 < even:
		return "utf-16be"
	}
	return ""
}

// declaredLanguage returns the lang attribute of <html> in the undecoded body.
func declaredLanguage(body []byte) string {
	start := lowerASCII(body[:min(len(body), prescanBytes)])
	i := bytes.Index(start, []byte("<html"))
	if i < 0 {
		return ""
	}
	tag, _, _ := bytes.Cut(start[i:], []byte(">"))
	_, after, found := bytes.Cut(tag, []byte("lang="))
	if !found {
		return ""
	}
	value := bytes.TrimLeft(after, " \"'")
	if end := bytes.IndexAny(value, " \"'/"); end >= 0 {
		value = value[:end]
	}
	return LanguageTag(string(value))
}

// lowerASCII returns b with ASCII letters in lower case and every other byte as
// it is; bytes.ToLower changes the length of what is no UTF-8.
func lowerASCII(b []byte) []byte {
	lower := bytes.Clone(b)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return lower
}
