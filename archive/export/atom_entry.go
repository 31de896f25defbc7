package export

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"html"
	"strconv"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/diff"
)

// articleEntry is the entry of an article.
func articleEntry(feed archive.Feed, a Article) atomEntry {
	e := newEntry(nameUUID("article", feed.Name, a.ID), string(a.Title), a.URL, archive.Date(a.Date), feed)
	e.at(a.LastChanged.Time)
	e.at(a.StateSince.Time)
	e.Language = string(a.Language)
	if a.State != string(archive.Listed) {
		e.Categories = append(e.Categories, atomCategory{a.State})
	}
	if a.Summary != "" {
		e.Summary = &atomText{"text", xmlText(string(a.Summary))}
	}
	var b strings.Builder
	for _, text := range []string{string(a.Summary), string(a.Body)} {
		for _, p := range archive.Paragraphs(text) {
			b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
		}
	}
	e.Content = &atomText{"html", xmlText(b.String())}
	return e
}

// changeEntry returns what makes the entry of a change.
func changeEntry(feed archive.Feed) func(diff.Change) atomEntry {
	return func(c diff.Change) atomEntry {
		title := string(c.Kind) + ": " + cmp.Or(c.Title, c.URL)
		e := newEntry(nameUUID("change", feed.Name, c.Article, strconv.Itoa(c.Snapshot), string(c.Kind)), title, c.URL, c.Date, feed)
		e.at(c.Noticed)
		e.Categories = append(e.Categories, atomCategory{string(c.Kind)})
		e.Content = &atomText{"html", xmlText(changeHTML(c))}
		return e
	}
}

func newEntry(id, title, address string, date archive.Date, feed archive.Feed) atomEntry {
	e := atomEntry{ID: id, Title: atomText{"text", xmlText(cmp.Or(title, address))}, Link: atomLink{"alternate", xmlText(address)}}
	if at := date.Time(location(feed)); !at.IsZero() {
		e.Published = at.Format(time.RFC3339) // in the publisher's zone: the printed day stays
	}
	return e
}

func location(feed archive.Feed) *time.Location {
	loc, err := time.LoadLocation(feed.Timezone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// at makes t the entry's time if it is later.
func (e *atomEntry) at(t time.Time) {
	if e.Updated == "" || t.After(e.updated) {
		e.updated, e.Updated = t, atomTime(t)
	}
}

// changeHTML says what a change did.
func changeHTML(c diff.Change) string {
	var b strings.Builder
	say := func(format string, args ...any) { b.WriteString("<p>" + fmt.Sprintf(format, args...) + "</p>\n") }
	switch c.Kind {
	case archive.Moved:
		say("From %s to %s.", html.EscapeString(c.FromURL), html.EscapeString(c.URL))
	case archive.Gone:
		say("Its address says that it is gone (%s).", html.EscapeString(c.Reason))
	}
	if !c.LastHeld.IsZero() {
		say("Last seen as before on %s, noticed on %s.", atomTime(c.LastHeld), atomTime(c.Noticed))
	}
	for _, h := range c.Hunks {
		b.WriteString("<h4>" + html.EscapeString(h.Field) + "</h4>\n<p>")
		for _, op := range h.Ops {
			text := strings.ReplaceAll(html.EscapeString(op.Text), "\n", "<br>")
			switch op.Op {
			case diff.Insert:
				text = "<ins>" + text + "</ins>"
			case diff.Delete:
				text = "<del>" + text + "</del>"
			}
			b.WriteString(text)
		}
		b.WriteString("</p>\n")
	}
	return b.String()
}

// nameUUID returns the URN of a UUID (RFC 9562, version 8) that is made of
// SHA-256 of a name: the same name gives the same URN, everywhere.
func nameUUID(name ...string) string {
	u := sha256.Sum256([]byte("onrecord " + strings.Join(name, "\n")))
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[0:4], u[4:6], u[6:8], u[8:10], u[10:16])
}

// xmlText drops what XML 1.0 cannot hold (section 2.2).
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000 && r <= 0x10FFFF:
			return r
		}
		return -1
	}, s)
}
