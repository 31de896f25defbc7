package diff

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"onrecord/archive/plain"
)

// WriteMarkdown writes the changes as Markdown (CommonMark): words that went
// stand between <del> and </del>, words that came between <ins> and </ins>,
// which CommonMark, GitHub and Obsidian take wherever a word may end. Whatever
// came from a feed is escaped.
func WriteMarkdown(w io.Writer, doc Document, o Options) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s: %s\n\n%s. Times are in UTC.\n", plain.Markdown(doc.name()), Summary(doc.Counts), plain.Markdown(doc.Span()))
	for c, err := range doc.Changes {
		if err != nil {
			return fmt.Errorf("writing the changes: %w", joinFlush(out, err))
		}
		writeMarkdown(out, c, o)
	}
	return out.Flush()
}

func writeMarkdown(out *bufio.Writer, c Change, o Options) {
	minor := ""
	if c.Minor {
		minor = " (typography only)"
	}
	fmt.Fprintf(out, "\n## %s%s: %s\n\n", capital(string(c.Kind)), minor, plain.Markdown(plain.Line(titleOf(c))))
	fmt.Fprintf(out, "- [%s](%s)\n", plain.Markdown(plain.Line(c.URL)), plain.MarkdownAddress(c.URL))
	for _, fact := range spoken(c) {
		fmt.Fprintf(out, "- %s\n", plain.Markdown(plain.Line(fact)))
	}
	for _, h := range c.Hunks {
		if !running(h.Field) {
			fmt.Fprintf(out, "\n### %s\n", capital(h.Field))
			for _, l := range changedLines(h.Ops, 0) {
				fmt.Fprintf(out, "\n%s\n", l.paragraph().markdown())
			}
			continue
		}
		paragraphs := Paragraphs(h.Ops)
		heading := capital(h.Field)
		if counts := CountSentences(paragraphs).String(); counts != "" {
			heading += ": " + counts
		}
		fmt.Fprintf(out, "\n### %s\n", heading)
		for _, r := range runs(paragraphs) {
			r.markdown(out, o)
		}
	}
	for _, f := range c.Files {
		markdownFile(out, f, o)
	}
}

// markdown writes changed paragraphs, and of unchanged ones how many they are.
func (r run) markdown(out *bufio.Writer, o Options) {
	if n := len(r.list); r.list[0].Kind == KindSame {
		fmt.Fprintf(out, "\n*… %d unchanged …*\n", n)
		return
	}
	for _, p := range r.list {
		if note := p.movedNote(); note != "" {
			fmt.Fprintf(out, "\n*%s*\n", plain.Markdown(note))
		}
		if p.Move == 0 || edits(p.Ops) {
			fmt.Fprintf(out, "\n%s\n", p.line().fold(o.Context).paragraph().markdown())
		}
	}
}

// markdown returns a paragraph with its words marked.
func (p Paragraph) markdown() string {
	var b strings.Builder
	for i, op := range p.Ops {
		lead := op.Text[:len(op.Text)-len(strings.TrimLeft(op.Text, " "))]
		trail := op.Text[len(strings.TrimRight(op.Text, " ")):]
		text := plain.Markdown(op.Text)
		if i == 0 {
			lead = ""
		}
		if strings.TrimSpace(op.Text) == "" {
			lead, trail = op.Text, ""
		}
		switch op.Op {
		case Delete:
			b.WriteString("<del>" + lead + text + trail + "</del>")
		case Insert:
			b.WriteString("<ins>" + lead + text + trail + "</ins>")
		default:
			b.WriteString(lead + text + trail)
		}
	}
	return strings.TrimRight(b.String(), " ")
}
