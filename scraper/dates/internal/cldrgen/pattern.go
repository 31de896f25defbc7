package main

// part is a piece of a date pattern of Unicode TR 35: a field such as MMMM, or
// literal text.
type part struct {
	field bool
	text  string
}

// splitPattern divides a pattern into its parts.
func splitPattern(p string) []part {
	var parts []part
	quoted := false
	runes := []rune(p)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '\'' && i+1 < len(runes) && runes[i+1] == '\'':
			parts = addRune(parts, false, r)
			i++
		case r == '\'':
			quoted = !quoted
		default:
			parts = addRune(parts, !quoted && isField(r), r)
		}
	}
	return parts
}

func isField(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// addRune appends r to the last part, or begins a new one.
func addRune(parts []part, field bool, r rune) []part {
	if n := len(parts); n > 0 && parts[n-1].field == field {
		last := []rune(parts[n-1].text)
		if !field || last[0] == r {
			parts[n-1].text += string(r)
			return parts
		}
	}
	return append(parts, part{field: field, text: string(r)})
}
