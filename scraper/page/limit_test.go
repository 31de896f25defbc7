package page

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"onrecord/internal/costs"
)

// treeSize walks the tree without recursion.
func treeSize(root *html.Node) (depth, nodes int) {
	level := 0
	for n := root; n != nil; {
		nodes++
		depth = max(depth, level)
		if n.FirstChild != nil {
			n = n.FirstChild
			level++
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			level--
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	return depth, nodes
}

func styles(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<b id=%d>", i)
	}
	return b.String()
}

// TestHostileMarkup gives pages that are meant to cost a reader its memory or
// its time. Each is parsed, its text kept, or refused, and quickly.
func TestHostileMarkup(t *testing.T) {
	const deep = 100_000
	tests := []struct {
		name, html string
		keeps      string // text that must not be lost
		err        error
	}{
		{"nested blocks", strings.Repeat("<div>", deep) + "kept" + strings.Repeat("</div>", deep) + "<p>after</p>", "keptafter", nil},
		{"nested blocks, never closed", strings.Repeat("<div>", deep) + "kept", "kept", nil},
		{"nested tables", strings.Repeat("<table><tr><td>", deep) + "kept", "kept", nil},
		{"table cells without rows", strings.Repeat("<table><td>", 400) + "kept", "kept", nil},
		{"nested templates", strings.Repeat("<template>", deep) + "lost", "", nil},
		{"nested drawings", "<svg>" + strings.Repeat("<g>", deep) + "</svg><p>kept", "kept", nil},
		{"nested lists", strings.Repeat("<ul><li>", deep) + "kept", "kept", nil},
		{"links with blocks", strings.Repeat("<a><div></a>", deep) + "kept", "kept", nil},
		{"styles reopened in each paragraph", "<p>" + styles(400) + strings.Repeat("<p>x", 2000) + "kept", "kept", nil},
		{"styles reopened, past any measure", "<p>" + styles(400) + strings.Repeat("<p>x", 200_000), "", ErrTooManyNodes},
		{"paragraphs past any measure", strings.Repeat("<p>x", MaxTokens), "", ErrTooManyNodes},
		{"end tags that end nothing", strings.Repeat("<div>", 190) + strings.Repeat("</q>", 400_000) + "kept", "kept", nil},
		{"attributes", "<p" + strings.Repeat(" a=b c", 300_000) + ">kept</p>", "kept", nil},
		{"attributes of a style, compared with each other", strings.Repeat("<b"+manyAttributes(20_000)+">", 4) + "kept", "kept", nil},
		{"an attribute of megabytes", `<p title="` + strings.Repeat("x", 8<<20) + `">kept`, "kept", nil},
		{"a text of megabytes", "<p>" + strings.Repeat("x ", 4<<20) + "kept", "kept", nil},
		{"unfinished tag", "<p>kept<a href='" + strings.Repeat("x", 1<<20), "kept", nil},
		{"unfinished comment", "<p>kept<!-- " + strings.Repeat("x", 1<<20), "kept", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p *Page
			var err error
			// A paragraph may open some hundred styles again, each an element.
			t.Logf("%.1f times the effort", costs.AtMost(t, 500, func() {
				p, err = Parse(Source{Body: []byte(tt.html), ContentType: "text/html"})
			}, func() {
				_, _ = Parse(soundPage(len(tt.html)))
			}))
			if !errors.Is(err, tt.err) {
				t.Fatalf("error %v, want %v", err, tt.err)
			}
			if err != nil {
				return
			}
			if got := p.Doc.Find("body").Text(); !strings.HasSuffix(got, tt.keeps) {
				t.Errorf("the text ends %q, want %q", got[max(0, len(got)-50):], tt.keeps)
			}
			depth, nodes := treeSize(p.Doc.Nodes[0])
			if depth > 512 || nodes > 2*maxNodes {
				t.Errorf("%d nodes, %d deep", nodes, depth)
			}
		})
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d", i)
	}
	return b.String()
}

// TestTrimKeepsSanePages: markup that leaves out end tags is not deep.
func TestTrimKeepsSanePages(t *testing.T) {
	for _, unit := range []string{
		"<li>x", "<p>x", "<dt>a<dd>b", "<tr><td>a<td>b", "<option>a", "<a href=x>y", "<h1>x</h1>", "<br><img src=x><hr>",
		"<table><tr><td><p>x<td>y<tr><td>z</table>", "<ul><li><b>a</b><li><i>b</i></ul>", "<select><option>a<option>b</select>",
		"<ruby>a<rt>b<rp>c</ruby>", "<svg><g><path d=x/><use/></g></svg>", "<script>'<div>'</script>", "<tbody><tr><th>a", "<font size=2>x</font>",
		"<b><p>x</b></p>", "<div><b><i>x</b></i></div>", "<body class=x><html>", "</p></div>", "<button>x", "<textarea><div></textarea>",
	} {
		page := strings.Repeat(unit, 3000)
		tr := newTrimmer(page)
		if got, err := tr.trim(); err != nil || got != page {
			t.Errorf("%s: lost %d bytes, error %v, %d elements open", unit, len(page)-len(got), err, len(tr.open.stack))
		}
	}
}

func FuzzTrim(f *testing.F) {
	f.Add("<p><b><i>x</p>y</b><table><td>z</table></i>")
	f.Add(strings.Repeat("<div><b>", 250) + "</div>x")
	f.Add("<a b=\"c>d</a><!-- <p> --><![CDATA[x]]><?php ?></>")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := newTrimmer(text).trim()
		if err != nil || len(got) > len(text) {
			t.Fatalf("%d bytes of %d, error %v", len(got), len(text), err)
		}
		if strings.Count(text, "<") < strictDepth && !strings.Contains(text, " ") && got != text {
			t.Errorf("%q was trimmed to %q", text, got)
		}
	})
}

// soundPage is a page of at least so many bytes, as sites write them.
func soundPage(size int) Source {
	const unit = "<div class=\"text\"><p>The council met on the <a href=\"/pier\">pier</a> and agreed on what it had agreed on before.</p></div>\n"
	return Source{Body: []byte("<html><body>" + strings.Repeat(unit, 1+size/len(unit)) + "</body></html>"), ContentType: "text/html"}
}
