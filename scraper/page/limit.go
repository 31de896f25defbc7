package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of one page. The parser of x/net/html refuses pages nested deeper than
// 512 elements as a whole, and a few hundred bytes of unclosed styles make it
// build hundreds of elements for every "<p>" that follows. So tags are dropped
// before it sees them, and their text is kept. The limits are several times
// what the largest real news pages need.
const (
	MaxTokens     = 500_000   // tags, texts and comments
	maxNodes      = 1_000_000 // nodes of the DOM, as far as they can be foretold
	maxDepth      = 200       // elements within one another
	maxStyles     = 60        // of these, styles such as <b> and <font>
	maxAttributes = 500       // of one tag
	strictDepth   = 64        // from here on, end tags that end nothing are dropped
)

// parseLimited parses a page within these limits.
func parseLimited(text string) (*html.Node, error) {
	if !plainlyShallow(text) {
		var err error
		if text, err = newTrimmer(text).trim(); err != nil {
			return nil, err
		}
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil { // reading from a string does not fail: only the depth can be wrong
		return nil, fmt.Errorf("%w: %w", ErrTooDeep, err)
	}
	return root, nil
}

// trimmer drops the tags of a page that go beyond the limits. Where it errs
// about what the parser would do, it errs by keeping a tag.
type trimmer struct {
	text    string
	kept    strings.Builder
	from    int // text[from:pos] is kept but not yet written
	pos     int // start of the present token
	open    openElements
	dropped map[atom.Atom]int // start tags dropped, whose end tags must go too
	tokens  int
}

func newTrimmer(text string) *trimmer {
	return &trimmer{text: text, dropped: map[atom.Atom]int{}}
}

// trim returns the text without the tags that go beyond the limits; the very
// text when there are none.
func (t *trimmer) trim() (string, error) {
	z := html.NewTokenizer(strings.NewReader(t.text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := len(z.Raw())
		if !t.keep(z, kind, raw) {
			t.kept.WriteString(t.text[t.from:t.pos])
			t.from = t.pos + raw
		}
		t.pos += raw
		t.tokens++
		if t.tokens > MaxTokens || t.tokens+t.open.reopened > maxNodes {
			return "", fmt.Errorf("%w: over %d tags or %d nodes", ErrTooManyNodes, MaxTokens, maxNodes)
		}
	}
	if t.from == 0 {
		return t.text, nil
	}
	t.kept.WriteString(t.text[t.from:])
	return t.kept.String(), nil
}

// keep reports whether the present token stays.
func (t *trimmer) keep(z *html.Tokenizer, kind html.TokenType, raw int) bool {
	switch kind {
	case html.TextToken:
		t.open.text()
	case html.StartTagToken, html.SelfClosingTagToken:
		tag, more := z.TagName()
		name := atom.Lookup(tag)
		tooLong := more && raw > 2*maxAttributes && tooManyAttributes(z)
		if tooLong || !t.open.start(name, kind == html.SelfClosingTagToken) {
			t.drop(name)
			return false
		}
	case html.EndTagToken:
		tag, _ := z.TagName()
		name := atom.Lookup(tag)
		if t.dropped[name] > 0 {
			t.dropped[name]--
			return false
		}
		return t.open.end(name)
	}
	return true
}

func (t *trimmer) drop(name atom.Atom) {
	if classes[name]&void == 0 {
		t.dropped[name]++
	}
}

func tooManyAttributes(z *html.Tokenizer) bool {
	for n := 1; n <= maxAttributes; n++ {
		if _, _, more := z.TagAttr(); !more {
			return false
		}
	}
	return true
}
