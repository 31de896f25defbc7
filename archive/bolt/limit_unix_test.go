//go:build unix

package bolt_test

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"onrecord/archive"
)

// limitVariable bounds the size of the files that the victim can write, which
// stands in for a full disk.
const limitVariable = "ONRECORD_TEST_LIMIT"

// limitFiles obeys limitVariable.
func limitFiles() error {
	text := os.Getenv(limitVariable)
	if text == "" {
		return nil
	}
	limit, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit})
}

// What was committed before the disk was full stays whole, and the error says
// why.
func TestFullDisk(t *testing.T) {
	for _, limit := range []int{100, 16 << 10, 80 << 10, 200 << 10, 400 << 10} {
		path := filepath.Join(t.TempDir(), "archive.db")
		victim := exec.Command(os.Args[0])
		victim.Env = append(os.Environ(), victimVariable+"="+path, limitVariable+"="+strconv.Itoa(limit))
		out, err := victim.Output()
		if err == nil {
			t.Fatal("the writer never failed")
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		last := lines[len(lines)-1]
		if !strings.HasPrefix(last, "failed") || !strings.Contains(last, archive.ErrCannotWrite.Error()) || !strings.Contains(last, "file too large") {
			t.Errorf("limit %d: the error is %q", limit, last)
		}
		s := said{}
		for _, line := range lines {
			var kept [3]int
			if scan(line, "kept %d %d %d", &kept[0], &kept[1], &kept[2]) {
				s.kept = append(s.kept, kept)
			}
			scan(line, "committed %d", &s.committed)
		}
		t.Logf("limit %d: %d captures kept, %d snapshots", limit, len(s.kept), s.committed)
		checkVictim(t, path, s)
		if left, err := filepath.Glob(path + ".*.new"); err != nil || len(left) != 0 {
			t.Errorf("limit %d left %v, %v", limit, left, err)
		}
	}
}
