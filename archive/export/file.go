package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Output calls write with where path leads: stdout for "-" and "", else a file
// as by [WriteFile].
func Output(path string, stdout io.Writer, write func(io.Writer) error) error {
	if path != "-" && path != "" {
		return WriteFile(path, write)
	}
	return buffered(stdout, write)
}

// WriteFile makes the file at path what write writes. It is written to a
// temporary file in the same folder, made durable and renamed, so that path
// holds the old content or all of the new, never a part; after an error nothing
// is left behind. A file that is replaced keeps its permissions and, behind a
// symbolic link, its place; a new one gets those the umask leaves of 0666. What
// is no regular file (a device, a pipe) is written to directly.
func WriteFile(path string, write func(io.Writer) error) error {
	target, mode, err := destination(path)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, err)
	}
	if mode.IsRegular() {
		err = replace(target, mode.Perm(), write)
	} else {
		err = into(target, write)
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, err)
	}
	return nil
}

// newFile is the permissions of a new file, before the umask.
const newFile fs.FileMode = 0o666

// destination returns what path names in the end and its mode, 0 permissions
// meaning that there is no file yet.
func destination(path string) (string, fs.FileMode, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path, 0, checkFolder(filepath.Dir(path))
	case err != nil:
		return "", 0, err
	case info.IsDir():
		return "", 0, errors.New("it is a folder; name a file in it")
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil || !info.Mode().IsRegular() {
		return path, info.Mode(), err
	}
	return target, info.Mode(), nil
}

func checkFolder(folder string) error {
	switch info, err := os.Stat(folder); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the folder %s does not exist; make it first", folder)
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is not a folder", folder)
	}
	return nil
}

// replace writes a temporary file beside target and renames it.
func replace(target string, perm fs.FileMode, write func(io.Writer) error) (err error) {
	f, err := temporary(target)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, discard(f))
		}
	}()
	if perm != 0 {
		if err := f.Chmod(perm); err != nil {
			return err
		}
	}
	if err := buffered(f, write); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), target); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(target))
}

// temporary makes a file beside target that nobody else has. os.CreateTemp
// would give it permissions that ignore the umask.
func temporary(target string) (*os.File, error) {
	for {
		name := fmt.Sprintf(".%s.%08x.part", filepath.Base(target), rand.Uint32())
		f, err := os.OpenFile(filepath.Join(filepath.Dir(target), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, newFile)
		var at *fs.PathError
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case errors.As(err, &at): // a name that nobody gave
			return nil, fmt.Errorf("no file can be made in the folder %s: %w; make it writable, or choose another one", filepath.Dir(target), at.Err)
		}
		return f, err
	}
}

// discard removes a temporary file, closed or not, if it is still there.
func discard(f *os.File) error {
	closed, removed := f.Close(), os.Remove(f.Name())
	if errors.Is(closed, os.ErrClosed) {
		closed = nil
	}
	if errors.Is(removed, fs.ErrNotExist) {
		removed = nil
	}
	return errors.Join(closed, removed)
}

// into writes to what exists and is no regular file.
func into(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(buffered(f, write), f.Close())
}

func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}
