package export

import (
	"errors"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"onrecord/archive"
)

// filesFolder is where the attachments of articles stand in a folder of Markdown.
const filesFolder = "attachments"

// files adds those attachments of an article whose bytes are kept, and returns
// their names in the folder by their SHA-256.
func (f *folder) files(a Article, read func(archive.Digest) ([]byte, error)) (map[string]string, error) {
	names := map[string]string{}
	for _, at := range a.Attachments {
		digest, err := archive.ParseDigest("sha256:" + string(at.SHA256))
		if err != nil || read == nil {
			continue // it was not captured
		}
		content, err := read(digest)
		if errors.Is(err, archive.ErrNotFound) {
			continue // an import of texts alone, or pruned
		}
		if err != nil {
			return nil, err
		}
		name := fileName(a.ID, digest, at.URL)
		if err := f.add(path.Join(filesFolder, name), content); err != nil {
			return nil, err
		}
		names[string(at.SHA256)] = path.Join(filesFolder, name)
	}
	return names, nil
}

// fileName is the name of an attachment's file: the article's id, the beginning
// of its digest and what its address calls it, of letters, digits and hyphens only.
func fileName(id string, digest archive.Digest, address string) string {
	base := ""
	if u, err := url.Parse(address); err == nil {
		base = path.Base(u.Path)
	}
	extension := path.Ext(base)
	name := id + "-" + digest.Hex()[:fileDigits]
	if words := slug(strings.TrimSuffix(base, extension)); words != "" {
		name += "-" + words
	}
	if letters().MatchString(extension) {
		name += strings.ToLower(extension)
	}
	return name
}

// fileDigits is how many digits of an attachment's digest its name has.
const fileDigits = 16

// letters is the ending of a file's name that is taken over, ourFiles the name
// of a file made by an export.
var (
	letters  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\.[A-Za-z0-9]{1,8}$`) })
	ourFiles = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z2-7]{16})-[0-9a-f]{16}[-.\pL\pN\pM]*$`) })
)

// staleFiles returns the attachments in the folder that an export made of the
// articles that of accepts, and this one did not.
func (f *folder) staleFiles(of func(id string) bool) (stale []string) {
	if !f.there {
		return nil
	}
	entries, err := os.ReadDir(filepath.Join(f.path, filesFolder))
	if err != nil {
		return nil // there is none
	}
	for _, e := range entries {
		name := path.Join(filesFolder, e.Name())
		if m := ourFiles().FindStringSubmatch(e.Name()); m != nil && e.Type().IsRegular() && of(m[1]) && !f.names[name] {
			stale = append(stale, name)
		}
	}
	return stale
}
