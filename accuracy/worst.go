package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"onrecord/accuracy/metric"
	"onrecord/accuracy/reader"
	"onrecord/accuracy/sample"
	"onrecord/archive/diff"
)

// flaw is one page read badly, and how.
type flaw struct {
	id, address string
	score       float64 // 1 is right
	about       string
	lines       []string
}

// worstPages shows the pages of each set that a reader read worst.
func (out *printer) worstPages(f field, pages []*sample.Page, r reader.Article, outcomes []outcome) error {
	if out.worst <= 0 || !f.asked(r) {
		return nil
	}
	flaws := map[string][]flaw{}
	for i, p := range pages {
		if !f.labelled(p) {
			continue
		}
		if got, bad := examine[f.name](p, outcomes[i].reading); bad {
			got.id, got.address = p.ID(), p.URL
			flaws[p.Set] = append(flaws[p.Set], got)
		}
	}
	for _, set := range slices.Sorted(maps.Keys(flaws)) {
		if err := out.showFlaws(fmt.Sprintf("%s of %s, read by %s", f.title, set, r.Name), flaws[set]); err != nil {
			return err
		}
	}
	return nil
}

// worstListings shows the listings that a reader read worst.
func (out *printer) worstListings(listings []*sample.Listing, outcomes []outcome) error {
	if out.worst <= 0 {
		return nil
	}
	var flaws []flaw
	for i, l := range listings {
		if got, bad := examineListing(wanted(l), outcomes[i].entries); bad {
			got.id, got.address = l.Name, l.URL
			flaws = append(flaws, got)
		}
	}
	return out.showFlaws("Listings", flaws)
}

func (out *printer) showFlaws(title string, flaws []flaw) error {
	slices.SortStableFunc(flaws, func(a, b flaw) int { return cmp.Compare(a.score, b.score) })
	flaws = flaws[:min(out.worst, len(flaws))]
	if len(flaws) == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "The worst: %s\n\n", title)
	for _, f := range flaws {
		fmt.Fprintf(&b, "%s\n  %s\n", strings.TrimSpace(f.id+"  "+f.about), f.address)
		for _, line := range f.lines {
			b.WriteString("    " + line + "\n")
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(out.stdout, b.String())
	return err
}

// examine says, by the name of a field, what is wrong with a reading of a page.
var examine = map[string]func(*sample.Page, reader.Reading) (flaw, bool){
	"bodies": func(p *sample.Page, r reader.Reading) (flaw, bool) {
		o := metric.Body(p.Body, p.Summary, r.Body)
		return flaw{
			score: o.F1, about: fmt.Sprintf("F1 %.3f  P %.3f  R %.3f  %s", o.F1, o.Precision, o.Recall, source(r, "body")),
			lines: difference(p.Body, r.Body),
		}, o.F1 < 1
	},
	"snippets": func(p *sample.Page, r reader.Reading) (flaw, bool) {
		var s metric.Snippets
		s.Add(p.With, p.Without, r.Body)
		f := flaw{score: s.F1(), about: fmt.Sprintf("found %d of %d, noise %d of %d", s.Found, s.Wanted, s.Noise, s.Unwanted)}
		for _, with := range p.With {
			if !contains(r.Body, with) {
				f.lines = append(f.lines, "lost:  "+with)
			}
		}
		for _, without := range p.Without {
			if contains(r.Body, without) {
				f.lines = append(f.lines, "noise: "+without)
			}
		}
		return f, f.lines != nil
	},
	"titles": func(p *sample.Page, r reader.Reading) (flaw, bool) {
		return flaw{about: source(r, "title"), lines: []string{"wanted: " + p.Title, "got:    " + r.Title}},
			!metric.Title(p.Title, r.Title)
	},
	"dates": func(p *sample.Page, r reader.Reading) (flaw, bool) {
		f := flaw{about: source(r, "date"), lines: []string{"wanted: " + p.Date, "got:    " + r.Date}}
		verdict := metric.Day(p.Date, r.Date)
		if verdict == metric.None {
			f.score = 0.5 // better than wrong
		}
		return f, verdict != metric.Right
	},
}

func contains(text, snippet string) bool {
	var s metric.Snippets
	s.Add([]string{snippet}, nil, text)
	return s.Found == 1
}

func source(r reader.Reading, field string) string {
	if s := r.Sources[field]; s != "" {
		return "from " + s
	}
	return ""
}

func examineListing(want, got []metric.Entry) (flaw, bool) {
	m := metric.Entries(want, got)
	f := flaw{
		score: m.Found + m.Precision/2,
		about: fmt.Sprintf("found %.3f of %d  P %.3f of %d", m.Found, len(want), m.Precision, len(got)),
	}
	if m.Dated {
		f.score += m.Dates
		f.about += fmt.Sprintf("  dates %.3f", m.Dates)
	} else {
		f.score++
	}
	f.lines = difference(entryLines(want), entryLines(got))
	return f, m.Found < 1 || m.Precision < 1 || m.Dated && m.Dates < 1
}

// entryLines writes entries as paragraphs, the day first.
func entryLines(entries []metric.Entry) string {
	lines := make([]string, len(entries))
	for i, e := range entries {
		lines[i] = fmt.Sprintf("%-10.10s %s", e.Date, e.URL)
	}
	return strings.Join(lines, "\n\n")
}

// Lengths of what is shown of a difference, in runes.
const (
	shownEqual   = 40  // of unchanged text on either side
	shownChanged = 300 // of text lost or added
)

// difference shows what a reading lost, [-like this-], and what it added,
// {+like this+}.
func difference(want, got string) []string {
	var b strings.Builder
	for _, op := range diff.Text(want, got) {
		switch op.Op {
		case diff.Equal:
			b.WriteString(middleCut(op.Text, shownEqual))
		case diff.Delete:
			b.WriteString("[-" + middleCut(op.Text, shownChanged/2) + "-]")
		case diff.Insert:
			b.WriteString("{+" + middleCut(op.Text, shownChanged/2) + "+}")
		}
	}
	return strings.Split(strings.ReplaceAll(b.String(), "\n\n", "\n"), "\n")
}

// middleCut leaves so many runes at either end of a text.
func middleCut(text string, keep int) string {
	runes := []rune(text)
	if len(runes) <= 2*keep+10 {
		return text
	}
	return fmt.Sprintf("%s … %s", string(runes[:keep]), string(runes[len(runes)-keep:]))
}
