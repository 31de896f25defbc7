package web

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// silenced returns a page without the elements that make a browser connect
// elsewhere though its sandbox forbids scripts and its policy all loading:
// rel=preconnect and its kin, which no policy covers, and frames, for which
// Chromium connects before it asks the policy. A space takes
// their place; all other bytes stay.
//
// Every such tag counts, wherever it stands: what the page hides it in, browsers
// may see differently. An encoding in which the bytes of "<link" can be others
// becomes UTF-8. It returns the page's type, with the encoding that it is to
// be read in.
func silenced(page []byte, contentType string) ([]byte, string) {
	encoding, name, _ := charset.DetermineEncoding(page, contentType)
	if slices.Contains([]string{"utf-16le", "utf-16be", "iso-2022-jp", "replacement"}, name) {
		decoded, err := encoding.NewDecoder().Bytes(page)
		if err != nil {
			decoded = nil // nothing that a browser could read either
		}
		page, name = decoded, "utf-8"
	}
	kind, _, _ := strings.Cut(contentType, ";")
	contentType = kind + "; charset=" + name
	var kept []byte
	from := 0
	for at := 0; ; {
		i := bytes.IndexByte(page[at:], '<')
		if i < 0 {
			return append(kept, page[from:]...), contentType
		}
		at += i
		size, calls := callAt(page[at:])
		if calls {
			kept = append(append(kept, page[from:at]...), ' ') // so that what stood around makes no tag
			from = at + size
		}
		at += size
	}
}

// callers are the tags that can make a browser connect before anything forbids it.
func callers() []string {
	return []string{"link", "iframe", "frame", "fencedframe", "object", "embed", "portal"}
}

// longestCaller is how many bytes of a tag say that it is none of them.
const longestCaller = len("fencedframe")

// callAt returns the size of the tag that a page begins with, and whether it
// would call; 1 for what is no such tag.
func callAt(page []byte) (size int, calls bool) {
	name := strings.ToLower(string(page[1:min(len(page), longestCaller+1)]))
	if !slices.ContainsFunc(callers(), func(c string) bool { return strings.HasPrefix(name, c) }) {
		return 1, false
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	z.Next()
	size = max(len(z.Raw()), 1)
	token := z.Token()
	switch {
	case !slices.Contains(callers(), token.Data):
		return 1, false
	case token.Data != "link":
		return size, true
	}
	for _, a := range token.Attr {
		if a.Key == "rel" && slices.ContainsFunc(strings.Fields(strings.ToLower(a.Val)), hint) {
			return size, true
		}
	}
	return 1, false
}

// hint reports whether a relation makes a browser connect ahead of time.
func hint(rel string) bool {
	return slices.Contains([]string{"preconnect", "dns-prefetch", "prefetch", "preload", "modulepreload", "prerender"}, rel)
}
