package archive

import (
	"strings"
	"testing"
)

func TestAttachmentsThatCount(t *testing.T) {
	hash, other := strings.Repeat("a", 64), strings.Repeat("b", 64)
	document := func(sum string) Attachment {
		return Attachment{Kind: KindDocument, URL: "https://works.example/plan.pdf", SHA256: sum}
	}
	image := func(sum string) Attachment {
		return Attachment{Kind: KindImage, URL: "https://works.example/pier.jpg", SHA256: sum}
	}
	for _, c := range []struct {
		name      string
		old, next []Attachment
		want      bool
	}{
		{"first hash", []Attachment{document("")}, []Attachment{document(hash)}, false},
		{"hash lost", []Attachment{document(hash)}, []Attachment{document("")}, false},
		{"another hash", []Attachment{document(hash)}, []Attachment{document(other)}, true},
		{"a document more", nil, []Attachment{document("")}, true},
		{"a document less", []Attachment{document(hash)}, nil, true},
		{"an image that was not captured", nil, []Attachment{image("")}, false},
		{"an image that was captured", nil, []Attachment{image(hash)}, true},
		{"first hash of an image", []Attachment{image("")}, []Attachment{image(hash)}, false},
		{"another image", []Attachment{image(hash)}, []Attachment{image(other)}, true},
		{"an image less", []Attachment{image(hash)}, nil, true},
	} {
		if got := Compare(Content{Body: "x", Attachments: c.old}, Content{Body: "x", Attachments: c.next}).Edited(); got != c.want {
			t.Errorf("%s: edited %v, want %v", c.name, got, c.want)
		}
	}
	if (Content{Body: "x", Attachments: []Attachment{image("")}}).Digest() != (Content{Body: "x"}).Digest() {
		t.Error("an image that was not captured counts in the digest")
	}
}

func TestWithHashes(t *testing.T) {
	page := Content{Attachments: []Attachment{{URL: "a"}, {URL: "b"}, {URL: "c", SHA256: "3"}}}
	got := withHashes(page, Content{Attachments: []Attachment{{URL: "b", SHA256: "1"}, {URL: "c", SHA256: "2"}}})
	if a := got.Attachments; a[0].SHA256 != "" || a[1].SHA256 != "1" || a[2].SHA256 != "3" {
		t.Errorf("got %v", a)
	}
	if page.Attachments[1].SHA256 != "" {
		t.Error("the page's own list was changed")
	}
}
