package article

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/page"
)

func TestKindsOfNames(t *testing.T) {
	tests := []struct {
		class string
		want  kind
	}{
		{"share-buttons", kindShare | kindControl},
		{"shareholder-meeting", 0},
		{"articleBody", kindBody},
		{"c-article__body--wide", kindBody},
		{"relatedArticles", kindRelated},
		{"read-also", kindRelated},
		{"has-sidebar no-comments", 0},
		{"md:hidden print:hidden", 0},
		{"hidden", kindUnseen},
		{"hidden md:block", 0},
		{"elementor-widget", 0},
		{"news-date-time", kindDate},
		{"timeline", 0},
		{"Bildunterschrift", kindCaption},
		{"новость", 0},
		{"---", 0},
		{"", 0},
	}
	names := newNaming()
	for _, tt := range tests {
		n := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div, Attr: []html.Attribute{{Key: "class", Val: tt.class}}}
		if got := names.of(n); got != tt.want {
			t.Errorf("class %q: %b, want %b", tt.class, got, tt.want)
		}
	}
}

func TestProseOf(t *testing.T) {
	tests := []struct {
		name string
		p    page.Paragraph
		much bool
	}{
		{"a sentence", page.Paragraph{Text: "The gates were made in Ostburg and brought down the river in spring.", Size: 56}, true},
		{"a sentence in Chinese", page.Paragraph{Text: "湖泊联盟星期一在米德尔沃特开放了新的船闸，船只现在可以通过。", Size: 90}, true},
		{"a sentence in Thai", page.Paragraph{Text: "สหภาพทะเลสาบเปิดประตูน้ำใหม่เมื่อวันจันทร์หลังจากทำงานมาสามปี.", Size: 180}, true},
		{"a menu", page.Paragraph{Text: "Home News About Contact", Size: 20}, false},
		{"links", page.Paragraph{Text: "The gates were made in Ostburg and brought down the river in spring.", Size: 56, Linked: 50}, false},
		{"a title", page.Paragraph{Text: "New lock opened", Size: 13}, false},
	}
	for _, tt := range tests {
		if got := prose(tt.p); (got == tt.p.Size) != tt.much || !tt.much && got != 0 {
			t.Errorf("%s: prose %d of %d", tt.name, got, tt.p.Size)
		}
	}
}

func TestDecodeScript(t *testing.T) {
	for name, script := range map[string]string{
		"plain":              `{"headline":"A"}`,
		"a comment around":   `<!-- {"headline":"A"} -->`,
		"CDATA around":       "//<![CDATA[\n{\"headline\":\"A\"}\n//]]>",
		"a comma too many":   `{"headline":"A",}`,
		"a raw line break":   "{\"headline\":\"A\",\"x\":\"one\ntwo\"}",
		"escaped as HTML":    `{&quot;headline&quot;:&quot;A&quot;}`,
		"a wrong escape":     `{"headline":"A","x":"it\'s"}`,
		"a semicolon behind": `{"headline":"A"};`,
	} {
		value, ok := decodeScript(script)
		object, is := value.(map[string]any)
		if !ok || !is || object["headline"] != "A" {
			t.Errorf("%s: %v %v", name, value, ok)
		}
	}
	if _, ok := decodeScript("var x = 1"); ok {
		t.Error("a program was decoded")
	}
}

func TestStructuredArticle(t *testing.T) {
	tests := []struct{ name, script, headline, published string }{
		{"in a graph", `{"@graph":[{"@type":"WebSite","name":"S"},{"@type":"WebPage","name":"P"},{"@type":["NewsArticle"],"headline":"A","datePublished":"2021-05-03"}]}`, "A", "2021-05-03"},
		{"in a list", `[{"@type":"BreadcrumbList"},{"@type":"Article","headline":"A &amp; B"}]`, "A & B", ""},
		{"as main entity", `{"@type":"WebPage","mainEntity":{"@type":"Report","headline":"A"}}`, "A", ""},
		{"the page's own first", `[{"@type":"Article","headline":"Other"},{"@type":"Article","headline":"A","mainEntityOfPage":"x"}]`, "A", ""},
		{"not a review's author", `{"@type":"Article","headline":"A","author":{"@type":"Article","headline":"B"}}`, "A", ""},
		{"values as objects", `{"@type":"Article","headline":{"@value":"A","@language":"en"}}`, "A", ""},
		{"none", `{"@type":"Organization","name":"O"}`, "", ""},
		{"not JSON", `{"@type":"Article","headline":"A "quoted" word","datePublished":"2021-05-03"`, "A ", "2021-05-03"},
	}
	for _, tt := range tests {
		i, _ := readStructured([]string{tt.script}).article()
		if i.headline != strings.TrimSpace(tt.headline) || i.published != tt.published {
			t.Errorf("%s: headline %q, published %q", tt.name, i.headline, i.published)
		}
	}
}

func TestCutSiteNames(t *testing.T) {
	u, err := url.Parse("https://www.lake-union.example/news")
	if err != nil {
		t.Fatal(err)
	}
	s := newSites(metadata{sites: []string{"Lake Union", "The Daily Lake"}}, u)
	tests := []struct{ title, heading, want string }{
		{"New lock | Lake Union", "", "New lock"},
		{"New lock - News - The Daily Lake", "New lock", "New lock"},
		{"Lake Union: New lock opened", "", "New lock opened"},
		{"New lock – lake-union.example", "", "New lock"},
		{"Lock – opened and closed", "", "Lock – opened and closed"},
		{"Lock – opened | Lake Union", "", "Lock – opened"},
		{"Lake Union", "", "Lake Union"},
		{"Lake Union opens a lock", "Lake Union opens a lock", "Lake Union opens a lock"},
		{"Council: New lock opened", "New lock opened", "New lock opened"},
		{"", "", ""},
	}
	for _, tt := range tests {
		if got := s.cut(tt.title, tt.heading); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.title, got, tt.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	russian := "<p>Союз озёр в понедельник открыл новый шлюз в Мидделватере после трёх лет работы каменщиков с обоих берегов озера.</p><p>Ворота были сделаны в Остбурге и привезены вниз по реке весной.</p>"
	tests := []struct{ name, lang, feed, text, want, source string }{
		{"the page's", "en-GB", "fr", text(prose1, prose2), "en-GB", SourcePage},
		{"the feed's", "", "en", text(prose1, prose2), "en", SourceFeed},
		{"detected", "", "", text(prose1, prose2), "en", SourceReader},
		{"contradicted by the script", "en", "ru", russian, "ru", SourceFeed},
		{"contradicted and detected", "en", "", russian, "ru", SourceReader},
		{"a language of two scripts", "sr", "", russian, "sr", SourcePage},
		{"nothing to tell", "", "", "<p>123</p>", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readHTML(t, `<html lang="`+tt.lang+`"><h1>1</h1><article>`+tt.text+"</article></html>", Options{Language: tt.feed})
			if r.Language != tt.want || r.Sources[FieldLanguage] != tt.source {
				t.Errorf("language %q from %q, want %q from %q", r.Language, r.Sources[FieldLanguage], tt.want, tt.source)
			}
		})
	}
}

func TestDetectLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The Council of the Lake Union has met in the town and it will meet again in the spring of this year.",
		"de": "Der Rat der Seenunion ist am Montag in der Stadt zusammengetreten und wird sich mit dem Preis für das Holz befassen.",
		"fr": "Le Conseil de l'Union des lacs s'est réuni lundi dans la ville et il a examiné le prix du bois pour les communes.",
		"es": "El Consejo de la Unión de los Lagos se reunió el lunes en la ciudad y examinó el precio de la madera para los pueblos.",
		"it": "Il Consiglio dell'Unione dei laghi si è riunito lunedì nella città e ha esaminato il prezzo del legno per i comuni.",
		"pl": "Rada Unii Jezior zebrała się w poniedziałek w mieście i zajęła się ceną drewna, która nie jest niska dla gmin.",
		"ru": "Совет Союза озёр собрался в понедельник в городе и обсудил цену на лес, которая была высокой для общин.",
		"uk": "Рада Союзу озер зібралася в понеділок у місті та обговорила ціну на ліс, яка була високою для громад, що їх об'єднує.",
		"tr": "Göller Birliği Konseyi pazartesi günü şehirde toplandı ve kereste fiyatını görüştü; bu fiyat köyler için çok yüksek.",
		"ar": "اجتمع مجلس اتحاد البحيرات يوم الاثنين في المدينة وبحث سعر الخشب الذي كان مرتفعا على القرى",
		"fa": "شورای اتحادیه دریاچه ها روز دوشنبه در شهر گرد هم آمد و قیمت چوب را که برای روستاها بالا است بررسی کرد",
		"ja": "湖水連合の理事会は月曜日に町で開かれ、木材の価格について話し合いました。",
		"zh": "湖泊联盟理事会星期一在城里开会，讨论了木材的价格，这个价格对村镇来说太高了。",
		"ko": "호수 연합 이사회는 월요일 시내에서 회의를 열고 목재 가격을 논의하였다.",
		"hy": "Լճերի միության խորհուրդը երկուշաբթի օրը հավաքվել է քաղաքում և քննարկել փայտի գինը։",
		"":   "1234 5678 !!! ???",
	} {
		if got := detectLanguage(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAttachments(t *testing.T) {
	source := headline + text(prose1, prose2) + `<p>The <a href="plan.pdf#page=2">plan of the lock</a> was approved in spring, as was the budget of the works for the next year.</p>
<p><a href="/files/budget.XLSX?utm_source=x">Budget</a></p><p><a href="/get?file=old.zip" title="Old plans"></a></p><p><a href="plan.pdf">The plan again</a></p>
<p><a href="/news/other">Another page</a></p><p><a href="mailto:a@b.example">a.pdf</a></p><img src="x.jpg">`
	r := readHTML(t, site(source)+`<div class="sidebar"><a href="/rules.pdf">Rules of the site</a></div>`, Options{})
	want := []archive.Attachment{
		{Kind: archive.KindDocument, URL: "https://www.lakeunion.example/news/2021/plan.pdf", Title: "plan of the lock"},
		{Kind: archive.KindDocument, URL: "https://www.lakeunion.example/files/budget.XLSX", Title: "Budget"},
		{Kind: archive.KindFile, URL: "https://www.lakeunion.example/get?file=old.zip", Title: "Old plans"},
	}
	if diff := cmp.Diff(want, r.Content.Attachments); diff != "" {
		t.Errorf("attachments differ (-want +got):\n%s", diff)
	}
	if !strings.Contains(r.Content.Body, "The plan of the lock was approved") || strings.Contains(r.Content.Body, "Budget\n") {
		t.Errorf("body %q", r.Content.Body)
	}
}

func TestAttachmentsBesideTheText(t *testing.T) {
	list := `<div class="attachments"><h3>Documents</h3><ul><li><a href="/act.pdf">Act</a></li></ul></div>`
	source := site("<article>" + headline + `<div class="text">` + text(prose1, prose2, prose3) + "</div>" + list + "</article>")
	r := readHTML(t, source, Options{})
	if len(r.Content.Attachments) != 1 || r.Content.Attachments[0].Title != "Act" {
		t.Errorf("attachments %v", r.Content.Attachments)
	}
	if r.Content.Body != body(prose1, prose2, prose3) {
		t.Errorf("body %q", r.Content.Body)
	}
}

// TestReadingIsTheSameWhateverStandsAround reads one article among different
// latest news, related links and counters.
func TestReadingIsTheSameWhateverStandsAround(t *testing.T) {
	build := func(news, count string) string {
		return site(`<div class="news-list"><p class="date">9 June 2021</p><p>` + news + `</p></div><article>` + headline + `<p class="date">3 May 2021</p>` + text(prose1, prose2, prose3) + `<span class="views">` + count + `</span></article><div class="related"><a href="/` + count + `">` + news + `</a></div>`)
	}
	first := readHTML(t, build("The ferry to Sur will not sail on Friday, as the harbour master has announced this morning in the town.", "12"), Options{})
	second := readHTML(t, build("A council of lock keepers has been called for next week; all the towns on the lake will send a keeper of theirs.", "1300"), Options{})
	if first.Content.Digest() != second.Content.Digest() {
		t.Errorf("readings differ:\n%s", cmp.Diff(first.Content, second.Content))
	}
	if first.Content.Date != "2021-05-03" {
		t.Errorf("date %q", first.Content.Date)
	}
}
