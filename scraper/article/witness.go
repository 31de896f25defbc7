package article

import "strings"

// What the text of JSON-LD must be to bear witness on the page's.
const (
	witnessBytes    = 400     // folded; shorter ones are teasers
	witnessLines    = 3       // lines of the page that it prints
	witnessCoverage = 75      // percent of the page's text that it prints
	witnessOpening  = 60      // bytes of a line that are looked for
	witnessLimit    = 200_000 // bytes of it that are looked at
	witnessMost     = 3000    // lines that are looked for
)

// heedWitness drops what the articleBody of JSON-LD leaves out of the text, if
// it prints nearly all of it: whatever stands before the first and after the
// last line that it prints, and short lines in between. The text stays the
// page's own.
func (r *reader) heedWitness(lines []line) {
	said := r.articleBody()
	if len(said) < witnessBytes || len(lines) > witnessMost {
		return
	}
	printed := make([]bool, len(lines))
	first, last, n, covered, all := -1, -1, 0, 0, 0
	for i := range lines {
		l := &lines[i]
		if l.drop {
			continue
		}
		all += l.Size
		if printed[i] = prints(said, l.folded); !printed[i] {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		n++
		covered += l.Size
	}
	if n < witnessLines || covered*100 < all*witnessCoverage {
		return
	}
	for i := range lines {
		l := &lines[i]
		outside := i < first && !r.confirmed(l.Text) || i > last
		if !printed[i] && (outside || l.words < 12 && !l.heading) {
			l.drop = true
		}
	}
}

// articleBody returns the folded text of JSON-LD.
func (r *reader) articleBody() string {
	longest := ""
	for _, i := range r.meta.structured.items {
		if len(i.body) > len(longest) {
			longest = i.body
		}
	}
	return fold(clip(longest, witnessLimit))
}

// prints reports whether said holds the beginning of a folded line.
func prints(said, folded string) bool {
	if len(folded) > witnessOpening {
		folded = folded[:witnessOpening]
		if i := strings.LastIndexByte(folded, ' '); i > witnessOpening/2 {
			folded = folded[:i]
		}
	}
	return folded != "" && strings.Contains(said, folded)
}
