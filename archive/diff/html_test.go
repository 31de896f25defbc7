package diff

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"onrecord/archive"
)

// sampleDocument has edits in several scripts, moved paragraphs, long unchanged
// texts and texts that would be markup.
func sampleDocument() Document {
	filler := []string{
		"The working group considered the data of the spring survey and noted that the level of the lake stayed within the usual bounds.",
		"Specialists of both sides visited the gauging stations in Velm and Ostrel, and compared their instruments with each other.",
		"A joint report is to be laid before the council of ministers by the end of the year.",
		"The participants thanked the town of Velm for its hospitality.",
	}
	old := append([]string{first + " " + second, third}, filler...)
	now := append(append([]string{strings.Replace(first, "Monday", "Tuesday", 1) + " " + second}, filler...), third, fourth)
	edit := edited(
		archive.Content{Title: "Ministers met", Date: "2020-09-21", Summary: "A lead.", Body: paragraphs(old...)},
		archive.Content{Title: "Ministers met in Dushanbe", Date: "2020-09-22", Summary: "A short lead.", Body: paragraphs(now...)},
		"title", "date", "summary", "body")
	chinese := edited(archive.Content{Body: "集体安全条约组织成员国外交部长会议于九月在杜尚别举行并讨论了地区安全问题。"}, archive.Content{Body: "集体安全条约组织成员国外交部长会议于十月在杜尚别举行。"}, "body")
	chinese.Title = "外交部长会议"
	arabic := edited(archive.Content{Body: "أدان الوزير الهجوم على المدينة، ودعا إلى ضبط النفس.\n\nولم يقع ضحايا."}, archive.Content{Body: "ذكر الوزير الهجوم على المدينة، ودعا إلى ضبط النفس.\n\nولم يقع ضحايا."}, "body")
	arabic.Title, arabic.Minor = "بيان الوزارة", true
	evil := edited(archive.Content{Body: `</p><script>alert(1)</script> & "x"`}, archive.Content{Body: "<img src=x onerror=alert(1)> *b* \x1b[31m \u202e"}, "body")
	evil.Title, evil.URL, evil.Article = `<b onload="x">&amp;</b>`, "javascript:alert(1)", `"><i>`
	all := append([]Change{edit, chinese, arabic, evil}, sampleChanges()...)
	var counted []archive.Change
	for _, c := range all {
		counted = append(counted, c.Change)
	}
	return Document{
		Feed: "csto", Title: "Council <of> Ministers", From: Point{Snapshot: 1, Taken: held}, To: Point{Snapshot: 2, Taken: noticed},
		Counts: archive.Count(counted), Changes: All(all),
	}
}

func page(t *testing.T, doc Document) string {
	t.Helper()
	var b strings.Builder
	if err := WriteHTML(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWriteHTMLSafe parses the page as browsers do: no element, attribute or
// address but those of the template are in it.
func TestWriteHTMLSafe(t *testing.T) {
	text := page(t, sampleDocument())
	if keep := os.Getenv("ONRECORD_KEEP_PAGE"); keep != "" { // to look at it
		if err := os.WriteFile(keep, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Fields("html head meta title style body header h1 p span del ins nav ol li a main article h2 ul section h3 details summary div footer")
	attributes := strings.Fields("lang charset name content http-equiv class dir href rel id aria-label")
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !contains(known, n.Data) {
			t.Errorf("there is an element %s", n.Data)
		}
		for _, a := range n.Attr {
			if !contains(attributes, a.Key) {
				t.Errorf("%s has an attribute %s", n.Data, a.Key)
			}
			if a.Key == "href" && !strings.HasPrefix(a.Val, "#c") && !strings.HasPrefix(a.Val, "https://council.example/") && a.Val != "#ZgotmplZ" {
				t.Errorf("a link leads to %s", a.Val)
			}
		}
	}
	if strings.ContainsAny(text, "\x1b\u202e") {
		t.Error("control characters of a feed are in the page")
	}
}

func TestWriteHTML(t *testing.T) {
	text := page(t, sampleDocument())
	for _, want := range []string{
		"<h1>1\u00a0added, 5\u00a0edited, 1\u00a0moved, 1\u00a0unlisted, 1\u00a0relisted, 1\u00a0removed, 1\u00a0restored</h1>",
		"restored — Council &lt;of&gt; Ministers</title>",
		"From snapshot 1 (3 March 2026, 10:00) to snapshot 2 (5 March 2026, 10:00)",
		`<a href="#c2" dir="auto">外交部长会议</a>`,
		"<p dir=\"auto\">Ministers met <ins>in Dushanbe</ins></p>",
		"<p dir=\"auto\">The ministers met on <del>Monday</del><ins>Tuesday</ins> in Velm. " + second + "</p>",
		"2 unchanged paragraphs",
		"1 sentence changed, 1 added, 1 paragraph moved",
		"↓ Stood here; moved down", "↓ Moved down to here",
		"会议于<del>九</del><ins>十</ins>月在杜尚别举行<del>并讨论了地区安全问题</del>。",
		"<p dir=\"auto\"><del>أدان</del><ins>ذكر</ins> الوزير",
		"edited, typography only",
		"Its address answers 404",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing", want)
		}
	}
	one := sampleDocument()
	one.Changes = All([]Change{change(archive.Added)})
	if strings.Contains(page(t, one), "<nav") {
		t.Error("one change needs no contents")
	}
	if none := page(t, Document{Feed: "csto", Counts: archive.Count(nil), Changes: All(nil)}); !strings.Contains(none, "<h1>No\u00a0changes</h1>") {
		t.Error("nothing is said of no changes")
	}
}

func TestWriteMarkdown(t *testing.T) {
	var b strings.Builder
	if err := WriteMarkdown(&b, sampleDocument(), Options{Context: DefaultContext}); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{
		"# Council \\<of\\> Ministers: 1 added, 5 edited",
		"\n## Edited: Ministers met in Dushanbe\n\n- [https\\://council.example/news/1/](<https://council.example/news/1/>)\n- Dated 2020-09-22\n",
		"\n### Title\n\nMinisters met<ins> in Dushanbe</ins>\n",
		"\n### Body: 1 sentence changed, 1 added, 1 paragraph moved\n\nThe ministers met on <del>Monday</del><ins>Tuesday</ins> in Velm.",
		"\n*\\[moved down: The host thanked all guests for their coming.\\]*\n",
		"\n*… 4 unchanged …*\n",
		"<del>أدان</del><ins>ذكر</ins> الوزير",
		"script", "onerror", "\\<",
		"(<>)", // an address that is none of the web
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	unescaped := strings.ReplaceAll(text, "\\<", "")
	for _, live := range []string{"<script", "<img", "<b ", "<i>", "\x1b"} {
		if strings.Contains(unescaped, live) {
			t.Errorf("%q is live", live)
		}
	}
}
