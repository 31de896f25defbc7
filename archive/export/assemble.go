package export

import (
	"time"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

// Held is a revision with the content of today's reading of it.
type Held struct {
	Revision archive.Revision
	Content  archive.Content
}

// Facts is all that an [Article] is made of.
type Facts struct {
	Article  archive.Article // as the snapshot holds it
	Newest   Held            // the revision whose text is shown
	LastSeen time.Time       // when its page or its listing entry was last seen to be there
	Checks   int             // how many crawls found its state; at least 1
	History  []Held          // all revisions, the oldest first; nil: not asked for
}

// Assemble makes the article of a document.
func Assemble(f Facts) Article {
	a, reading, c := f.Article, f.Newest.Revision.Reading(), f.Newest.Content
	article := Article{
		ID: a.ID, URL: a.URL, Aliases: jsondoc.NotNull(a.Aliases), Listings: jsondoc.NotNull(a.Listings),
		Title: jsondoc.Text(c.Title), Date: jsondoc.Text(c.Date),
		Summary: jsondoc.Text(c.Summary), Body: jsondoc.Text(c.Body),
		Language: jsondoc.Text(reading.Language), Attachments: Attachments(c.Attachments),
		State: string(a.State), StateSince: jsondoc.At(a.StateTime), StateChecks: max(f.Checks, 1),
		Revision: f.Newest.Revision.Number, Digest: reading.Digest.String(),
		FirstSeen: jsondoc.At(a.FirstSeen), LastSeen: jsondoc.At(f.LastSeen), LastChanged: jsondoc.At(a.Changed),
	}
	if f.History != nil {
		article.Revisions = make([]Revision, len(f.History))
		for i, h := range f.History {
			article.Revisions[i] = RevisionOf(h)
		}
	}
	return article
}

// RevisionOf makes the revision of a document.
func RevisionOf(h Held) Revision {
	r, c := h.Revision, h.Content
	return Revision{
		Revision: r.Number, Snapshot: r.Snapshot, Seen: jsondoc.At(r.Capture.Time),
		Title: jsondoc.Text(c.Title), Date: jsondoc.Text(c.Date),
		Summary: jsondoc.Text(c.Summary), Body: jsondoc.Text(c.Body), Attachments: Attachments(c.Attachments),
		Digest: r.Reading().Digest.String(), Raw: r.Capture.Raw.String(),
	}
}

// Attachments are those of a content as documents hold them.
func Attachments(list []archive.Attachment) []Attachment {
	out := make([]Attachment, len(list))
	for i, a := range list {
		out[i] = Attachment{Kind: a.Kind, URL: a.URL, Title: jsondoc.Text(a.Title), SHA256: jsondoc.Text(a.SHA256)}
	}
	return out
}
