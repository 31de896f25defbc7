package dates

import (
	"strings"
	"testing"
	"time"
)

// noDates are texts with numbers that look like dates and are none.
var noDates = []string{
	"Call +7 (495) 22-09-20 or 8-495-122-09-20",
	"Phone: 22-09-2020-11", "Tel. 495-22-09-2020", "tel: 22.09.2020", "Тел. 22-09-20", "fax 12.12.2012",
	"Version 1.2.20 is out", "version 22.09.2020", "v22.09.2020", "Go 1.12.20", "firmware 10.12.20.1",
	"The server 10.12.20.11 answered", "192.168.1.20", "10.1.2.2020",
	"It cost $22.09.2020 in all", "€12.10 and 20.50", "a price of 1,200.50", "3.14.1592", "22.09",
	"Law No. 12/2020", "Law No. 12/09/2020", "Resolution № 22.09.2020", "Постановление № 12-09-2020", "Nr. 22.09.2020", "§ 12.12.2012",
	"See https://example.org/2020/09/22/statement for more", "www.example.org/news/22-09-2020/", "https://example.org/22.09.2020.html",
	"report_2020-09-22.pdf", "2020-09-22.pdf", "22.09.2020.docx", "IMG_20200922", "file-22-09-2020-final", "a=22.09.2020&b=1",
	"ISBN 978-3-16-148410-0", "ISBN 2020-01-12", "ISSN 2020-0912", "doi 10.1000/22.09.2020",
	"at 12:09:20 sharp", "from 10:00 to 12:00", "14.05–15.30", "2020", "In 2020 12 people", "Chapter 3.4.20",
	"Case 1-23-0456", "No. 22-09-2020-CR", "docket 05-19-00123-CV",
	"31 June 2020", "30 February 2020", "32 May 2020", "0 May 2020", "22 September 20204", "22 September 0", "22 September 1812",
	"22 Foo 2020", "Room 22 Septembers 2020", "A22 September 2020", "1,22 September 2020", "1.22 September 2020", "September 22nd2020x",
	"September 2020", "May 2020", "the 22nd of the month", "Article 5 March to 2020 people",
	"22.09.2020.11", "22.09.2020/11", "1/22.09.2020", "22.09-2020", "22/09-2020", "22.09/2020", "22:09:2020",
	"22.09.2020abc", "abc22.09.2020", "a22/09/2020", "22.09.2020_1", "1-22.09.2020", "#22.09.2020", "@22.09.2020",
	"12 . 09 . 2020", "12 - 09 - 2020", "22 09 2020", "20200922 items", "item 20200922",
	"50°45'21\"", "1+22.09.2020", "100%22.09.2020", "22.09.2020%",
	"ст. 12 п. 3 от 2020", "пункт 2.1.20", "в 5 раз", "5 мая", "May 5", "today", "yesterday", "3 hours ago", "сегодня",
	"第二十一条", "九月", "2020年", "2020年9月", "9月22日", "令和2年", "三十年", "2020년", "22일",
	"1399/07/01", "22/09/2563", "109/09/22/5", "R2.9.22",
	"you may 5 times a day", "march 22 miles", "Sun 5 Mar", "Dec 10", "II 2020", "22 Mix 2020", "22 I. 20",
	"1 o 2 de 2020", "22 de 2020", "5 of 10 in 2020", "10 a 20 de 2020",
}

func TestNothingIsFoundWhereThereIsNoDate(t *testing.T) {
	for _, text := range noDates {
		for _, lang := range []string{"", "en", "ru", "de"} {
			if found := Find(text, Options{Language: lang}); len(found) > 0 {
				t.Errorf("Find(%q, %s) found %v at %q", text, lang, found, text[found[0].Start:found[0].End])
			}
		}
	}
}

// TestNowOpensNoDoors: with a time of capture, dates without a year and
// relative ones are read, but not out of other things.
func TestNowOpensNoDoors(t *testing.T) {
	now := time.Date(2020, 9, 22, 12, 0, 0, 0, time.UTC)
	for _, text := range []string{
		"you may 5 times a day", "march 22 miles", "May 5,000 people", "May 5.5 percent", "5 May 1812", "5 мая 1812 года", "May 5, 1812",
		"On 22 September 1812 the army", "Russia Today", "The ministers meet today in Moscow to talk.", "As of today there is no plan",
		"вчера министр сказал, что сегодня будет дождь", "3 days ago the minister said so", "in 3 hours", "5 of 10", "22.09", "09/22",
		"May 5%", "May 5:30", "Leo", "Jana", "2 weeks ago", "3 months ago", "12.09 billion", "1-5 June 1812",
	} {
		if found := Find(text, Options{Language: "en", Now: now}); len(found) > 0 {
			t.Errorf("Find(%q) found %v at %q", text, found, text[found[0].Start:found[0].End])
		}
	}
}

func TestLongTextIsNoDate(t *testing.T) {
	text := "On 22 September 2020 " + strings.Repeat("the ministers of the member states met ", 5)
	if got, ok := Parse(text, Options{Language: "en"}); ok {
		t.Errorf("Parse of a paragraph = %q, want none", got)
	}
	if found := Find(text, Options{Language: "en"}); len(found) != 1 || found[0].Date != "2020-09-22" {
		t.Errorf("Find in the paragraph = %v, want one date", found)
	}
}
