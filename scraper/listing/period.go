package listing

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"onrecord/archive"
	"onrecord/scraper/dates"
)

// period is a year or a month that an address names.
type period struct {
	base  string // the address without it
	value int    // year*100 + month; month 0: the whole year
}

// yearMonth is a year in an address, and a month that follows it.
var yearMonth = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)(?:(?:[/_.-]|&(?:month|m|mes|mois|monat)=)(0?[1-9]|1[0-2]))?(?:\D|$)`)
})

// periodOf reads the year or month out of an address.
func periodOf(address string) (period, bool) {
	_, rest, _ := strings.Cut(address, "//")
	cut := strings.IndexByte(rest, '/')
	if cut < 0 {
		return period{}, false
	}
	rest = rest[cut:]
	m := yearMonth().FindStringSubmatchIndex(rest)
	if m == nil {
		return period{}, false
	}
	year, _ := strconv.Atoi(rest[m[2]:m[3]]) // four digits
	p := period{value: year * 100}
	if m[4] < 0 {
		p.base = rest[:m[2]] + "Y" + rest[m[3]:]
		return p, true
	}
	month, _ := strconv.Atoi(rest[m[4]:m[5]]) // 1 to 12
	p.value += month
	p.base = rest[:m[2]] + "Y" + rest[m[3]:m[4]] + "M" + rest[m[5]:]
	return p, true
}

// byPeriod follows the link to the month or year before: only where nothing
// else pages, only backwards, and only from a page that lists something.
func (pg *pager) byPeriod(entries []archive.Entry, o Options) string {
	limit, own := pg.periodLimit(entries, o)
	if limit == 0 {
		return ""
	}
	groups := map[string]int{}
	for _, tr := range pg.turns {
		if p, ok := periodTurn(tr); ok {
			groups[p.base]++
		}
	}
	best, address := 0, ""
	for _, tr := range pg.turns {
		p, ok := periodTurn(tr)
		switch {
		case !ok, own.base == "" && !pg.below(tr.url), own.base != "" && p.base != own.base:
		case own.base == "" && groups[p.base] < 2 && (p.value%100 != 0 || !namesYear(tr.label, p.value/100)):
		case p.value > best && p.value <= limit:
			best, address = p.value, tr.url
		}
	}
	return address
}

// namesYear reports whether a label has the number of a year, as the Gregorian,
// the Buddhist, the Minguo or the Persian calendar counts it, or by the reign of a
// Japanese emperor. A listing of two years links to one other.
func namesYear(label string, year int) bool {
	for _, number := range numbersIn(label) {
		switch year - number {
		case 0, -543, 1911, 621, 622, 2018, 1988:
			return true
		}
	}
	return false
}

// numbersIn returns the numbers that a text prints, in the digits of any script.
func numbersIn(text string) []int {
	var list []int
	open := false
	for _, r := range text {
		digit, ok := dates.Digit(r)
		switch {
		case ok && open:
			list[len(list)-1] = min(list[len(list)-1]*10+digit, maxNumber)
		case ok:
			list = append(list, digit)
		}
		open = ok
	}
	return list
}

// maxNumber is more than any year.
const maxNumber = 1 << 20

// below reports whether an address lies in the folder of this page, or is this
// page with other parameters.
func (pg *pager) below(address string) bool {
	own := pg.tree.page.URL
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	folder := own.Path[:strings.LastIndexByte(own.Path, '/')+1]
	return u.Path == own.Path || folder != "/" && folder != "" && strings.HasPrefix(u.Path, folder) || strings.HasPrefix(u.Path, own.Path+"/")
}

// periodLimit returns the latest period that is worth following: before the
// page's own, or that of its oldest entry.
func (pg *pager) periodLimit(entries []archive.Entry, o Options) (int, period) {
	if own, ok := periodOf(pg.tree.page.URL.String()); ok {
		return own.value - 1, own
	}
	oldest := ""
	for _, e := range entries {
		if day := e.Date.Day(); day != "" && (oldest == "" || day < oldest) {
			oldest = day
		}
	}
	if oldest == "" || !o.Now.IsZero() && oldest > o.Now.Format(archive.DayLayout) {
		return 0, period{}
	}
	year, err := strconv.Atoi(oldest[:4])
	if err != nil {
		return 0, period{}
	}
	month, err := strconv.Atoi(oldest[5:7])
	if err != nil {
		return 0, period{}
	}
	return year*100 + month, period{}
}

// periodTurn returns the period of a link that is labelled like one.
func periodTurn(tr turn) (period, bool) {
	if textWidth(tr.label) > 24 {
		return period{}, false
	}
	return periodOf(tr.url)
}
