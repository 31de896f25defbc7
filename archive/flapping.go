package archive

// alternation says how a new content relates to the last revisions.
type alternation int

const (
	steady        alternation = iota
	flappingNow               // the fourth turn between two contents: said once
	flappingKnown             // a further turn: nothing new
)

// lastDigests returns the digests of an article's last four revisions, the
// newest last.
func lastDigests(v View, a Article) ([]Digest, error) {
	var last []Revision
	for n := max(1, a.Revision-3); n <= a.Revision; n++ {
		r, err := v.Revision(a.Ref, n)
		if err != nil {
			return nil, err
		}
		last = append(last, r)
	}
	byTime(last)
	var digests []Digest
	for _, r := range last {
		digests = append(digests, r.Reading().Digest)
	}
	return digests, nil
}

// flapping reports whether next continues an alternation between two contents.
// An edit that is taken back (A, B, A) is two edits; A, B, A, B is a server that
// answers with either.
func flapping(last []Digest, next Digest) alternation {
	n := len(last)
	if n < 3 || next != last[n-2] || last[n-1] != last[n-3] {
		return steady
	}
	if n >= 4 && last[n-2] == last[n-4] {
		return flappingKnown
	}
	return flappingNow
}
