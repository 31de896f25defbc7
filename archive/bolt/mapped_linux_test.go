package bolt_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// A crawl that writes does not keep all of the file in memory that it has touched.
func TestWriterLetsGoOfTheFile(t *testing.T) {
	freely, carefully := touchedBy(t, 1<<30), touchedBy(t, 512<<10)
	if t.Logf("%d KB, %d KB", freely>>10, carefully>>10); carefully > freely*2/3 {
		t.Errorf("%d KB of the file are in memory, and %d KB when only 512 should be", freely>>10, carefully>>10)
	}
}

// touchedBy returns how much of a file is in memory, at most, while captures are
// kept by who lets go of more than some bytes.
func touchedBy(t *testing.T, most int64) (largest int64) {
	t.Helper()
	s := open(t, filepath.Join(t.TempDir(), "archive.db"))
	bolt.LetGoAfter(s, most)
	w, err := s.Claim(t.Context(), "feed")
	if err != nil {
		t.Fatal(err)
	}
	before, ok := bolt.ResidentFiles()
	if !ok {
		t.Skip("nobody says how much of files is in memory")
	}
	random := rand.NewChaCha8([32]byte{1})
	for i := range 200 {
		body := make([]byte, 30_000)
		_, _ = random.Read(body)
		c := archive.Capture{URL: fmt.Sprintf("https://x.example/%d", i), Status: 200, Body: body, Time: time.Unix(int64(i), 0)}
		if err := w.Keep(t.Context(), c, archive.Digest{}); err != nil {
			t.Fatal(err)
		}
		now, _ := bolt.ResidentFiles()
		largest = max(largest, now-before)
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
	return largest
}
