package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// The example of the package documentation, byte by byte.
func TestDigestExample(t *testing.T) {
	c := Content{Title: "A", Date: "2020-09-22", Body: "One.\n\nTwo."}
	text := "onrecord content 1\ntitle: A\ndate: 2020-09-22\nparagraph: One.\nparagraph: Two.\n"
	sum := sha256.Sum256([]byte(text))
	if got, want := c.Digest().String(), "sha256:"+hex.EncodeToString(sum[:]); got != want {
		t.Errorf("digest = %s, want that of the specified text, %s", got, want)
	}
	if got, want := c.Digest().String(), "sha256:27e6fb8cdab1b0b98af84991d9b7f849f2aa6752c49e2266215704ef28b6d214"; got != want {
		t.Errorf("digest = %s, want the one that the documentation prints, %s", got, want)
	}
}

func TestDigestIgnores(t *testing.T) {
	base := Content{Title: "The title", Date: "2020-09-22", Summary: "Lead.", Body: "One.\n\nTwo.",
		Attachments: []Attachment{{URL: "https://example.org/b.pdf", Title: "B"}, {URL: "https://example.org/a.pdf"}}}
	same := map[string]Content{
		"white space and soft hyphens": {Title: " The\u00a0ti\u00adtle ", Date: base.Date, Summary: base.Summary, Body: "One.\n \n\nTwo.\u200b", Attachments: base.Attachments},
		"the lead became body":         {Title: base.Title, Date: base.Date, Body: "Lead.\n\nOne.\n\nTwo.", Attachments: base.Attachments},
		"attachments' order and titles": {Title: base.Title, Date: base.Date, Summary: base.Summary, Body: base.Body,
			Attachments: []Attachment{{URL: "https://example.org/a.pdf", Title: "else"}, {URL: "https://example.org/b.pdf"}}},
	}
	for name, c := range same {
		if c.Digest() != base.Digest() {
			t.Errorf("%s: the digest differs", name)
		}
	}
	other := base
	other.Body = "One.\n\nTwo!"
	if other.Digest() == base.Digest() {
		t.Error("a changed character leaves the digest as it was")
	}
	joined := base
	joined.Body = "One. Two."
	if joined.Digest() == base.Digest() {
		t.Error("two paragraphs joined into one leave the digest as it was")
	}
}

func TestDigesterKeepsNothing(t *testing.T) {
	var d Digester
	for _, c := range []Content{{}, {Title: "A long title", Body: "One.\n\nTwo."}, {Title: "A", Attachments: []Attachment{{URL: "https://example.org/a.pdf"}}}, {Summary: "One."}} {
		if got, want := d.Digest(c), c.Digest(); got != want {
			t.Errorf("%+v after others: %s, alone %s", c, got, want)
		}
	}
}

func TestParseDigest(t *testing.T) {
	d := DigestBytes([]byte("x"))
	back, err := ParseDigest(d.String())
	if err != nil || back != d {
		t.Errorf("ParseDigest(%s) = %v, %v", d, back, err)
	}
	for _, bad := range []string{"", "sha256:", d.String()[7:], d.String() + "0", strings.Replace(d.String(), "sha256", "md5", 1), "sha256:" + strings.Repeat("g", 64)} {
		if _, err := ParseDigest(bad); err == nil {
			t.Errorf("ParseDigest(%q) is accepted", bad)
		}
	}
}

func TestNormalise(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"runs of space", "a  b\t\u00a0c", "a b c"},
		{"line break is space", "a\nb", "a b"},
		{"paragraphs kept", "a\n\nb", "a\n\nb"},
		{"blank lines with spaces", "a\n \u00a0\n\t\n\nb\n", "a\n\nb"},
		{"windows line ends", "a\r\n\r\nb\r\nc", "a\n\nb c"},
		{"paragraph separator", "a\u2029b", "a\n\nb"},
		{"NFC", "e\u0301", "é"},
		{"soft hyphen, zero-width space, BOM", "\ufeffin\u00advisi\u200bble", "invisible"},
		{"bidi controls", "\u202eabc\u202c\u2067d", "abcd"},
		{"joiners are letters' shapes", "می\u200cخواهم", "می\u200cخواهم"},
		{"control characters", "a\x00b\x1b[31mc", "a b [31mc"},
		{"invalid bytes", "a\xffb", "a\ufffdb"},
		{"only space", " \n\n ", ""},
	} {
		if got := Normalise(test.in); got != test.want {
			t.Errorf("%s: Normalise(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
	}
}

func TestNormaliseProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "text")
		once := Normalise(in)
		if again := Normalise(once); again != once {
			t.Fatalf("Normalise is not idempotent: %q, then %q", once, again)
		}
		for _, p := range Paragraphs(once) {
			if p == "" || p != strings.TrimSpace(p) || strings.Contains(p, "\n") {
				t.Fatalf("paragraph %q of %q", p, once)
			}
			if strings.ContainsFunc(p, unicode.IsControl) {
				t.Fatalf("a control character is left in %q", p)
			}
		}
	})
}

func FuzzNormalise(f *testing.F) {
	for _, s := range []string{"", "a\n\nb", "\u2029\r\n", "\xff\xfe", "e\u0301\u202e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if once := Normalise(in); Normalise(once) != once {
			t.Errorf("not idempotent on %q", in)
		}
	})
}
