package archive

import (
	"context"
	"maps"
	"strings"
)

// misread reports whether a text differs from the one before although the pages
// print the same: every paragraph that came or went, and either title, stands on
// both pages, as often on the one as on the other. Then the reader took another
// part of the page for the text, and the publisher changed nothing.
func (r *recorder) misread(ctx context.Context, info CaptureInfo, b *before, next Content, page []byte) (bool, error) {
	if b.same || page == nil || !b.newest.Capture.Held() || info.Raw == b.newest.Capture.Raw {
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
	prints := r.Reader.Printed(b.newest.Capture.With(then), info.With(page))
	return printsAlike(differ, timesPrinted(prints[0]), timesPrinted(prints[1])), nil
}

// timesPrinted returns how often a page prints each piece of its text.
func timesPrinted(p Print) map[string]int {
	times := map[string]int{}
	for _, piece := range p.Pieces {
		times[NormaliseLine(piece)]++
	}
	return times
}

// printsAlike reports whether two pages print all of some texts, and equally
// often: as pieces of their own, or within the same larger ones, as what is left
// of a line without the day that a selector takes out of it.
func printsAlike(texts map[string]bool, then, now map[string]int) bool {
	for text := range texts {
		line := NormaliseLine(text)
		if then[line] > 0 && then[line] == now[line] {
			continue
		}
		if around := piecesAround(line, then); len(around) == 0 || !maps.Equal(around, piecesAround(line, now)) {
			return false
		}
	}
	return len(texts) > 0
}

// piecesAround returns the pieces that a line is part of.
func piecesAround(line string, times map[string]int) map[string]int {
	around := map[string]int{}
	for piece, n := range times {
		if strings.Contains(piece, line) {
			around[piece] = n
		}
	}
	return around
}
