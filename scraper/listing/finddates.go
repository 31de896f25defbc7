package listing

import (
	"regexp"
	"sort"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/dates"
)

// found is a date printed on the page.
type found struct {
	match    dates.Match
	from, to int32   // in tree.text
	element  int32   // the innermost that holds its beginning
	weight   float64 // how much it looks like the date of an entry, 0 to 1
	alone    bool    // little else stands in its line
	machine  archive.Date
}

// findDates finds the dates of the page, line by line and cell by cell, and
// those that only attributes or several elements together give.
func (t *tree) findDates(o Options) {
	d := dateOptions(o, t)
	for n, from := range t.lines {
		to := t.lineEnd(n)
		line := t.text[from:to]
		if !worthReading(line, d) {
			continue
		}
		for _, m := range findIn(line, d) {
			f := found{match: m, from: from + int32(m.Start), to: from + int32(m.End)}
			if f.element = t.elementAt(f.from); t.elements[f.element].chrome {
				continue
			}
			f.weight = t.weigh(f, line)
			f.alone = len(line)-int(f.to-f.from) <= maxBeside || f.weight >= 0.7 && t.elements[f.element].heading
			t.dates = append(t.dates, f)
		}
	}
	t.findMarkedDates(d)
	t.orderDates(d)
	t.addYears()
}

// findIn finds the dates in a line; where the configuration gives their layout,
// it decides how they are read.
func findIn(line string, d dates.Options) []dates.Match {
	matches := dates.Find(line, d)
	if d.Layout == "" {
		return matches
	}
	for i, m := range matches {
		if date, ok := dates.Parse(line[m.Start:m.End], d); ok {
			matches[i].Date, matches[i].Ambiguous = date, false
		}
	}
	if len(matches) == 0 && len(line) <= 2*len(d.Layout) {
		if date, ok := dates.Parse(strings.TrimSpace(line), d); ok {
			return []dates.Match{{Date: date, End: len(line), HasYear: true}}
		}
	}
	return matches
}

// orderDates reads the numeric dates again once all of them have told their order.
func (t *tree) orderDates(d dates.Options) {
	var samples []string
	var unsure []int
	for i, f := range t.dates {
		if len(samples) < maxSamples && f.match.HasYear && f.machine == "" {
			samples = append(samples, t.text[f.from:f.to])
		}
		if f.match.Ambiguous {
			unsure = append(unsure, i)
		}
	}
	if d.Order = dates.OrderOf(samples); d.Order == dates.Unknown {
		return
	}
	for _, i := range unsure {
		t.readAgain(int32(i), d)
	}
}

// maxSamples bounds how many dates are asked for their order.
const maxSamples = 2000

// readAgain reads date i again, now that the order is known.
func (t *tree) readAgain(i int32, d dates.Options) {
	f := &t.dates[i]
	if date, ok := dates.Parse(t.text[f.from:f.to], d); ok {
		f.match.Date = date
	}
}

func dateOptions(o Options, t *tree) dates.Options {
	language := t.page.Language
	if o.Language != "" && (language == "" || baseLanguage(o.Language) == baseLanguage(language)) {
		language = o.Language
	}
	return dates.Options{Language: language, Location: o.Location, Layout: o.DateFormat, Now: o.Now}
}

func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return base
}

// worthReading reports whether a line can hold a date: it has a digit, or is
// short enough to be "yesterday".
func worthReading(line string, d dates.Options) bool {
	if len(line) < 3 {
		return false
	}
	if !d.Now.IsZero() && len(line) < 40 {
		return true
	}
	for i := range len(line) {
		if line[i] >= '0' && line[i] <= '9' || line[i] >= 0xD9 { // digits of other scripts are beyond Latin and Cyrillic
			return true
		}
	}
	return false
}

// maxBeside is how many bytes may stand in a line beside a date that holds for
// entries outside the line: "Posted:", a weekday.
const maxBeside = 36

// weigh says how much a date looks like the date of an entry rather than one
// that a text mentions.
func (t *tree) weigh(f found, line string) float64 {
	rest := len(line) - int(f.to-f.from)
	var w float64
	switch {
	case rest <= int(f.to-f.from):
		w = 0.9
	case rest <= 60:
		w = 0.75
	default:
		w = 0.45
	}
	if t.isDateElement(f.element) {
		w = 1
	}
	n := t.lineOf(f.from)
	label := line[:f.from-t.lines[n]]
	if strings.TrimSpace(label) == "" && n > 0 {
		if above := t.text[t.lines[n-1]:t.lineEnd(n-1)]; strings.HasSuffix(strings.TrimSpace(above), ":") {
			label = above
		}
	}
	return min(1, max(0.1, w+labelWeight(label)))
}

// labelWeight judges the words before a date.
func labelWeight(before string) float64 {
	if len(before) > 60 {
		before = before[len(before)-60:]
	}
	words := strings.Fields(fold(strings.ToValidUTF8(before, "")))
	if len(words) > 4 {
		words = words[len(words)-4:]
	}
	weight := 0.0
	for i := len(words) - 1; i >= 0; i-- {
		switch {
		case otherDateWords()[words[i]]:
			return -0.4
		case publicationWords()[words[i]]:
			return 0.2
		case dateWords()[words[i]]:
			weight = 0.1
		}
	}
	return weight
}

// isDateElement reports whether an element, or the one around it, is made for a date.
func (t *tree) isDateElement(i int32) bool {
	for range 2 {
		if i < 0 {
			return false
		}
		n := t.elements[i].node
		if n.DataAtom == atom.Time || namesDate(attr(n, "class")) || strings.HasPrefix(attr(n, "itemprop"), "date") {
			return true
		}
		i = t.elements[i].parent
	}
	return false
}

func namesDate(class string) bool {
	if class == "" || len(class) > 200 {
		return false
	}
	for w := range words(class) {
		if dateClasses()[w] {
			return true
		}
	}
	return false
}

// findMarkedDates adds the dates of time[datetime] and the like where the text
// alone gives none that is whole, and dates whose parts stand in elements of
// their own.
func (t *tree) findMarkedDates(d dates.Options) {
	printed := len(t.dates)
	for i := range t.elements {
		e := &t.elements[i]
		if e.chrome || e.to-e.from > 80 || e.end-int32(i) > 20 {
			continue
		}
		f := found{from: e.from, to: e.to, element: int32(i), weight: 1, alone: true}
		if machine := machineDate(e.node); machine != "" {
			if day, ok := dates.ParseMachine(machine, d.Location); ok {
				f.machine = t.asPrinted(day, e.from, e.to)
			}
		}
		if f.machine == "" && (e.to == e.from || !namesDate(attr(e.node, "class"))) {
			continue
		}
		t.addMarked(f, printed, d)
	}
	sort.SliceStable(t.dates, func(i, j int) bool { return t.dates[i].from < t.dates[j].from })
}

// addMarked adds f, the date of a marked element, unless what it prints is a
// whole date; only the first printed dates are those of lines.
func (t *tree) addMarked(f found, printed int, d dates.Options) {
	lo := sort.Search(printed, func(k int) bool { return t.dates[k].from >= f.from })
	for k := lo; k < printed && t.dates[k].from < f.to; k++ {
		p := &t.dates[k]
		if f.machine == "" {
			if p.match.HasYear {
				return
			}
			continue
		}
		if p.machine = f.machine; !p.match.HasYear || p.match.Relative {
			p.match = dates.Match{Date: f.machine, HasYear: true}
		} else if p.match.Ambiguous && sameDigits(p.match.Date, f.machine) {
			p.match.Date, p.match.Ambiguous = f.machine, false
		}
		return
	}
	if f.machine != "" {
		f.match = dates.Match{Date: f.machine, HasYear: true}
		t.dates = append(t.dates, f)
		return
	}
	date, ok := dates.Parse(spaced(t.elements[f.element].node), d)
	if !ok {
		return
	}
	hasYear := true
	if lo < printed && t.dates[lo].from < f.to {
		t.dates[lo].match.Date, t.dates[lo].match.HasYear = date, hasYear
		return
	}
	f.match = dates.Match{Date: date, HasYear: hasYear}
	t.dates = append(t.dates, f)
}

// clock is a time of day as it is printed.
var clock = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d[:.h]\d\d`) })

// asPrinted returns a date for programs without its time of day when the text
// beside it prints none.
func (t *tree) asPrinted(date archive.Date, from, to int32) archive.Date {
	if date.HasTime() && !clock().MatchString(t.text[from:to]) {
		return archive.Date(date.Day())
	}
	return date
}

// sameDigits reports whether b is a with day and month exchanged, or a.
func sameDigits(a, b archive.Date) bool {
	x, y := a.Day(), b.Day()
	return x != "" && y != "" && x[:4] == y[:4] && (x[5:] == y[5:] || x[5:7] == y[8:] && x[8:] == y[5:7])
}

// machineDate returns the date that an element carries for programs.
func machineDate(n *html.Node) string {
	if n.DataAtom == atom.Time {
		return attr(n, "datetime")
	}
	if itemprop := attr(n, "itemprop"); itemprop == "datePublished" || itemprop == "dateCreated" {
		return attr(n, "content")
	}
	return ""
}

// spaced returns the text inside n, its pieces parted by spaces.
func spaced(n *html.Node) string {
	var parts []string
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			if s := strings.TrimSpace(d.Data); s != "" {
				parts = append(parts, s)
			}
		}
		if len(parts) > 12 {
			break
		}
	}
	return strings.Join(parts, " ")
}

// datesIn returns the range of tree.dates that begin in [from, to).
func (t *tree) datesIn(from, to int32) (lo, hi int) {
	lo = sort.Search(len(t.dates), func(i int) bool { return t.dates[i].from >= from })
	hi = lo + sort.Search(len(t.dates)-lo, func(i int) bool { return t.dates[lo+i].from >= to })
	return lo, hi
}
