package export

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Wrote counts what became of the files of a folder.
type Wrote struct {
	Files   int // that the export has
	Changed int // of Files: new, or other than before
	Removed int // of an earlier export
}

// folder is a folder in the making: files are prepared in a temporary folder
// on the same file system, and put in their places only when all are there.
// Files that hold already what they should are left alone.
type folder struct {
	path    string
	staging string
	there   bool // path exists
	names   map[string]bool
	changed []string
}

// newFolder begins the folder at path. Its parent must exist.
func newFolder(path string) (*folder, error) {
	f := &folder{path: path, names: map[string]bool{}}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := checkFolder(filepath.Dir(filepath.Clean(path))); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, errors.New("it is a file; name a folder")
	default:
		f.there = true
	}
	f.staging, err = temporaryFolder(path, f.there)
	return f, err
}

// temporaryFolder makes a folder within path, or beside it if path is not there yet.
func temporaryFolder(path string, there bool) (string, error) {
	parent, base := filepath.Split(filepath.Clean(path))
	if there {
		parent, base = path, "onrecord"
	}
	for {
		name := filepath.Join(parent, fmt.Sprintf(".%s.%08x.part", base, rand.Uint32()))
		err := os.Mkdir(name, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		var at *fs.PathError
		if errors.As(err, &at) { // of a name that nobody gave
			return "", fmt.Errorf("no folder can be made in %s: %w; make it writable, or choose another one", filepath.Clean(parent), at.Err)
		}
		return name, err
	}
}

// add prepares a file. Its name must be of our making; slashes part folders.
func (f *folder) add(name string, content []byte) error {
	f.names[name] = true
	if f.there {
		if old, err := os.ReadFile(filepath.Join(f.path, name)); err == nil && bytes.Equal(old, content) {
			return nil
		}
	}
	f.changed = append(f.changed, name)
	if err := os.MkdirAll(filepath.Dir(filepath.Join(f.staging, name)), 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(f.staging, name), content, newFile)
}

// commit puts the files in their places and removes those of an earlier export
// that stale names.
func (f *folder) commit(stale []string) (Wrote, error) {
	w := Wrote{Files: len(f.names), Changed: len(f.changed)}
	if !f.there {
		return w, errors.Join(os.Rename(f.staging, f.path), syncFolder(filepath.Dir(filepath.Clean(f.path))))
	}
	for _, name := range f.changed {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(f.path, name)), 0o777); err != nil {
			return w, err
		}
		if err := os.Rename(filepath.Join(f.staging, name), filepath.Join(f.path, name)); err != nil {
			return w, err
		}
	}
	for _, name := range stale {
		if err := os.Remove(filepath.Join(f.path, name)); err != nil {
			return w, err
		}
		w.Removed++
	}
	return w, errors.Join(os.RemoveAll(f.staging), syncFolder(f.path))
}

// discard removes what was prepared.
func (f *folder) discard() error { return os.RemoveAll(f.staging) }
