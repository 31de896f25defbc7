package export

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"onrecord/archive"
)

// Copy is a document onrecord/archive with revisions, read back. It holds
// where each article stands, not the articles.
type Copy struct {
	// Broken is how many articles were left out because something in them
	// contradicts itself, such as a digest that is not that of the text.
	Broken int

	file     io.ReaderAt
	snapshot archive.Snapshot
	digest   archive.Digest
	articles []stretch
}

// stretch is where in the file an article stands.
type stretch struct{ from, to int64 }

// ErrNoHistory is returned of a document that has no revisions.
var ErrNoHistory = errors.New("the export has no revisions; make it with --history")

// ReadCopy reads a document. Its bytes must stay as they are.
func ReadCopy(file io.ReaderAt, size int64) (*Copy, error) {
	c := &Copy{file: file}
	if err := c.read(size); err != nil {
		return nil, fmt.Errorf("it is no whole export (%s, version %d): %w", FormatArchive, Version, err)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(file, 0, size)); err != nil {
		return nil, err
	}
	c.digest = archive.Digest(sum.Sum(nil))
	return c, nil
}

// Snapshot implements archive.Copy.
func (c *Copy) Snapshot() archive.Snapshot { return c.snapshot }

// Digest implements archive.Copy.
func (c *Copy) Digest() archive.Digest { return c.digest }

// Len implements archive.Copy.
func (c *Copy) Len() int { return len(c.articles) }

// Article implements archive.Copy.
func (c *Copy) Article(i int) (archive.Told, error) {
	at := c.articles[i]
	var a Article
	if err := json.NewDecoder(io.NewSectionReader(c.file, at.from, at.to-at.from)).Decode(&a); err != nil {
		return archive.Told{}, err
	}
	return told(a)
}

// read goes through the document once.
func (c *Copy) read(size int64) error {
	d := json.NewDecoder(io.NewSectionReader(c.file, 0, size))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errors.Join(errors.New("it is no JSON object"), err)
	}
	var head struct {
		format   string
		version  int
		feed     feedObject
		snapshot headObject
		articles bool
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		switch name {
		case "format":
			err = d.Decode(&head.format)
		case "version":
			err = d.Decode(&head.version)
		case "feed":
			err = d.Decode(&head.feed)
		case "snapshot":
			err = d.Decode(&head.snapshot)
		case "articles":
			if head.format != FormatArchive || head.version != Version {
				return fmt.Errorf("it says that it is %.40q, version %d", head.format, head.version)
			}
			head.articles = true
			err = c.list(d)
		default:
			err = d.Decode(new(json.RawMessage))
		}
		if err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if !head.articles || head.feed.Name == "" || head.snapshot.Number < 1 || head.snapshot.Number > maxSnapshot || head.snapshot.Taken.IsZero() {
		return errors.New("feed, snapshot or articles are missing")
	}
	c.snapshot = archive.Snapshot{
		Number: head.snapshot.Number, Taken: head.snapshot.Taken.UTC(), Status: head.snapshot.Status,
		Feed: archive.Feed{
			Name: head.feed.Name, Title: string(head.feed.Title), Listings: head.feed.Listings,
			Language: string(head.feed.Language), Timezone: string(head.feed.Timezone),
		},
	}
	return nil
}

// maxSnapshot bounds what a document is believed: each snapshot is made.
const maxSnapshot = 1_000_000

// list notes where the articles stand, leaving out those that contradict themselves.
func (c *Copy) list(d *json.Decoder) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return errors.Join(errors.New("the articles are no list"), err)
	}
	for d.More() {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return err
		}
		to := d.InputOffset()
		var a Article
		err := json.Unmarshal(raw, &a)
		if err == nil && a.Revisions == nil {
			return ErrNoHistory
		}
		if err == nil {
			_, err = told(a)
		}
		if err != nil {
			c.Broken++
			continue
		}
		c.articles = append(c.articles, stretch{to - int64(len(raw)), to})
	}
	_, err := d.Token()
	return err
}

// told makes of an article what the archive keeps, if it does not contradict itself.
func told(a Article) (archive.Told, error) {
	t := archive.Told{
		Article: archive.Article{
			ID: a.ID, URL: a.URL, Aliases: a.Aliases, Listings: a.Listings, State: archive.State(a.State), StateTime: a.StateSince.Time,
			Revision: a.Revision, FirstSeen: a.FirstSeen.Time, Changed: a.LastChanged.Time, Date: archive.Date(a.Date),
		},
		LastSeen: a.LastSeen.Time, Checks: a.StateChecks, Language: string(a.Language),
	}
	switch archive.State(a.State) {
	case archive.Listed, archive.Unlisted, archive.Removed:
	default:
		return t, fmt.Errorf("state %.20q", a.State)
	}
	if _, err := archive.Canonical(a.URL); err != nil || len(a.ID) != archive.IDLength {
		return t, fmt.Errorf("id %.20q, address %.80q", a.ID, a.URL)
	}
	for _, moment := range []time.Time{a.StateSince.Time, a.FirstSeen.Time, a.LastSeen.Time, a.LastChanged.Time} {
		if moment.IsZero() {
			return t, errors.New("a time is missing")
		}
	}
	t.History = make([]archive.Past, len(a.Revisions))
	for _, r := range a.Revisions {
		if r.Revision < 1 || r.Revision > len(a.Revisions) || t.History[r.Revision-1].Revision.Number != 0 {
			return t, fmt.Errorf("revision %d of %d", r.Revision, len(a.Revisions))
		}
		p, err := pastOf(a, r)
		if err != nil {
			return t, err
		}
		t.History[r.Revision-1] = p
	}
	for i := 1; i < len(t.History); i++ {
		if t.History[i].Revision.Snapshot < t.History[i-1].Revision.Snapshot {
			return t, errors.New("revisions are in no order")
		}
	}
	if a.Revision < 1 || a.Revision > len(t.History) || t.History[a.Revision-1].Content.Digest().String() != a.Digest {
		return t, errors.New("its newest revision is not among its revisions")
	}
	return t, nil
}

// pastOf makes a revision of a document's.
func pastOf(a Article, r Revision) (archive.Past, error) {
	raw, err := archive.ParseDigest(r.Raw)
	if err != nil {
		return archive.Past{}, err
	}
	p := archive.Past{
		Revision: archive.Revision{
			Number: r.Revision, Snapshot: r.Snapshot,
			Capture: archive.CaptureInfo{URL: a.URL, Final: a.URL, Raw: raw, Time: r.Seen.UTC()},
		},
		Content: archive.Content{Title: string(r.Title), Date: archive.Date(r.Date), Summary: string(r.Summary), Body: string(r.Body)},
	}
	for _, at := range r.Attachments {
		p.Content.Attachments = append(p.Content.Attachments, archive.Attachment{
			Kind: at.Kind, URL: at.URL, Title: string(at.Title), SHA256: string(at.SHA256),
		})
	}
	if got := p.Content.Digest().String(); got != r.Digest || r.Seen.IsZero() {
		return p, fmt.Errorf("the text of revision %d has the digest %s, not %s", r.Revision, got, r.Digest)
	}
	return p, nil
}
