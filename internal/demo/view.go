package demo

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"onrecord/archive"
)

//go:embed templates/*.html
var templateFiles embed.FS

// views renders pages.
type views struct{ templates *template.Template }

func newViews() *views {
	return &views{templates: template.Must(template.ParseFS(templateFiles, "templates/*.html"))}
}

// view is what a page shows.
type view struct {
	Lang, Heading, Section, SectionName string
	Say                                 words
	Token                               string // another with every request
	Number, Visitors                    int    // as well
	Home                                bool
	Latest                              []entryView
	Listing                             *listingView
	Article                             *articleView
}

// entryView is one item of a list of articles.
type entryView struct {
	ID                        int
	Path, Date, Title, Teaser string
}

// listingView is one page of a listing.
type listingView struct {
	Entries            []entryView
	First, Last, Total int // numbers of the entries
	Pages              int
	Previous, Next     string
	End                string
	Numbers            []link
}

// articleView is an article with its text in groups of one form.
type articleView struct {
	Article
	Date      string
	PlainLead bool
	Groups    []group
	Views     int
}

// group is a run of paragraphs of one form.
type group struct {
	Form  string
	Texts []string
	Rows  [][]string
}

// newView returns a page in a section, for the request with this number.
func newView(section, heading string, number int) view {
	language := languageOf(section)
	return view{
		Lang: language, Heading: heading, Section: section, SectionName: sectionName(section), Say: say(language),
		Token: token(number), Number: number, Visitors: 20 + number%37,
	}
}

// token is a session token, different for every number.
func token(number int) string {
	z := uint64(number)*0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z ^= z >> 27
	return fmt.Sprintf("%016x%016x", z, z*0x94D049BB133111EB)
}

// render returns the page, in the old template or the new one.
func (v *views) render(page view, redesigned bool) ([]byte, error) {
	name := "layout"
	if redesigned {
		name = "redesign"
	}
	var b bytes.Buffer
	if err := v.templates.ExecuteTemplate(&b, name, page); err != nil {
		return nil, fmt.Errorf("render the page %q: %w", page.Heading, err)
	}
	return b.Bytes(), nil
}

// newEntryView shows an article on a list.
func newEntryView(a Article) entryView {
	return entryView{ID: number(a.Path), Path: a.Path, Title: a.Title, Date: numericDate(a.Date), Teaser: teaser(a.Summary)}
}

// number is a number as databases give to their records, made of a path.
func number(path string) int {
	n := uint32(17)
	for _, c := range []byte(path) {
		n = n*31 + uint32(c)
	}
	return 1000 + int(n%9000)
}

// teaser cuts a lead at a word, as listings do.
func teaser(summary string) string {
	const longest = 220
	runes := []rune(summary)
	if len(runes) <= longest {
		return summary
	}
	cut := string(runes[:longest])
	return strings.TrimRight(cut[:strings.LastIndexByte(cut, ' ')], " ,;:—–-") + "..."
}

// newArticleView shows an article on its own page.
func newArticleView(a Article, views int) *articleView {
	v := &articleView{Article: a, Date: numericDate(a.Date), PlainLead: a.plainLead, Views: views}
	if a.Language == "ru" && number(a.Path)%2 == 0 {
		v.Date = russianDate(a.Date)
	}
	for _, p := range a.Paragraphs {
		v.add(formOf(p))
	}
	return v
}

// add appends a paragraph to the last group or begins another.
func (v *articleView) add(f form, text string) {
	last := len(v.Groups) - 1
	if last < 0 || v.Groups[last].Form != string(f) {
		v.Groups = append(v.Groups, group{Form: string(f)})
		last++
	}
	g := &v.Groups[last]
	if f == row {
		g.Rows = append(g.Rows, cells(text))
		return
	}
	g.Texts = append(g.Texts, text)
}

// numericDate prints a day as 22.09.2020.
func numericDate(day string) string {
	t, err := time.Parse(archive.DayLayout, day)
	if err != nil {
		return ""
	}
	return t.Format("02.01.2006")
}

var russianMonths = [...]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}

// russianDate prints a day as 22 сентября 2020.
func russianDate(day string) string {
	t, err := time.Parse(archive.DayLayout, day)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d %s %d", t.Day(), russianMonths[t.Month()-1], t.Year())
}
