package dates

import "unicode/utf8"

// zeros are the zeros of the decimal digits read, beside 0 itself (Unicode,
// general category Nd). Ten consecutive characters each.
var zeros = [...]rune{
	0x660, 0x6F0, 0x7C0, // Arabic-Indic, extended Arabic-Indic, NKo
	0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, // Devanagari … Malayalam
	0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, // Sinhala, Thai, Lao, Tibetan, Myanmar, Khmer, Mongolian
	0xFF10, // fullwidth
}

// zeroOf returns the zero of the script whose digit r is.
func zeroOf(r rune) (rune, bool) {
	if r < zeros[0] {
		return '0', '0' <= r && r <= '9'
	}
	for _, zero := range zeros {
		if zero <= r && r <= zero+9 {
			return zero, true
		}
	}
	return 0, false
}

// Digit returns the value of a decimal digit of any script that dates are read in.
func Digit(r rune) (value int, ok bool) {
	zero, ok := zeroOf(r)
	return int(r - zero), ok
}

// leads marks the bytes a date's number can begin with: ASCII digits, the
// first bytes of other scripts' digits, and that of 月 for dates in Chinese numerals.
var leads = func() (set [256]bool) {
	for c := '0'; c <= '9'; c++ {
		set[c] = true
	}
	var b [utf8.UTFMax]byte
	for _, zero := range zeros {
		utf8.EncodeRune(b[:], zero)
		set[b[0]] = true
	}
	utf8.EncodeRune(b[:], '月')
	set[b[0]] = true
	return set
}()

// nextDigit returns the offset of the first digit or 月 at or after i, or len(text).
func nextDigit(text string, i int) int {
	for ; i < len(text); i++ {
		c := text[i]
		if !leads[c] {
			continue
		}
		if c < utf8.RuneSelf {
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if _, ok := zeroOf(r); ok || r == '月' {
			return i
		}
		i += size - 1
	}
	return len(text)
}
