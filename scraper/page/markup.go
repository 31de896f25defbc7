package page

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"strings"
)

// checkMarkup returns ErrNotHTML when the body is no markup. Bytes win over the
// header: a PDF sent as text/html is a PDF, and an error page sent as
// image/jpeg is a page.
func checkMarkup(body []byte, contentType string) error {
	if len(body) == 0 {
		return nil
	}
	sniffed, _, _ := strings.Cut(http.DetectContentType(body), ";")
	switch {
	case sniffed == "text/html", sniffed == "text/xml":
		return nil
	case sniffed == "application/octet-stream":
		// Control characters: binary, UTF-16 without a mark, or a sloppy page.
		if declaresMarkup(contentType) || looksTagged(body) {
			return nil
		}
		return fmt.Errorf("%w: it looks like binary data", ErrNotHTML)
	case !strings.HasPrefix(sniffed, "text/"):
		return fmt.Errorf("%w: it looks like %s", ErrNotHTML, sniffed)
	case declaresOther(contentType) && !looksTagged(body):
		return fmt.Errorf("%w: it was sent as %s", ErrNotHTML, mediaType(contentType))
	}
	return nil
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
