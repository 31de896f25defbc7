package archive

import (
	"slices"
	"strings"
)

// Difference says in what two contents differ.
type Difference struct {
	Fields []string // in the order title, date, summary, body, attachments
	Minor  bool     // nothing is left once kinds of quotes, dashes, ellipses and white space are folded
}

// Edited reports whether there is any difference that counts.
func (d Difference) Edited() bool { return len(d.Fields) > 0 }

// Compare says in what next differs from prev, both read by the same extractor
// with the same selectors. These do not count as differences: a paragraph that
// only changed sides between summary and body, a day that gained or lost its
// time of day, the first SHA-256 of an attachment, and a title or date that one
// of the two readings could not read: what was not read was not changed.
func Compare(prev, next Content) Difference {
	prev, next = prev.Normalised(), next.Normalised()
	var d Difference
	if prev.Title != next.Title && prev.Title != "" && next.Title != "" {
		d.Fields = append(d.Fields, FieldTitle)
	}
	if !sameDate(prev.Date, next.Date) {
		d.Fields = append(d.Fields, FieldDate)
	}
	d.Fields = append(d.Fields, textFields(prev, next)...)
	if !sameAttachments(prev.Attachments, next.Attachments) {
		d.Fields = append(d.Fields, FieldAttachments)
	}
	d.Minor = d.Edited() && onlyTypography(prev, next, d.Fields)
	return d
}

// sameDate reports whether two dates do not contradict each other.
func sameDate(a, b Date) bool {
	if a == b || a == "" || b == "" {
		return true
	}
	if a.HasTime() && b.HasTime() {
		return a.Day() == b.Day() && a.Time(nil).Equal(b.Time(nil))
	}
	return a.Day() == b.Day()
}

// inOrder returns the content that a capture is compared with. When the feed's
// listings told another order of day and month at either time, a date in which
// only these change places was read in another way, not changed by the publisher.
func (b *before) inOrder(info CaptureInfo, next Content) Content {
	prev := b.content
	if b.newest.Capture.Entry.Order != info.Entry.Order && sameDate(prev.Date.exchanged(), next.Date) {
		prev.Date = next.Date
	}
	return prev
}

// textFields names the parts of the running text that differ. A lead that
// merely became the first paragraph of the body, or the reverse, is put back
// before the parts are compared.
func textFields(prev, next Content) []string {
	if prev.Text() == next.Text() {
		return nil
	}
	switch {
	case leads(next.Text(), prev.Summary):
		next = resplit(next, prev.Summary)
	case leads(prev.Text(), next.Summary):
		prev = resplit(prev, next.Summary)
	}
	var fields []string
	if prev.Summary != next.Summary {
		fields = append(fields, FieldSummary)
	}
	if prev.Body != next.Body {
		fields = append(fields, FieldBody)
	}
	return fields
}

// leads reports whether text begins with the paragraphs of lead.
func leads(text, lead string) bool {
	return lead == "" || text == lead || strings.HasPrefix(text, lead+ParagraphBreak)
}

// resplit divides c's running text after lead, with which it begins.
func resplit(c Content, lead string) Content {
	text := c.Text()
	c.Summary = lead
	c.Body = strings.TrimPrefix(strings.TrimPrefix(text, lead), ParagraphBreak)
	return c
}

// sameAttachments compares addresses, and hashes where both are known.
func sameAttachments(a, b []Attachment) bool {
	return holdsAttachments(a, b) && holdsAttachments(b, a)
}

// holdsAttachments reports whether a has what counts of b, and nothing else in
// its place.
func holdsAttachments(a, b []Attachment) bool {
	known := make(map[string]string, len(a))
	for _, x := range a {
		known[x.URL] = x.SHA256
	}
	for _, x := range b {
		hash, ok := known[x.URL]
		if !ok && x.counts() || hash != "" && x.SHA256 != "" && hash != x.SHA256 {
			return false
		}
	}
	return true
}

// onlyTypography reports whether the fields differ in typography alone.
func onlyTypography(prev, next Content, fields []string) bool {
	if slices.Contains(fields, FieldDate) || slices.Contains(fields, FieldAttachments) {
		return false
	}
	if slices.Contains(fields, FieldTitle) && Fold(prev.Title) != Fold(next.Title) {
		return false
	}
	old, now := prev.Text(), next.Text()
	return sameSigns(old, now) && Fold(old) == Fold(now)
}
