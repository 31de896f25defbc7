package web

import (
	"context"
	"sync"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/web/rows"
)

// documentHunk is what changed in the text of a document that was replaced
// behind its address.
type documentHunk struct {
	URL      string
	Unread   string // why its texts could not be compared
	Sections []rows.Section
}

// What is shown of a document's text: so many characters on either side of a change,
// and so many paragraphs.
const (
	documentContext = 400
	documentRows    = 100
)

// documentsMost bounds the pairs of documents whose comparison is remembered,
// documentBytes the length of one that is.
const (
	documentsMost = 200
	documentBytes = 256 << 10
)

// documents compares documents, one page's at a time: to read one takes a process
// of its own. What it found it remembers, as files with these digests stay the same.
type documents struct {
	compare func(ctx context.Context, feed string, replaced []diff.FileText) ([]diff.FileText, error)
	turn    chan struct{}

	mu    sync.Mutex
	known map[[2]string][]diff.FileText // by the digests of the two files; none: they are no documents that can be read
	order [][2]string
}

func newDocuments(compare func(ctx context.Context, feed string, replaced []diff.FileText) ([]diff.FileText, error)) *documents {
	return &documents{compare: compare, turn: make(chan struct{}, 1), known: map[[2]string][]diff.FileText{}}
}

// of returns how the texts of documents changed between two contents.
func (d *documents) of(ctx context.Context, feed string, old, new archive.Content) (list []documentHunk, err error) {
	if d.compare == nil {
		return nil, nil
	}
	for _, file := range diff.Replaced(old, new) {
		found, err := d.one(ctx, feed, file)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			h := documentHunk{URL: file.URL, Unread: f.Unread}
			// All the text of a document is one paragraph.
			if brief, _ := rows.Brief(rows.Of(f.Ops), documentContext, documentRows); len(brief) > 0 {
				h.Sections = []rows.Section{{Rows: brief}}
			}
			list = append(list, h)
		}
	}
	return list, nil
}

// one compares two versions of a file.
func (d *documents) one(ctx context.Context, feed string, file diff.FileText) ([]diff.FileText, error) {
	key := [2]string{file.From, file.To}
	if found, ok := d.recall(key); ok {
		return found, nil
	}
	select {
	case d.turn <- struct{}{}:
		defer func() { <-d.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if found, ok := d.recall(key); ok { // somebody else asked meanwhile
		return found, nil
	}
	found, err := d.compare(ctx, feed, []diff.FileText{file})
	if err == nil {
		d.remember(key, found)
	}
	return found, err
}

func (d *documents) recall(key [2]string) ([]diff.FileText, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	found, ok := d.known[key]
	return found, ok
}

func (d *documents) remember(key [2]string, found []diff.FileText) {
	size := 0
	for _, f := range found {
		for _, op := range f.Ops {
			size += len(op.Text)
		}
	}
	if size > documentBytes {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.order) == documentsMost {
		delete(d.known, d.order[0])
		d.order = d.order[1:]
	}
	d.known[key], d.order = found, append(d.order, key)
}

// forget drops what is remembered: it may be of what was removed from the archive for good.
func (d *documents) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.known)
	d.order = nil
}
