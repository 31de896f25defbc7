package search

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// forms of a text without the language's code.
func formsOf(code, text string) string {
	t := newTongue(code)
	var list []string
	for _, w := range t.cut(text) {
		list = append(list, strings.TrimPrefix(w.form, code))
	}
	return strings.Join(list, " ")
}

func TestCut(t *testing.T) {
	tests := []struct{ name, language, text, want string }{
		{"English forms", "en-GB", "Gates gated; the Ministry's ministries", "gate gate the ministri ministri"},
		{"no stemmer", "eo", "Agreements, 1,000.50 COVID-19", "agreements 1 000 50 covid 19"},
		{"Russian", "ru", "Заявление заявления ещё еще", "заявлен заявлен ещ ещ"},
		{"accents", "", "Velásquez São Ærø Ｆｕｌｌ", "velasquez sao ærø full"},
		{"Cyrillic letters stay apart", "", "мой мои", "мой мои"},
		{"Chinese", "zh", "外交部发言人", "外 交 部 发 言 人"},
		{"Japanese with Latin", "ja", "コロナCOVID対策", "コ ロ ナ covid 対 策"},
		{"Thai", "th", "ประชุม", "ป ร ะ ชุ ม"},
		{"Hebrew without points", "he", "שָׁלוֹם", "שלום"},
		{"apostrophes part words", "", "l'accord O’Brien let's", "l accord o brien let"},
		{"nothing", "en", " -- … 😀", ""},
		{"what FTS5 knows", "", `a" OR b* NEAR(c) title:x {d}`, "a or b near c title x d"},
	}
	for _, tt := range tests {
		if got := formsOf(codeOf(tt.language), tt.text); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"a b", "l’été", "外a\u0301交", "\xff\u200d", "x’s", "⒈ ½ ㏂ ǅ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, code := range []string{unstemmed, "en", "ru", "ar", "tr", "ta", "fr"} {
			end := 0
			for _, w := range newTongue(code).cut(s) {
				if w.start < end || w.end <= w.start || w.end > len(s) {
					t.Fatalf("%q: word %+v after %d", s, w, end)
				}
				end = w.end
				if !utf8.ValidString(w.form) || strings.ContainsFunc(w.form, func(r rune) bool { return !inWord(r) }) {
					t.Fatalf("%q: %q is no word for the index", s, w.form)
				}
			}
		}
	})
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{`weir "all gates" -ferry title:x`, `"`, `-`, `a OR b`, `titel:x`, "«a» \u0000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ParseQuery(s, "")
		if err != nil {
			return
		}
		e := q.expression([]string{"en", unstemmed})
		inside := strings.Split(e, `"`)
		for i, part := range inside {
			if i%2 == 1 && strings.ContainsFunc(part, func(r rune) bool { return r != ' ' && !inWord(r) }) {
				t.Fatalf("%q: %s", s, e)
			}
		}
		for i, part := range inside {
			if i%2 == 0 && strings.Trim(strings.NewReplacer("AND", "", "OR", "", "NOT", "", "title :", "", "body :", "").Replace(part), " ()") != "" {
				t.Fatalf("%q: %s", s, e)
			}
		}
	})
}

func TestParseQuery(t *testing.T) {
	tests := []struct{ text, field, want string }{
		{"weir gates", "", `("xxweir" AND "xxgates")`},
		{`"all eleven gates" -ferry`, "", `(("xxall xxeleven xxgates") NOT ("xxferry"))`},
		{`title:Weir -body:"two words"`, "", `((title : "xxweir") NOT (body : "xxtwo xxwords"))`},
		{"weir body:gate", "title", `(title : "xxweir" AND body : "xxgate")`},
		{"ice-cream 外交", "", `("xxice xxcream" AND "xx外 xx交")`},
		{"«Новый мост» “x”", "", `("xxновый xxмост" AND "xxx")`},
		{"10:30 https://works.example/a", "", `("xx10 xx30" AND "xxhttps xxworks xxexample xxa")`},
		{"a - b", "", `("xxa" AND "xxb")`},
		{`"or" x`, "", `("xxor" AND "xxx")`},
	}
	for _, tt := range tests {
		q, err := ParseQuery(tt.text, tt.field)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		if got := q.expression([]string{unstemmed}); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
	wrong := []struct{ text, field, says string }{
		{"", "", "no word to search for"},
		{"-- …", "", "no word to search for"},
		{"-ferry", "", "add a word that must"},
		{`weir "all eleven`, "", "close it with a second quotation mark"},
		{"weir OR gate", "", "OR is not known"},
		{"gat*", "", "no wildcards"},
		{"titel:weir", "", "did you mean title:?"},
		{"title: weir", "", "right behind it"},
		{"weir", "date", `no field "date"`},
		{strings.Repeat("a ", 60), "", "at most 50"},
		{strings.Repeat("a", 2000), "", "too long"},
	}
	for _, tt := range wrong {
		if _, err := ParseQuery(tt.text, tt.field); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v, want %q", tt.text, err, tt.says)
		}
	}
}
