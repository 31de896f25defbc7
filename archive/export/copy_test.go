package export

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
)

func copied(text string) (*Copy, error) {
	return ReadCopy(strings.NewReader(text), int64(len(text)))
}

func TestReadCopy(t *testing.T) {
	f := facts()
	text := archiveText(t, Assemble(f), Assemble(f))
	c, err := copied(text)
	if err != nil || c.Len() != 2 || c.Broken != 0 || c.Digest() != archive.DigestBytes([]byte(text)) {
		t.Fatal(err, c)
	}
	if d := cmp.Diff([]any{12, "csto", "Europe/Moscow"}, []any{c.Snapshot().Number, c.Snapshot().Feed.Name, c.Snapshot().Feed.Timezone}); d != "" {
		t.Error(d)
	}
	told, err := c.Article(1)
	if err != nil {
		t.Fatal(err)
	}
	// What it tells makes the document again.
	again := Facts{Article: told.Article, LastSeen: told.LastSeen, Checks: told.Checks}
	for _, p := range told.History {
		p.Revision.Readings = []archive.StampedReading{{Digest: p.Content.Digest(), Language: told.Language}}
		again.History = append(again.History, Held(p))
	}
	again.Newest = again.History[told.Article.Revision-1]
	if d := cmp.Diff(text, archiveText(t, Assemble(again), Assemble(again))); d != "" {
		t.Error(d)
	}
	if !told.History[0].Revision.Capture.Absent() {
		t.Error("a page that is not in the document is not absent")
	}
}

func TestReadCopyRefuses(t *testing.T) {
	text := archiveText(t, Assemble(facts()))
	for name, change := range map[string][2]string{
		"another document":   {`"onrecord/archive"`, `"onrecord/articles"`},
		"another version":    {`"version": 1`, `"version": 2`},
		"no snapshot":        {`"number": 12`, `"number": 0`},
		"too many of them":   {`"number": 12`, `"number": 99999999`},
		"no feed":            {`"name": "csto"`, `"name": ""`},
		"cut":                {"]\n}\n", ""},
		"articles no list":   {`"articles": [`, `"articles": 5, "more": [`},
		"no document at all": {text, "[]"},
	} {
		if c, err := copied(strings.Replace(text, change[0], change[1], 1)); err == nil {
			t.Errorf("%s: taken: %+v", name, c)
		}
	}
	bare := facts()
	bare.History = nil
	if _, err := copied(archiveText(t, Assemble(bare))); !errors.Is(err, ErrNoHistory) {
		t.Errorf("no history: %v", err)
	}
}

// TestReadCopyLeavesOut: an article that contradicts itself is counted, the others are read.
func TestReadCopyLeavesOut(t *testing.T) {
	text := archiveText(t, Assemble(facts()), Assemble(facts()))
	for name, change := range map[string][2]string{
		"another text":      {`"body": "One."`, `"body": "Once."`},
		"another number":    {`"revision": 1`, `"revision": 2`},
		"a number too high": {`"revision": 1`, `"revision": 9`},
		"another state":     {`"state": "listed"`, `"state": "deleted"`},
		"no time":           {`"first_seen": "2026-11-01T10:00:00Z"`, `"first_seen": null`},
		"a digest of none":  {`"raw": "sha256:`, `"raw": "`},
		"snapshots turned":  {`"snapshot": 3`, `"snapshot": 5`},
		"no id":             {`"id": "k3f5abcdefghijkl"`, `"id": "../k"`},
		"no address":        {`"url": "https://council.example/news/1/"`, `"url": "javascript:x"`},
	} {
		broken := strings.Replace(text, change[0], change[1], 1)
		if broken == text {
			t.Errorf("%s: %s does not occur", name, change[0])
		}
		if c, err := copied(broken); err != nil || c.Broken != 1 || c.Len() != 1 {
			t.Errorf("%s: %v, %+v", name, err, c)
		}
	}
}

// FuzzReadCopy: whatever a file says, what is read of it can be read again.
func FuzzReadCopy(f *testing.F) {
	var b bytes.Buffer
	if err := WriteArchive(&b, Archive{Snapshot: snapshot(), Articles: source(Assemble(facts())).Articles}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"format":"onrecord/archive","version":1,"articles":[{}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ReadCopy(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for i := range c.Len() {
			if told, err := c.Article(i); err != nil || told.Article.Revision > len(told.History) {
				t.Errorf("article %d: %+v, %v", i, told, err)
			}
		}
	})
}
