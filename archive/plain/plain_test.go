package plain

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Ministers met, 2020 ~", "Ministers met, 2020 ~"},
		{"letters", "Совет «мир» 会议 é", "Совет «мир» 会议 é"},
		{"colour", "\x1b[31mred\x1b[0m", "\uFFFD[31mred\uFFFD[0m"},
		{"title of the terminal", "a\x1b]0;owned\x07b", "a\uFFFD]0;owned\uFFFDb"},
		{"C1 escape", "a\u009b31mb", "a\uFFFD31mb"},
		{"raw C1 byte", "a\x9b31mb", "a\uFFFD31mb"},
		{"line breaks", "a\nb\r\nc\u2028d\u2029e\u0085f\vg\fh", "a b  c d e f g h"},
		{"backspace and delete", "a\b\x7fb", "a\uFFFD\uFFFDb"},
		{"NUL", "a\x00b", "a\uFFFDb"},
		{"tab and NBSP", "a\tb\u00a0c", "a b c"},
		{"override", "exe.\u202efdp", "exe.fdp"},
		{"isolates and marks", "\u2066a\u2069\u200f\u061cb", "ab"},
		{"zero width", "a\u200bb\ufeffc\u00add", "abcd"},
		{"joiners stay", "می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"},
		{"spaces stay", "  a  ", "  a  "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Line(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBlock(t *testing.T) {
	got := Block("One.\r\n\r\nTwo.\x1b[2J\rThree.\u2029Four.\tFive.")
	if want := "One.\n\nTwo.\uFFFD[2J\nThree.\nFour. Five."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFit(t *testing.T) {
	tests := []struct {
		in    string
		width int
		want  string
	}{
		{"Ministers met", 13, "Ministers met"},
		{"Ministers met", 12, "Ministers m…"},
		{"Ministers met", 11, "Ministers…"},
		{"Ministers met", 0, "Ministers met"},
		{"Ministers\nmet", 0, "Ministers met"},
		{"会议于九月", 10, "会议于九月"},
		{"会议于九月", 8, "会议于…"},
		{"cafe\u0301s noirs", 5, "cafe\u0301…"},
		{"abc", 1, "…"},
	}
	for _, tt := range tests {
		if got := Fit(tt.in, tt.width); got != tt.want {
			t.Errorf("Fit(%q, %d): got %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
}

// FuzzBlock: nothing that steers a terminal ever comes through.
func FuzzBlock(f *testing.F) {
	f.Add("a\x1b[31m\u009b\u202e\n\r\u2028\xff")
	f.Add("e\u0301👩\u200d🚀 \U000E0041")
	f.Fuzz(func(t *testing.T, s string) {
		if out := Line(s); strings.ContainsFunc(out, dangerous) || !utf8.ValidString(out) {
			t.Errorf("Line(%q) = %q", s, out)
		}
		if out := strings.ReplaceAll(Block(s), "\n", ""); strings.ContainsFunc(out, dangerous) || !utf8.ValidString(out) {
			t.Errorf("Block(%q) = %q", s, out)
		}
		if out := Fit(s, 20); Width(out) > 20 || !utf8.ValidString(out) {
			t.Errorf("Fit(%q, 20) = %q, %d columns", s, out, Width(out))
		}
	})
}

// dangerous says so by Unicode's own tables, not by the package's lists.
func dangerous(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || unicode.Is(unicode.Bidi_Control, r)
}
