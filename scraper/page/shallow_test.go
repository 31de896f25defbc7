package page

import (
	"strings"
	"testing"
)

// TestPlainlyShallow asks about markup of which each piece means something else
// than it seems to.
func TestPlainlyShallow(t *testing.T) {
	deep := strings.Repeat("<div>", 300)
	tests := []struct {
		html string
		want bool
	}{
		{"", true},
		{"no tag, 1 < 2 and a <", true},
		{"<!doctype html><html><head><title>a</title></head><body><p class='a>b'>x<br>y</p></body></html>", true},
		{"<?xml version='1.0'?><p>x", true},
		{strings.Repeat("<div><p>x</p></div>", 1000), true},
		{strings.Repeat("<IMG src=a/><br/>x", 1000), true},
		{strings.Repeat("<my-part>x</my-part>", 1000), true},
		{"<script>if (a<b) s = '" + deep + "'</script>", true},
		{"<script><!--\nf('<p>') //--></script>" + strings.Repeat("<p>x</p>", 100), true},
		{"<svg><g>" + strings.Repeat("<path d='x'/>", 1000) + "</g></svg><p>x</p>", true},
		{"<!-- " + deep + " -->", true},
		{"<textarea>" + deep + "</TEXTAREA >", true},

		{deep, false},
		{strings.Repeat("<br>", 10_000), false},
		{strings.Repeat("<p>x", 100), false}, // the trimmer knows that they end
		{strings.Repeat("<div><!-- </div> -->", 100), false},
		{strings.Repeat("<div><i title='</div>'></i>", 100), false},
		{strings.Repeat("<div><script>'</div>'</script>", 100), false},
		{strings.Repeat("<div a=b'></div>", 100), true}, // no quote opens within a value
		{"<script><!-- <script> </script> --></script>", false},
		{"<!-->" + deep, false},
		{"<!--->" + deep, false},
		{"<!-- --!>" + deep + "-->", false},
		{"<svg><p>" + strings.Repeat("<g/>", 100), false}, // the drawing ends with the paragraph
		{"<svg>" + strings.Repeat("<g a=/>", 3) + "</svg>", false},
		{"<p" + manyAttributes(600) + ">x</p>", false},
		{"<p unfinished", false},
		{"<plaintext>" + deep, false},
		{"a</>b", false},
	}
	for _, tt := range tests {
		if got := plainlyShallow(tt.html); got != tt.want {
			t.Errorf("%.60q: %v, want %v", tt.html, got, tt.want)
		}
	}
}

// FuzzPlainlyShallow: where a page is called shallow, the trimmer keeps all of it,
// however deep it lies in others. Letters of the input stand for pieces of markup,
// so that pages get long and odd.
func FuzzPlainlyShallow(f *testing.F) {
	for _, seed := range []string{
		"<p><b><i>x</p>y</b><table><td>z</table></i>", "\x01\x02\x03\x04", "<svg><g a=/><title/></svg>", "<a b=\"c>d</a><!-- <p> -->", "<script><!--<script></script>",
	} {
		f.Add(seed, byte(3))
	}
	pieces := []string{
		"<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<table>", "<td>", "</td>", "</table>", "<svg>", "</svg>", "<g/>", "<g>", "</g>",
		"<g a=/>", "<li>", "</li>", "<ul>", "</ul>", "<font>", "</font>", "<script>", "</script>", "<!--", "-->", "<title>", "</title>", "<title/>", "<x-y>", "</x-y>", "x",
		"<button>", "</button>", "<select>", "<option>", "</select>", "<math>", "</math>", "\"", "'", "<tr>", "<br/>", "<body>", "</body>", "<template>", "</template>", "=", "<q ", ">",
	}
	f.Fuzz(func(t *testing.T, input string, times byte) {
		var b strings.Builder
		for _, c := range []byte(input) {
			if c >= 0x80 && int(c-0x80) < len(pieces) {
				b.WriteString(pieces[c-0x80])
			} else {
				b.WriteByte(c)
			}
		}
		text := strings.Repeat(b.String(), int(times)+1)
		if !plainlyShallow(text) {
			return
		}
		tr := newTrimmer(text)
		if got, err := tr.trim(); err != nil || got != text || tr.tokens+tr.open.reopened > maxNodes {
			t.Errorf("%q is called shallow: %d bytes of %d are kept, error %v", text, len(got), len(text), err)
		}
	})
}
