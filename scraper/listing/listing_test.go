package listing

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
)

func TestEntrySelector(t *testing.T) {
	body := `<html lang="en"><body><div class="x"><a href="/about-this-office">About this office and its history</a></div>
<ol><li class="e"><a class="t" href="/1">One thing</a> <i>05/04/2024</i></li><li class="e"><a class="t" href="/2">Another thing</a> <i>06/04/2024</i></li><li class="e">no link</li></ol></body></html>`
	tests := []struct {
		name  string
		o     Options
		urls  []string
		dates []archive.Date
	}{
		{"rows", Options{Entry: "li.e"}, []string{"https://a.example/1", "https://a.example/2"}, []archive.Date{"2024-04-05", "2024-04-06"}},
		{"links", Options{Entry: "a.t"}, []string{"https://a.example/1", "https://a.example/2"}, []archive.Date{"2024-04-05", "2024-04-06"}},
		{"layout", Options{Entry: "li.e", DateFormat: "01/02/2006"}, []string{"https://a.example/1", "https://a.example/2"}, []archive.Date{"2024-05-04", "2024-06-04"}},
		{"nothing found", Options{Entry: ".gone"}, []string{"https://a.example/1", "https://a.example/2"}, []archive.Date{"2024-04-05", "2024-04-06"}},
		{"no selector", Options{Entry: "li["}, []string{"https://a.example/1", "https://a.example/2"}, []archive.Date{"2024-04-05", "2024-04-06"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.o.Now, test.o.Language = sampleNow, "en-GB"
			got := Read(parse(t, body, "https://a.example/list"), test.o).Entries
			if len(got) != len(test.urls) {
				t.Fatalf("got %+v, want %v", got, test.urls)
			}
			for i, e := range got {
				if e.URL != test.urls[i] || e.Date != test.dates[i] {
					t.Errorf("entry %d: %s %s, want %s %s", i, e.URL, e.Date, test.urls[i], test.dates[i])
				}
			}
		})
	}
}

func TestKindOfLabel(t *testing.T) {
	tests := []struct {
		label string
		want  labelKind
	}{
		{"", labelNone},
		{"12", labelNumber},
		{"23-004U", labelNumber},
		{"Read more »", labelAction},
		{"[PDF]", labelAction},
		{"PDF, 120 KB", labelAction},
		{"Скачать (PDF, 1.2 Мб)", labelAction},
		{"Подробнее…", labelAction},
		{"اقرأ المزيد", labelAction},
		{"查看更多", labelAction},
		{"Read more about the new bridge", labelTitle},
		{"PDF standards in the archive", labelTitle},
		{"Новости", labelTitle},
	}
	for _, test := range tests {
		if got := kindOfLabel(test.label); got != test.want {
			t.Errorf("%q is of kind %d, want %d", test.label, got, test.want)
		}
	}
}

func TestNamesChrome(t *testing.T) {
	yes := []string{"main-menu", "topMenu", "breadcrumbs", "site_footer", "social-links", "lang", "langSwitcher pull-right", "related-posts", "wp-pagenavi pagination"}
	no := []string{"", "news-list", "with-sidebar", "no-menu", "content-sidebar", "social-policy", "language-teaching", "menuiserie", "item post", "has-footer"}
	for _, class := range yes {
		if !namesChrome(class) {
			t.Errorf("class %q is chrome", class)
		}
	}
	for _, class := range no {
		if namesChrome(class) {
			t.Errorf("class %q is no chrome", class)
		}
	}
}

func TestDayInAddress(t *testing.T) {
	now := time.Date(2024, 12, 5, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		address string
		want    archive.Date
	}{
		{"https://a.example/2024/11/05/bridge", "2024-11-05"},
		{"https://a.example/news/2024-11-05-bridge.html", "2024-11-05"},
		{"https://a.example/t20241105_17.html", "2024-11-05"},
		{"https://a.example/2024/11/bridge", ""},
		{"https://a.example/2024/13/05/bridge", ""},
		{"https://a.example/2024/02/31/bridge", ""},
		{"https://a.example/2031/11/05/bridge", ""},
		{"https://a.example/id/120241105999", ""},
	}
	for _, test := range tests {
		if got := dayInAddress(test.address, now); got != test.want {
			t.Errorf("%s: %q, want %q", test.address, got, test.want)
		}
	}
}

// A list of one day's documents names the day above it or in its title.
func TestDayOfPage(t *testing.T) {
	list := `<table><tr><td>A-1</td><td><a href="/d/1.pdf">Guild v Warden</a></td></tr><tr><td>A-2</td><td><a href="/d/2.pdf">Ferry v Harbour</a></td></tr><tr><td>A-3</td><td><a href="/d/3.pdf">In re the Mill</a></td></tr></table>`
	tests := []struct{ name, body string }{
		{"heading", "<h1>Orders of 29 November 2024</h1>" + list},
		{"title", "<head><title>Orders | 29 November 2024</title></head><h1>Orders</h1>" + list},
	}
	for _, test := range tests {
		got := Read(parse(t, "<html lang=en>"+test.body, "https://court.example/orders/x"), Options{Now: sampleNow}).Entries
		if len(got) != 3 {
			t.Fatalf("%s: got %+v, want 3 entries", test.name, got)
		}
		for _, e := range got {
			if e.Date != "2024-11-29" {
				t.Errorf("%s: %s has date %q", test.name, e.URL, e.Date)
			}
		}
	}
}

// Entries are the same whether or not the page is there twice, and an address
// is listed once.
func TestTheHeadingIsTheTitleAndNotWhatRepeatsIt(t *testing.T) {
	for name, more := range map[string]string{"Polish": "Czytaj więcej: %s", "Spanish": "Leer más <span>acerca de</span> %s »", "quoted": "Continue reading “%s”"} {
		var rows strings.Builder
		titles := []string{"The ferry runs again on the upper river", "Two new pilots have been sworn in", "Winter timetable for the crossing"}
		for i, title := range titles {
			link := fmt.Sprintf(`<a href="/news/item-%d">`, i)
			fmt.Fprintf(&rows, `<div class="item"><h2>%s%s</a></h2><span class="date">%d November 2024</span><p>The board said so after its meeting, number %d of the year, in the old town hall.</p>%s%s</a></div>`,
				link, title, 14-i, i, link, fmt.Sprintf(more, title))
		}
		got := Read(parse(t, `<html lang="en"><body><h1>News</h1><div class="blog">`+rows.String()+`</div></body></html>`, "https://ferry.example/news/"), Options{Now: sampleNow})
		if len(got.Entries) != 3 {
			t.Fatalf("%s: %d entries, want 3", name, len(got.Entries))
		}
		for i, e := range got.Entries {
			want := fmt.Sprintf("The board said so after its meeting, number %d of the year, in the old town hall.", i)
			if e.Title != titles[i] || e.Teaser != want {
				t.Errorf("%s: title %q, teaser %q", name, e.Title, e.Teaser)
			}
		}
	}
}

func TestEachAddressOnce(t *testing.T) {
	p := parse(t, listWith("", `<ul class="news"><li><span class="date">4 November 2024</span> <a href="/news/item-a?utm_source=x#more">Winter timetable for the river crossing</a></li></ul>`), "https://ferry.example/news/")
	got := Read(p, Options{Now: sampleNow})
	if len(got.Entries) != 3 {
		t.Errorf("got %d entries, want 3: %+v", len(got.Entries), got.Entries)
	}
}

// In old layouts the menu is a table like that of the news.
func TestMenuOfTheSameMake(t *testing.T) {
	menu := `<td><table><tr><td><a href="/minister.htm">The minister</a></td></tr><tr><td><a href="/laws.htm">Laws and orders</a></td></tr><tr><td><a href="/contacts.htm">Contacts</a></td></tr></table></td>`
	rows := []string{
		`<tr><td>March 5, 2024</td><td><a href="/press/a3.htm">Agreement signed on rail freight</a><br>The parties agreed to meet again.</td></tr>`,
		`<tr><td>March 4, 2024</td><td><a href="/press/a2.htm">New rules for fishing enter into force</a><br>Vessels must report.</td></tr>`,
		`<tr><td>March 1, 2024</td><td><a href="/press/a1.htm">Statement on the incident at the border</a><br>A bridge stays closed.</td></tr>`,
	}
	read := func(made string, rows ...string) Page {
		body := `<html lang="en"><body><table><tr>` + menu + `<td><table>` + strings.Join(rows, "") + `</table></td></tr></table></body></html>`
		return Read(parse(t, body, "https://a.example/press/"), Options{Now: sampleNow, Make: made})
	}
	want := func(p Page, addresses ...string) {
		t.Helper()
		var got []string
		for _, e := range p.Entries {
			got = append(got, e.URL+" "+string(e.Date))
		}
		if strings.Join(got, ", ") != strings.Join(addresses, ", ") {
			t.Errorf("got %q, want %q", got, addresses)
		}
	}
	const a1, a2, a3 = "https://a.example/press/a1.htm 2024-03-01", "https://a.example/press/a2.htm 2024-03-04", "https://a.example/press/a3.htm 2024-03-05"
	first := read("", rows...)
	want(first, a3, a2, a1)
	if first.Make == "" {
		t.Fatal("three entries do not show how they are made")
	}
	want(read(first.Make, rows[1:]...), a2, a1)
}

// The last page of a listing may hold an entry or two.
func TestLastPageHoldsFewEntries(t *testing.T) {
	const row = `<div class="asset"><h3><a href="/n/%d">Agreement number %d has been signed by all</a></h3><div class="when">%d March 2024</div><p>The parties agreed to meet again.</p></div>`
	page := func(made string, numbers ...int) Page {
		var b strings.Builder
		for _, n := range numbers {
			fmt.Fprintf(&b, row, n, n, n)
		}
		return Read(parse(t, `<html lang="en"><body><h1>News</h1>`+b.String()+`<ul class="pager"><li><a href="/list?cur=1">Previous</a></li></ul></body></html>`, "https://a.example/list?cur=2"),
			Options{Now: sampleNow, Make: made})
	}
	made := page("", 5, 4, 3).Make
	for _, numbers := range [][]int{{2, 1}, {1}} {
		if got := page(made, numbers...).Entries; len(got) != len(numbers) || got[0].Date == "" {
			t.Errorf("of %d entries %+v were read", len(numbers), got)
		}
	}
}
