package page

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
)

// checkMarkup returns ErrNotHTML when the body is no markup. Bytes win over the
// header: a PDF sent as text/html is a PDF, and an error page sent as
// image/jpeg is a page.
func checkMarkup(body []byte, contentType string) error {
	if kind := magicOf(body); kind != "" {
		return fmt.Errorf("%w: it looks like %s", ErrNotHTML, kind)
	}
	switch {
	case len(body) == 0, declaresMarkup(contentType), startsWithTag(body):
		return nil
	case declaresOther(contentType):
		return fmt.Errorf("%w: it was sent as %.60q", ErrNotHTML, mediaType(contentType))
	case holdsControls(body) && !looksTagged(body):
		return fmt.Errorf("%w: it looks like binary data", ErrNotHTML)
	}
	return nil
}

// magics are the first bytes of what feeds link to besides pages (WHATWG MIME
// Sniffing Standard, section 6).
var magics = []struct {
	offset      int
	bytes, kind string
}{
	{0, "%PDF-", "a PDF"},
	{0, "%!PS-Adobe-", "PostScript"},
	{0, "\x89PNG\r\n\x1a\n", "a PNG image"},
	{0, "GIF87a", "a GIF image"},
	{0, "GIF89a", "a GIF image"},
	{0, "\xFF\xD8\xFF", "a JPEG image"},
	{0, "RIFF", "an image, sound or video (RIFF)"},
	{0, "PK\x03\x04", "a ZIP archive or an office document"},
	{0, "Rar!\x1a\x07", "a RAR archive"},
	{0, "7z\xBC\xAF\x27\x1C", "a 7z archive"},
	{0, "\x1f\x8b\x08", "gzip"},
	{0, "\xFD7zXZ\x00", "xz"},
	{0, "\x28\xB5\x2F\xFD", "zstd"},
	{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document"},
	{0, "{\\rtf", "an RTF document"},
	{0, "ID3", "sound (MP3)"},
	{0, "OggS\x00", "sound or video (Ogg)"},
	{0, "\x1A\x45\xDF\xA3", "video (WebM)"},
	{0, "wOFF", "a font"},
	{0, "wOF2", "a font"},
	{4, "ftyp", "sound or video (MP4)"},
	{0, "\x7FELF", "a program"},
}

// magicOf names what the first bytes give away, or "".
func magicOf(body []byte) string {
	for _, m := range magics {
		if len(body) > m.offset && bytes.HasPrefix(body[m.offset:], []byte(m.bytes)) {
			return m.kind
		}
	}
	return ""
}

// startsWithTag reports whether the first thing in the body is a tag, in ASCII
// or in UTF-16.
func startsWithTag(body []byte) bool {
	_, mark := byteOrderMark(body)
	start := bytes.TrimLeft(body[mark:min(len(body), prescanBytes)], " \t\r\n\f\x00")
	return len(start) > 1 && start[0] == '<'
}

// holdsControls reports whether the body begins with bytes that no text has
// (WHATWG MIME Sniffing Standard, section 3: binary data bytes).
func holdsControls(body []byte) bool {
	return bytes.ContainsFunc(body[:min(len(body), 1024)], func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != 0x1b
	})
}

func mediaType(contentType string) string {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		t, _, _ = strings.Cut(contentType, ";")
		t = strings.ToLower(strings.TrimSpace(t))
	}
	return t
}

// declaresMarkup reports whether the header names HTML or XML.
func declaresMarkup(contentType string) bool {
	t := mediaType(contentType)
	return t == "text/html" || t == "text/xml" || t == "application/xml" || strings.HasSuffix(t, "+xml") && !strings.HasPrefix(t, "image/")
}

// declaresOther reports whether the header names something that is never a
// page, such as a PDF, an image or JSON.
func declaresOther(contentType string) bool {
	t := mediaType(contentType)
	switch {
	case declaresMarkup(contentType), t == "", t == "text/plain":
		return false
	case t == "application/octet-stream", t == "application/unknown", t == "unknown/unknown":
		return false // said by servers that do not know
	}
	kind, _, ok := strings.Cut(t, "/")
	if !ok {
		return false
	}
	switch kind {
	case "application", "image", "audio", "video", "font", "text":
		return true
	}
	return false
}

// looksTagged reports whether the beginning of the body holds an HTML tag, in
// ASCII or in UTF-16.
func looksTagged(body []byte) bool {
	start := body[:min(len(body), prescanBytes)]
	start = bytes.ToLower(bytes.ReplaceAll(start, []byte{0}, nil))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<title", "<meta"} {
		if bytes.Contains(start, []byte(tag)) {
			return true
		}
	}
	return false
}
