package metric

import "strings"

// Snippets counts, over many pages, the texts that must be in a body and those
// that must not.
type Snippets struct {
	Found, Wanted   int // of the texts that must be there
	Noise, Unwanted int // of the texts that must not
}

// Add counts the snippets of one page in the text read. Any white space is like
// any other.
func (s *Snippets) Add(with, without []string, got string) {
	got = squeeze(got)
	s.Found += contained(got, with)
	s.Wanted += len(with)
	s.Noise += contained(got, without)
	s.Unwanted += len(without)
}

// F1 is the harmonic mean of the share of texts found that are wanted, and the
// share of texts wanted that are found.
func (s *Snippets) F1() float64 {
	return Share(2*s.Found, s.Found+s.Noise+s.Wanted)
}

func contained(text string, snippets []string) int {
	n := 0
	for _, snippet := range snippets {
		if strings.Contains(text, squeeze(snippet)) {
			n++
		}
	}
	return n
}

// squeeze makes every run of white space one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
