package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord/archive"
)

// composed is how many articles are composed from the lists of sentences,
// besides those written out.
const composed = 84

// compose returns all articles of the site, newest first.
func compose() []Article {
	articles := written()
	titles := map[string]bool{}
	day := time.Date(2024, time.November, 28, 0, 0, 0, 0, time.UTC)
	for i := range composed {
		a := composeOne(i, day, titles)
		titles[a.Title] = true
		articles = append(articles, a)
		if i%7 != 3 { // now and then two on one day
			day = day.AddDate(0, 0, -(11 + i*13%29))
		}
	}
	articles[len(articles)-2].Also = []string{News} // a speech that the news print too
	slices.SortStableFunc(articles, func(a, b Article) int { return cmp.Compare(b.orderDay(), a.orderDay()) })
	return articles
}

// orderDay is the day by which an article stands in the listings.
func (a Article) orderDay() string {
	if a.Date == "" {
		return a.undated
	}
	return a.Date
}

// composeOne returns the article with this number, with a title that is not taken.
func composeOne(number int, day time.Time, taken map[string]bool) Article {
	for try := 0; ; try++ {
		seed := number + try*1000
		var a Article
		switch number % 6 {
		case 2:
			a = composeSpeech(newDraw(seed, day, "en"), speeches[(number/6+try)%len(speeches)])
		case 4:
			a = composeNews(newDraw(seed, day, "ru"), russianTopics[(number/6+try)%len(russianTopics)])
		default:
			a = composeNews(newDraw(seed, day, "en"), newsTopics[(number+number/6+try)%len(newsTopics)])
		}
		if taken[a.Title] {
			continue
		}
		a.Date = day.Format(archive.DayLayout)
		a.Path += fmt.Sprintf("-%d/", 4100+(composed-number)*7)
		if number%3 == 1 {
			a.plainLead = true
		}
		return a
	}
}

// composeNews returns an article about a topic.
func composeNews(d *draw, t topic) Article {
	facts, common, ends := t.facts, commonFacts, closings
	a := Article{Section: News, Language: d.language}
	if d.language == "ru" {
		a.Section, common, ends = RussianNews, russianCommon, russianClosings
	}
	angle := pick(d, t.angles)
	a.Path = a.Section + t.slug
	a.Title = upper(d.fill(angle.title))
	if d.chance(75) {
		a.Summary = upper(d.fill(angle.lead))
	}
	rest := append(d.sample(facts, len(facts)-2), d.sample(common, 2)...)
	a.Paragraphs = append(a.Paragraphs, d.paragraph(angle.opening, rest[0]))
	rest = rest[1:]
	for range 2 + d.rng.IntN(4) {
		n := min(len(rest), 1+d.rng.IntN(3))
		a.Paragraphs = append(a.Paragraphs, d.paragraph(rest[:n]...))
		rest = rest[n:]
	}
	switch {
	case len(t.table) > 0 && d.chance(50):
		a.insert(1, d.table(t.table))
	case len(t.list) > 0 && d.chance(60):
		a.insert(len(a.Paragraphs), d.list(t.list))
	}
	a.insert(1, d.quotation(t))
	a.Paragraphs = append(a.Paragraphs, d.fill(pick(d, ends)))
	if t.document != "" && d.chance(40) {
		a.Documents = []Document{{Path: fmt.Sprintf("/upload/iblock/%03x/%s.pdf", d.rng.IntN(4096), t.slug), Title: t.document + " (PDF)"}}
	}
	return a
}

// insert puts paragraphs before the one at index at.
func (a *Article) insert(at int, paragraphs []string) {
	a.Paragraphs = slices.Insert(a.Paragraphs, min(at, len(a.Paragraphs)), paragraphs...)
}

// quotation returns what an official said, within a sentence or set apart.
func (d *draw) quotation(t topic) []string {
	said := pick(d, t.quotes)
	if d.language == "ru" {
		return []string{"«" + said + "», — " + pick(d, russianSaid) + "."}
	}
	who := pick(d, append([]string{t.head}, officials[:leaders]...))
	if d.chance(40) {
		who = pick(d, guests)
	}
	if d.chance(35) {
		return []string{who + " said in this connection:", "> " + said + "."}
	}
	return []string{"“" + said + ",” said " + who + "."}
}

// list returns an introduction and three or more items.
func (d *draw) list(texts []string) []string {
	out := []string{d.fill(texts[0])}
	items := texts[1:]
	items = items[:3+d.rng.IntN(len(items)-2)]
	for i, text := range items {
		text = strings.TrimRight(d.fill(text), ".;")
		if i == len(items)-1 {
			text += "."
		} else {
			text += ";"
		}
		out = append(out, "- "+text)
	}
	return out
}

// table returns an introduction, a head, and rows of numbers.
func (d *draw) table(texts []string) []string {
	out := []string{d.fill(texts[0]), "| " + texts[1]}
	for _, name := range texts[2:] {
		out = append(out, d.fill("| "+name+" | {120-480} | {11-68}"))
	}
	return out
}

// composeSpeech returns a speech, in which the first salutation returns.
func composeSpeech(d *draw, s speech) Article {
	a := Article{Section: Speeches, Language: "en", Path: Speeches + s.slug, Title: d.fill(s.title), Summary: d.fill(s.lead)}
	opening, closing := s.sentences[0], s.sentences[len(s.sentences)-1]
	middle := inOrder(d, s.sentences[1:len(s.sentences)-1], len(s.sentences)*3/4)

	questions := s.lead == ""
	for i, salutation := range s.salutations {
		if i == 0 || !questions {
			a.Paragraphs = append(a.Paragraphs, d.fill(salutation))
		}
	}
	a.Paragraphs = append(a.Paragraphs, d.paragraph(append([]string{opening}, middle[:2]...)...))
	middle = middle[2:]
	for half := len(middle) / 2; len(middle) > 0; {
		n := min(len(middle), 1+d.rng.IntN(3))
		a.Paragraphs = append(a.Paragraphs, d.paragraph(middle[:n]...))
		middle = middle[n:]
		if len(middle) <= half && half > 0 {
			again := s.salutations[0]
			if questions {
				again = s.salutations[1]
			}
			a.Paragraphs = append(a.Paragraphs, d.fill(again))
			half = 0
		}
	}
	a.Paragraphs = append(a.Paragraphs, d.fill(closing))
	if !questions {
		a.Paragraphs = append(a.Paragraphs, "Thank you for your attention.")
	}
	return a
}

// inOrder returns n of the texts in the order in which they stand.
func inOrder(d *draw, from []string, n int) []string {
	indexes := d.rng.Perm(len(from))[:min(n, len(from))]
	slices.Sort(indexes)
	out := make([]string, len(indexes))
	for i, index := range indexes {
		out[i] = from[index]
	}
	return out
}

// upper makes the first letter of a text a capital.
func upper(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}
