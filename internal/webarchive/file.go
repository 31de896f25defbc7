package webarchive

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"onrecord/archive/warc"
)

// Kind says what a file holds.
type Kind int

// Kinds of files.
const (
	Unknown Kind = iota
	JSON         // perhaps an export
	WARC
	WACZ
)

// KindOf tells by its first bytes what a file holds.
func KindOf(path string) (Kind, error) {
	f, err := os.Open(path)
	if err != nil {
		return Unknown, err
	}
	defer f.Close()
	start, err := bufio.NewReader(f).Peek(5)
	if err != nil && !errors.Is(err, io.EOF) {
		return Unknown, err
	}
	switch text := string(start); {
	case strings.HasPrefix(text, "PK\x03\x04"):
		return WACZ, nil
	case strings.HasPrefix(text, "\x1f\x8b"), warc.IsZstd(start), text == "WARC/":
		return WARC, nil
	case strings.HasPrefix(strings.TrimLeft(text, "\ufeff \r\n\t"), "{"):
		return JSON, nil
	}
	return Unknown, nil
}

// eachWARC calls fn with every WARC file that the file at path is or holds.
func eachWARC(path string, kind Kind, fn func(io.Reader) error) error {
	if kind != WACZ {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		return fn(f)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("it is no whole WACZ file: %w", err)
	}
	defer z.Close()
	files := slices.Clone(z.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	some := false
	for _, f := range files {
		if !isWARC(f.Name) {
			continue
		}
		some = true
		if err := packed(f, fn); err != nil {
			return fmt.Errorf("%s in it: %w", f.Name, err)
		}
	}
	if !some {
		return errors.New("there is no WARC file in it")
	}
	return nil
}

func isWARC(name string) bool {
	return slices.ContainsFunc([]string{".warc", ".warc.gz", ".warc.zst"}, func(end string) bool { return strings.HasSuffix(name, end) })
}

func packed(f *zip.File, fn func(io.Reader) error) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	return fn(r)
}
