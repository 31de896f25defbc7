package main

import (
	"path/filepath"
	"testing"

	"onrecord/archive/storetest"
	"onrecord/internal/demo"
)

// TestKillImport kills the built program while it imports what another archive
// of the feed exported, at any instant and at any write or sync: as WARC, into an
// archive with articles and into none, and as JSON with its history. After each
// kill the archive is sound; in the end, the import repeated, it holds what an
// undisturbed import makes, raw pages included.
func TestKillImport(t *testing.T) {
	need(t, "strace")
	t.Parallel()
	calm := newBuiltPlace(t)
	empty := calm.copyOf()
	calm.run(exitDone, "crawl")
	for _, step := range demo.Story() {
		step.Do(calm.site)
	}
	crawled := calm.beside()
	crawled.run(exitDone, "crawl")
	calm.run(exitDone, "crawl", "--full", "--recheck", "all")
	warc, history := filepath.Join(t.TempDir(), "mlo.warc.gz"), filepath.Join(t.TempDir(), "mlo.json")
	calm.run(exitDone, "export", "--format", "warc", "-o", warc)
	calm.run(exitDone, "export", "--history", "-o", history)

	total := storetest.Kills(t)
	hit := map[string]int{}
	for _, s := range []stage{
		{name: "import of a WARC file beside articles", from: crawled, args: []string{"import", "--feed", "mlo", warc}},
		{name: "import of a WARC file", from: empty, args: []string{"import", "--feed", "mlo", warc}},
		{name: "import of a JSON export", from: empty, args: []string{"import", history}},
	} {
		s.aims = []aiming{aimInstant, aimWrite, aimWrite}
		s.measure(s.from.copyOf())
		s.kill(max(2, total/12), hit)
		for more := 0; more < 5 && hit[s.name+": "+s.name] == 0; more++ { // the few kills of a short run may all come late
			s.kill(2, hit)
		}
		t.Logf("%s: %d kills, of which %d after the commit", s.name, hit[s.name+": "+s.name]+hit[s.name+": "+phaseCommitted], hit[s.name+": "+phaseCommitted])
		if hit[s.name+": "+s.name] == 0 {
			t.Errorf("no kill hit the %s before its commit", s.name)
		}
	}
}
