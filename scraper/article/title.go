package article

import (
	"strconv"

	"onrecord/archive"
)

// quoted returns s in quotes, for messages.
func quoted(s string) string { return strconv.Quote(s) }

// readTitle reads the title.
func (r *reader) readTitle() {
	r.findHeadline()
	for _, w := range r.titleWitnesses() {
		r.claim(archive.FieldTitle, w.source, w.text, "")
	}
	if t := r.headlineText(); t != "" {
		r.reading.Content.Title = t
		r.take(archive.FieldTitle, SourceHeading)
	}
}
