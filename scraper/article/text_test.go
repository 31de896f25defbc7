package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// site puts an article into a page with what stands around articles.
func site(article string) string {
	return `<html lang="en"><head><title>New lock opened at Middelwater | Lake Union</title><meta property="og:site_name" content="Lake Union"></head><body>
<header><a class="logo" href="/">Lake Union</a><nav><ul><li><a href="/news">News</a></li><li><a href="/about">About the Union and its members</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies so that the site can remember you. By going on you agree that we may do so, as our notice explains.</p><button>Accept</button></div>
<main>` + article + `</main>
<aside class="sidebar"><h3>Latest news</h3><p>The ferry to Sur will not sail on Friday, as the harbour master of Middelwater has announced this morning.</p></aside>
<footer><p>The Lake Union is an organization of three states. All rights reserved. Any use of the material needs a link to this site.</p></footer></body></html>`
}

const headline = "<h1>New lock opened at Middelwater</h1>"

// TestTextWithoutFurniture checks that nothing but the publisher's text is
// read, whatever stands in and around it.
func TestTextWithoutFurniture(t *testing.T) {
	all := []string{prose1, prose2, prose3, prose4}
	tests := []struct {
		name, article string
		want          []string
	}{
		{"plain", headline + text(all...), all},
		{"share bar and counters", headline + `<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Telegram</a></div><span class="views">1,204 views</span>` + text(all...) + `<div class="post-tags"><a href="/t/1">locks</a> <a href="/t/2">ferries</a></div>`, all},
		{"byline", headline + `<div class="byline">By Berta Lind, Ostburg office</div>` + text(all...), all},
		{"picture with caption", headline + `<figure><img src="a.jpg"><figcaption>The new lock on its first morning, seen from the northern shore.</figcaption></figure>` + text(all...), all},
		{"read also within", headline + text(prose1, prose2) + `<p>Read also: <a href="/x">Ferry to Sur delayed</a></p>` + text(prose3, prose4), all},
		{"a pointer in a paragraph of its own", headline + text(prose1, prose2) + `<p><strong><a href="/x">Ferry to Sur delayed by the evening flood</a></strong></p>` + text(prose3, prose4), all},
		{"read also in Russian, Polish and Turkish", headline + text(prose1) + `<p>Читайте также: <a href="/x">Паром в Сур задержан</a></p>` + text(prose2) + `<p>Czytaj także: <a href="/y">Prom opóźniony</a></p>` + text(prose3) + `<p>İlgili Haber: <a href="/z">Vapur</a></p>` + text(prose4), all},
		{"newsletter box", headline + text(prose1, prose2) + `<div class="newsletter-signup"><h3>Stay informed</h3><p>Get the letter of the Union every week, free of charge, and never miss a lock again.</p></div>` + text(prose3, prose4), all},
		{"related articles after", headline + text(all...) + `<section class="related-articles"><h2>Related</h2><div><a href="/1">Ferry to Sur</a><p>The ferry to Sur sails again after the harbour master has given his consent on Tuesday.</p></div></section>`, all},
		{"comments after", headline + text(all...) + `<div id="comments"><h3>2 comments</h3><p>Well done! I have waited for this lock for many years, and so have all of my neighbours in the town.</p><p>And who pays for it? We do, as always, and nobody has asked us whether we want it.</p></div>`, all},
		{"closing links", headline + text(all...) + `<p><a href="/news">Go back</a></p><p><a href="/news/all">Back to the all news</a></p>`, all},
		{"closing words without links", headline + text(all...) + `<p>Back to the list</p>`, all},
		{"several containers", headline + `<div class="part">` + text(prose1, prose2) + `</div><div class="ad">Advertisement</div><div class="part">` + text(prose3, prose4) + `</div>`, all},
		{"a class that only some paragraphs carry", headline + `<p>` + prose1 + `</p><p class="paywall">` + prose2 + `</p><p class="paywall">` + prose3 + `</p><p class="paywall">` + prose4 + `</p>`, all},
		{"breaks instead of paragraphs", headline + `<div class="text">` + strings.Join(all, "<br><br>") + `</div>`, all},
		{"repeated paragraphs are text", headline + text("Dear Madam President,", prose1, "Dear Madam President,", prose2), []string{"Dear Madam President,", prose1, "Dear Madam President,", prose2}},
		{"headings, lists, quotes and tables are text", headline + text(prose1) + `<h2>What can pass</h2><ul><li>Barges of up to forty metres.</li><li>The ferry to Sur.</li></ul><blockquote>It is a good lock, and it will stand longer than I shall.</blockquote><table><tr><th>Year</th><th>Ships</th></tr><tr><td>2019</td><td>1400</td></tr></table>` + text(prose2, prose3),
			[]string{prose1, "What can pass", "Barges of up to forty metres.", "The ferry to Sur.", "It is a good lock, and it will stand longer than I shall.", "Year Ships", "2019 1400", prose2, prose3}},
		{"a day within a sentence is text", headline + `<p>On <time datetime="2021-05-03">3 May</time> the gates were closed for the first time, and the water rose as the masons had said it would.</p>` + text(prose1, prose2),
			[]string{"On 3 May the gates were closed for the first time, and the water rose as the masons had said it would.", prose1, prose2}},
		{"the title once more", headline + `<h2>New lock opened at Middelwater</h2>` + text(all...), all},
		{"the next article below", headline + text(all...) + `<article class="teaser"><h2><a href="/n">Price of timber rises</a></h2><p><a href="/n">The Council has looked at the price of timber and found it too high for the towns on the lake.</a></p></article>`, all},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readHTML(t, site(tt.article), Options{})
			if diff := cmp.Diff(tt.want, archive.Paragraphs(r.Content.Text())); diff != "" {
				t.Errorf("text differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTextOfOtherPages checks pages that are not built like most.
func TestTextOfOtherPages(t *testing.T) {
	all := body(prose1, prose2, prose3)
	tests := []struct{ name, source, want string }{
		{"no headings, no classes", "<body><table><tr><td><a href=/>Home</a><br><a href=/n>News</a></td><td>" + strings.Join([]string{prose1, prose2, prose3}, "<br><br>") + "</td></tr></table></body>", all},
		{"fonts and centers", "<center><font size=5>New lock</font></center><font face=arial>" + text(prose1, prose2, prose3) + "</font>", all},
		{"a form around everything", "<form><div><h1>New lock</h1>" + text(prose1, prose2, prose3) + "</div></form>", all},
		{"a name that says nothing", `<div class="comments-closed no-sidebar"><h1>New lock</h1>` + text(prose1, prose2, prose3) + "</div>", all},
		{"in Chinese", "<h1>新船闸开放</h1><div><p>湖泊联盟星期一在米德尔沃特开放了新的船闸，两岸的石匠为此工作了三年，船只现在可以通过。</p><p>闸门是在奥斯特堡制造的，春天水位高的时候，用长长的驳船沿着河运到这里来。</p></div>", "湖泊联盟星期一在米德尔沃特开放了新的船闸，两岸的石匠为此工作了三年，船只现在可以通过。\n\n闸门是在奥斯特堡制造的，春天水位高的时候，用长长的驳船沿着河运到这里来。"},
		{"no text", `<h1>New lock</h1><ul><li><a href="/1">One</a></li></ul>`, ""},
		{"one sentence", "<h1>New lock</h1><p>" + prose1 + "</p>", prose1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readHTML(t, tt.source, Options{})
			if diff := cmp.Diff(tt.want, r.Content.Body); diff != "" {
				t.Errorf("body differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestJSONLDOnlyBearsWitness checks that the text of structured data keeps
// strange lines out, and is never read in place of the page's.
func TestJSONLDOnlyBearsWitness(t *testing.T) {
	head := `<script type="application/ld+json">{"@type":"Article","headline":"New lock","articleBody":"` + strings.Join([]string{prose1, prose2, prose3, "A paragraph that the page does not print, for whatever reason that may be."}, " ") + `"}</script>`
	r := readHTML(t, "<head>"+head+"</head><article><h1>New lock</h1>"+text(prose1, prose2, prose3)+"<p>Listen to this story in our next broadcast on the radio of the lake towns on Sunday.</p></article>", Options{})
	if diff := cmp.Diff(body(prose1, prose2, prose3), r.Content.Body); diff != "" {
		t.Errorf("body differs (-want +got):\n%s", diff)
	}
	r = readHTML(t, "<head>"+head+"</head><article><h1>New lock</h1></article>", Options{})
	if r.Content.Body != "" {
		t.Errorf("body %q of a page without text", r.Content.Body)
	}
}

func TestSelectors(t *testing.T) {
	source := site(`<div class=a><div class=t>A title of our own</div><div class=l>The lead, which is short.</div><div class=b>` + text(prose1) + `<div class=social>Share it with the world and win a cup of tea.</div>` + text(prose2) + `</div><div class=b>` + text("A second part, quite short") + `</div></div>`)
	tests := []struct {
		name   string
		selecT rules.Select
		want   archive.Content
	}{
		{"all fields", rules.Select{Title: ".t", Summary: ".l", Body: ".b", Remove: []string{".social"}},
			archive.Content{Title: "A title of our own", Summary: "The lead, which is short.", Body: body(prose1, prose2, "A second part, quite short")}},
		{"nested matches are taken once", rules.Select{Title: ".t", Body: ".a, .b, .b p", Summary: ".l", Remove: []string{".social"}},
			archive.Content{Title: "A title of our own", Summary: "The lead, which is short.", Body: body(prose1, prose2, "A second part, quite short")}},
		{"a summary beside the general reader", rules.Select{Title: ".t", Summary: ".l", Remove: []string{".social"}},
			archive.Content{Title: "A title of our own", Summary: "The lead, which is short.", Body: body(prose1, prose2, "A second part, quite short")}},
		{"selectors that find nothing", rules.Select{Title: ".x", Body: ".y", Summary: ".z", Remove: []string{".social", ".l", ".t"}},
			archive.Content{Title: "New lock opened at Middelwater", Body: body(prose1, prose2, "A second part, quite short")}},
		{"a removed body is none", rules.Select{Title: ".t", Body: ".social", Remove: []string{".social", ".l"}},
			archive.Content{Title: "A title of our own", Body: body(prose1, prose2, "A second part, quite short")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readHTML(t, source, Options{Select: tt.selecT})
			if diff := cmp.Diff(tt.want, r.Content); diff != "" {
				t.Errorf("reading differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadLeavesThePageAsItWas(t *testing.T) {
	source := site(headline + text(prose1, prose2))
	first := readHTML(t, source, Options{Select: rules.Select{Remove: []string{"p"}}})
	second := readHTML(t, source, Options{})
	if first.Content.Body != "" || second.Content.Body != body(prose1, prose2) {
		t.Errorf("bodies %q, %q", first.Content.Body, second.Content.Body)
	}
}
