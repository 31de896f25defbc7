package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

// TestMarkdownFiles: attachments that are kept stand beside the articles; those
// of an earlier export go when nothing links to them, and files of others stay.
func TestMarkdownFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes")
	kept := map[archive.Digest]string{}
	attach := func(a *Article, url, content string) {
		digest := archive.DigestBytes([]byte(content))
		kept[digest] = content
		a.Attachments = []Attachment{{Kind: archive.KindDocument, URL: url, SHA256: jsondoc.Text(digest.Hex())}}
	}
	write := func(articles ...Article) Wrote {
		t.Helper()
		s := source(articles...)
		s.File = func(d archive.Digest) ([]byte, error) {
			if content, ok := kept[d]; ok {
				return []byte(content), nil
			}
			return nil, archive.ErrNotFound
		}
		w, err := WriteMarkdown(path, s)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	one, two := Assemble(facts()), Assemble(unread())
	attach(&one, "https://council.example/up/Plan%20of%20works.PDF?v=1", "abc")
	attach(&two, "https://council.example/lost.pdf", "lost")
	delete(kept, archive.DigestBytes([]byte("lost")))
	if got := write(one, two); got != (Wrote{Files: 3, Changed: 3}) {
		t.Errorf("first: %+v", got)
	}
	const abc = "attachments/k3f5abcdefghijkl-ba7816bf8f01cfea-plan-of-works.pdf" // FIPS 180-2, appendix B.1
	holds(t, filepath.Join(path, abc), "abc")
	page, err := os.ReadFile(filepath.Join(path, "2020-09-22-a-k3f5abcdefghijkl.md"))
	if want := "Plan%20of%20works.PDF?v=1>): [kept as captured](" + abc + ")\n"; err != nil || !strings.Contains(string(page), want) {
		t.Errorf("the page: %s, %v", page, err)
	}
	if got := write(one, two); got != (Wrote{Files: 3}) {
		t.Errorf("nothing new: %+v", got)
	}
	mine := filepath.Join(path, "attachments", "k3f5abcdefghijkl-mine.pdf")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	attach(&one, "https://council.example/up/plan.pdf", "abcd")
	if got := write(one, two); got != (Wrote{Files: 3, Changed: 2, Removed: 1}) {
		t.Errorf("replaced: %+v", got)
	}
	if got := write(two); got != (Wrote{Files: 1, Removed: 2}) {
		t.Errorf("gone: %+v", got)
	}
	if got := names(t, filepath.Join(path, "attachments")); got != "k3f5abcdefghijkl-mine.pdf" {
		t.Errorf("left: %s", got)
	}
}

// TestFileName: whatever an address holds, the name is a plain one.
func TestFileName(t *testing.T) {
	for address, want := range map[string]string{
		"https://x.example/a/Report%202024.final.pdf":   "-report-2024-final.pdf",
		"https://x.example/..%2f..%2fetc%2fpasswd":      "-passwd",
		"https://x.example/../..":                       "",
		"https://x.example/":                            "",
		"https://x.example/a.pdf%00.exe":                "-a-pdf.exe",
		"https://x.example/план.docx":                   "-план.docx",
		"https://x.example/con.tar;rm%20-rf":            "-con",
		"https://x.example/" + strings.Repeat("a", 300): "-" + strings.Repeat("a", 60),
	} {
		digest := archive.DigestBytes([]byte("abc"))
		got := fileName("k3f5abcdefghijkl", digest, address)
		if got != "k3f5abcdefghijkl-ba7816bf8f01cfea"+want {
			t.Errorf("%s: %s, want …%s", address, got, want)
		}
		if !ourFiles().MatchString(got) {
			t.Errorf("%s: %s is not known as ours", address, got)
		}
	}
}
