package syndication

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"

	"onrecord/scraper/page"
)

// prologue is how many bytes may stand before a document's first element.
const prologue = 64 << 10

// open unpacks and decodes a document and says what it is. An HTML page costs
// no more than a look at its first bytes.
func open(s page.Source) (string, Kind, error) {
	if bytes.HasPrefix(s.Body, []byte("\x1f\x8b")) {
		body, err := unpack(s.Body)
		if err != nil {
			return "", "", err
		}
		s.Body, s.ContentType = body, "" // the type is that of the packed bytes
	}
	s.Body = bytes.TrimLeft(s.Body, " \t\r\n\f")
	if !mayBe(s.Body, s.ContentType) {
		return "", "", ErrNone
	}
	text, _ := page.Decode(s)
	text = strings.TrimLeft(text, " \t\r\n\f\ufeff")
	if strings.HasPrefix(text, "{") {
		s.TrustUTF8 = true // RFC 8259, section 8.1
		text, _ = page.Decode(s)
		return strings.TrimLeft(text, " \t\r\n\f\ufeff"), JSONFeed, nil
	}
	text = withoutDeclaration(text)
	kind := kindOf(legal(text[:min(len(text), prologue)]))
	if kind == "" {
		return "", "", ErrNone
	}
	return legal(text), kind, nil
}

// mayBe reports whether the first bytes do not already say that the body is
// something else.
func mayBe(body []byte, contentType string) bool {
	start := body[:min(len(body), prologue)]
	if bytes.IndexByte(start[:min(len(start), 4)], 0) >= 0 || bytes.HasPrefix(start, []byte("\xFE\xFF")) || bytes.HasPrefix(start, []byte("\xFF\xFE")) {
		return true // UTF-16, perhaps
	}
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n\f")
	switch {
	case bytes.HasPrefix(start, []byte("{")):
		return strings.Contains(strings.ToLower(contentType), "json") || bytes.Contains(start, []byte("jsonfeed.org"))
	case !bytes.HasPrefix(start, []byte("<")):
		return false
	}
	opening := bytes.ToLower(start[:min(len(start), 16)])
	return !bytes.HasPrefix(opening, []byte("<!doctype html")) && !bytes.HasPrefix(opening, []byte("<html"))
}

// unpack undoes gzip, in which sitemaps are kept as files.
func unpack(body []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("unpack gzip: %w: %w", ErrBroken, err)
	}
	plain, err := io.ReadAll(io.LimitReader(z, MaxUnpacked+1))
	brokenOff := errors.Is(err, io.ErrUnexpectedEOF) && len(plain) > 0 // and read as far as it goes
	switch {
	case len(plain) > MaxUnpacked:
		return nil, fmt.Errorf("unpack gzip: %w: over %d MiB", ErrTooLarge, MaxUnpacked>>20)
	case err != nil && !brokenOff:
		return nil, fmt.Errorf("unpack gzip: %w: %w", ErrBroken, err)
	}
	return plain, nil
}

// withoutDeclaration drops the XML declaration: the text is UTF-8 by now,
// whatever it says, and XML 1.1 is read like 1.0.
func withoutDeclaration(text string) string {
	if !strings.HasPrefix(text, "<?xml") {
		return text
	}
	if _, rest, found := strings.Cut(text, "?>"); found {
		return rest
	}
	return text
}

// kindOf names the format by a document's first element; "" is none of them.
func kindOf(text string) Kind {
	d := newDecoder(text)
	for {
		token, err := d.Token()
		if err != nil {
			return ""
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch strings.ToLower(root.Name.Local) {
		case "rss", "rdf":
			return RSS
		case "feed":
			return Atom
		case "urlset":
			return URLSet
		case "sitemapindex":
			return Index
		}
		return ""
	}
}

// newDecoder returns a decoder as tolerant as gofeed's.
func newDecoder(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // UTF-8 already
	return d
}
