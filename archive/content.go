package archive

import "strings"

// Content is what an article holds, as one reading sees it. A field that could
// not be read is empty; JSON writes it as null.
type Content struct {
	Title   string
	Date    Date
	Summary string // the lead: text of the page that is not repeated in Body
	Body    string // paragraphs separated by one empty line
	// Attachments in the order of the page.
	Attachments []Attachment
}

// Kinds of attachments.
const (
	KindDocument = "document"
	KindImage    = "image"
	KindFile     = "file"
)

// Attachment is a file that an article offers beside its text.
type Attachment struct {
	Kind   string // KindDocument, KindImage or KindFile
	URL    string // whole address, without fragment and tracking parameters
	Title  string // the link's text; it never counts in comparisons
	SHA256 string // 64 hexadecimal digits, once the attachment was captured
}

// counts reports whether an attachment that only one of two contents has makes
// a difference: an image does only once it was captured.
func (a Attachment) counts() bool { return a.Kind != KindImage || a.SHA256 != "" }

// Text returns the running text: the summary, then the body.
func (c Content) Text() string {
	if c.Summary == "" || c.Body == "" {
		return c.Summary + c.Body
	}
	return c.Summary + ParagraphBreak + c.Body
}

// Empty reports whether neither text nor attachment was read. A page that
// reads as empty is a failure of reading, never an edit.
func (c Content) Empty() bool {
	return c.Text() == "" && len(c.Attachments) == 0
}

// ParagraphBreak separates paragraphs in Summary and Body.
const ParagraphBreak = "\n\n"

// Paragraphs splits a text at its paragraph breaks; an empty text has none.
func Paragraphs(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ParagraphBreak)
}
