package page

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// prescanBytes is how much of a page is searched for the label of its encoding.
// The HTML Standard demands 1024; real pages put scripts before it.
const prescanBytes = 4096

// utf8Name is the name of UTF-8 in the Encoding Standard.
const utf8Name = "utf-8"

// decode returns the body as UTF-8 text and the name of its encoding. The order
// is that of the HTML Standard, section 13.2.3.2: byte order mark, Content-Type
// header, label in the page, likeness. But labels are often wrong, so a body
// overrules a label that it plainly contradicts.
func decode(s Source) (text, name string) {
	body := s.Body
	if name, mark := byteOrderMark(body); name != "" {
		return decodeAs(name, body[mark:]), name
	}
	if s.TrustUTF8 && utf8.Valid(body) {
		return string(body), utf8Name
	}
	shape := shapeOf(body)
	for _, label := range []string{headerLabel(s.ContentType), metaLabel(body)} {
		if name := encodingName(label); name != "" && shape.allows(name) {
			return decodeAs(name, body), name
		}
	}
	name = shape.guess(body)
	return decodeAs(name, body), name
}

// byteOrderMark returns the encoding that a mark names, and the mark's length.
func byteOrderMark(body []byte) (name string, length int) {
	switch {
	case bytes.HasPrefix(body, []byte{0xEF, 0xBB, 0xBF}):
		return utf8Name, 3
	case bytes.HasPrefix(body, []byte{0xFE, 0xFF}):
		return "utf-16be", 2
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE}):
		return "utf-16le", 2
	}
	return "", 0
}

// decodeAs returns body as UTF-8; what is not valid in the encoding becomes
// U+FFFD.
func decodeAs(name string, body []byte) string {
	e := encodingOf(name)
	if name == utf8Name || e == nil {
		return strings.ToValidUTF8(string(body), "\uFFFD")
	}
	text, err := e.NewDecoder().Bytes(body)
	if err != nil { // decoders replace what is invalid; they do not fail
		return strings.ToValidUTF8(string(body), "\uFFFD")
	}
	return string(text)
}

func encodingOf(name string) encoding.Encoding {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return e
}

// encodingName returns the standard name for a label such as "cp1251", or ""
// when the label is unknown or stands for no encoding a page can be read in.
func encodingName(label string) string {
	e := encodingOf(strings.Trim(label, " \t\r\n\f\"'"))
	if e == nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return ""
	}
	return name
}

func headerLabel(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err == nil {
		return params["charset"]
	}
	return labelIn(contentType) // "text/html; charset=utf-8; charset=utf-8" and the like
}

// metaLabel returns the label that the page itself gives: the first <meta
// charset>, or <meta http-equiv> of Content-Type, else the XML declaration.
// The page can be read so far, so UTF-16 is a lie for UTF-8 (HTML Standard,
// section 13.2.3.2).
func metaLabel(body []byte) string {
	label := firstMetaLabel(body[:min(len(body), prescanBytes)])
	if label == "" {
		label = xmlLabel(body)
	}
	if strings.HasPrefix(encodingName(label), "utf-16") {
		return utf8Name
	}
	return label
}

func firstMetaLabel(start []byte) string {
	z := html.NewTokenizer(bytes.NewReader(start))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		if name, _ := z.TagName(); string(name) != "meta" {
			continue
		}
		if label := labelOfMeta(z); encodingName(label) != "" {
			return label
		}
	}
	return ""
}

func labelOfMeta(z *html.Tokenizer) string {
	var charset, content string
	pragma := false
	for {
		key, value, more := z.TagAttr()
		switch string(key) {
		case "charset":
			charset = string(value)
		case "content":
			content = labelIn(string(value))
		case "http-equiv":
			pragma = strings.EqualFold(strings.TrimSpace(string(value)), "content-type")
		}
		if more {
			continue
		}
		if charset == "" && pragma {
			return content
		}
		return charset
	}
}

// labelIn returns what follows "charset=" in a content attribute or a broken
// header.
func labelIn(s string) string {
	s = strings.ToLower(s)
	for {
		_, after, found := strings.Cut(s, "charset")
		if !found {
			return ""
		}
		s = after
		value, ok := strings.CutPrefix(strings.TrimLeft(s, " \t\r\n\f"), "=")
		if !ok {
			continue
		}
		value = strings.TrimLeft(value, " \t\r\n\f\"'")
		if end := strings.IndexAny(value, "; ,\t\r\n\f\"'"); end >= 0 {
			value = value[:end]
		}
		return value
	}
}

// xmlLabel returns the encoding of an XML declaration at the very beginning.
func xmlLabel(body []byte) string {
	start := body[:min(len(body), 256)]
	if !bytes.HasPrefix(start, []byte("<?xml")) {
		return ""
	}
	declaration, _, found := bytes.Cut(start, []byte("?>"))
	_, after, ok := bytes.Cut(declaration, []byte("encoding"))
	if !found || !ok {
		return ""
	}
	value, ok := bytes.CutPrefix(bytes.TrimLeft(after, " \t\r\n"), []byte("="))
	if !ok {
		return ""
	}
	value = bytes.TrimLeft(value, " \t\r\n\"'")
	if end := bytes.IndexAny(value, " \t\r\n\"'"); end >= 0 {
		value = value[:end]
	}
	return string(value)
}
