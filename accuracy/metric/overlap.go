package metric

import "strings"

// Overlap says how much two texts share.
type Overlap struct {
	F1        float64 // harmonic mean of the two below
	Precision float64 // share of the words given that are wanted
	Recall    float64 // share of the words wanted that are given
}

// Body compares the text read with the text wanted as two bags of words, each
// word counted as often as it occurs. Where the wanted text begins with a
// summary, the text without it is right too, and the better reading counts.
func Body(want, summary, got string) Overlap {
	best := overlap(Words(want), Words(got))
	if rest, ok := without(want, summary); ok {
		if o := overlap(Words(rest), Words(got)); o.F1 > best.F1 {
			return o
		}
	}
	return best
}

// without cuts a summary off the beginning of a text.
func without(text, summary string) (string, bool) {
	if summary == "" {
		return "", false
	}
	return strings.CutPrefix(text, summary)
}

func overlap(want, got []string) Overlap {
	left := map[string]int{}
	for _, w := range want {
		left[w]++
	}
	shared := 0
	for _, w := range got {
		if left[w] > 0 {
			left[w]--
			shared++
		}
	}
	if shared == 0 {
		return Overlap{}
	}
	p, r := Share(shared, len(got)), Share(shared, len(want))
	return Overlap{F1: 2 * p * r / (p + r), Precision: p, Recall: r}
}

// Share is n of all, 0 where there are none.
func Share(n, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}
