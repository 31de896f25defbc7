package scraper

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/archive"
)

// bits of pages, well-formed and not, that a tokenizer reads in other ways than
// they look.
var printedBits = []string{
	"<p>Some words</p>", "<li class=\"menu-item\"><a href=\"/section/\">One of many items</a></li>\n", "<script>if (a < b) '<p>no</p>'</script>",
	"<script><!-- <script> </script> </p> --></script>", "<textarea></p><p>typed</textarea>", "<title>A &amp; B</title>", "<!-- </p> <p>hidden -->",
	"<!-- never closed", "</p", "</p >", "<b>bold</b> and <i>more</i>", "<svg><title>drawn</title></svg>", "<noscript><p>no</p></noscript>",
	"<style>p{}</style>", "<plaintext></p>", "<a href=x>link</a>", "&lt;p&gt;", "<![CDATA[</p>]]>", "<?php </p> ?>", "<p title='</p>'>quoted</p>", "<xmp></div></xmp>",
	"</div>", "\r\n", "<noscript>", "</noscript>", "<template>", "<select><option>1</select>", "<iframe></p></iframe>", "<a>", "<", "é", "\x00",
}

// A page prints the same whichever page was printed before it.
func TestPrintedBesideAnother(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	capture := func(parts []string) archive.Capture {
		return archive.Capture{URL: "https://example.org/news/1", Body: []byte(strings.Join(parts, ""))}
	}
	copied := 0
	for n := range 1500 {
		var parts []string
		for range 5 + random.IntN(60) {
			part := printedBits[random.IntN(len(printedBits))]
			if n%2 == 0 { // half of the pages are well-formed for the most part
				part = printedBits[random.IntN(3)]
			}
			parts = append(parts, strings.Repeat(part, 1+random.IntN(3)))
		}
		change := func() archive.Capture {
			for range 1 + random.IntN(4) {
				parts[random.IntN(len(parts))] = printedBits[random.IntN(len(printedBits))] + fmt.Sprint(n)
			}
			return capture(parts)
		}
		r := &Reader{}
		r.Printed(capture(parts))
		other, third := change(), change()
		prints := r.Printed(other, third)
		for i, c := range []archive.Capture{other, third} {
			want := (&Reader{}).Printed(c)[0]
			if diff := cmp.Diff(want.Pieces, prints[i].Pieces, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("beside another page, %q prints (-want +got):\n%s", c.Body, diff)
			}
			if diff := cmp.Diff(want.Links(), prints[i].Links(), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("beside another page, %q links to (-want +got):\n%s", c.Body, diff)
			}
		}
		p := newPrinting(third.Body, r.printed.Load())
		p.through()
		copied += min(1, p.copied)
	}
	if copied < 500 {
		t.Errorf("of 1500 pages %d share something with the page before them, want 500 at least", copied)
	}
}

// Of the pages that were printed no more than the last of another template is held.
func TestPrintedHoldsOnePage(t *testing.T) {
	const pages = 20
	r := &Reader{}
	var bodies []weak.Pointer[byte]
	for n := range pages {
		body := []byte(strings.Repeat(fmt.Sprintf("<p>Only on page %d</p>", n), 100))
		bodies = append(bodies, weak.Make(&body[0]))
		r.Printed(archive.Capture{URL: "https://example.org/news/1", Body: body})
	}
	runtime.GC()
	held := 0
	for _, body := range bodies {
		if body.Value() != nil {
			held++
		}
	}
	if held > 1 {
		t.Errorf("%d of %d pages are held", held, pages)
	}
	runtime.KeepAlive(r)
}
