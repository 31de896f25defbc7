package bolt

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// partSuffix ends the names of files in the making, which begin with a dot.
const partSuffix = ".onrecord-part"

// besidePart ends the name of a file that a part stands for, behind that of the
// part: one that others lock in the making.
const besidePart = ".db"

// part is a file in the making. It has a name of its own beside the one it is
// meant for, and a lock that tells as long as its maker lives.
type part struct {
	*os.File
	lock *flock.Flock
}

func partName(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8]+partSuffix)
}

// newPart begins the file that is to be at path, and clears away those whose
// makers died.
func newPart(path string) (*part, error) {
	sweepParts(filepath.Dir(path))
	for {
		name := partName(path)
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return nil, noPart(path, err)
		}
		p := &part{file, flock.New(name, flock.SetFlag(os.O_RDWR))}
		ok, err := p.lock.TryLock()
		if ok && isAt(p.lock, name) || err != nil && !errors.Is(err, fs.ErrNotExist) { // a file system without locks: nothing is swept there
			return p, nil
		}
		if err := p.discard(); err != nil { // swept just now
			return nil, err
		}
	}
}

// noPart says why there can be no file at path, not what its part was to be called.
func noPart(path string, err error) error {
	folder := filepath.Dir(path)
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	if _, missing := os.Stat(folder); errors.Is(missing, fs.ErrNotExist) {
		return fmt.Errorf("the folder %s does not exist; make it first", folder)
	}
	return fmt.Errorf("no file can be made in the folder %s: %w; make it writable, or choose another one", folder, err)
}

// discard removes the file under its own name and closes it.
func (p *part) discard() error {
	return errors.Join(p.Close(), remove(p.Name()), p.lock.Unlock())
}

// sweepParts removes the files in a folder that dead processes were making.
// What cannot be removed stays: it is in nobody's way.
func sweepParts(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasPrefix(e.Name(), ".") || !strings.HasSuffix(e.Name(), partSuffix) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		lock := flock.New(path, flock.SetFlag(os.O_RDWR))
		if ok, err := lock.TryLock(); err != nil || !ok {
			continue
		}
		if isAt(lock, path) {
			_ = os.Remove(path + besidePart)
			_ = os.Remove(path)
		}
		_ = lock.Unlock()
	}
}

// appear gives a finished file its name, durably, unless another has it:
// fs.ErrExist.
func appear(name, path string) error {
	err := os.Link(name, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = appearUnlinked(name, path)
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// appearUnlinked is appear on a file system without links, where only making a
// file is certain to overwrite none.
func appearUnlinked(name, path string) error {
	claim, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(claim.Close(), os.Rename(name, path)); err != nil {
		return errors.Join(err, remove(path))
	}
	return nil
}

// remove removes a file, which need not exist.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncDir makes a new name in a folder durable, where the system can.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := dir.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, errors.ErrUnsupported) {
		return errors.Join(err, dir.Close())
	}
	return dir.Close()
}
