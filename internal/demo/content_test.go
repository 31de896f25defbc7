package demo

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"onrecord/archive"
)

func TestSiteHasEveryKindOfArticle(t *testing.T) {
	articles := NewSite().Articles()
	if len(articles) < 64 {
		t.Fatalf("only %d articles", len(articles))
	}
	has := map[string]int{}
	titles, bodies := map[string]string{}, map[string]string{}
	for _, a := range articles {
		if other, ok := titles[a.Title]; ok {
			t.Errorf("%s and %s have the title %q", other, a.Path, a.Title)
		}
		if other, ok := bodies[a.Body()]; ok {
			t.Errorf("%s and %s have the same text", other, a.Path)
		}
		titles[a.Title], bodies[a.Body()] = a.Path, a.Path
		for _, p := range a.Paragraphs {
			f, _ := formOf(p)
			has["form "+string(f)]++
		}
		has["language "+a.Language]++
		has["section "+a.Section]++
		if a.Date == "" {
			has["undated"]++
		} else {
			has["year "+a.Date[:4]]++
		}
		if a.Summary != "" {
			has["lead"]++
		} else {
			has["no lead"]++
		}
		if a.plainLead && a.Summary != "" {
			has["plain lead"]++
		}
		if len(a.Documents) > 0 {
			has["documents"]++
		}
		if len(a.Also) > 0 {
			has["two listings"]++
		}
		if n := len(a.Paragraphs); n < 3 {
			t.Errorf("%s has only %d paragraphs", a.Path, n)
		}
	}
	for kind, least := range map[string]int{
		"form ": 300, "form - ": 20, "form > ": 5, "form | ": 20, "form ## ": 2, "language en": 50, "language ru": 10,
		"section /news/": 41, "section /speeches/": 11, "section /ru/news/": 11, "undated": 1, "year 2024": 5, "year 2020": 5,
		"lead": 20, "no lead": 20, "plain lead": 5, "documents": 5, "two listings": 1,
	} {
		if has[kind] < least {
			t.Errorf("%d of %q, want at least %d", has[kind], kind, least)
		}
	}
}

func TestTextsAreComplete(t *testing.T) {
	for _, a := range NewSite().Articles() {
		for _, text := range append([]string{a.Title, a.Summary}, a.Paragraphs...) {
			if strings.ContainsAny(text, "{}\t\n") || strings.Contains(text, "  ") || strings.Contains(text, "..") {
				t.Errorf("%s: %q", a.Path, text)
			}
		}
		if strings.HasSuffix(a.Title, ".") || archive.NormaliseLine(a.Title) != a.Title || archive.NormaliseLine(a.Summary) != a.Summary {
			t.Errorf("%s: title %q, summary %q", a.Path, a.Title, a.Summary)
		}
		if _, err := archive.ParseDate(a.Date); a.Date != "" && err != nil {
			t.Errorf("%s: %v", a.Path, err)
		}
	}
}

func TestSameSiteEveryTime(t *testing.T) {
	if diff := cmp.Diff(NewSite().Articles(), NewSite().Articles(), cmp.AllowUnexported(Article{})); diff != "" {
		t.Error(diff)
	}
}

// TestPagesHoldTheArticles reads every page with the markup known, in both templates.
func TestPagesHoldTheArticles(t *testing.T) {
	for name, c := range map[string]struct {
		redesign                            bool
		title, date, lead, text, files, own string
	}{
		"first template": {false, ".news-detail > h3", ".news-detail > .news-date-time", ".news-detail > p.preview-text", ".news-detail", ".news-detail .news-documents a", ".news-detail"},
		"redesign":       {true, "article .story__title", "article .story__day", "article .story__lead", "article .story__text", "article .story__files a", "article"},
	} {
		t.Run(name, func(t *testing.T) {
			site := NewSite()
			site.Redesign(c.redesign)
			base := start(t, site)
			for _, a := range site.Articles() {
				doc := document(t, get(t, base+a.Path).body)
				if got := texts(doc, c.title); !slices.Equal(got, []string{a.Title}) {
					t.Errorf("%s: title %q, want %q", a.Path, got, a.Title)
				}
				if got, want := strings.Join(texts(doc, c.date), ""), printed(a); got != want {
					t.Errorf("%s: date %q, want %q", a.Path, got, want)
				}
				want := a.Body()
				if a.Summary != "" && a.plainLead && !c.redesign {
					want = a.Summary + archive.ParagraphBreak + want
				} else if got := strings.Join(texts(doc, c.lead), ""); got != a.Summary {
					t.Errorf("%s: lead %q, want %q", a.Path, got, a.Summary)
				}
				if diff := cmp.Diff(want, bodyOf(doc.Find(c.text))); diff != "" {
					t.Errorf("%s: text (-want +got)\n%s", a.Path, diff)
				}
				var files []string
				for _, d := range a.Documents {
					files = append(files, d.Path)
				}
				if got := hrefs(doc, c.files); !slices.Equal(got, files) {
					t.Errorf("%s: documents %q, want %q", a.Path, got, files)
				}
				if lang, _ := doc.Find("html").Attr("lang"); lang != a.Language {
					t.Errorf("%s: language %q", a.Path, lang)
				}
			}
		})
	}
}

// printed is an article's date as its page prints it.
func printed(a Article) string {
	if a.Language == "ru" && number(a.Path)%2 == 0 {
		return russianDate(a.Date)
	}
	return numericDate(a.Date)
}

// bodyOf returns the paragraphs of a text whose markup is known.
func bodyOf(text *goquery.Selection) string {
	var out []string
	text.Find("p, li, tr, h4").Each(func(_ int, s *goquery.Selection) {
		if s.HasClass("preview-text") || s.Closest(".news-documents").Length() > 0 {
			return
		}
		words := s.Text()
		if goquery.NodeName(s) == "tr" {
			words = strings.Join(s.Children().Map(func(_ int, cell *goquery.Selection) string { return cell.Text() }), " ")
		}
		out = append(out, words)
	})
	return archive.Normalise(strings.Join(out, archive.ParagraphBreak))
}

// TestMarkupIsBalanced checks that the pages need no repair by the parser:
// every element that is opened is closed in its turn.
func TestMarkupIsBalanced(t *testing.T) {
	site := NewSite()
	base := start(t, site)
	addresses := append(Sections(), "/", "/nothing-here/")
	for _, a := range site.Articles() {
		addresses = append(addresses, a.Path)
	}
	for _, redesign := range []bool{false, true} {
		site.Redesign(redesign)
		for _, address := range addresses {
			if problem := unbalanced(get(t, base+address).body); problem != "" {
				t.Errorf("%s: %s", address, problem)
			}
		}
	}
}

func unbalanced(page string) string {
	void := map[string]bool{"meta": true, "link": true, "input": true, "br": true, "img": true, "hr": true}
	var open []string
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return "left open: " + strings.Join(open, " ")
			}
			return ""
		case html.StartTagToken:
			if name, _ := z.TagName(); !void[string(name)] {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return "closed out of turn: " + string(name)
			}
			open = open[:len(open)-1]
		}
	}
}

func TestBodyForms(t *testing.T) {
	a := Article{Paragraphs: []string{"One\u00A0two.", "## Head", "- first;", "- second.", "> Said.", "| Name | 12 | 3", "3 | 4 stays"}}
	want := "One two.\n\nHead\n\nfirst;\n\nsecond.\n\nSaid.\n\nName 12 3\n\n3 | 4 stays"
	if got := a.Body(); got != want {
		t.Errorf("Body() = %q, want %q", got, want)
	}
}

func TestRussianNumbersTakeTheGenitivePlural(t *testing.T) {
	d := &draw{rng: newDraw(1, mustDay(t, "2020-01-01"), "en").rng, language: "ru"}
	for range 500 {
		n := d.number(4, 38)
		if unit := n % 10; n/10 != 1 && unit >= 1 && unit <= 4 {
			t.Fatalf("number(4, 38) = %d", n)
		}
	}
	if n := d.number(2, 4); n < 2 || n > 4 {
		t.Errorf("number(2, 4) = %d", n)
	}
}
