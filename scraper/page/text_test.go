package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"onrecord/archive"
	"onrecord/internal/costs"
)

func parseBody(t testing.TB, source string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestText(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"paragraphs", `<p>One.</p><p>Two.</p>`, "One.\n\nTwo."},
		{"white space", "<p>  One\n\t two&nbsp; three </p>", "One two three"},
		{"one break is a space", `<p>Palace Square<br>Ostburg</p>`, "Palace Square Ostburg"},
		{"two breaks part", `One.<br><br>Two.<br />
 <br>Three.`, "One.\n\nTwo.\n\nThree."},
		{"many breaks part once", `One.<br><br><br><br>Two.`, "One.\n\nTwo."},
		{"a break at the ends says nothing", `<p><br>One.<br></p>`, "One."},
		{"text beside blocks", `<div>One<p>Two</p>Three<div>Four</div>Five</div>`, "One\n\nTwo\n\nThree\n\nFour\n\nFive"},
		{"inline elements join", `<p><b>Ost</b><i>burg</i> is <a href="/x">a town</a>.</p>`, "Ostburg is a town."},
		{"headings", `<h2>Head</h2>Text`, "Head\n\nText"},
		{"lists", `<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>`, "One\n\nTwo\n\nThree"},
		{"definitions", `<dl><dt>Lock</dt><dd>A gate.</dd></dl>`, "Lock\n\nA gate."},
		{"quotes", `He said:<blockquote>Enough.</blockquote>`, "He said:\n\nEnough."},
		{"rows of values", `<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2019</td><td><p>14</p></td></tr></table>`, "Year Ships\n\n2019 14"},
		{"a table that lays out a page", `<table><tr><td>Menu</td><td><p>One.</p><p>Two.</p></td></tr></table>`, "Menu\n\nOne.\n\nTwo."},
		{"a table of one cell", `<table><tr><td>One.<br><br>Two.</td></tr></table>`, "One.\n\nTwo."},
		{"preformatted", "<pre>One\ntwo\n\nThree</pre>", "One two\n\nThree"},
		{"silent elements", `<style>p{}</style><script>x()</script><noscript>no</noscript><template>t</template><select><option>o</option></select><textarea>t</textarea><p>One.</p><iframe>i</iframe><svg><title>s</title></svg>`, "One."},
		{"hidden elements", `<p hidden>a</p><p style="color:red; DISPLAY : none !important">b</p><p style="visibility:hidden">c</p><p>One.</p><p hidden="until-found">Two.</p>`, "One.\n\nTwo."},
		{"styled as block", `<span style="display:block">One</span><span style="display: block;">Two</span>`, "One\n\nTwo"},
		{"ruby", `<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>で</p>`, "東京で"},
		{"no text", "<div><p> </p>&nbsp;<br><br>\u200b</div>", ""},
		{"soft hyphens and controls", "<p>Rhein\u00adschiff\u200b fahrt\ufeff</p>", "Rheinschiff fahrt"},
		{"a link around blocks", `<a href="/x"><h3>Head</h3><p>Text</p></a>`, "Head\n\nText"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Text(parseBody(t, tt.source))); diff != "" {
				t.Errorf("text differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParagraphsKnowHowTheyAreSet(t *testing.T) {
	root := parseBody(t, `<div>A <b>bold word</b> and <a href="/x">a link</a>, <em>leaning</em>.</div><p><strong>Whole</strong></p><p style="font-weight: 700">Styled</p>`)
	got := Paragraphs(nil, root)
	if len(got) != 3 {
		t.Fatalf("%d paragraphs, want 3", len(got))
	}
	first := got[0]
	if first.Size != 26 || first.Bold != 8 || first.Linked != 5 || first.Italic != 7 || first.Links != 1 {
		t.Errorf("first paragraph: %+v", first)
	}
	if first.Block.Data != "div" || got[1].Block.Data != "p" {
		t.Errorf("blocks: %s, %s", first.Block.Data, got[1].Block.Data)
	}
	for _, p := range got[1:] {
		if p.Bold != p.Size {
			t.Errorf("%q: %d of %d bytes bold", p.Text, p.Bold, p.Size)
		}
	}
}

func TestParagraphsSkip(t *testing.T) {
	root := parseBody(t, `<div>One <span class="x">two</span> three<p class="x">four</p></div>`)
	skip := func(n *html.Node) bool {
		for _, a := range n.Attr {
			if a.Key == "class" {
				return true
			}
		}
		return false
	}
	var texts []string
	for _, p := range Paragraphs(skip, root) {
		texts = append(texts, p.Text)
	}
	if diff := cmp.Diff([]string{"One three"}, texts); diff != "" {
		t.Errorf("paragraphs differ (-want +got):\n%s", diff)
	}
}

func TestTextOfSeveralNodesAndOfText(t *testing.T) {
	root := parseBody(t, `<p>One</p><p>Two</p>`)
	body := root.FirstChild.LastChild
	if got := Text(body.LastChild, body.FirstChild); got != "Two\n\nOne" {
		t.Errorf("text of nodes in the order given: %q", got)
	}
	if got := Text(body.FirstChild.FirstChild); got != "One" {
		t.Errorf("text of a text node: %q", got)
	}
	if got := Text(nil); got != "" {
		t.Errorf("text of nothing: %q", got)
	}
}

// TestWalkIsBalanced checks that every entered element is left, inner ones
// first, and that paragraphs come in the order of the page.
func TestWalkIsBalanced(t *testing.T) {
	root := parseBody(t, `<div><p>a<b>b</b></p>c<ul><li>d</li></ul></div><p>e</p>`)
	var open []*html.Node
	var text strings.Builder
	w := Walker{
		Enter: func(n *html.Node) bool { open = append(open, n); return true },
		Leave: func(n *html.Node) {
			if len(open) == 0 || open[len(open)-1] != n {
				t.Fatalf("left %s, which is not the innermost", n.Data)
			}
			open = open[:len(open)-1]
		},
		Paragraph: func(p Paragraph) { text.WriteString(p.Text + "|") },
	}
	w.Walk(root)
	if len(open) != 0 {
		t.Errorf("%d elements were not left", len(open))
	}
	if got := text.String(); got != "ab|c|d|e|" {
		t.Errorf("paragraphs %q", got)
	}
}

func TestTextOfDeepTree(t *testing.T) {
	const nodes = 300_000
	root, wide := &html.Node{Type: html.ElementNode, Data: "div"}, &html.Node{Type: html.ElementNode, Data: "div"}
	at := root
	for range nodes {
		n := &html.Node{Type: html.ElementNode, Data: "x"}
		at.AppendChild(n)
		at = n
		wide.AppendChild(&html.Node{Type: html.ElementNode, Data: "x"})
	}
	at.AppendChild(&html.Node{Type: html.TextNode, Data: "bottom"})
	costs.AtMost(t, 50, func() {
		if got := Text(root); got != "bottom" {
			t.Errorf("text %q", got)
		}
	}, func() { Text(wide) })
}

// TestTextProperties checks of any markup that the text is normalised and that
// visible words survive in their order.
func TestTextProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tags := rapid.SliceOfN(rapid.SampledFrom([]string{
			"<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</b>", "<li>", "<td>", "<tr>", "<table>", "</table>", "<span>", "</span>", "<h2>", "</h2>", "<a href=x>", "</a>", "<pre>", "</pre>", "\n", " ",
		}), 0, 40).Draw(t, "tags")
		var source, words strings.Builder
		for i, tag := range tags {
			word := string(rune('a' + i%26))
			source.WriteString(tag + word)
			words.WriteString(word)
		}
		text := Text(parseBodyRapid(t, source.String()))
		if archive.Normalise(text) != text {
			t.Fatalf("not normalised: %q", text)
		}
		if len(strings.Join(strings.Fields(text), "")) != words.Len() {
			t.Fatalf("letters were lost or won: %q of %q", text, source.String())
		}
	})
}

func parseBodyRapid(t *rapid.T, source string) *html.Node {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return root
}
