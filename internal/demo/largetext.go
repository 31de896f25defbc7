package demo

import (
	"math/rand/v2"
	"strings"
)

// The vocabulary of a large site: few words are frequent and many are rare, as
// in any language (Zipf's law), so that its pages compress and index like text.
const (
	vocabulary   = 30_000
	zipfExponent = 1.2
	zipfShift    = 2.7
)

// frequent are the most frequent words; the rest are made of syllables.
var frequent = strings.Fields("the of and to in a is that for it was on are as with they at be this from have or by one had not but what all were " +
	"when we there can an their which said will each about many then them would so these other into has more two could no than been its who")

var (
	onsets = strings.Fields("b br d dr f fl g gr h k l m n p pl r s st t tr v w")
	cores  = strings.Fields("a e i o u ai ea ou")
	codas  = strings.Fields("l m n r s t nd rk st")
)

// word returns the word of a rank, the most frequent first.
func word(rank int) string {
	if rank < len(frequent) {
		return frequent[rank]
	}
	var b strings.Builder
	for n := rank; n > 0; n /= len(onsets) * len(cores) {
		b.WriteString(onsets[n%len(onsets)])
		b.WriteString(cores[n/len(onsets)%len(cores)])
	}
	b.WriteString(codas[rank%len(codas)])
	return b.String()
}

// language holds the words of a large site.
type language struct {
	words   []string // by rank
	phrases []string // by rank
	ranks   []uint16 // drawing one of these evenly draws words as often as Zipf's law has it
}

// The set phrases of official prose: one of so many draws is a phrase, taken as
// unevenly as the words.
const (
	phrases     = 4_000
	phraseEvery = 12
)

// newLanguage draws the ranks once: the law itself is slow to draw from.
func newLanguage() *language {
	l := &language{words: make([]string, vocabulary), ranks: make([]uint16, 1<<16)}
	for rank := range l.words {
		l.words[rank] = word(rank)
	}
	zipf := rand.NewZipf(rand.New(rand.NewPCG(1, 2)), zipfExponent, zipfShift, vocabulary-1)
	for i := range l.ranks {
		l.ranks[i] = uint16(zipf.Uint64())
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range phrases {
		words := make([]string, 2+rng.IntN(5))
		for i := range words {
			words[i] = l.words[l.ranks[rng.IntN(len(l.ranks))]]
		}
		l.phrases = append(l.phrases, strings.Join(words, " "))
	}
	return l
}

// draw returns a word or a set phrase.
func (l *language) draw(rng *rand.Rand) string {
	rank := l.ranks[rng.IntN(len(l.ranks))]
	if rng.IntN(phraseEvery) == 0 {
		return l.phrases[int(rank)%len(l.phrases)]
	}
	return l.words[rank]
}

// largeText makes the text of one article.
type largeText struct {
	language *language
	number   uint64
}

// sentence returns a sentence; the same seed gives the same one.
func (t largeText) sentence(seed uint64, low, high int, end string) string {
	rng := rand.New(rand.NewPCG(t.number, seed))
	words := make([]string, low+rng.IntN(high-low+1))
	for i := range words {
		words[i] = t.language.draw(rng)
	}
	return upper(strings.Join(words, " ")) + end
}

// title ends with a word that no other article has.
func (t largeText) title() string {
	return t.sentence(1, 6, 11, " ") + word(vocabulary+int(t.number))
}

// paragraph returns the paragraph at an index. With every edit its first
// sentence is another one.
func (t largeText) paragraph(at, edit int) string {
	base := uint64(at+1) << 20
	rng := rand.New(rand.NewPCG(t.number, base))
	sentences := make([]string, 3+rng.IntN(4))
	for i := range sentences {
		seed := base + uint64(i) + 1
		if i == 0 {
			seed += uint64(edit) << 8
		}
		sentences[i] = t.sentence(seed, 8, 24, ".")
	}
	return strings.Join(sentences, " ")
}
