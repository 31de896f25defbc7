package export

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func says(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v; want %q", path, got, err, want)
	}
}

// names returns what a folder holds.
func names(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return strings.Join(list, " ")
}

func TestWriteFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.json")
	for _, text := range []string{"one", "", strings.Repeat("two", 100_000)} {
		if err := WriteFile(path, says(text)); err != nil {
			t.Fatal(err)
		}
		holds(t, path, text)
	}
	if got := names(t, folder); got != "a.json" {
		t.Errorf("left behind: %s", got)
	}
}

func TestWriteFileError(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.json")
	broken := errors.New("the store is gone")
	fails := func(w io.Writer) error { return errors.Join(says(strings.Repeat("half", 50_000))(w), broken) }
	if err := WriteFile(path, fails); !errors.Is(err, broken) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
	if got := names(t, folder); got != "" {
		t.Errorf("left behind: %s", got)
	}
	if err := WriteFile(path, says("old")); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, fails); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	holds(t, path, "old")
	if got := names(t, folder); got != "a.json" {
		t.Errorf("left behind: %s", got)
	}
}

func TestWriteFileRefuses(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := WriteFile(file, says("")); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, path, want string }{
		{"a folder", folder, "it is a folder"},
		{"no folder", filepath.Join(folder, "none", "a.json"), "does not exist; make it first"},
		{"a file for a folder", filepath.Join(file, "a.json"), "not a "}, // "directory" or "folder", as the system has it
	}
	for _, tt := range tests {
		err := WriteFile(tt.path, func(io.Writer) error {
			t.Errorf("%s: written", tt.name)
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "cannot write "+tt.path) {
			t.Errorf("%s: got %v", tt.name, err)
		}
	}
	if os.Getuid() > 0 { // root may write everywhere
		if err := os.Chmod(folder, 0o500); err != nil {
			t.Fatal(err)
		}
		if err := WriteFile(filepath.Join(folder, "a.json"), says("")); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("unwritable folder: got %v", err)
		}
	}
}

func TestWriteFileModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permissions or symbolic links to rely on")
	}
	folder := t.TempDir()
	path, link := filepath.Join(folder, "real"), filepath.Join(folder, "link")
	plain := filepath.Join(folder, "plain")
	if err := os.WriteFile(plain, nil, 0o666); err != nil { // as the umask has it
		t.Fatal(err)
	}
	if err := WriteFile(path, says("one")); err != nil {
		t.Fatal(err)
	}
	if got, want := modeOf(t, path), modeOf(t, plain); got != want {
		t.Errorf("a new file has %v, others here have %v", got, want)
	}
	if err := errors.Join(os.Chmod(path, 0o640), os.Symlink("real", link), WriteFile(link, says("two"))); err != nil {
		t.Fatal(err)
	}
	holds(t, path, "two")
	if got := modeOf(t, path); got != 0o640 {
		t.Errorf("permissions became %v", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
}

func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

func TestWriteDevice(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no devices in the file system")
	}
	if err := WriteFile(os.DevNull, says("text")); err != nil {
		t.Fatal(err)
	}
	if modeOf(t, os.DevNull)&fs.ModeDevice == 0 {
		t.Fatal("the device was replaced")
	}
}

func TestOutput(t *testing.T) {
	for _, path := range []string{"", "-"} {
		var b strings.Builder
		if err := Output(path, &b, says("text")); err != nil || b.String() != "text" {
			t.Errorf("%q: got %q, %v", path, b.String(), err)
		}
	}
	var b strings.Builder
	path := filepath.Join(t.TempDir(), "a.json")
	if err := Output(path, &b, says("text")); err != nil || b.String() != "" {
		t.Errorf("stdout got %q, %v", b.String(), err)
	}
	holds(t, path, "text")
	if err := Output("-", full{}, says("text")); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
