// Package cite says where a text was found, when, and what it is known by: as
// text for readers, as BibTeX, and as CSL-JSON for reference managers.
package cite

import (
	"fmt"
	"io"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/plain"
)

// Source is a revision of an article, to be cited.
type Source struct {
	Feed      string // its short name
	Publisher string // the feed's title; may be empty
	Article   archive.Article
	Revision  archive.Revision
	Content   archive.Content
	Newest    int // number of the article's newest revision
}

// What every citation says of itself.
const (
	claims = "The page was fetched from this address at this time, and this title, date and text were read out of it; " +
		"the digests are those of the normalised content and of the bytes of the page as received."
	claimsNot = "It does not say since when or how long the text stood there, who wrote it, or whether its date is true. " +
		"The time is that of the clock of the computer that fetched it; nobody else attests it."
)

// publisher is who published it.
func (s Source) publisher() string {
	if name := strings.TrimSpace(plain.Line(s.Publisher)); name != "" {
		return name
	}
	return plain.Line(s.Feed)
}

// title is one line; "" where none was read.
func (s Source) title() string { return strings.TrimSpace(plain.Line(s.Content.Title)) }

// address is where the page of the revision answered.
func (s Source) address() string {
	c := s.Revision.Capture
	if c.Final != "" {
		return c.Final
	}
	if c.URL != "" {
		return c.URL
	}
	return s.Article.URL
}

// captured is when the page was fetched, in UTC.
func (s Source) captured() string { return s.Revision.Capture.Time.UTC().Format(time.RFC3339) }

func (s Source) digest() string { return s.Revision.Reading().Digest.String() }

// raw is the digest of the page, "" where only its headers were asked for.
func (s Source) raw() string {
	if s.Revision.Capture.Raw.IsZero() {
		return ""
	}
	return s.Revision.Capture.Raw.String()
}

// key names the citation: ASCII letters, digits and hyphens.
func (s Source) key() string {
	feed := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, s.Feed)
	return fmt.Sprintf("%s-%s-r%d", feed, s.Article.ID[:min(len(s.Article.ID), 8)], s.Revision.Number)
}

// note tells in one line what was captured, and what that says.
func (s Source) note() string {
	note := fmt.Sprintf("Captured %s with onrecord; article %s, revision %d of %d; content %s", s.captured(), s.Article.ID, s.Revision.Number, s.Newest, s.digest())
	if raw := s.raw(); raw != "" {
		note += "; page " + raw
	}
	return note + ". " + claims + " " + claimsNot
}

// Line returns a citation in one line: the first of [WriteText].
func (s Source) Line() string {
	title := s.title()
	if title == "" {
		title = "(no title)"
	}
	date := "undated"
	if s.Content.Date != "" {
		date = plain.Line(string(s.Content.Date))
	}
	return fmt.Sprintf("%s. “%s”. %s. %s (captured %s).", s.publisher(), title, date, plain.Line(s.address()), s.captured())
}

// WriteText writes a citation for readers.
func WriteText(w io.Writer, s Source) error {
	var b strings.Builder
	b.WriteString(s.Line() + "\n\n")
	line := func(name, value string) { fmt.Fprintf(&b, "%-9s %s\n", name, plain.Line(value)) }
	line("article", s.Article.ID+" of "+s.Feed)
	line("revision", fmt.Sprintf("%d of %d, in snapshot %d", s.Revision.Number, s.Newest, s.Revision.Snapshot))
	line("content", s.digest())
	if raw := s.raw(); raw != "" {
		line("page", fmt.Sprintf("%s, %d bytes, status %d", raw, s.Revision.Capture.Size, s.Revision.Capture.Status))
	}
	if s.Article.State != archive.Listed {
		line("state", fmt.Sprintf("%s, first found so %s", s.Article.State, s.Article.StateTime.UTC().Format(time.RFC3339)))
	}
	fmt.Fprintf(&b, "\n%s\n%s\n", claims, claimsNot)
	_, err := io.WriteString(w, b.String())
	return err
}
