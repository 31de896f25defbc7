package page

import "unicode"

// cyrillicSample is how many letters decide between the encodings.
const cyrillicSample = 4000

// cyrillicEncodings are the encodings Cyrillic pages were ever written in, the
// most frequent first.
var cyrillicEncodings = []string{"windows-1251", "koi8-u", "iso-8859-5", "ibm866"}

// cyrillicOf returns the encoding in which the body reads as Cyrillic words, or
// "" when there is none. In a wrong encoding the same bytes turn into capitals
// in the middle of words, rare letters and signs.
func cyrillicOf(body []byte) string {
	sample := wordsOf(body)
	if len(sample) == 0 {
		return ""
	}
	best, bestScore := "", 0
	for _, name := range cyrillicEncodings {
		if score := cyrillicScore([]rune(decodeAs(name, sample))); score > bestScore {
			best, bestScore = name, score
		}
	}
	if bestScore*2 < len(sample) { // fewer than half of its letters are the common ones
		return ""
	}
	return best
}

// wordsOf returns the runs of two and more bytes above 0x7F, separated by
// spaces: in Cyrillic text these are the words, in Western text there are few.
func wordsOf(body []byte) []byte {
	var words []byte
	high := 0
	for i := 0; i < len(body) && len(words) < cyrillicSample; {
		start := i
		for i < len(body) && body[i] >= 0x80 {
			i++
		}
		if n := i - start; n > 0 {
			high += n
			if n > 1 {
				words = append(append(words, body[start:i]...), ' ')
			}
			continue
		}
		i++
	}
	if len(words)*3 < high*2 { // most letters beyond ASCII stand alone
		return nil
	}
	return words
}

// cyrillicScore gives a point for each letter that is frequent in the languages
// written in Cyrillic, and takes three for what no word contains.
func cyrillicScore(text []rune) int {
	score := 0
	previous := ' '
	for _, r := range text {
		switch {
		case r == ' ':
		case r >= 'А' && r <= 'Я' && isSmall(previous): // a capital after a small letter
			score -= 3
		case isSmall(r), r >= 'А' && r <= 'Я':
			score++
			if frequentCyrillic(unicode.ToLower(r)) {
				score++
			}
		case isQuote(r):
		default:
			score -= 3
		}
		previous = r
	}
	return score
}

func isSmall(r rune) bool {
	return r >= 'а' && r <= 'я' || r == 'ё' || r == 'і' || r == 'ї' || r == 'є' || r == 'ў' || r == 'ј'
}

// frequentCyrillic reports whether r is one of the letters that make up most of
// any text in Russian, Ukrainian, Belarusian, Bulgarian, Macedonian or Serbian.
func frequentCyrillic(r rune) bool {
	switch r {
	case 'о', 'е', 'а', 'и', 'н', 'т', 'с', 'р', 'в', 'л', 'к', 'і':
		return true
	}
	return false
}

// isQuote reports whether r is a sign that stands beside words.
func isQuote(r rune) bool {
	switch r {
	case '«', '»', '„', '“', '”', '’', '—', '–', '…', '№', '\u00a0', '·', '©':
		return true
	}
	return false
}
