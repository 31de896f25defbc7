package bolt

import "onrecord/archive"

// sharing remembers texts that come again and again: a crawl holds the
// descriptions of all its captures, whose header lines are nearly the same.
type sharing map[string]string

// mostShared bounds what is remembered: times and lengths differ in each.
const mostShared = 1 << 12

// of returns a text, the one that was met first if there were several alike.
func (s sharing) of(text string) string {
	same, known := s[text]
	if known {
		return same
	}
	if len(s) < mostShared {
		s[text] = text
	}
	return text
}

// within returns a capture that shares its texts with those before.
func (s sharing) within(i archive.CaptureInfo) archive.CaptureInfo {
	for n, f := range i.Header {
		i.Header[n] = archive.Field{Name: s.of(f.Name), Value: s.of(f.Value)}
	}
	i.Entry.Listing = s.of(i.Entry.Listing)
	if i.Final == i.URL {
		i.Final = i.URL
	}
	if i.Entry.URL == i.URL {
		i.Entry.URL = i.URL
	}
	return i
}
