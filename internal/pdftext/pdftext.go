// Package pdftext reads the text of PDF documents, so that two versions of one
// can be compared word by word. A document is anybody's and may be made to do
// harm: [Read] bounds what it does, and [Apart] runs it in a process of its own,
// which alone ends when a document takes too much time, memory or stack.
package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"

	"onrecord/archive"
)

// ErrUnreadable is returned, wrapped with the reason, when no text can be read
// of a document.
var ErrUnreadable = errors.New("its text cannot be read")

// Bounds of a document.
const (
	maxBytes = 32 << 20
	maxPages = 1000
	maxText  = 1 << 20 // bytes
)

// Is reports whether bytes are those of a PDF document.
func Is(document []byte) bool {
	return bytes.Contains(document[:min(len(document), 1024)], []byte("%PDF-"))
}

// Read returns the text of a document in one paragraph, normalised as texts of
// articles are (see [archive.Normalise]): a PDF knows lines, not paragraphs, and
// a line that breaks elsewhere is no edit. Every error is ErrUnreadable.
func Read(document []byte) (text string, err error) {
	defer func() {
		if r := recover(); r != nil { // how the library says that it does not understand a document
			text, err = "", fmt.Errorf("%w: %v", ErrUnreadable, r)
		}
	}()
	if len(document) > maxBytes {
		return "", fmt.Errorf("%w: it is larger than %d MB", ErrUnreadable, maxBytes>>20)
	}
	reader, err := pdf.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if n := reader.NumPage(); n > maxPages {
		return "", fmt.Errorf("%w: it has more than %d pages", ErrUnreadable, maxPages)
	}
	var out strings.Builder
	for i := range reader.NumPage() {
		readPage(&out, reader.Page(i+1))
	}
	return judged(archive.NormaliseLine(unligated(out.String())))
}

// unligated spells ligatures out: whether a program sets one is no matter of words.
func unligated(text string) string {
	return strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st").Replace(text)
}

// judged refuses what is no text: pictures of pages have none, and letters of a
// font that does not say what they mean come out as others or as none.
func judged(text string) (string, error) {
	letters, strange := 0, 0
	for _, r := range text {
		switch {
		case r == unicode.ReplacementChar || unicode.Is(unicode.Co, r):
			strange++
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			letters++
		}
	}
	switch {
	case letters == 0 && strange == 0:
		return "", fmt.Errorf("%w: it holds none, as pictures of pages do", ErrUnreadable)
	case strange*20 > letters:
		return "", fmt.Errorf("%w: its fonts do not say which letters they show", ErrUnreadable)
	}
	return text, nil
}
