package diff

import (
	"bufio"
	"fmt"

	"onrecord/archive"
	"onrecord/archive/plain"
)

// FileText is how the text of a document changed that was replaced behind its
// address. Reading the documents is for the caller.
type FileText struct {
	URL    string `json:"url"`
	From   string `json:"from_sha256"` // of the document before, 64 hexadecimal digits
	To     string `json:"to_sha256"`
	Ops    []Op   `json:"ops"`              // of the two texts, as in a [Hunk]
	Unread string `json:"unread,omitempty"` // why they could not be compared; then Ops is empty
}

// Replaced returns the documents that are other files now behind the same
// address, in the order of the newer page, without their texts.
func Replaced(old, new archive.Content) (list []FileText) {
	before := map[string]string{}
	for _, a := range old.Attachments {
		before[a.URL] = a.SHA256
	}
	for _, a := range new.Attachments {
		was := before[a.URL]
		if a.Kind == archive.KindDocument && was != "" && a.SHA256 != "" && was != a.SHA256 {
			list = append(list, FileText{URL: a.URL, From: was, To: a.SHA256, Ops: []Op{}})
			delete(before, a.URL) // linked twice
		}
	}
	return list
}

// paragraphs are those of the text, none when nothing in it changed.
func (f FileText) paragraphs() []Paragraph {
	if !edits(f.Ops) {
		return nil
	}
	return Paragraphs(f.Ops)
}

// Note says how much of the text changed, or why that is not known.
func (f FileText) Note() string {
	switch paragraphs := f.paragraphs(); {
	case f.Unread != "":
		return "not compared: " + f.Unread
	case paragraphs == nil:
		return "the same words"
	default:
		return CountSentences(paragraphs).String()
	}
}

// writeFile prints what changed in the text of a document.
func writeFile(out *bufio.Writer, f FileText, o Options) {
	fmt.Fprintf(out, "\n%stext of %s: %s\n", indentFact, plain.Line(f.URL), plain.Line(f.Note()))
	writeChanged(out, f.paragraphs(), o)
}

// htmlFileOf shows the text of a document as a field.
func htmlFileOf(f FileText) htmlField {
	h := htmlField{Name: "text of", Address: plain.Line(f.URL), Counts: plain.Line(f.Note())}
	for _, run := range runs(f.paragraphs()) {
		h.Blocks = append(h.Blocks, run.blocks()...)
	}
	return h
}

// markdownFile writes what changed in the text of a document.
func markdownFile(out *bufio.Writer, f FileText, o Options) {
	fmt.Fprintf(out, "\n### Text of %s: %s\n", plain.Markdown(plain.Line(f.URL)), plain.Markdown(plain.Line(f.Note())))
	for _, r := range runs(f.paragraphs()) {
		r.markdown(out, o)
	}
}
