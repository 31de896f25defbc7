package page

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRealPages parses saved pages: none is refused, none loses a tag to the
// limits, and each is read as the UTF-8 it was saved in, whatever its labels.
func TestRealPages(t *testing.T) {
	for _, variable := range []string{"ONRECORD_PAGES", "ONRECORD_LISTINGS"} {
		root := os.Getenv(variable)
		if root == "" {
			t.Logf("%s is not set", variable)
			continue
		}
		files := gzipsBelow(t, root)
		if len(files) == 0 {
			t.Errorf("no pages below %s", root)
		}
		for _, file := range files {
			checkRealPage(t, file)
		}
	}
}

func checkRealPage(t *testing.T, file string) {
	t.Helper()
	body := gunzipFile(t, file)
	text, name := decode(Source{Body: body})
	if name != utf8Name && !shapeOf(body).ascii {
		t.Errorf("%s: read as %s without TrustUTF8", file, name)
	}
	trimmed, err := newTrimmer(text).trim()
	if err != nil || trimmed != text {
		t.Errorf("%s: trimmed by %d bytes, error %v", file, len(text)-len(trimmed), err)
	}
	p, err := Parse(Source{Body: body, TrustUTF8: true})
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	if p.Doc.Find("a[href], p, td, div").Length() == 0 {
		t.Errorf("%s: nothing was parsed", file)
	}
}

func gzipsBelow(t testing.TB, root string) []string {
	t.Helper()
	var files []string
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		if strings.HasSuffix(path, ".html.gz") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func gunzipFile(t testing.TB, file string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
