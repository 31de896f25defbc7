package archive

import (
	"context"
	"strings"
)

// misread reports whether a text differs from the one before although the pages
// print the same: every paragraph that came or went, and either title, stands on
// both pages, as often on the one as on the other. Then the reader took another
// part of the page for the text, and the publisher changed nothing.
func (r *recorder) misread(ctx context.Context, info CaptureInfo, b *before, next Content, page []byte) (bool, error) {
	if page == nil || !b.newest.Capture.Held() || info.Raw == b.newest.Capture.Raw {
		return false, nil
	}
	prev := b.inOrder(info, next).Normalised()
	if d := Compare(prev, next); !d.Edited() || !sameDate(prev.Date, next.Date) || !sameAttachments(prev.Attachments, next.Attachments) {
		return false, nil
	}
	differ := turned(prev.Text(), next.Text())
	if prev.Title != next.Title && prev.Title != "" && next.Title != "" {
		differ[prev.Title], differ[next.Title] = true, true
	}
	then, err := r.keptBytes(ctx, b.newest.Capture)
	if err != nil {
		return false, err
	}
	return printsAlike(differ, r.printedLines(b.newest.Capture.With(then)), r.printedLines(info.With(page))), nil
}

// printedLines returns the pieces of text that a page prints, one a line.
func (r *recorder) printedLines(c Capture) string {
	var lines strings.Builder
	lines.WriteByte('\n')
	for _, piece := range r.Reader.Printed(c).Pieces {
		lines.WriteString(NormaliseLine(piece) + "\n")
	}
	return lines.String()
}

// printsAlike reports whether two pages print all of some texts, and equally
// often: as pieces of their own, or within larger ones, as what is left of a line
// without the day that a selector takes out of it.
func printsAlike(texts map[string]bool, then, now string) bool {
	for text := range texts {
		line := NormaliseLine(text)
		if !equallyOften("\n"+line+"\n", then, now) && !equallyOften(line, then, now) {
			return false
		}
	}
	return len(texts) > 0
}

// equallyOften reports whether two texts hold a part, and as often the one as the other.
func equallyOften(part, a, b string) bool {
	times := strings.Count(a, part)
	return times > 0 && times == strings.Count(b, part)
}
