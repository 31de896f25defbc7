package dates

import (
	"testing"
	"time"
)

func TestRelativeDates(t *testing.T) {
	now := time.Date(2020, 9, 22, 22, 30, 0, 0, time.UTC) // 01:30 on the 23rd in Moscow
	for _, c := range []struct{ lang, text, want string }{
		{"en", "today", "2020-09-23"}, {"en", "Yesterday", "2020-09-22"}, {"en", "Today at 14:05", "2020-09-23T14:05:00+03:00"},
		{"en", "Posted yesterday, 2:05 pm", "2020-09-22T14:05:00+03:00"}, {"en", "1 hour ago", "2020-09-23"}, {"en", "2 hours ago", "2020-09-22"},
		{"en", "30 minutes ago", "2020-09-23"}, {"en", "5 days ago", "2020-09-18"}, {"en", "3 weeks ago", ""}, {"en", "tomorrow", ""},
		{"en", "an hour ago", "2020-09-23"}, {"en", "a day ago", "2020-09-22"}, {"en", "2 days, 5 hours ago", "2020-09-20"},
		{"en", "1 day 5 hours ago", "2020-09-21"}, {"en", "Updated 2 hours ago by the press service", "2020-09-22"}, {"en", "an hour", ""},
		{"ru", "час назад", "2020-09-23"}, {"ru", "день назад", "2020-09-22"}, {"es", "hace una hora", "2020-09-23"}, {"fr", "il y a un jour", "2020-09-22"},
		{"de", "vor einem Tag", "2020-09-22"}, {"de", "vor einer Stunde", "2020-09-23"}, {"it", "un giorno fa", "2020-09-22"},
		{"ru", "сегодня", "2020-09-23"}, {"ru", "Вчера в 14:05", "2020-09-22T14:05:00+03:00"}, {"ru", "позавчера", "2020-09-21"},
		{"ru", "2 часа назад", "2020-09-22"}, {"ru", "5 дней назад", "2020-09-18"}, {"ru", "14:05, вчера", "2020-09-22T14:05:00+03:00"},
		{"uk", "вчора", "2020-09-22"}, {"uk", "2 години тому", "2020-09-22"}, {"be", "учора", "2020-09-22"},
		{"es", "ayer", "2020-09-22"}, {"es", "hace 2 horas", "2020-09-22"}, {"es", "hoy a las 14:05", "2020-09-23T14:05:00+03:00"},
		{"fr", "hier", "2020-09-22"}, {"fr", "aujourd'hui", "2020-09-23"}, {"fr", "avant-hier", "2020-09-21"}, {"fr", "il y a 2 heures", "2020-09-22"},
		{"de", "gestern, 14:05 Uhr", "2020-09-22T14:05:00+03:00"}, {"de", "heute", "2020-09-23"}, {"de", "vor 2 Stunden", "2020-09-22"}, {"de", "vorgestern", "2020-09-21"},
		{"pt", "ontem", "2020-09-22"}, {"pt", "há 2 horas", "2020-09-22"}, {"it", "ieri", "2020-09-22"}, {"it", "2 ore fa", "2020-09-22"},
		{"nl", "gisteren", "2020-09-22"}, {"pl", "wczoraj", "2020-09-22"}, {"pl", "2 godziny temu", "2020-09-22"}, {"cs", "včera", "2020-09-22"},
		{"ro", "ieri", "2020-09-22"}, {"tr", "dün", "2020-09-22"}, {"tr", "2 saat önce", "2020-09-22"}, {"el", "χθες", "2020-09-22"},
		{"ar", "أمس", "2020-09-22"}, {"ar", "اليوم", "2020-09-23"}, {"ar", "قبل 5 ساعات", "2020-09-22"}, {"fa", "دیروز", "2020-09-22"}, {"he", "אתמול", "2020-09-22"},
		{"zh", "昨天 14:05", "2020-09-22T14:05:00+03:00"}, {"zh", "今天", "2020-09-23"}, {"zh", "2小时前", "2020-09-22"}, {"ja", "昨日", "2020-09-22"},
		{"ja", "2時間前", "2020-09-22"}, {"ko", "어제", "2020-09-22"}, {"ko", "2시간 전", "2020-09-22"}, {"hi", "आज", "2020-09-23"}, {"hi", "कल", ""},
		{"id", "kemarin", "2020-09-22"}, {"vi", "hôm qua", "2020-09-22"}, {"vi", "2 giờ trước", "2020-09-22"}, {"kk", "кеше", "2020-09-22"},
		{"hy", "երեկ", "2020-09-22"}, {"ka", "გუშინ", "2020-09-22"},
		{"", "вчера", "2020-09-22"}, {"", "yesterday", "2020-09-22"},
	} {
		got, ok := Parse(c.text, Options{Language: c.lang, Location: moscow, Now: now})
		if string(got) != c.want || ok != (c.want != "") {
			t.Errorf("%s: Parse(%q) = %q, %v; want %q", c.lang, c.text, got, ok, c.want)
		}
		if got, ok := Parse(c.text, Options{Language: c.lang, Location: moscow}); ok {
			t.Errorf("%s: Parse(%q) without a time of capture = %q, want none", c.lang, c.text, got)
		}
	}
}
