package testbed

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"onrecord/archive"
)

// request is one request with what the site looked like when it came.
type request struct {
	site   *Site
	look   look
	number int
}

// view is what a template prints.
type view struct {
	Organization, Language, Listing string
	Home                            bool
	Number                          int         // another with every request
	Entries                         []entryView // of a listing, or of the home page
	Latest                          []entryView // other articles beside an article
	Groups                          []group     // Entries by day
	Pages                           []pageLink
	Next, Previous                  string
	Article                         *articleView
}

type entryView struct{ Path, Title, Day, Machine, Teaser string }

type group struct {
	Day     string
	Entries []entryView
}

type pageLink struct {
	Number  int
	Path    string
	Current bool
}

type articleView struct {
	Article
	Day, Machine string
	Views        int
}

// answer finds what stands at the address.
func (q request) answer(w http.ResponseWriter, r *http.Request) {
	target := r.URL.Path
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	if target == "/robots.txt" {
		_, _ = w.Write([]byte("User-agent: *\nDisallow: /search/\n")) // a client that went away is no matter
		return
	}
	if target == "/" {
		v := q.view()
		v.Home, v.Entries = true, q.entries(q.site.articles[:3])
		q.render(w, v)
		return
	}
	for n := 1; n <= q.pages(); n++ {
		if target == q.site.design.next(q.site.Listing, n) {
			q.render(w, q.listing(n))
			return
		}
	}
	for _, a := range q.site.articles {
		if a.Path == target {
			q.render(w, q.article(a))
			return
		}
		if a.Document == target {
			w.Header().Set("Content-Type", "application/pdf")
			_, _ = w.Write([]byte("%PDF-1.4\n%%EOF\n")) // as above
			return
		}
	}
	http.NotFound(w, r)
}

func (q request) view() view {
	d := q.site.design
	return view{Organization: d.tongue.organization, Language: d.language, Listing: d.listing, Number: q.number}
}

func (q request) pages() int { return (len(q.site.articles) + q.site.PerPage - 1) / q.site.PerPage }

// listing is page n of the listing.
func (q request) listing(n int) view {
	v := q.view()
	next := q.site.design.next
	articles := q.site.articles[(n-1)*q.site.PerPage : min(n*q.site.PerPage, len(q.site.articles))]
	v.Entries = q.entries(articles)
	for _, e := range v.Entries {
		if last := len(v.Groups) - 1; last < 0 || v.Groups[last].Day != e.Day {
			v.Groups = append(v.Groups, group{Day: e.Day})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Entries = append(g.Entries, e)
	}
	for i := 1; i <= q.pages(); i++ {
		v.Pages = append(v.Pages, pageLink{i, next(q.site.Listing, i), i == n})
	}
	if n > 1 {
		v.Previous = next(q.site.Listing, n-1)
	}
	if n < q.pages() {
		v.Next = next(q.site.Listing, n+1)
	}
	return v
}

func (q request) entries(articles []Article) []entryView {
	var list []entryView
	for _, a := range articles {
		day, machine := q.days(a)
		e := entryView{Path: a.Path, Title: a.Title, Day: day, Machine: machine, Teaser: a.Summary}
		if q.site.design.opens {
			e.Teaser = cut(a.Summary, 110)
		}
		list = append(list, e)
	}
	return list
}

// days returns an article's day as printed and as written for programs.
func (q request) days(a Article) (printed, machine string) {
	t := a.Date.Time(time.UTC)
	machine = t.Format(archive.DayLayout)
	if q.site.design.clock {
		machine = t.Format("2006-01-02T15:04:05-07:00")
	}
	return q.look.print(t), machine
}

// cut cuts a text at a word, as listings do.
func cut(text string, longest int) string {
	runes := []rune(text)
	if len(runes) <= longest {
		return text
	}
	head := string(runes[:longest])
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:–") + " […]"
}

func (q request) article(a Article) view {
	v := q.view()
	day, machine := q.days(a)
	v.Article = &articleView{Article: a, Day: day, Machine: machine, Views: 100 + q.number*3 + a.Number}
	for k := range 3 {
		other := q.site.articles[(a.Number+3+q.number+k*4)%len(q.site.articles)]
		if other.Number != a.Number {
			v.Latest = append(v.Latest, q.entries([]Article{other})...)
		}
	}
	return v
}

// render answers with a page in the site's encoding.
func (q request) render(w http.ResponseWriter, v view) {
	var b bytes.Buffer
	if err := q.look.template.Execute(&b, v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	body, kind := b.Bytes(), "text/html; charset=utf-8"
	if q.site.design.charset == "windows-1251" {
		encoded, err := charmap.Windows1251.NewEncoder().Bytes(body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		body, kind = encoded, "text/html" // the page itself says its encoding
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(body) // a client that went away is no matter
}
