package export

import (
	"cmp"
	"encoding/xml"
	"io"
	"iter"
	"time"

	"onrecord/archive"
)

// WriteAtom writes an Atom feed (RFC 4287) of the articles, or with o.Changes
// of the changes, in the order of the source. Ids stay as long as the archive
// does, and are the same in every copy of it. An entry's updated is when its
// content or state was last seen to change, the feed's that of the latest
// entry, which is known last and so stands last.
func WriteAtom(w io.Writer, s Source, o Options) error {
	feed := s.Snapshot.Feed
	head := atomHead{
		ID: nameUUID("feed", feed.Name), Title: cmp.Or(feed.Title, feed.Name), Author: atomPerson{cmp.Or(feed.Title, feed.Name)},
		Generator: "onrecord",
	}
	for _, l := range feed.Listings {
		head.Links = append(head.Links, atomLink{Rel: "alternate", Href: l})
		break
	}
	if o.Self != "" {
		head.Links = append(head.Links, atomLink{Rel: "self", Href: o.Self})
	}
	if !o.Changes {
		return writeFeed(w, feed, head, each(s.Articles, func(a Article) atomEntry { return articleEntry(feed, a) }))
	}
	head.ID, head.Title = nameUUID("changes", feed.Name), head.Title+": changes"
	return writeFeed(w, feed, head, each(s.Changes, changeEntry(feed)))
}

const atomSpace = "http://www.w3.org/2005/Atom"

type atomHead struct {
	ID        string
	Title     string
	Author    atomPerson
	Links     []atomLink
	Generator string
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	XMLName    xml.Name       `xml:"entry"`
	Language   string         `xml:"xml:lang,attr,omitempty"`
	ID         string         `xml:"id"`
	Title      atomText       `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Link       atomLink       `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    *atomText      `xml:"content"`

	updated time.Time
}

// writeFeed writes the head, then the entries one by one.
func writeFeed(w io.Writer, feed archive.Feed, head atomHead, entries iter.Seq2[atomEntry, error]) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := &xmlWriter{Encoder: xml.NewEncoder(w)}
	e.Indent("", "  ")
	root := xml.StartElement{Name: xml.Name{Local: "feed"}, Attr: []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: atomSpace}}}
	if feed.Language != "" {
		root.Attr = append(root.Attr, xml.Attr{Name: xml.Name{Local: "xml:lang"}, Value: feed.Language})
	}
	e.token(root)
	e.element("id", head.ID)
	e.element("title", head.Title)
	e.element("author", head.Author)
	e.element("generator", head.Generator)
	for _, l := range head.Links {
		e.element("link", l)
	}
	var newest time.Time
	for entry, err := range entries {
		if err != nil {
			return err
		}
		if entry.updated.After(newest) {
			newest = entry.updated
		}
		e.element("entry", entry)
		if e.err != nil {
			return e.err
		}
	}
	if newest.IsZero() {
		newest = time.Unix(0, 0) // an empty feed never changed, and must say a time
	}
	e.element("updated", atomTime(newest))
	e.token(root.End())
	if e.err != nil {
		return e.err
	}
	if err := e.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// xmlWriter remembers the first error.
type xmlWriter struct {
	*xml.Encoder
	err error
}

func (e *xmlWriter) token(t xml.Token) {
	if e.err == nil {
		e.err = e.EncodeToken(t)
	}
}

func (e *xmlWriter) element(name string, value any) {
	if e.err == nil {
		e.err = e.EncodeElement(value, xml.StartElement{Name: xml.Name{Local: name}})
	}
}

func atomTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }
