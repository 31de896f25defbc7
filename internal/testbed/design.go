package testbed

import (
	"fmt"
	"html"
	"html/template"
	"strings"
	"time"

	"onrecord/archive"
)

// design says how a site publishes.
type design struct {
	name, listing, language string
	count, perPage          int
	tongue                  *tongue
	path                    func(i, count int) string
	lead                    func(i int) bool
	opens                   bool // the listing prints the beginning of the text, so its first paragraph is the lead
	documents               bool
	charset                 string // "" is UTF-8
	clock                   bool   // dates have a time of day
	sameDay                 bool   // several articles a day
	next                    func(listing string, n int) string
	old, new                look
}

// look is one state of a site's templates.
type look struct {
	template *template.Template
	print    func(time.Time) string // a day as the page prints it
}

// newLook parses the template of a look. The template "page" is executed with a view.
func newLook(text string, print func(time.Time) string) look {
	return look{template.Must(template.New("page").Funcs(template.FuncMap{"text": setText}).Parse(text)), print}
}

// date returns the date that a reader reads of an article of that day.
func (d design) date(day time.Time, i int) archive.Date {
	if !d.clock {
		return archive.DayOf(day)
	}
	return archive.InstantOf(clockOf(day, i))
}

// clockOf gives a day the time of day at which article i was published.
func clockOf(day time.Time, i int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 8+i%9, (i*7)%60, 0, 0, time.UTC)
}

// Ways to set paragraphs.
const (
	inParagraphs = "p"   // <p>
	justified    = "pj"  // <p style>, as editors paste it
	byBreaks     = "br"  // bare text parted by two line breaks
	inDivs       = "div" // <div>
)

// setText sets an article's paragraphs as markup.
func setText(way string, a articleView) template.HTML {
	var b strings.Builder
	list := false
	close := func() {
		if list {
			b.WriteString("</ul>\n")
		}
		list = false
	}
	for i, p := range a.Body {
		if item, ok := strings.CutPrefix(p, "- "); ok {
			if !list {
				b.WriteString("<ul>\n")
			}
			list = true
			b.WriteString("<li>" + html.EscapeString(item) + "</li>\n")
			continue
		}
		close()
		if heading, ok := strings.CutPrefix(p, "## "); ok {
			b.WriteString("<h3>" + html.EscapeString(heading) + "</h3>\n")
			continue
		}
		content := html.EscapeString(p)
		if a.Document != "" && i == len(a.Body)-1 {
			content += fmt.Sprintf(` (<a href="%s">%s</a>)`, a.Document, documentTitle(a.Article))
		}
		b.WriteString(setParagraph(way, content))
	}
	close()
	return template.HTML(b.String())
}

func setParagraph(way, content string) string {
	switch way {
	case justified:
		return `<p style="text-align: justify;">` + content + "</p>\n"
	case byBreaks:
		return content + "<br>\n<br>\n"
	case inDivs:
		return "<div>" + content + "</div>\n"
	}
	return "<p>" + content + "</p>\n"
}

// months of the languages whose pages print them.
var months = map[string][]string{
	"ru": strings.Fields("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
	"de": strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
	"fr": strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
	"pt": strings.Fields("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
	"ar": strings.Fields("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
}

// layout prints days by a Go layout.
func layout(l string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(l) }
}

// named prints days with the name of the month; the format gets day, month, year.
func named(language, format string) func(time.Time) string {
	return func(t time.Time) string {
		return fmt.Sprintf(format, t.Day(), months[language][t.Month()-1], t.Year())
	}
}

// arabicDigits replaces digits by those that Arabic pages print.
func arabicDigits(print func(time.Time) string) func(time.Time) string {
	digits := strings.NewReplacer("0", "٠", "1", "١", "2", "٢", "3", "٣", "4", "٤", "5", "٥", "6", "٦", "7", "٧", "8", "٨", "9", "٩")
	return func(t time.Time) string { return digits.Replace(print(t)) }
}

// byQuery continues a listing by a parameter of its address.
func byQuery(parameter string) func(string, int) string {
	return func(listing string, n int) string {
		if n == 1 {
			return listing
		}
		return fmt.Sprintf("%s?%s=%d", listing, parameter, n)
	}
}

// numbered puts articles at addresses with falling numbers.
func numbered(format string) func(int, int) string {
	return func(i, count int) string { return fmt.Sprintf(format, 400+count-i) }
}

func always(int) bool { return true }
func never(int) bool  { return false }

// mostly leaves every fifth article without.
func mostly(i int) bool { return i%5 != 4 }
