// Package nearest finds the word that somebody most likely meant to type.
package nearest

import "strings"

// Name returns the candidate that name was most likely meant to be, or ""
// when none is near: at most one slip for every three letters, or one being
// the beginning of the other. Case, "-" and "_" do not count.
func Name(name string, candidates []string) string {
	best, least := "", len([]rune(fold(name)))/3+2
	for _, candidate := range candidates {
		slips := distance(fold(name), fold(candidate))
		if slips < least && slips < len([]rune(candidate)) {
			best, least = candidate, slips
		}
	}
	if best != "" || len(name) < 3 {
		return best
	}
	for _, candidate := range candidates {
		if strings.HasPrefix(fold(candidate), fold(name)) || strings.HasPrefix(fold(name), fold(candidate)) {
			return candidate
		}
	}
	return ""
}

var folded = strings.NewReplacer("-", "", "_", "", " ", "")

func fold(s string) string { return folded.Replace(strings.ToLower(s)) }

// distance counts the letters to insert, delete, replace or swap with their
// neighbour to make b of a (optimal string alignment). Its time grows with the
// product of the lengths, so long names are cut.
func distance(a, b string) int {
	const longest = 64
	from, to := []rune(a), []rune(b)
	from, to = from[:min(len(from), longest)], to[:min(len(to), longest)]
	var before, above []int
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i := range from {
		before, above, row = above, row, make([]int, len(to)+1)
		row[0] = i + 1
		for j := range to {
			cost := 1
			if from[i] == to[j] {
				cost = 0
			}
			row[j+1] = min(above[j]+cost, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(to)]
}
