package page

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// russian and others are sentences written for these tests.
const (
	russian   = "Министерство сообщает, что заседание совета состоится в четверг. Вход свободный — «Зал № 3»."
	ukrainian = "Міністерство повідомляє, що засідання ради відбудеться у четвер, її учасники їдуть."
	french    = "Le conseil a adopté à l’unanimité la décision présentée à Genève, où l’été s’achève."
	japanese  = "省は木曜日に会議を開くと発表した。"
	chinese   = "委员会宣布星期四举行会议。"
)

func encodedAs(t testing.TB, name, text string) []byte {
	t.Helper()
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pageIn(t testing.TB, encoding, head, text string) []byte {
	t.Helper()
	return encodedAs(t, encoding, "<!doctype html><html><head>"+head+"<title>t</title></head><body><p>"+text+"</p></body></html>")
}

func TestCharset(t *testing.T) {
	meta := func(label string) string { return `<meta charset="` + label + `">` }
	pragma := func(label string) string {
		return `<meta content="text/html; charset=` + label + `" http-equiv="Content-Type">`
	}
	late := "<script>" + strings.Repeat("var filler; ", 200) + "</script>"
	tests := []struct {
		name     string
		encoding string // the bytes are really in
		head     string
		header   string
		text     string
		want     string
	}{
		{"header", "windows-1251", "", "text/html; charset=windows-1251", russian, "windows-1251"},
		{"header in quotes and capitals", "koi8-r", "", `text/html; Charset="KOI8-R"`, russian, "koi8-r"},
		{"broken header", "windows-1251", "", "text/html; charset=cp1251; charset=cp1251;;", russian, "windows-1251"},
		{"meta", "windows-1251", meta("cp1251"), "text/html", russian, "windows-1251"},
		{"pragma, content first", "iso-8859-5", pragma("iso-8859-5"), "", russian, "iso-8859-5"},
		{"meta after 2400 bytes of script", "koi8-r", late + meta("koi8-r"), "", russian, "koi8-r"},
		{"header before meta", "windows-1251", meta("koi8-r"), "text/html; charset=windows-1251", russian, "windows-1251"},
		{"unknown label in the header", "koi8-r", meta("koi8-r"), "text/html; charset=cyrillic-dos", russian, "koi8-r"},
		{"unknown label in the first meta", "koi8-r", meta("none") + meta("koi8-r"), "", russian, "koi8-r"},
		{"shift_jis", "shift_jis", meta("x-sjis"), "", japanese, "shift_jis"},
		{"iso-2022-jp holds ASCII bytes only", "iso-2022-jp", meta("iso-2022-jp"), "", japanese, "iso-2022-jp"},
		{"gbk", "gbk", meta("gb2312"), "", chinese, "gbk"},

		{"no label", "utf-8", "", "", russian, "utf-8"},
		{"no label, no letter beyond ASCII", "utf-8", "", "", "Plain.", "utf-8"},
		{"UTF-8 labelled 1251 in the header", "utf-8", "", "text/html; charset=windows-1251", russian, "utf-8"},
		{"UTF-8 labelled latin1 in the meta", "utf-8", meta("iso-8859-1"), "", french, "utf-8"},
		{"UTF-8 labelled latin1 in header and meta", "utf-8", meta("iso-8859-1"), "text/html; charset=iso-8859-1", french, "utf-8"},
		{"UTF-8 labelled gbk", "utf-8", meta("gbk"), "", chinese, "utf-8"},
		{"UTF-8 labelled utf-16", "utf-8", meta("utf-16"), "", russian, "utf-8"},
		{"UTF-8 labelled utf-16 in the header", "utf-8", "", "text/html; charset=utf-16", russian, "utf-8"},
		{"UTF-8 labelled with an encoding nobody reads", "utf-8", meta("iso-2022-kr"), "", russian, "utf-8"},

		{"1251 labelled UTF-8 in the header, right in the meta", "windows-1251", meta("windows-1251"), "text/html; charset=utf-8", russian, "windows-1251"},
		{"1251 labelled UTF-8 throughout", "windows-1251", meta("utf-8"), "text/html; charset=utf-8", russian, "windows-1251"},
		{"koi8 labelled UTF-8", "koi8-r", meta("utf-8"), "", strings.ReplaceAll(strings.ReplaceAll(russian, "—", "-"), "№", "N"), "koi8-u"},
		{"1252 labelled UTF-8", "windows-1252", meta("utf-8"), "", french, "windows-1252"},
		{"no label, 1251", "windows-1251", "", "", russian, "windows-1251"},
		{"no label, 1251, Ukrainian", "windows-1251", "", "", ukrainian, "windows-1251"},
		{"no label, capitals only", "windows-1251", "", "", "ПОСТАНОВЛЕНИЕ ПРАВИТЕЛЬСТВА", "windows-1251"},
		{"no label, iso-8859-5", "iso-8859-5", "", "", "Министерство сообщает о заседании совета", "iso-8859-5"},
		{"no label, ibm866", "ibm866", "", "", "Министерство сообщает о заседании совета", "ibm866"},
		{"no label, 1252", "windows-1252", "", "", french, "windows-1252"},
		{"XML declaration", "koi8-r", "", "", russian, "koi8-r"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := tt.text
			if tt.want == "koi8-u" || tt.encoding == "koi8-r" {
				text = withoutSigns(text)
			}
			body := pageIn(t, tt.encoding, tt.head, withoutSignsFor(tt.encoding, text))
			if tt.name == "XML declaration" {
				body = append([]byte("<?xml version=\"1.0\" encoding='koi8-r'?>\n"), body...)
			}
			p, err := Parse(Source{Body: body, ContentType: tt.header})
			if err != nil {
				t.Fatal(err)
			}
			if p.Charset != tt.want {
				t.Errorf("encoding %s, want %s", p.Charset, tt.want)
			}
			if got, want := p.Doc.Find("p").Text(), withoutSignsFor(tt.encoding, text); got != want {
				t.Errorf("text %q, want %q", got, want)
			}
		})
	}
}

// withoutSigns drops the signs that older Cyrillic encodings do not have.
func withoutSigns(s string) string {
	return strings.NewReplacer("—", "-", "№", "N", "«", "\"", "»", "\"").Replace(s)
}

func withoutSignsFor(encoding, s string) string {
	if encoding == "iso-8859-5" || encoding == "ibm866" || encoding == "koi8-r" {
		return withoutSigns(s)
	}
	return s
}

func TestCharsetByLanguage(t *testing.T) {
	tests := []struct{ lang, encoding, text string }{
		{"pl", "windows-1250", "Rada przyjęła uchwałę o środowisku i żegludze."},
		{"ja", "shift_jis", japanese},
		{"zh-CN", "gbk", chinese},
		{"el", "iso-8859-7", "Το συμβούλιο ανακοίνωσε"},
		{"tr", "windows-1254", "Bakanlık açıkladı: toplantı perşembe günü"},
		{"ru", "windows-1251", russian},
		{"", "windows-1252", french},
		{"zz-nonsense-and-more", "windows-1252", french},
	}
	for _, tt := range tests {
		body := encodedAs(t, tt.encoding, `<!doctype html><html class=x lang="`+tt.lang+`"><p>`+tt.text)
		p, err := Parse(Source{Body: body})
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Doc.Find("p").Text(); got != tt.text {
			t.Errorf("lang=%q: %s read as %s: %q", tt.lang, tt.encoding, p.Charset, got)
		}
	}
}

func TestByteOrderMark(t *testing.T) {
	html := "<html><meta charset=koi8-r><p>" + russian
	utf16 := func(first, second int) []byte {
		var b []byte
		for _, r := range html {
			pair := [2]byte{byte(r >> 8), byte(r)}
			b = append(b, pair[first], pair[second])
		}
		return b
	}
	tests := []struct {
		name, want string
		body       []byte
	}{
		{"UTF-8", "utf-8", append([]byte("\xEF\xBB\xBF"), html...)},
		{"big endian", "utf-16be", append([]byte("\xFE\xFF"), utf16(0, 1)...)},
		{"little endian", "utf-16le", append([]byte("\xFF\xFE"), utf16(1, 0)...)},
		{"big endian without mark", "utf-16be", utf16(0, 1)},
		{"little endian without mark", "utf-16le", utf16(1, 0)},
	}
	for _, tt := range tests {
		p, err := Parse(Source{Body: tt.body, ContentType: "text/html; charset=koi8-r"})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := p.Doc.Find("p").Text(); p.Charset != tt.want || got != russian {
			t.Errorf("%s: %s %q", tt.name, p.Charset, got)
		}
		if strings.Contains(p.Doc.Text(), "\uFEFF") {
			t.Errorf("%s: the mark is left in the text", tt.name)
		}
	}
}

func TestTrustUTF8(t *testing.T) {
	// Valid in UTF-8 and in windows-1251, too short for likeness to matter.
	body := []byte("<meta charset=gbk><p>\xC2\xA9 2020")
	trusted, _ := Parse(Source{Body: body, TrustUTF8: true})
	if got := trusted.Doc.Find("p").Text(); got != "© 2020" {
		t.Errorf("trusted: %q", got)
	}
	labelled, _ := Parse(Source{Body: body})
	if labelled.Charset != "gbk" {
		t.Errorf("two bytes that are a letter of gbk are read as %s", labelled.Charset)
	}
	invalid, _ := Parse(Source{Body: pageIn(t, "windows-1251", "<meta charset=windows-1251>", russian), TrustUTF8: true})
	if invalid.Charset != "windows-1251" {
		t.Errorf("a file of invalid UTF-8 is read as %s", invalid.Charset)
	}
}

func TestBrokenUTF8StaysUTF8(t *testing.T) {
	cut := []byte("<meta charset=utf-8><p>" + russian + "</p><i>")
	cut = append(cut, russian[:21]...) // ends in the middle of a letter
	cut = append(cut, "...</i>"...)
	p, err := Parse(Source{Body: cut})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Doc.Find("p").Text(); p.Charset != "utf-8" || got != russian {
		t.Errorf("%s %q", p.Charset, got)
	}
	if got := p.Doc.Find("i").Text(); got != "Министерст\uFFFD..." {
		t.Errorf("cut teaser: %q", got)
	}
}

func TestMetaInScriptOrCommentIsNoLabel(t *testing.T) {
	for _, head := range []string{
		`<!-- <meta charset="koi8-r"> -->`,
		`<script>var s = '<meta charset="koi8-r">';</script>`,
		`<meta name="description" content="text/html; charset=koi8-r">`,
	} {
		p, err := Parse(Source{Body: pageIn(t, "windows-1251", head, russian)})
		if err != nil {
			t.Fatal(err)
		}
		if p.Charset != "windows-1251" {
			t.Errorf("%s: %s", head, p.Charset)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("<html lang=ru><base href='/x/'><p>"+russian+"<a href='?q=й'>"), "text/html; charset=utf-8", true)
	f.Add(pageIn(f, "windows-1251", "<meta charset=cp1251>", russian), "text/html", false)
	f.Add([]byte("\xFF\xFE<\x00p\x00>\x00"), "", false)
	f.Add([]byte("<?xml version='1.0' encoding='utf-16'?><rss>"), "application/rss+xml; charset", false)
	f.Add(bytes.Repeat([]byte("<b><table><p></b>"), 300), "text/html", false)
	f.Add([]byte("<p><b 1><b 2><b 3></p>x<svg><g/><path><math></svg><select><option>\x00</a b=\""), "", false)
	f.Fuzz(func(t *testing.T, body []byte, contentType string, trust bool) {
		p, err := Parse(Source{Body: body, ContentType: contentType, Address: "https://example.org/a/b", TrustUTF8: trust})
		if err != nil {
			return
		}
		if encodingName(p.Charset) != p.Charset {
			t.Errorf("%q is not the name of an encoding", p.Charset)
		}
		if text := p.Doc.Text(); strings.ToValidUTF8(text, "") != text {
			t.Error("the text is not valid UTF-8")
		}
		for _, a := range p.Doc.Find("[href]").EachIter() {
			checkResolved(t, p, a.AttrOr("href", ""))
		}
	})
}

func TestBytesThatAreNoUTF8BeforeTheLanguage(t *testing.T) {
	body := "<!DOCTYPE html>\x19v\xf0gj(\xf0\x80\x9f/|\r\xec\x88$y5\x0e!\xe2\xe3\xe3<html lang=\"ru\"><p>x"
	if _, err := Parse(Source{Body: []byte(body)}); err != nil {
		t.Fatal(err)
	}
	if got := declaredLanguage([]byte(body)); got != "ru" {
		t.Errorf("language %q, want ru", got)
	}
}

// Without a label, two encodings of one language are told apart by what they
// make of the bytes.
func TestCharsetOfKin(t *testing.T) {
	for _, tt := range []struct{ encoding, lang, text string }{
		{"shift_jis", "ja", japanese},
		{"euc-jp", "ja", japanese},
		{"gbk", "zh", chinese},
		{"gbk", "zh-CN", chinese},
		{"big5", "zh", "港灣委員會討論了新的時刻表。工程將於春季開始，費用估計為四百萬元。"},
	} {
		body := encodedAs(t, tt.encoding, `<!DOCTYPE html><html lang="`+tt.lang+`"><p>`+tt.text+`</p></html>`)
		p, err := Parse(Source{Body: body})
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Doc.Find("p").Text(); got != tt.text {
			t.Errorf("%s, %s: %s %q", tt.encoding, tt.lang, p.Charset, got)
		}
	}
}
