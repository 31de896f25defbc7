package article

import (
	"net/url"
	"strings"
)

// sites knows the names a publisher's titles may carry besides the title.
type sites struct {
	names map[string]bool // folded
	host  string          // letters and digits of the host, without www and the top-level domain
}

// newSites gathers the names from metadata and address.
func newSites(m metadata, address *url.URL) sites {
	s := sites{names: make(map[string]bool)}
	for _, list := range [...][]string{m.sites, m.structured.sites} {
		for _, name := range list {
			if f := fold(name); len(f) > 1 && len(f) < 80 {
				s.names[f] = true
			}
		}
	}
	if address != nil {
		host := strings.TrimPrefix(strings.ToLower(address.Hostname()), "www.")
		if i := strings.LastIndexByte(host, '.'); i > 0 {
			host = host[:i]
		}
		s.host = strings.ReplaceAll(fold(host), " ", "")
	}
	return s
}

// are reports whether text is nothing but a name of the publisher.
func (s sites) are(text string) bool {
	f := fold(text)
	if f == "" || s.names[f] {
		return f != ""
	}
	joined := strings.ReplaceAll(f, " ", "")
	if len(joined) >= 3 && s.host != "" {
		if joined == s.host || len(joined) >= 4 && strings.HasPrefix(s.host, joined) || len(s.host) >= 4 && strings.HasPrefix(joined, s.host) && len(joined) <= len(s.host)+12 {
			return true
		}
		if len(joined) >= 5 && strings.Contains(s.host, joined) {
			return true
		}
	}
	for name := range s.names {
		if len(name) >= 4 && (containsWords(f, name) && len(f) <= len(name)+15 || len(f) >= 4 && containsWords(name, f)) {
			return true
		}
	}
	return false
}

// separators stand between a title and the names of site and section.
var separators = [...]string{" | ", " // ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", " / ", " ‹ ", " › ", " > ", " < ", " ~ ", "｜", "|", " : ", "：", " * ", " ● ", " ⋆ ", " ★ ", "--", "_", ": "}

// cut returns title without the names of site and section before or after it.
// heading, if the page prints one, is the part to keep where it is one.
func (s sites) cut(title, heading string) string {
	title = strings.TrimSpace(title)
	if heading != "" {
		if fold(title) == fold(heading) {
			return title
		}
		if t, ok := cutTo(title, heading); ok {
			return t
		}
	}
	for range 3 {
		t := s.cutOnce(title)
		if t == title {
			break
		}
		title = t
	}
	return title
}

// cutTo returns the part of title between separators that prints heading.
func cutTo(title, heading string) (string, bool) {
	want := fold(heading)
	if len(want) < 4 {
		return "", false
	}
	for _, sep := range separators {
		for i := strings.Index(title, sep); i >= 0; {
			if fold(title[:i]) == want {
				return strings.TrimSpace(title[:i]), true
			}
			if rest := title[i+len(sep):]; fold(rest) == want {
				return strings.TrimSpace(rest), true
			}
			next := strings.Index(title[i+len(sep):], sep)
			if next < 0 {
				break
			}
			i += len(sep) + next
		}
	}
	return "", false
}

// cutOnce drops one name of the publisher from the end of title, or else from
// its beginning.
func (s sites) cutOnce(title string) string {
	last, cutAt := -1, ""
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > last {
			last, cutAt = i, sep
		}
	}
	if last > 0 && s.are(title[last+len(cutAt):]) {
		return strings.TrimSpace(title[:last])
	}
	first := len(title)
	for _, sep := range separators {
		if i := strings.Index(title, sep); i > 0 && i < first {
			first, cutAt = i, sep
		}
	}
	if first < len(title) && s.are(title[:first]) {
		if rest := strings.TrimSpace(title[first+len(cutAt):]); countWords(rest) >= 2 {
			return rest
		}
	}
	return title
}
