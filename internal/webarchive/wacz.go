package webarchive

import (
	"archive/zip"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// manifest is what a WACZ file says of itself in datapackage.json ("Web Archive
// Collection Zipped 1.1", section 5.1).
type manifest struct {
	Profile   string `json:"profile"`
	Resources []struct {
		Path string `json:"path"`
		Hash string `json:"hash"` // "sha256:" and hexadecimal digits
	} `json:"resources"`
}

const maxManifest = 32 << 20

// eachPacked calls fn with every WARC file in a WACZ file, in the order of their
// names, and differs with the name of each whose bytes are not those
// that the WACZ file was made with.
func eachPacked(path string, fn func(io.Reader) error, differs func(name string)) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("it is no whole WACZ file: %w", err)
	}
	defer z.Close()
	m := manifestOf(&z.Reader)
	files := slices.Clone(z.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	some := false
	for _, f := range files {
		if !isWARC(f.Name) {
			continue
		}
		some = true
		same, err := unpacked(f, m.hash(f.Name), fn)
		if err != nil {
			return fmt.Errorf("%s in it: %w", f.Name, err)
		}
		if !same {
			differs(f.Name)
		}
	}
	switch {
	case some:
		return nil
	case m.several(files):
		return errors.New("it is a package of several WACZ files: take those out of it, or fetch those that its datapackage.json names, and import them")
	}
	return errors.New("there is no WARC file in it")
}

func isWARC(name string) bool {
	return slices.ContainsFunc([]string{".warc", ".warc.gz", ".warc.zst"}, func(end string) bool { return strings.HasSuffix(name, end) })
}

// manifestOf reads datapackage.json. One that is not there or cannot be read
// says nothing: the captures are in the WARC files.
func manifestOf(z *zip.Reader) (m manifest) {
	f, err := z.Open("datapackage.json")
	if err != nil {
		return m
	}
	defer f.Close()
	if json.NewDecoder(io.LimitReader(f, maxManifest)).Decode(&m) != nil {
		return manifest{}
	}
	return m
}

// hash returns what SHA-256 a file had, "" where that is not told.
func (m manifest) hash(name string) string {
	for _, r := range m.Resources {
		if r.Path == name {
			digits, _ := strings.CutPrefix(strings.ToLower(r.Hash), "sha256:")
			return digits
		}
	}
	return ""
}

// several reports whether it is a package of WACZ files ("multi-WACZ").
func (m manifest) several(files []*zip.File) bool {
	return m.Profile == "multi-wacz-package" || slices.ContainsFunc(files, func(f *zip.File) bool { return strings.HasSuffix(f.Name, ".wacz") })
}

// unpacked calls fn with a file's content, and reports whether that is the one
// it was made with, by its checksum in the ZIP file and its hash, "" for none.
func unpacked(f *zip.File, hash string, fn func(io.Reader) error) (same bool, err error) {
	packed, err := f.Open()
	if err != nil {
		return false, err
	}
	defer packed.Close()
	sum := sha256.New()
	r := &spoilt{r: io.TeeReader(packed, sum)}
	if err := fn(r); err != nil {
		return false, err
	}
	if _, err := io.Copy(io.Discard, r); err != nil { // what follows the last record
		return false, err
	}
	return r.err == nil && (len(hash) != hex.EncodedLen(sum.Size()) || hash == hex.EncodeToString(sum.Sum(nil))), nil
}

// spoilt reads what can be read of a file in a ZIP file: where its bytes are
// damaged it ends.
type spoilt struct {
	r   io.Reader
	err error // what is wrong with them
}

// Read implements io.Reader.
func (s *spoilt) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if damaged(err) {
		s.err, err = err, io.EOF
	}
	return n, err
}

func damaged(err error) bool {
	return errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, new(flate.CorruptInputError))
}
