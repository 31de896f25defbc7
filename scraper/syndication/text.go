package syndication

import (
	"html"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// Sizes of texts, in bytes.
const (
	maxText     = 16 << 10 // of a title or description that is looked at
	maxField    = 4000     // of a title or teaser
	longLine    = 60       // a paragraph of so many is a sentence, not a label
	longestLead = 1500     // a longer paragraph is no teaser
)

// title returns a title as plain text on one line.
func title(text string) string {
	return archive.NormaliseLine(clip(strings.Join(paragraphs(text), " "), maxField))
}

// teaser returns the first paragraph of a description, when it is one: not the
// title again, and not the article's whole text, which many feeds put there. A
// text is no announcement of itself, and would make its first paragraph pass
// for the article's lead.
func teaser(text, beside string) string {
	var sentences []string
	first := ""
	for _, p := range paragraphs(text) {
		if first == "" {
			first = p
		}
		if len(p) >= longLine {
			sentences = append(sentences, p)
		}
	}
	if len(sentences) > 0 {
		first = sentences[0] // what stands before is a place, a rubric or a date
	}
	if len(sentences) > 2 || len(first) > longestLead || first == title(beside) {
		return ""
	}
	return first
}

// paragraphs returns the paragraphs of a text that may be plain or HTML, and
// escaped once more than it should be.
func paragraphs(text string) []string {
	text = clip(strings.TrimSpace(text), maxText)
	for n := 0; n < 2 && !hasMarkup(text); n++ {
		text = html.UnescapeString(text)
	}
	if !hasMarkup(text) {
		return plainParagraphs(text)
	}
	p, err := page.Parse(page.Source{Body: []byte("<body>" + text), ContentType: "text/html", TrustUTF8: true})
	if err != nil {
		return nil // markup beyond the limits of a whole page
	}
	var lines []string
	for _, paragraph := range page.Paragraphs(nil, p.Doc.Nodes...) {
		lines = append(lines, paragraph.Text)
	}
	return lines
}

func plainParagraphs(text string) []string {
	var lines []string
	for line := range strings.SplitSeq(archive.Normalise(text), archive.ParagraphBreak) {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// hasMarkup reports whether a text holds a tag of HTML. "a < b" and "<name>"
// are text.
func hasMarkup(text string) bool {
	if !strings.Contains(text, "<") {
		return false
	}
	z := nethtml.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return false
		case nethtml.CommentToken:
			if strings.HasPrefix(string(z.Raw()), "<!--") {
				return true
			}
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			if name, _ := z.TagName(); isTag(name) {
				return true
			}
		}
	}
}

// isTag reports whether descriptions are written with an element of that name.
func isTag(name []byte) bool {
	switch atom.Lookup(name) {
	case atom.A, atom.Abbr, atom.Acronym, atom.Address, atom.Article, atom.Aside, atom.Audio, atom.B, atom.Big, atom.Blockquote, atom.Body, atom.Br,
		atom.Center, atom.Cite, atom.Code, atom.Dd, atom.Del, atom.Div, atom.Dl, atom.Dt, atom.Em, atom.Embed, atom.Figcaption, atom.Figure, atom.Font,
		atom.Footer, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Header, atom.Hr, atom.Html, atom.I, atom.Iframe, atom.Img,
		atom.Ins, atom.Li, atom.Main, atom.Mark, atom.Nobr, atom.Noscript, atom.Object, atom.Ol, atom.P, atom.Picture, atom.Pre, atom.Q, atom.S,
		atom.Script, atom.Section, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Style, atom.Sub, atom.Sup, atom.Svg, atom.Table, atom.Tbody,
		atom.Td, atom.Th, atom.Thead, atom.Time, atom.Tr, atom.Tt, atom.U, atom.Ul, atom.Video, atom.Wbr:
		return true
	}
	return false
}

// clip shortens text to at most n bytes, between characters.
func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}
