package archive

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// Importing are the parts that Import works with.
type Importing struct {
	Store  Store
	Writer Writer
	Reader Reader
	Pages  Pages
	Aside  Aside // empty
	Now    func() time.Time
	// Belongs reports whether an address that no article has can be that of one.
	Belongs func(address string) bool
	Origin  string // what the captures come from, for the snapshot's warning
}

// Pages keeps the bytes of captures aside, once each, until all are known.
type Pages interface {
	Put(raw Digest, page []byte) error
	Get(raw Digest) ([]byte, error)
}

// Aside keeps what is known of captures until all are, in the order of its
// keys; however much it is, it needs little memory. Values are encoded.
type Aside interface {
	Put(key []byte, value any) error
	// Get sets value, a pointer, and reports whether there is something.
	Get(key []byte, value any) (bool, error)
	// Each calls fn with all whose keys begin with prefix. fn may Get.
	Each(prefix []byte, fn func(key []byte, value func(any) error) error) error
}

// Imported says what an import did.
type Imported struct {
	Snapshot  int // the one it made; 0: nothing was new
	Captures  int // that the import offered of the feed's addresses
	Known     int // of Captures: in the archive already
	Unread    int // of Captures: no article could be read
	Forgotten int // of Captures: of articles that were forgotten, and are not taken
	Future    int // of Captures: of a time that is yet to come, and so not taken
	Articles  int // that the archive had not
	Revisions int // of Captures: whose content was another than before
	Kept      int // of Captures: kept beside the revisions
}

// Import puts captures of another time or program into a feed, as one new
// snapshot without changes: the history of articles that were known, and of others. Each capture keeps its time. One
// whose content is that of the capture before it, or after it when it is the
// earliest, is kept as evidence; any other becomes a revision and takes the next number. What is
// there already, by time and bytes, is passed over, so that the same import
// twice changes nothing.
func Import(ctx context.Context, parts Importing, feed Feed, captures iter.Seq2[Capture, error]) (Imported, error) {
	m := importer{Importing: parts, feed: feed}
	err := m.run(ctx, captures)
	if err != nil {
		return m.sum, fmt.Errorf("import into %s: %w", feed.Name, err)
	}
	return m.sum, nil
}

// importer gathers what an import offers. What the captures are of is noted
// aside: each article of them is a history, by number.
type importer struct {
	Importing
	feed    Feed
	sum     Imported
	head    Snapshot
	started time.Time

	histories int // so many there are
	offers    int // likewise
	buffer    []Update
}

func (m *importer) run(ctx context.Context, captures iter.Seq2[Capture, error]) error {
	m.started = m.Now().UTC().Truncate(time.Second)
	err := m.view(ctx, func(v View) (err error) {
		m.head, err = NewestSnapshot(v)
		return err
	})
	if err != nil {
		return err
	}
	for c, err := range captures {
		if err == nil {
			err = m.offer(ctx, c)
		}
		if err != nil {
			return err
		}
	}
	if err := m.stageAll(ctx); err != nil || m.sum.Revisions+m.sum.Kept == 0 {
		return err
	}
	return m.commit(ctx)
}

func (m *importer) view(ctx context.Context, fn func(View) error) error {
	return m.Store.View(ctx, m.feed.Name, fn)
}

// offer reads a capture and notes whose it is.
func (m *importer) offer(ctx context.Context, c Capture) error {
	c.Time = c.Time.UTC().Truncate(time.Second)
	asked, err := Canonical(c.URL)
	if err != nil {
		return nil //nolint:nilerr // an address that no article can have
	}
	answered, err := Canonical(c.Answered())
	if err != nil {
		return nil //nolint:nilerr // likewise
	}
	at, err := m.whose(ctx, asked, answered)
	if err != nil || at == nobody && !m.Belongs(c.Answered()) {
		return err
	}
	m.sum.Captures++
	if at == forgotten {
		m.sum.Forgotten++
		return nil
	}
	if c.Time.After(m.started) { // it would stand before whatever is captured from now on
		m.sum.Future++
		return nil
	}
	reading, err := m.Reader.Read(c)
	content := reading.Content.Normalised()
	if err != nil || at == nobody && (content.Title == "" || content.Text() == "") {
		m.sum.Unread++
		return nil //nolint:nilerr // counted: no article
	}
	digest := content.Digest()
	if at == nobody {
		if at, err = m.twin(ctx, content, digest); err != nil {
			return err
		}
	}
	if at == forgotten {
		m.sum.Forgotten++
		return nil
	}
	if at == nobody {
		at = m.add()
	}
	c.Final = c.Answered()
	o := offer{Info: c.Info(), Content: digest, Date: content.Date}
	if err := m.note(at, o, asked, answered, content.Text() != ""); err != nil {
		return err
	}
	return m.Pages.Put(o.Info.Raw, c.Body)
}
