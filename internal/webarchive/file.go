package webarchive

import (
	"bufio"
	"errors"
	"io"
	"os"
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

// eachWARC calls fn with every WARC file that the file is or holds.
func (r *Reading) eachWARC(fn func(io.Reader) error) error {
	if r.Kind == WACZ {
		return eachPacked(r.Path, fn, func(string) { r.Differing++ })
	}
	f, err := os.Open(r.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	return fn(f)
}
