package bolt

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"os"

	"onrecord/archive"
)

// Backup copies the archive to a new file with the archive's permissions. It
// is whole and durable when it appears; fs.ErrExist when there is a file of
// that name already. Readers go on meanwhile, and so do writers but for the
// time it takes to read the archive once.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.backup(ctx, path); err != nil {
		return fmt.Errorf("copying the archive %s to %s: %w", s.file.path, path, err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	p, err := newPart(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.discard()) }()
	of, err := s.file.copyTo(ctx, p.File)
	if err == nil {
		err = finish(p, of.info.Mode().Perm())
	}
	if err != nil {
		return err
	}
	return appear(p.Name(), path)
}

// finish makes a copy durable and gives it the archive's permissions.
func finish(p *part, mode fs.FileMode) error {
	return errors.Join(p.Chmod(mode), p.Sync())
}

// WriteTo writes a copy of the archive. It is made beside the archive first,
// so that nobody waits for a slow w.
func (s *Store) WriteTo(ctx context.Context, w io.Writer) error {
	if err := s.writeTo(ctx, w); err != nil {
		return fmt.Errorf("copying the archive %s: %w", s.file.path, err)
	}
	return nil
}

func (s *Store) writeTo(ctx context.Context, w io.Writer) (err error) {
	p, err := newPart(s.file.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.discard()) }()
	if _, err := s.file.copyTo(ctx, p.File); err != nil {
		return err
	}
	if _, err := p.Seek(0, io.SeekStart); err != nil {
		return err
	}
	for err == nil && ctx.Err() == nil {
		_, err = io.CopyN(w, p, copyBlock)
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return errors.Join(err, ctx.Err())
}

// copied says what a copy was made of.
type copied struct {
	info fs.FileInfo // of the file
	seen int         // number of the last transaction that wrote to it
}

// copyTo copies the file and returns what it has copied: once while writers go
// on, and then, while the lock keeps them out, what they changed meanwhile.
// So they do not wait for a slow disk.
func (f *file) copyTo(ctx context.Context, to *os.File) (copied, error) {
	return f.copyWith(ctx, newCopying(to))
}

func (f *file) copyWith(ctx context.Context, c *copying) (copied, error) {
	if err := c.first(ctx, f); err != nil {
		return copied{}, err
	}
	h, err := f.open(ctx, true)
	if err != nil {
		return copied{}, err
	}
	defer f.holding(h)()
	defer h.close()
	if err := h.begin(false); err != nil {
		return copied{}, err
	}
	return copied{h.info, h.tx.ID()}, c.last(ctx, h)
}

// copyBlock is how much is copied at a time.
const copyBlock = 256 << 10

// copying is a copy of a file that others write to meanwhile.
type copying struct {
	to    *os.File
	block []byte
	seed  maphash.Seed
	sums  []uint64 // of the blocks copied so far

	rows  bool   // what lies in free pages does not matter
	begun copied // the file before the first block
}

func newCopying(to *os.File) *copying {
	return &copying{to: to, block: make([]byte, copyBlock), seed: maphash.MakeSeed()}
}

// first copies the file as it comes, without its lock.
func (c *copying) first(ctx context.Context, f *file) error {
	if err := f.verify(ctx); err != nil {
		return err
	}
	raw, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer raw.Close()
	if c.rows {
		err = f.read(ctx, func(tx *transaction) error {
			c.begun.seen = tx.ID()
			return nil
		})
		if err != nil {
			return err
		}
	}
	if c.begun.info, err = raw.Stat(); err != nil {
		return err
	}
	return c.pass(ctx, raw, c.begun.info.Size())
}

// last copies what has changed, up to the end of what the transaction sees.
func (c *copying) last(ctx context.Context, h *handle) error {
	var err error
	if !c.rows || c.begun.seen != h.tx.ID() || !os.SameFile(c.begun.info, h.info) {
		err = c.pass(ctx, h.raw, h.tx.Size())
	}
	if errors.Is(err, io.EOF) {
		return damaged("the file is cut short")
	}
	return errors.Join(err, c.to.Truncate(h.tx.Size()))
}

// pass copies the blocks up to size that are not what they were.
func (c *copying) pass(ctx context.Context, from io.ReaderAt, size int64) error {
	for i := 0; int64(i)*copyBlock < size; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		at := int64(i) * copyBlock
		block := c.block[:min(copyBlock, size-at)]
		if n, err := from.ReadAt(block, at); n < len(block) {
			return err
		}
		sum := maphash.Bytes(c.seed, block)
		if i == len(c.sums) {
			c.sums = append(c.sums, sum+1) // any other
		}
		if c.sums[i] == sum {
			continue
		}
		if _, err := c.to.WriteAt(block, at); err != nil {
			return fmt.Errorf("%w: %w", archive.ErrCannotWrite, err)
		}
		c.sums[i] = sum
	}
	return nil
}
