package diff

import (
	"sort"
	"strings"

	"onrecord/archive"
)

// Contents returns the hunks of those of the fields that differ, in the order
// title, date, summary, body, attachments. It is for the caller to say which
// fields an edit touched: a paragraph that only changed sides between summary
// and body is none. Attachments are compared as [AttachmentLines].
func Contents(old, new archive.Content, fields []string) []Hunk {
	hunks := []Hunk{}
	add := func(field, before, after string, cut cutter) {
		if before != after && contains(fields, field) {
			hunks = append(hunks, Hunk{Field: field, Ops: compare(before, after, cut)})
		}
	}
	add(archive.FieldTitle, old.Title, new.Title, byWord)
	add(archive.FieldDate, string(old.Date), string(new.Date), whole)
	add(archive.FieldSummary, old.Summary, new.Summary, byWord)
	add(archive.FieldBody, old.Body, new.Body, byWord)
	add(archive.FieldAttachments, AttachmentLines(old.Attachments), AttachmentLines(new.Attachments), byField)
	return hunks
}

// Text returns what makes new out of old, word by word.
func Text(old, new string) []Op { return compare(old, new, byWord) }

// AttachmentLines returns what counts of attachments as a text: a line for
// each, its address and, once known, " sha256:" and its digits; each line once,
// in byte order, a line feed between two.
func AttachmentLines(attachments []archive.Attachment) string {
	lines := make([]string, 0, len(attachments))
	for _, a := range attachments {
		if a.Kind == archive.KindImage && a.SHA256 == "" {
			continue // an image counts only once it was captured
		}
		line := a.URL
		if a.SHA256 != "" {
			line += " sha256:" + a.SHA256
		}
		if !contains(lines, line) {
			lines = append(lines, line)
		}
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// compare compares two texts by the words that cut finds in them.
func compare(before, after string, cut cutter) []Op {
	if before == after {
		s := script{ops: []Op{}}
		s.add(Equal, before)
		s.flush()
		return s.ops
	}
	old, new := cut(before), cut(after)
	m := match(old, new)
	m.slide(old, new)
	return m.script(old, new)
}

// script turns matched words into operations.
func (m *matching) script(old, new words) []Op {
	s := script{ops: []Op{}}
	i, j := 0, 0
	for x, y := range m.to {
		if y < 0 {
			continue
		}
		s.between(old, new, i, x, j, y)
		s.add(Equal, old.word(x))
		i, j = x+1, y+1
	}
	s.between(old, new, i, len(old.spans), j, len(new.spans))
	s.flush()
	return s.ops
}

// between adds what stands before the matched words x of old and y of new:
// the words i to x of old are deleted, j to y of new inserted. White space at
// either end that both sides share stays equal.
func (s *script) between(old, new words, i, x, j, y int) {
	gone, come := old.text[old.end(i):old.start(x)], new.text[new.end(j):new.start(y)]
	head, tail := "", ""
	if gap := old.gap(i); gap == new.gap(j) {
		head = gap
	}
	gone, come = gone[len(head):], come[len(head):]
	if gap := old.gap(x); gap == new.gap(y) && len(gap) <= len(gone) && len(gap) <= len(come) {
		tail = gap
	}
	s.add(Equal, head)
	s.add(Delete, gone[:len(gone)-len(tail)])
	s.add(Insert, come[:len(come)-len(tail)])
	s.add(Equal, tail)
}
