package aside

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func rows(t *testing.T) *Rows {
	t.Helper()
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// TestRows: what is put is got, the last of a key, and rows come by key,
// whatever their order and their bytes.
func TestRows(t *testing.T) {
	type value struct {
		Text string
		At   time.Time
	}
	r := rows(t)
	at := time.Date(2019, 5, 1, 10, 0, 0, 0, time.UTC)
	for _, key := range []string{"b2", "a", "b\xff\xff", "b1", "c", "b1"} {
		if err := r.Put([]byte(key), value{key + "\xfe\x00", at}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Put([]byte("b1"), value{"last", at}); err != nil {
		t.Fatal(err)
	}
	var got value
	if found, err := r.Get([]byte("a"), &got); err != nil || !found || got.Text != "a\xfe\x00" || !got.At.Equal(at) {
		t.Errorf("%q, %v, %v", got, found, err)
	}
	if found, err := r.Get([]byte("none"), &got); err != nil || found {
		t.Errorf("of a key that nothing has: %v, %v", found, err)
	}
	for prefix, want := range map[string]string{
		"b": `[b1="last" b2="b2\xfe\x00" b\xff\xff="b\xff\xff\xfe\x00"]`, "b\xff": `[b\xff\xff="b\xff\xff\xfe\x00"]`, "d": "[]",
	} {
		var list []string
		err := r.Each([]byte(prefix), func(key []byte, decode func(any) error) error {
			var v, again value
			if err := decode(&v); err != nil {
				return err
			}
			name := strings.Trim(fmt.Sprintf("%q", key), `"`)
			list = append(list, fmt.Sprintf("%s=%q", name, v.Text))
			found, err := r.Get(key, &again) // while the rows are gone through
			if !found || again.Text != v.Text {
				t.Errorf("%s: %q, %v", name, again, found)
			}
			return err
		})
		if err != nil || fmt.Sprint(list) != want {
			t.Errorf("%q: %v, %v; want %s", prefix, list, err, want)
		}
	}
}

// TestNothingLeft: rows beyond what is in memory lie in a file that has no name
// any more while they are used, so that nothing can be left of it.
func TestNothingLeft(t *testing.T) {
	r := rows(t)
	page := make([]byte, 64<<10)
	for i := range byte(200) { // three times what is in memory
		if err := r.Put([]byte{i}, page); err != nil {
			t.Fatal(err)
		}
	}
	var got []byte
	if found, err := r.Get([]byte{7}, &got); err != nil || !found || len(got) != len(page) {
		t.Errorf("%d bytes, %v, %v", len(got), found, err)
	}
	open, err := filepath.Glob("/proc/self/fd/*")
	if err != nil || len(open) == 0 {
		t.Skip("the system does not tell which files are open")
	}
	unnamed := 0
	for _, fd := range open {
		info, err := os.Stat(fd)
		if err != nil || !info.Mode().IsRegular() || info.Size() < 4<<20 {
			continue
		}
		path, err := os.Readlink(fd)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(path, " (deleted)") {
			unnamed++
		}
	}
	if unnamed != 1 {
		t.Errorf("%d files without a name, want 1", unnamed)
	}
}
