package pdftext

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// TestMain lets this program be the process that reads a document.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "read-pdf" {
		os.Exit(serve(os.Stdin, os.Stdout, os.Stderr, 64<<20))
	}
	os.Exit(m.Run())
}

// document makes a PDF of one page that a stream of operators draws, with the
// fonts F1, whose letters are 500 wide, and F2, of two-byte codes that mean
// Unicode and are 1000 wide.
func document(drawing string, more ...string) []byte {
	objects := append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> /XObject << /X1 9 0 R >> >> >>",
		stream("", drawing),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [" + strings.Repeat("500 ", 95) + "] >>",
		"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [8 0 R] >>",
		stream("", "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0400> <04ff> <0400> endbfrange"),
		"<< /Type /Font /Subtype /CIDFontType2 /DW 900 /W [1 [500] 1024 1279 1000] >>",
	}, more...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

func stream(entries, body string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(body), body)
}

func deflated(body string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(body))
	w.Close()
	return b.String()
}

func TestRead(t *testing.T) {
	tests := []struct{ name, drawing, want string }{
		{"lines", "BT /F1 10 Tf 50 700 Td (The Board will) Tj 0 -12 Td (pay for it.) Tj ET", "The Board will pay for it."},
		{"lines by the leading", "BT /F1 10 Tf 12 TL 50 700 Td (One) Tj T* (two) Tj (three) ' 0 0 (four) \" ET", "One two three four"},
		{"lines of blocks of their own", "BT /F1 10 Tf 50 700 Td (One) Tj ET BT /F1 10 Tf 50 688 Td (two) Tj ET", "One two"},
		{"letters moved together and apart", "BT /F1 10 Tf 50 700 Td [(W) 80 (ork) -300 (on) -20 (ce)] TJ ET", "Work once"},
		{"a word in two pieces", "BT /F1 10 Tf 1 0 0 1 50 700 Tm (brid) Tj 1 0 0 1 70 700 Tm (ges) Tj ET", "bridges"},
		{"two words without a space", "BT /F1 10 Tf 1 0 0 1 50 700 Tm (nine) Tj 1 0 0 1 90 700 Tm (bridges) Tj ET", "nine bridges"},
		{"a page drawn in another scale", "q .1 0 0 .1 0 0 cm BT /F1 100 Tf 500 7000 Td (brid) Tj 200 0 Td (ges) Tj ET Q", "bridges"},
		{"Cyrillic, by ToUnicode", "BT /F2 10 Tf 50 700 Td <041C0438043D0438044104420440> Tj 80 0 Td <043D0435> Tj ET", "Министр не"},
		{"a broken operator", "BT /F1 10 Tf Td (One) Tj 0 -12 Td (two) Tj ET", "One two"},
	}
	for _, tt := range tests {
		if got, err := Read(document(tt.drawing)); got != tt.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, err, tt.want)
		}
	}
}

// TestReadForms: what is drawn within a drawing is text too, though one that
// draws itself has an end.
func TestReadForms(t *testing.T) {
	form := stream("/Type /XObject /Subtype /Form /Resources << /Font << /F1 5 0 R >> /XObject << /X1 9 0 R >> >>", "BT /F1 10 Tf (inside) Tj ET /X1 Do")
	got, err := Read(document("BT /F1 10 Tf 50 700 Td (Outside) Tj ET /X1 Do", form))
	if want := "Outside" + strings.Repeat(" inside", maxForms); got != want || err != nil {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}

func TestUnreadable(t *testing.T) {
	tests := []struct {
		name     string
		document []byte
		want     string
	}{
		{"nothing", nil, "not a PDF file"},
		{"a page", []byte("<title>Not here</title>"), "not a PDF file"},
		{"cut off", document("BT ET")[:300], "missing"},
		{"a picture of a page", document("0 0 100 100 re f"), "it holds none"},
		{"letters without a meaning", document("BT /F2 10 Tf <000100020003> Tj ET"), "do not say which letters"},
		{"too much text", document("BT /F1 10 Tf (x) Tj " + strings.Repeat("("+strings.Repeat("long ", 2000)+") Tj ", 120) + "ET"), "longer than 1024 KB"},
	}
	for _, tt := range tests {
		_, err := Read(tt.document)
		if !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v; want %q", tt.name, err, tt.want)
		}
	}
}

// TestApart: a document that would end the program ends its own process only.
func TestApart(t *testing.T) {
	apart := func(document []byte) (string, error) {
		return Apart(context.Background(), document, os.Args[0], "read-pdf")
	}
	if got, err := apart(document("BT /F1 10 Tf (Hello) Tj ET")); got != "Hello" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	bomb := document("", stream("/Filter /FlateDecode", deflated(strings.Repeat("0 ", 4_000_000))))
	bomb = bytes.Replace(bomb, []byte("/Contents 4 0 R"), []byte("/Contents 9 0 R"), 1)
	if _, err := apart(bomb); !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), "more than 64 MB of memory") {
		t.Errorf("a document that takes all memory: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
	defer cancel()
	if _, err := Apart(ctx, document("BT ET"), os.Args[0], "read-pdf"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended from outside: %v", err)
	}
}

// FuzzApart: whatever the bytes, there soon is a normalised text or ErrUnreadable.
func FuzzApart(f *testing.F) {
	f.Add(document("BT /F1 10 Tf 50 700 Td [(W) 80 (ork) -300 (once)] TJ ET"))
	f.Add(document("q .1 0 0 .1 0 0 cm BT /F2 10 Tf <041C0438> Tj ET Q /X1 Do", stream("/Subtype /Form", "BT /F1 10 Tf (inside) ' ET")))
	f.Add(document("BT /F1 10 Tf (a string without an end, of which the library never finds the end) Tj <"))
	f.Fuzz(func(t *testing.T, document []byte) {
		text, err := apart(context.Background(), time.Second, document, os.Args[0], "read-pdf")
		if err != nil && !errors.Is(err, ErrUnreadable) {
			t.Errorf("another error: %v", err)
		}
		if err == nil && (strings.TrimSpace(text) == "" || !norm.NFC.IsNormalString(text) || strings.ContainsAny(text, "\n\x1b")) {
			t.Errorf("a text that is none: %q", text)
		}
	})
}
