package listing

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// place is where in a listing an address stands, as far as the address tells.
type place struct {
	base   string // the address without its page number
	number int    // page number or offset
	known  bool   // it has one
}

// like reports whether two addresses are pages of one listing.
func (p place) like(other place) bool { return p.base == other.base }

// pathPage is a page number in a path: /page/2/, /page-2, /page2.html, /p2.
var pathPage = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[/_.-](?:page|pages|pag|pg|p|seite|pagina|página|strana|strona|stranica|stran|sayfa|side|sida|sivu|oldal|lapa|index|str)[/_.,=-]?(\d{1,6})(/|\.\w{2,5}|$)`)
})

// placeOf reads the page number or offset out of an address.
func placeOf(address string) place {
	u, err := url.Parse(address)
	if err != nil {
		return place{base: address}
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	query, p := cutPageParameter(u.RawQuery)
	path := u.EscapedPath()
	if !p.known {
		if m := pathPage().FindStringSubmatchIndex(path); m != nil {
			if n, err := strconv.Atoi(path[m[2]:m[3]]); err == nil {
				p.number, p.known = n, true
				path = path[:m[0]] + "/"
			}
		}
	}
	p.base = host + tidyPath(path) + "?" + query
	return p
}

// tidyPath makes the paths of the first page and of the others alike.
func tidyPath(path string) string {
	path = strings.TrimRight(path, "/")
	for _, name := range []string{"/index.php", "/index.html", "/index.htm", "/index.aspx", "/default.aspx", "/index.shtml", "/index"} {
		path = strings.TrimSuffix(path, name)
	}
	return strings.TrimSuffix(strings.TrimSuffix(path, ".html"), ".htm")
}

// cutPageParameter takes the page number out of a query.
func cutPageParameter(query string) (rest string, p place) {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if unescaped, err := url.QueryUnescape(name); err == nil {
			name = unescaped
		}
		n, err := strconv.Atoi(value)
		switch {
		case pair == "" || pageSizes()[strings.ToLower(name)] || strings.HasPrefix(strings.ToLower(name), "sizen_"):
		case !p.known && err == nil && n >= 0 && isPageParameter(name):
			p.number, p.known = n, true
		default:
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&"), p
}

var pageSizes = setOf("limit", "per_page", "perpage", "pagesize", "page_size", "size", "count", "ajax", "is_ajax", "bxajaxid")

// isPageParameter reports whether a query parameter is named for pages or
// offsets: page, PAGEN_1, paged, tx_news[currentPage], start, offset …
func isPageParameter(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), "]")
	if cut := strings.LastIndexByte(name, '['); cut >= 0 {
		name = name[cut+1:]
	}
	if pageParameters()[name] || strings.HasSuffix(name, "page") && !strings.HasSuffix(name, "homepage") && !strings.HasSuffix(name, "perpage") && !strings.HasSuffix(name, "per_page") {
		return true
	}
	digits, ok := strings.CutPrefix(name, "pagen_")
	return ok && allDigits(digits)
}

var pageParameters = setOf("page", "paged", "pageno", "page_no", "pagenr", "pagenum", "page_num", "pagenumber", "page_number", "pageindex", "page_index", "pg", "pn", "pno", "pageid",
	"p", "seite", "pagina", "página", "strana", "strona", "stranica", "stran", "sayfa", "side", "sida", "sivu", "oldal", "lapa", "puslapis", "halaman", "trang",
	"start", "offset", "from", "skip", "limitstart", "startat", "start_row", "startrow", "first", "begin", "firstresult", "startindex", "start_index", "b_start", "b_start:int", "pos")

// byPlace follows the link whose address is that of the page after this one,
// whatever it says: words for "older" are many.
func (pg *pager) byPlace() string {
	best := turn{}
	for _, tr := range pg.turns {
		p := tr.place
		if !p.known || !p.like(pg.own) || pg.leadsToArticle(tr.node) || inCalendar(tr.node) {
			continue
		}
		step := p.number - pg.own.number // of the first page, which has no number: its number
		if step == 1 && best.url == "" || !pg.own.known && step == 2 || step > 2 && step == len(pg.entries) {
			best = tr
		}
	}
	return best.url
}

// numbered is a link whose text is a number.
type numbered struct {
	label int
	turn  turn
}

// byNumber follows the number after the current one.
func (pg *pager) byNumber() string {
	for _, group := range pg.numberedLinks() {
		if address := pg.stepIn(group); address != "" {
			return address
		}
	}
	return ""
}

// numberedLinks returns the links with numbers for texts, by the listing they page.
func (pg *pager) numberedLinks() [][]numbered {
	at := map[string]int{}
	var groups [][]numbered
	for _, tr := range pg.turns {
		label, err := strconv.Atoi(strings.Trim(tr.label, "[]() .\u00a0"))
		if err != nil || label < 1 || label > 99_999 || inCalendar(tr.node) {
			continue
		}
		key := tr.place.base
		if !tr.place.known {
			key = foldDigits(tr.url)
		}
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], numbered{label, tr})
	}
	return slices.DeleteFunc(groups, func(group []numbered) bool { return !pg.isPager(group) })
}

// isPager reports whether numbers page a listing: their addresses name the page,
// they stand in what calls itself a pager, or they lead to this very page with
// other parameters and are, with the one number among them that is no link, all
// from the lowest to the highest: "1 | 2 | 3".
func (pg *pager) isPager(group []numbered) bool {
	if group[0].turn.place.known || slices.ContainsFunc(group, func(n numbered) bool { return inPager(n.turn.node) }) {
		return true
	}
	current, ok := markedNumber(group)
	if !ok || len(group) > mostPlainNumbers {
		return false
	}
	labels := []int{current}
	for _, n := range group {
		if !pg.samePath(n.turn.url) {
			return false
		}
		labels = append(labels, n.label)
	}
	slices.Sort(labels)
	labels = slices.Compact(labels)
	return labels[len(labels)-1]-labels[0] == len(labels)-1
}

// mostPlainNumbers is how many links to pages may stand in a pager that nothing
// but its numbers tells: more may be the days of a month.
const mostPlainNumbers = 20

// stepIn returns the page after the current one in a group of numbered links.
func (pg *pager) stepIn(group []numbered) string {
	if looksLikeYears(group) {
		return ""
	}
	current := pg.currentLabel(group)
	highest := 0
	for _, n := range group {
		if n.label == current+1 && pg.older(n.turn.place) {
			return n.turn.url
		}
		highest = max(highest, n.label)
	}
	if highest <= current {
		return ""
	}
	return pg.interpolate(group, current+1)
}

func looksLikeYears(group []numbered) bool {
	for _, n := range group {
		if n.label < 1900 || n.label > 2100 {
			return false
		}
	}
	return true
}

// currentLabel returns the number that this page has in its pager: told by its
// own address, by the one number that is no link, else 1.
func (pg *pager) currentLabel(group []numbered) int {
	first := group[0]
	if a, b, ok := line(group); ok && pg.own.known && first.turn.place.like(pg.own) && (pg.own.number-b)%a == 0 {
		return (pg.own.number - b) / a
	}
	if n, ok := markedNumber(group); ok {
		return n
	}
	if pg.own.known && first.turn.place.known && first.turn.place.like(pg.own) {
		return pg.own.number
	}
	return 1
}

// line returns a and b of number = a*label + b if all links of a group agree.
func line(group []numbered) (a, b int, ok bool) {
	x := group[0]
	if !x.turn.place.known {
		return 0, 0, false
	}
	for _, y := range group[1:] {
		if y.label == x.label {
			continue
		}
		d := y.turn.place.number - x.turn.place.number
		if d%(y.label-x.label) != 0 || d == 0 {
			return 0, 0, false
		}
		slope := d / (y.label - x.label)
		if a != 0 && slope != a {
			return 0, 0, false
		}
		a, ok = slope, true
	}
	if !ok { // a single link: page numbers as a rule are their labels
		return 1, x.turn.place.number - x.label, x.turn.place.number-x.label >= -1 && x.turn.place.number <= x.label
	}
	return a, x.turn.place.number - a*x.label, a > 0
}

// interpolate makes the address of a page that a windowed pager leaves out.
func (pg *pager) interpolate(group []numbered, label int) string {
	a, b, ok := line(group)
	if !ok || len(group) < 2 || b+a*label <= pg.own.number {
		return ""
	}
	for _, n := range group {
		from, to := strconv.Itoa(n.turn.place.number), strconv.Itoa(b+a*label)
		if address, ok := replaceNumber(n.turn.url, from, to); ok {
			return address
		}
	}
	return ""
}

// replaceNumber replaces the page number in an address if it can stand in one place only.
func replaceNumber(address, from, to string) (string, bool) {
	if strings.Count(address, from) != 1 {
		return "", false
	}
	return strings.Replace(address, from, to, 1), true
}

var digitRuns = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d+`) })

// countsOn reports whether one path is another with a single number, and that higher.
func countsOn(from, to string) bool {
	if foldDigits(from) != foldDigits(to) {
		return false
	}
	before, after := digitRuns().FindAllString(from, -1), digitRuns().FindAllString(to, -1)
	higher, differing := false, 0
	for i := range before {
		x, errX := strconv.Atoi(before[i])
		y, errY := strconv.Atoi(after[i])
		if errX != nil || errY != nil {
			return false
		}
		if x != y {
			differing++
			higher = y > x
		}
	}
	return differing == 1 && higher
}
