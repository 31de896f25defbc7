package testbed

import (
	"strconv"
	"strings"
)

// tongue holds the fragments of which texts in one language are composed. In
// them {o} stands for the organization, {p} and {q} for places, {t} for the
// topic, {w} for a person, {n} and {m} for numbers.
type tongue struct {
	organization string
	places       []string
	people       []string
	topics       []string
	titles       []string
	leads        []string
	sentences    []string
	quotes       []string
	lists        []string // what introduces a list
	items        []string
	headings     []string
	space        string // between sentences
}

// compose writes an article; lead says whether it has one.
func (t *tongue) compose(d *draw, a *Article, lead bool) {
	fill := t.filler(d)
	a.Title = fill(t.titles[a.Number%len(t.titles)])
	if lead {
		a.Summary = fill(d.of(t.leads))
	}
	sentences := d.some(t.sentences, 8)
	for i := 0; i+1 < len(sentences) && len(a.Body) < 3+a.Number%2; i += 2 {
		a.Body = append(a.Body, fill(sentences[i]+t.space+sentences[i+1]))
	}
	if a.Number%3 == 0 {
		a.Body = append(a.Body, fill(d.of(t.quotes)))
	}
	if a.Number%4 == 2 {
		a.Body = append(a.Body, "## "+fill(d.of(t.headings)), fill(d.of(t.lists)))
		for _, item := range d.some(t.items, 3) {
			a.Body = append(a.Body, "- "+fill(item))
		}
		a.Body = append(a.Body, fill(t.sentences[a.Number%len(t.sentences)]))
	}
}

// filler returns what puts this article's names and ever other numbers into a fragment.
func (t *tongue) filler(d *draw) func(string) string {
	places := d.some(t.places, 2)
	topic, person := d.of(t.topics), d.of(t.people)
	return func(fragment string) string {
		return strings.NewReplacer(
			"{o}", t.organization, "{p}", places[0], "{q}", places[1], "{t}", topic, "{w}", person,
			"{n}", strconv.Itoa(12+d.pick(800)), "{m}", strconv.Itoa(2+d.pick(60)),
		).Replace(fragment)
	}
}
