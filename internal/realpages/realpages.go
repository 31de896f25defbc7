// Package realpages finds the real pages that tests measure against. They are no
// part of the project: tests that want them are skipped where they are missing.
package realpages

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The variables of the environment that name the folders: of labelled pages, in
// SET/ID/page.html.gz and expected.json beside it, and of listings, in ID/.
const (
	Pages    = "ONRECORD_PAGES"
	Listings = "ONRECORD_LISTINGS"
)

// Folder returns the folder that a variable names, and skips the test where it
// names none.
func Folder(t testing.TB, variable string) string {
	t.Helper()
	root := os.Getenv(variable)
	if root == "" {
		t.Skip(variable + " is not set")
	}
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// Below returns the files page.html.gz below a folder; the test fails when there
// are none.
func Below(t testing.TB, folder string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		if strings.HasSuffix(path, ".html.gz") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages below %s: %v", folder, err)
	}
	return files
}

// Body returns a page's bytes, as the server sent them.
func Body(t testing.TB, file string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return b
}

// Expected sets a pointer to what a page is known to say.
func Expected(t testing.TB, file string, to any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(filepath.Dir(file), "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, to); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
