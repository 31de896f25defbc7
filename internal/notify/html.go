package notify

import (
	"html/template"
	"net/url"
	"strings"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/plain"
)

// page is the message as HTML that mail programs show: styles stand at the
// elements, nothing is loaded, and what a feed says is text.
const page = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{{.Subject}}</title></head>
<body style="font-family: sans-serif; line-height: 1.4; max-width: 45em">
{{range .Intro}}<p>{{.}}</p>
{{end}}{{range .Changes}}<h2 dir="auto" style="font-size: 1.1em; margin: 1.5em 0 0.2em"><span style="color: {{.Colour}}">{{.Kind}}</span>
{{if .Link}}<a href="{{.Link}}">{{.Title}}</a>{{else}}{{.Title}}{{end}}</h2>
<p style="margin: 0; font-size: 0.85em; opacity: 0.8">{{.Facts}}</p>
{{range .Fields}}<p style="margin: 0.6em 0 0; font-size: 0.85em; opacity: 0.8">{{.Name}}</p>
{{range .Paragraphs}}<p dir="auto" style="margin: 0.2em 0">{{range .}}{{if eq .Op "delete"}}<del style="background: #ffd7d5; color: #82071e">{{.Text}}</del>{{else if eq .Op "insert"}}<ins style="background: #ccffd8; color: #055d20">{{.Text}}</ins>{{else}}{{.Text}}{{end}}{{end}}</p>
{{end}}{{end}}{{end}}<p style="margin-top: 2em; font-size: 0.85em; opacity: 0.8">{{.More}} {{.Claim}}</p>
</body></html>
`

type htmlPage struct {
	Subject, More, Claim string
	Intro                []string
	Changes              []htmlChange
}

type htmlChange struct {
	Kind, Colour, Title, Link, Facts string
	Fields                           []htmlField
}

type htmlField struct {
	Name       string
	Paragraphs [][]diff.Op
}

// html is the message as a page.
func (m Message) html() (string, error) {
	p := htmlPage{Subject: m.Subject(), More: m.more(shown), Claim: m.claim(), Intro: strings.Split(m.intro(), "\n")}
	if held := m.heldText(); held != "" {
		p.Intro = append(p.Intro, held)
	}
	for _, c := range m.Changes[:min(len(m.Changes), shown)] {
		p.Changes = append(p.Changes, htmlOf(c))
	}
	t, err := template.New("mail").Parse(page)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, p)
	return b.String(), err
}

func htmlOf(c diff.Change) htmlChange {
	h := htmlChange{Kind: string(c.Kind), Colour: colourOf(c.Kind), Title: titleOf(c), Facts: diff.Observed(c.Change)}
	if u, err := url.Parse(c.URL); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		h.Link = u.String()
	}
	switch c.Kind {
	case archive.Moved:
		h.Facts += "; before at " + plain.Line(c.FromURL)
	case archive.Gone:
		h.Facts += "; " + c.Reason
	}
	for _, hunk := range c.Hunks {
		h.Fields = append(h.Fields, htmlField{hunk.Field, diff.Excerpts(hunk, nearby)})
	}
	for _, f := range c.Files {
		name := "text of " + plain.Line(f.URL) + ": " + plain.Line(f.Note())
		h.Fields = append(h.Fields, htmlField{name, diff.Excerpts(textOf(f), nearby)})
	}
	return h
}

func colourOf(k archive.Kind) string {
	switch k {
	case archive.Added, archive.Restored, archive.Relisted:
		return "#1a7f37"
	case archive.Gone, archive.Delisted:
		return "#cf222e"
	}
	return "#9a6700"
}
