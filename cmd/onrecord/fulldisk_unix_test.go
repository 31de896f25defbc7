//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/internal/demo"
)

// noRoom is what every command says at last when there is no room.
const noRoom = "\n  nothing that was recorded is lost; free some space, then run the same command again\n"

// limited is a command that cannot write a file of more than so many bytes,
// rounded down to 512, which stands in for a full disk.
func (p *place) limited(bytes int64, args ...string) *exec.Cmd {
	script := fmt.Sprintf(`ulimit -f %d && exec "$0" "$@"`, bytes/512)
	return p.inFolder(exec.Command("sh", append([]string{"-c", script, p.program}, args...)...))
}

// wantNoRoom runs a command that finds no room: it fails, says what to do, and
// does not break down. It reports whether there was room after all.
func (p *place) wantNoRoom(cmd *exec.Cmd, what string) (room bool) {
	p.Helper()
	var talk bytes.Buffer
	cmd.Stderr = &talk
	code := exitOf(cmd.Run())
	if code == exitDone {
		return true
	}
	said := talk.String()
	if code != exitFailed || !strings.HasSuffix(said, noRoom) || !strings.Contains(said, "onrecord: ") || strings.Contains(said, "goroutine") {
		p.Errorf("%s: exit code %d, said %q", what, code, said)
	}
	return false
}

// TestFullDiskWhileCrawling lets crawls find no more room at several sizes of the
// archive: of an empty one, and of one whose feed has changed. Nothing is
// damaged, and the same command with room ends as if nothing had been.
func TestFullDiskWhileCrawling(t *testing.T) {
	t.Parallel()
	calm := newBuiltPlace(t)
	crawl := []string{"crawl", "--full", "--recheck", "all"}
	empty := calm.copyOf()
	calm.run(exitDone, crawl...)
	empty.fillUp(calm, []int64{0, 4 << 10, 40 << 10, 120 << 10, 250 << 10}, crawl)
	crawled := calm.copyOf()
	for _, step := range demo.Story() {
		step.Do(calm.site)
	}
	calm.run(exitDone, crawl...)
	size := crawled.sizeOf("archive.db")
	crawled.fillUp(calm, []int64{0, size / 2, size, size + 4<<10, size + 32<<10}, crawl)
}

// fillUp crawls with each of the limits, in copies of a place.
func (p *place) fillUp(calm *place, limits []int64, crawl []string) {
	p.Helper()
	want, failed := calm.state(), 0
	for _, limit := range limits {
		q := p.copyOf()
		what := fmt.Sprintf("a crawl that may write %d bytes", limit)
		if !q.wantNoRoom(q.limited(limit, crawl...), what) {
			failed++
		}
		q.wantSound()
		if files := strings.TrimPrefix(q.files(), "archive.db "); files != "config.yaml" {
			q.Errorf("%s left behind: %s", what, files)
		}
		q.run(exitDone, crawl...)
		q.wantState(want, "after "+what)
	}
	p.Logf("%d of %d crawls found no room", failed, len(limits))
	if failed < 2 {
		p.Error("the limits are too wide")
	}
}

// TestFullDiskWhileWriting lets the commands that write one file find no room:
// the file is as it was, or not there, and nothing else is left.
func TestFullDiskWhileWriting(t *testing.T) {
	t.Parallel()
	p := newBuiltPlace(t)
	p.run(exitDone, "crawl")
	p.run(exitDone, "export", "-o", "kept.json")
	for _, c := range []struct {
		name    string
		command []string
	}{
		{"kept.json", []string{"export", "--history", "-o", "kept.json"}},
		{"new.json", []string{"export", "-o", "new.json"}},
		{"copy.db", []string{"backup", "copy.db"}},
		{"config.yaml", []string{"init", p.base + demo.News, "--name", "other"}},
	} {
		name, command := c.name, c.command
		for _, limit := range []int64{0, 512} {
			before, _ := os.ReadFile(filepath.Join(p.dir, name)) // none: as it was
			if p.wantNoRoom(p.limited(limit, command...), command[0]) {
				t.Errorf("%s: there was room within %d bytes", command[0], limit)
			}
			after, _ := os.ReadFile(filepath.Join(p.dir, name))
			if !bytes.Equal(before, after) {
				t.Errorf("%s: %s was changed", command[0], name)
			}
			if files := p.files(); files != "archive.db config.yaml kept.json" {
				t.Errorf("%s left behind: %s", command[0], files)
			}
		}
		p.run(exitDone, command...)
		if name != "kept.json" && name != "config.yaml" {
			if err := os.Remove(filepath.Join(p.dir, name)); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestFullDiskOfItsOwn does the same on small file systems in memory, where a
// file that was made longer has no room when it is written. Not every machine
// lets tests mount one.
func TestFullDiskOfItsOwn(t *testing.T) {
	if !soaking() {
		t.Skip("disk.txtar is the short sample; set ONRECORD_SOAK=1")
	}
	t.Parallel()
	if mounts, _ := scriptCondition("mounts"); !mounts {
		t.Log("no file system can be mounted here; the limits of file sizes stand in for it")
		return
	}
	calm := newBuiltPlace(t)
	empty := calm.copyOf()
	calm.run(exitDone, "crawl")
	want := calm.state()
	for _, size := range []int{16, 64, 100, 160, 240, 320} { // KB; a page is 4 of them
		p := empty.copyOf()
		script := fmt.Sprintf(`mkdir disk && mount -t tmpfs -o size=%dk tmpfs disk && cp config.yaml disk && cd disk || exit 99
"$0" crawl; code=$?; cp archive.db .. 2>/dev/null; ls -A >../left; exit $code`, size)
		what := fmt.Sprintf("a crawl on a disk of %d KB", size)
		room := p.wantNoRoom(p.inFolder(exec.Command("unshare", "-Urm", "sh", "-c", script, p.program)), what)
		left, err := os.ReadFile(filepath.Join(p.dir, "left"))
		if files := strings.TrimPrefix(strings.Join(strings.Fields(string(left)), " "), "archive.db "); err != nil || files != "config.yaml" {
			t.Errorf("%s left behind: %s, %v", what, files, err)
		}
		t.Logf("%s: room %v, the archive has %d bytes", what, room, p.sizeOf("archive.db"))
		p.wantSound()
		p.run(exitDone, "crawl")
		p.wantState(want, "after "+what)
	}
}
