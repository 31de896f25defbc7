package metric

import "slices"

// Title reports whether a title has the words wanted, all of them in their
// order and no others. Case, punctuation and spacing do not count.
func Title(want, got string) bool {
	return slices.Equal(Words(want), Words(got))
}
