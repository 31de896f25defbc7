package fold

import "unicode"

// IsInvisible reports whether r shows nothing: soft hyphens, zero-width
// characters, bidirectional controls, byte order marks.
func IsInvisible(r rune) bool {
	switch {
	case r == 0xAD, r == 0x61C, r == 0x180E, r == 0xFEFF:
		return true
	case 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F:
		return true
	}
	return false
}

// IsApostrophe reports whether r can stand inside a word for a left out letter.
func IsApostrophe(r rune) bool {
	switch r {
	case '\'', '’', 'ʼ', 'ʻ', '‘', '`':
		return true
	}
	return false
}

// IsIdeograph reports whether r is a Han character or a Hangul syllable, which
// are read one by one.
func IsIdeograph(r rune) bool {
	switch {
	case 0x4E00 <= r && r <= 0x9FFF, r == '〇', 0xAC00 <= r && r <= 0xD7A3:
		return true
	}
	return false
}

// IsLetter reports whether r belongs to a word.
func IsLetter(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return (unicode.IsLetter(r) || unicode.IsMark(r)) && !IsIdeograph(r)
}
