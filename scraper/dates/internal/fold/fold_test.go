package fold

import (
	"testing"
	"unicode/utf8"
)

func TestWord(t *testing.T) {
	for word, want := range map[string]string{
		"Février": "fevrier", "FEVRIER": "fevrier", "Σεπτεμβρίου": "σεπτεμβριου", "ΜΆΡΤΙΟΣ": "μαρτιοσ", "Μάρτιος": "μαρτιοσ",
		"МАЙ": "маи", "май": "маи", "KASIM": "kasim", "Kasım": "kasim", "İyun": "iyun", "d’Octubre": "doctubre", "фев\u00adраля": "февраля",
		"أغسطس": "اغسطس", "آب": "اب", "کانون": "كانون", "फ़रवरी": "फरवरी", "Tháng": "thang", "": "",
	} {
		if got := Word(word); got != want {
			t.Errorf("Word(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestPhrase(t *testing.T) {
	for _, c := range []struct{ text, phrase, joined string }{
		{"ก.ย.", "กย", "กย"},
		{"p. m.", "p m", "pm"},
		{"avant-hier", "avant hier", "avanthier"},
		{" كانون  الثاني ", "كانون الثاني", "كانونالثاني"},
	} {
		if got := Phrase(c.text); got != c.phrase {
			t.Errorf("Phrase(%q) = %q, want %q", c.text, got, c.phrase)
		}
		if got := Joined(c.text); got != c.joined {
			t.Errorf("Joined(%q) = %q, want %q", c.text, got, c.joined)
		}
	}
}

// FuzzWord: folding what is folded changes nothing.
func FuzzWord(f *testing.F) {
	for _, s := range []string{"Février", "МАЙ", "ΜΆΡΤΙΟΣ", "İ", "ﬁ", "\xff", "가", "ẞ", "ʼn"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			s = "x"
		}
		once := Word(s)
		if twice := Word(once); twice != once {
			t.Errorf("Word(%q) = %q, and of that %q", s, once, twice)
		}
	})
}
