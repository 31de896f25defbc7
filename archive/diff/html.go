package diff

import (
	"bufio"
	_ "embed" // for the page
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/plain"
)

//go:embed page/diff.html
var pageHTML string

// htmlContext is how many columns of unchanged text stand on either side of a
// change in a long paragraph.
const htmlContext = 300

// WriteHTML writes one self-contained page to be sent to somebody: it needs no
// script and loads nothing. The changes are gone through twice, first for the
// contents.
func WriteHTML(w io.Writer, doc Document) error {
	t, err := template.New("diff").Parse(pageHTML)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	head := htmlHead{Feed: plain.Line(doc.name()), Heading: capital(unbroken.Replace(Summary(doc.Counts))), Span: doc.Span()}
	if head.Contents, err = contents(doc.Changes); err != nil {
		return fmt.Errorf("writing the changes: %w", err)
	}
	if err := t.ExecuteTemplate(out, "head", head); err != nil {
		return err
	}
	n := 0
	for c, err := range doc.Changes {
		if err != nil {
			return fmt.Errorf("writing the changes: %w", err)
		}
		n++
		if err := t.ExecuteTemplate(out, "change", htmlOf(c, n)); err != nil {
			return err
		}
	}
	if err := t.ExecuteTemplate(out, "foot", nil); err != nil {
		return err
	}
	return out.Flush()
}

// unbroken keeps a number and its word on one line.
var unbroken = strings.NewReplacer(", ", ", ", " ", "\u00a0")

type htmlHead struct {
	Feed, Heading, Span string
	Contents            []htmlChange // none when there is one change only
}

type htmlChange struct {
	Number     int
	Kind       archive.Kind
	Minor      bool
	Title, URL string
	Facts      []string
	Fields     []htmlField
}

type htmlField struct {
	Name, Counts string
	Address      string // of the document whose text it is
	Blocks       []htmlBlock
}

// htmlBlock is a paragraph, or some unchanged ones that are folded away.
type htmlBlock struct {
	Class  string
	Note   string
	Ops    []Op
	Folded []Paragraph
}

// contents lists the changes without their texts.
func contents(changes Changes) ([]htmlChange, error) {
	var list []htmlChange
	for c, err := range changes {
		if err != nil {
			return nil, err
		}
		list = append(list, htmlChange{Number: len(list) + 1, Kind: c.Kind, Title: plain.Line(titleOf(c))})
	}
	if len(list) < 2 {
		return nil, nil
	}
	return list, nil
}

func htmlOf(c Change, n int) htmlChange {
	h := htmlChange{Number: n, Kind: c.Kind, Minor: c.Minor, Title: plain.Line(titleOf(c)), URL: plain.Line(c.URL)}
	for _, fact := range spoken(c) {
		h.Facts = append(h.Facts, plain.Line(fact))
	}
	for _, hunk := range c.Hunks {
		h.Fields = append(h.Fields, htmlFieldOf(hunk))
	}
	for _, file := range c.Files {
		h.Fields = append(h.Fields, htmlFileOf(file))
	}
	return h
}

func htmlFieldOf(h Hunk) htmlField {
	f := htmlField{Name: h.Field}
	if !running(h.Field) {
		for _, l := range changedLines(h.Ops, 0) {
			f.Blocks = append(f.Blocks, htmlBlock{Ops: spacesOut(l.paragraph().Ops)})
		}
		return f
	}
	paragraphs := Paragraphs(h.Ops)
	f.Counts = CountSentences(paragraphs).String()
	for _, run := range runs(paragraphs) {
		f.Blocks = append(f.Blocks, run.blocks()...)
	}
	return f
}

// run is some paragraphs of a kind one after the other: unchanged, or not.
type run struct {
	list        []Paragraph
	first, last bool // of the text
}

// runs parts paragraphs into unchanged and other ones.
func runs(paragraphs []Paragraph) []run {
	var list []run
	for i, p := range paragraphs {
		if i == 0 || (p.Kind == KindSame) != (paragraphs[i-1].Kind == KindSame) {
			list = append(list, run{first: i == 0})
		}
		last := &list[len(list)-1]
		last.list, last.last = append(last.list, p), i == len(paragraphs)-1
	}
	return list
}

// blocks shows changed paragraphs; of unchanged ones those beside a change,
// shortened, and the others folded away.
func (r run) blocks() []htmlBlock {
	if r.list[0].Kind != KindSame {
		var list []htmlBlock
		for _, p := range r.list {
			list = append(list, htmlParagraph(p))
		}
		return list
	}
	var head, tail []htmlBlock
	middle := r.list
	if !r.first {
		head, middle = []htmlBlock{beside(middle[0])}, middle[1:]
	}
	if !r.last && len(middle) > 0 {
		last := len(middle) - 1
		tail, middle = []htmlBlock{beside(middle[last])}, middle[:last]
	}
	if len(middle) == 0 {
		return append(head, tail...)
	}
	note := "1 unchanged paragraph"
	if len(middle) > 1 {
		note = fmt.Sprintf("%d unchanged paragraphs", len(middle))
	}
	return append(append(head, htmlBlock{Note: note, Folded: middle}), tail...)
}

// beside shows the beginning of an unchanged paragraph.
func beside(p Paragraph) htmlBlock {
	return htmlBlock{Class: KindSame, Ops: []Op{{Equal, p.head(120)}}}
}

func htmlParagraph(p Paragraph) htmlBlock {
	b := htmlBlock{Ops: p.Ops}
	if edits(p.Ops) {
		b.Ops = spacesOut(p.line().fold(htmlContext).paragraph().Ops)
	}
	way, arrow := "up", "↑"
	if p.Down {
		way, arrow = "down", "↓"
	}
	switch p.Kind {
	case KindMovedFrom:
		b.Class, b.Note = "from", fmt.Sprintf("%s Stood here; moved %s", arrow, way)
		b.Ops = []Op{{Equal, p.head(90)}}
	case KindMovedTo:
		b.Class, b.Note = "to", fmt.Sprintf("%s Moved %s to here", arrow, way)
		if edits(p.Ops) {
			b.Note += ", and edited"
		}
	}
	return b
}

// spacesOut leaves the spaces around changed words unmarked, unless they are
// all that changed.
func spacesOut(ops []Op) []Op {
	var list []Op
	for _, op := range ops {
		word := strings.Trim(op.Text, " ")
		if op.Op == Equal || word == "" {
			list = append(list, op)
			continue
		}
		before, after, _ := strings.Cut(op.Text, word)
		for _, part := range []Op{{Equal, before}, {op.Op, word}, {Equal, after}} {
			if part.Text != "" {
				list = append(list, part)
			}
		}
	}
	return list
}

// spoken are the facts of a change for a reader who knows nothing of snapshots.
func spoken(c Change) []string {
	var list []string
	if c.Date != "" {
		list = append(list, "Dated "+string(c.Date))
	}
	if c.Kind == archive.Moved {
		list = append(list, "Before at "+c.FromURL)
	}
	if c.Kind == archive.Gone {
		list = append(list, capital(reasonOf(c.Reason)))
	}
	noticed := "Noticed " + clock(c.Noticed)
	if c.Kind != archive.Added && !c.LastHeld.IsZero() {
		noticed += "; last seen as before " + clock(c.LastHeld)
	}
	list = append(list, noticed)
	place := fmt.Sprintf("Article %s, snapshot %d", c.Article, c.Snapshot)
	if c.Kind == archive.Edited {
		place += fmt.Sprintf(", revision %d to %d", c.FromRevision, c.ToRevision)
	}
	return append(list, place)
}

// clock is an instant for readers, in UTC.
func clock(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04") }

// name is the feed's title, else its short name.
func (doc Document) name() string {
	if strings.TrimSpace(doc.Title) != "" {
		return doc.Title
	}
	return doc.Feed
}

// Span says what is compared with what.
func (doc Document) Span() string {
	return fmt.Sprintf("From %s to %s", doc.From.String(), doc.To.String())
}

// String says which snapshot, or revision, and when it was taken.
func (p Point) String() string {
	switch {
	case p.Revision > 0:
		return fmt.Sprintf("revision %d (snapshot %d, %s)", p.Revision, p.Snapshot, clock(p.Taken))
	case p.Snapshot == 0:
		return "the beginning"
	}
	return fmt.Sprintf("snapshot %d (%s)", p.Snapshot, clock(p.Taken))
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
