package archive_test

import (
	"testing"

	"onrecord/archive"
)

func TestNewEntryWithATextOfAnArticleThatIsEdited(t *testing.T) {
	for name, want := range map[string]struct {
		text  string
		added int
	}{
		"the former text is another article's": {"one", 1},
		"the new text is one address more":     {"two", 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.reads("/a", page("A", "2026-02-01", "one"))
			snap := s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")}, look{path: "/b", body: page("A", "2026-02-01", want.text)})
			if snap.Changes[archive.Edited] != 1 || snap.Changes[archive.Added] != want.added || snap.Changes[archive.Moved] != 0 {
				t.Errorf("changes = %v", snap.Changes)
			}
		})
	}
}
