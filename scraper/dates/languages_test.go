package dates

import (
	"testing"
	"time"
)

// The dates of the table below are 22 September 2020, a Tuesday, unless the
// line says otherwise; times are in a zone three hours east of UTC.
const (
	sept22     = "2020-09-22"
	sept22Time = "2020-09-22T14:05:00+03:00"
)

var moscow = time.FixedZone("MSK", 3*3600)

// printed lists dates as officials write them, by language.
var printed = []struct {
	lang  string
	lines map[string]string
}{
	{"en", map[string]string{
		"22 September 2020": sept22, "22 September, 2020": sept22, "September 22nd, 2020": sept22,
		"September 22 2020": sept22, "Sept. 22, 2020": sept22, "Sep 22, 2020": sept22, "SEPTEMBER 22, 2020": sept22,
		"22-Sep-2020": sept22, "22/Sep/2020": sept22, "22-Sep-20": sept22, "Sep-22-2020": sept22, "22 Sep '20": sept22,
		"the 22nd of September 2020": sept22, "22nd day of September, 2020": sept22, "Tuesday 22nd September 2020": sept22,
		"September the 22nd, 2020": sept22, "22September2020": sept22, "2020 September 22": sept22, "2020-Sep-22": sept22,
		"Published: Tuesday, 22 September 2020, 14:05": sept22Time,
		"Sept. 22, 2020 at 2:05 p.m.":                  sept22Time,
		"September 22, 2020 - 2.05 pm":                 sept22Time,
		"September 22, 2020 | 02:05 PM":                sept22Time,
		"2:05 PM, September 22, 2020":                  sept22Time,
		"22 September 2020 14:05 hrs":                  sept22Time,
		"22 September 2020 @ 14:05":                    sept22Time,
		"22 September 2020 (14:05)":                    sept22Time,
		"September 22, 2020 12:05 AM":                  "2020-09-22T00:05:00+03:00",
		"September 22, 2020 12:05 PM":                  "2020-09-22T12:05:00+03:00",
		"September 22, 2020 2:05 PM EDT":               "2020-09-22T14:05:00-04:00",
		"September 22, 2020 2:05 PM ET":                "2020-09-22T14:05:00-04:00",
		"December 22, 2020 2:05 PM ET":                 "2020-12-22T14:05:00-05:00",
		"22 September 2020 14:05 GMT":                  "2020-09-22T14:05:00Z",
		"22 September 2020, 14:05 (GMT+3)":             sept22Time,
		"22 September 2020 14:05 UTC +05:30":           "2020-09-22T14:05:00+05:30",
		"22 September 2020 14:05 Moscow time":          sept22Time,
		"Tue, 22 Sep 2020 14:05:00 +0300":              sept22Time,
		"1st March 2021":                               "2021-03-01",
		"3rd March 2021":                               "2021-03-03",
		"29 February 2020":                             "2020-02-29",
		"22\u00a0September\u202f2020":                  sept22,
		"22\n\t\tSeptember\n\t\t2020":                  sept22,
		"22–24 September 2020":                         sept22,
		"September 22-24, 2020":                        sept22,
	}},
	{"ru", map[string]string{
		"22 сентября 2020": sept22, "22 сентября 2020 г.": sept22, "22 СЕНТЯБРЯ 2020 ГОДА": sept22, "22 Сентябрь 2020": sept22,
		"22 сен 2020": sept22, "22 сент. 2020 г.": sept22, "22-го сентября 2020": sept22, "«22» сентября 2020 г.": sept22,
		"вторник, 22 сентября 2020": sept22, "22.09.2020": sept22, "22.09.2020г.": sept22, "22.09.20": sept22,
		"22 сентября 2020-го":           sept22,
		"1-е мая 2021 года":             "2021-05-01",
		"9 мая 2021":                    "2021-05-09",
		"22 сентября 2020 года в 14:05": sept22Time,
		"22 сентября 2020, 14:05 (МСК)": sept22Time,
		"22 сентября 2020 в 14:05 по московскому времени": sept22Time,
		"14:05, 22 сентября 2020":                         sept22Time,
		"14:05 | 22.09.2020":                              sept22Time,
		"22.09.2020 в 14.05":                              sept22Time,
		"22.09.2020 14:05:30":                             "2020-09-22T14:05:30+03:00",
		"22 сентября 2020 14 ч. 05 мин.":                  sept22Time,
		"Дата публикации: 22.09.2020":                     sept22,
	}},
	{"uk", map[string]string{
		"22 вересня 2020": sept22, "22 вересня 2020 р.": sept22, "22 вересня 2020 року": sept22, "22 вер. 2020": sept22,
		"вівторок, 22 вересня 2020, 14:05": sept22Time, "22 вересня 2020 року о 14:05": sept22Time,
		"1 квітня 2021": "2021-04-01", "5 травня 2021": "2021-05-05", "7 листопада 2021": "2021-11-07", "6 липня 2021": "2021-07-06",
	}},
	{"be", map[string]string{
		"22 верасня 2020": sept22, "22 верасня 2020 г.": sept22, "22 верасня 2020 года": sept22, "аўторак, 22 верасня 2020, 14:05": sept22Time,
		"3 ліпеня 2021": "2021-07-03", "1 мая 2021": "2021-05-01", "1 траўня 2021": "2021-05-01",
	}},
	{"kk", map[string]string{
		"22 қыркүйек 2020": sept22, "2020 ж. 22 қыркүйек": sept22, "2020 жылғы 22 қыркүйек": sept22, "22 Қыркүйек 2020 жыл": sept22,
		"2020 жылдың 22 қыркүйегі": sept22, "16 желтоқсан 2021, 14:05": "2021-12-16T14:05:00+03:00",
	}},
	{"ky", map[string]string{
		"2020-ж., 22-сентябрь": sept22, "2020-жылдын 22-сентябры": sept22, "22-сентябрь 2020": sept22, "2020-жылы 22-сентябрда": sept22,
	}},
	{"tg", map[string]string{
		"22 сентябри соли 2020": sept22, "22 Сентябр 2020": sept22, "22 сентябри 2020": sept22, "9 ноябри соли 2021": "2021-11-09",
	}},
	{"hy", map[string]string{
		"22 սեպտեմբերի, 2020 թ.": sept22, "22 սեպտեմբեր 2020": sept22, "2020 թ. սեպտեմբերի 22": sept22,
		"2020 թվականի սեպտեմբերի 22-ին": sept22, "22 ՍԵՊՏԵՄԲԵՐԻ 2020": sept22,
	}},
	{"es", map[string]string{
		"22 de septiembre de 2020": sept22, "martes, 22 de septiembre de 2020": sept22, "22 de setiembre del 2020": sept22,
		"22 septiembre 2020": sept22, "22-sep-2020": sept22, "22 sept. 2020": sept22, "Septiembre 22, 2020": sept22,
		"a los 22 días del mes de septiembre del año 2020": sept22,
		"1º de marzo de 2021":                              "2021-03-01",
		"1.º de marzo de 2021":                             "2021-03-01",
		"22 de septiembre de 2020 a las 14:05":             sept22Time,
		"22/09/2020 - 14:05 h":                             sept22Time,
		"22 de septiembre de 2020, 2:05 p. m.":             sept22Time,
	}},
	{"fr", map[string]string{
		"22 septembre 2020": sept22, "mardi 22 septembre 2020": sept22, "le 22 sept. 2020": sept22, "1er mars 2021": "2021-03-01",
		"2 février 2021": "2021-02-02", "2 FEVRIER 2021": "2021-02-02", "14 août 2021": "2021-08-14", "14 aout 2021": "2021-08-14",
		"22 septembre 2020 à 14h05": sept22Time, "22/09/2020 14 h 05": sept22Time, "Publié le 22/09/2020 à 14:05": sept22Time,
		"22 septembre 2020, 14h": "2020-09-22T14:00:00+03:00",
	}},
	{"de", map[string]string{
		"22. September 2020": sept22, "Dienstag, 22. September 2020": sept22, "22. Sept. 2020": sept22, "den 22. September 2020": sept22,
		"22.9.2020": sept22, "22. 9. 2020": sept22, "5. März 2021": "2021-03-05", "5. Maerz 2021": "2021-03-05", "5. Jänner 2021": "2021-01-05",
		"22. September 2020, 14:05 Uhr": sept22Time, "22.09.2020 um 14.05 Uhr": sept22Time, "22. September 2020 14 Uhr": "2020-09-22T14:00:00+03:00",
		"22.09.2020 14:05 MESZ": "2020-09-22T14:05:00+02:00",
	}},
	{"pt", map[string]string{
		"22 de setembro de 2020": sept22, "terça-feira, 22 de setembro de 2020": sept22, "22 set. 2020": sept22, "22/set/2020": sept22,
		"1º de março de 2021": "2021-03-01", "22/09/2020 às 14h05": sept22Time, "22 de setembro de 2020 às 14:05": sept22Time,
		"22/09/2020 14h05min": sept22Time, "aos 22 dias do mês de setembro de 2020": sept22,
	}},
	{"it", map[string]string{
		"22 settembre 2020": sept22, "martedì 22 settembre 2020": sept22, "22 set 2020": sept22, "1° marzo 2021": "2021-03-01",
		"1º marzo 2021": "2021-03-01", "22 settembre 2020 alle ore 14:05": sept22Time, "22 settembre 2020, ore 14.05": sept22Time,
	}},
	{"nl", map[string]string{
		"22 september 2020": sept22, "dinsdag 22 september 2020": sept22, "22 sep. 2020": sept22, "22-09-2020": sept22,
		"5 mrt. 2021": "2021-03-05", "22 september 2020 om 14:05 uur": sept22Time, "22 september 2020, 14.05 uur": sept22Time,
	}},
	{"pl", map[string]string{
		"22 września 2020": sept22, "22 września 2020 r.": sept22, "22 września 2020 roku": sept22, "wtorek, 22 września 2020": sept22,
		"22 wrz 2020": sept22, "22.IX.2020": sept22, "22 IX 2020": sept22, "22.09.2020 r.": sept22, "11 listopada 2021": "2021-11-11",
		"22 września 2020, godz. 14:05": sept22Time, "22 września 2020 o godz. 14.05": sept22Time,
	}},
	{"cs", map[string]string{
		"22. září 2020": sept22, "úterý 22. září 2020": sept22, "22. 9. 2020": sept22, "22.9.2020": sept22, "17. listopadu 2021": "2021-11-17",
		"1. května 2021": "2021-05-01", "22. září 2020 v 14:05": sept22Time, "22. 9. 2020 14:05": sept22Time,
	}},
	{"ro", map[string]string{
		"22 septembrie 2020": sept22, "marți, 22 septembrie 2020": sept22, "22 sept. 2020": sept22, "1 mai 2021": "2021-05-01",
		"22 septembrie 2020, ora 14:05": "2020-09-22T14:05:00+03:00",
	}},
	{"tr", map[string]string{
		"22 Eylül 2020": sept22, "22 EYLÜL 2020 SALI": sept22, "22 Eyl 2020": sept22, "1 Mayıs 2021": "2021-05-01", "5 KASIM 2021": "2021-11-05",
		"22 Eylül 2020 14:05": sept22Time, "22 Eylül 2020 Salı, saat 14.05": sept22Time, "5 Şubat 2021": "2021-02-05", "5 Ağustos 2021": "2021-08-05",
	}},
	{"el", map[string]string{
		"22 Σεπτεμβρίου 2020": sept22, "Τρίτη 22 Σεπτεμβρίου 2020": sept22, "22 ΣΕΠΤΕΜΒΡΙΟΥ 2020": sept22, "22 Σεπ 2020": sept22,
		"1η Μαΐου 2021": "2021-05-01", "22 Σεπτεμβρίου 2020, ώρα 14:05": sept22Time, "22/9/2020 2:05 μ.μ.": sept22Time,
	}},
	{"ar", map[string]string{
		"22 سبتمبر 2020": sept22, "الثلاثاء، 22 سبتمبر 2020": sept22, "٢٢ سبتمبر ٢٠٢٠": sept22, "22 أيلول 2020": sept22, "22 ايلول 2020": sept22,
		"22 أيلول/سبتمبر 2020": sept22, "22 سبتمبر/أيلول 2020": sept22, "22 شتنبر 2020": sept22, "5 كانون الثاني 2021": "2021-01-05",
		"5 تشرين الأول 2021": "2021-10-05", "5 جانفي 2021": "2021-01-05", "5 يوليوز 2021": "2021-07-05", "5 تموز/يوليو 2021": "2021-07-05",
		"٢٢/٩/٢٠٢٠": sept22, "٢٢\u200f/٩\u200f/٢٠٢٠": sept22, "22 سبتمبر 2020م": sept22, "22 سبتمبر 2020 الساعة 14:05": sept22Time,
		"22 سبتمبر 2020، 2:05 م": sept22Time, "22 سبتمبر 2020 - 02:05 ص": "2020-09-22T02:05:00+03:00",
	}},
	{"fa", map[string]string{
		"۱ مهر ۱۳۹۹": sept22, "سه\u200cشنبه ۱ مهر ۱۳۹۹": sept22, "۱۳۹۹/۰۷/۰۱": sept22, "1399/07/01": sept22, "۱ مهر ماه ۱۳۹۹": sept22,
		"۱۳۹۹/۰۷/۰۱ ۱۴:۰۵": sept22Time, "۲۲ سپتامبر ۲۰۲۰": sept22, "۳۰ اسفند ۱۳۹۹": "2021-03-20", "۱ فروردین ۱۴۰۰": "2021-03-21",
		"۳۰ اسفند ۱۴۰۰": "", "۱ میزان ۱۳۹۹": sept22, "2020/09/22": sept22, "۱ مهر ۱۳۹۹ ساعت ۱۴:۰۵": sept22Time, "۲۲ بهمن ۱۳۵۷": "1979-02-11",
	}},
	{"he", map[string]string{
		"22 בספטמבר 2020": sept22, "22 ספטמבר 2020": sept22, "יום שלישי, 22 בספטמבר 2020": sept22, "ה-22 בספטמבר 2020": sept22,
		"22.9.2020": sept22, "22/09/2020 בשעה 14:05": sept22Time, "5 במרס 2021": "2021-03-05",
	}},
	{"zh", map[string]string{
		"2020年9月22日": sept22, "2020年09月22日 14:05": sept22Time, "2020年9月22日星期二": sept22, "2020 年 9 月 22 日": sept22,
		"二〇二〇年九月二十二日": sept22, "二○二○年九月二十二日": sept22, "二零二零年九月廿二日": sept22, "2020年9月22号": sept22,
		"２０２０年９月２２日": sept22, "2020年9月22日下午2:05": sept22Time, "2020年9月22日 14时05分": sept22Time, "2020-09-22 14:05:00": sept22Time,
		"发布时间：2020-09-22 14:05": sept22Time, "2020/9/22": sept22, "2020.09.22": sept22, "二〇二一年十月十日": "2021-10-10", "二〇二一年十二月三十一日": "2021-12-31",
		"2020年9月22日（星期二）14:05": sept22Time, "来源：新华社2020年9月22日": sept22,
	}},
	{"zh-TW", map[string]string{
		"民國109年9月22日": sept22, "中華民國109年9月22日": sept22, "109年9月22日": sept22, "109-09-22": sept22, "109/09/22": sept22, "109.09.22": sept22,
		"2020年9月22日": sept22, "發布日期：109-09-22": sept22, "民國一〇九年九月二十二日": sept22,
	}},
	{"ja", map[string]string{
		"2020年9月22日": sept22, "令和2年9月22日": sept22, "令和２年９月２２日（火）": sept22, "令和元年5月1日": "2019-05-01", "平成31年4月30日": "2019-04-30",
		"昭和64年1月7日": "1989-01-07", "R2.9.22": sept22, "H31.4.30": "2019-04-30", "2020年9月22日（火） 14時05分": sept22Time,
		"2020年9月22日 午後2時5分": sept22Time, "2020/09/22": sept22, "20/09/22": sept22, "更新日：2020年9月22日": sept22, "令和二年九月二十二日": sept22,
	}},
	{"ko", map[string]string{
		"2020년 9월 22일": sept22, "2020년9월22일": sept22, "2020. 9. 22.": sept22, "2020.09.22": sept22, "20.09.22": sept22,
		"2020년 9월 22일 화요일": sept22, "2020.09.22(화) 14:05": sept22Time, "2020년 9월 22일 오후 2:05": sept22Time, "2020년 9월 22일 14시 05분": sept22Time,
		"등록일 2020-09-22": sept22, "2020-09-22 오후 2:05:30": "2020-09-22T14:05:30+03:00",
	}},
	{"hi", map[string]string{
		"22 सितंबर 2020": sept22, "22 सितम्बर 2020": sept22, "२२ सितंबर २०२०": sept22, "मंगलवार, 22 सितंबर 2020": sept22, "5 फरवरी 2021": "2021-02-05",
		"5 फ़रवरी 2021": "2021-02-05", "22 सितंबर, 2020": sept22, "22 सित॰ 2020": sept22,
	}},
	{"id", map[string]string{
		"22 September 2020": sept22, "Selasa, 22 September 2020": sept22, "17 Agustus 2021": "2021-08-17", "5 Mei 2021": "2021-05-05",
		"Selasa, 22 September 2020 | 14:05 WIB": "2020-09-22T14:05:00+07:00", "22 September 2020 pukul 14.05 WIB": "2020-09-22T14:05:00+07:00",
		"5 Nopember 2021": "2021-11-05", "22 September 2020 14.05": sept22Time,
	}},
	{"vi", map[string]string{
		"ngày 22 tháng 9 năm 2020": sept22, "22 tháng 9, 2020": sept22, "Thứ Ba, 22 tháng 9 2020": sept22, "22/09/2020": sept22,
		"22 thg 9, 2020": sept22, "ngày 5 tháng 3 năm 2020": "2020-03-05", "22/9/2020, 14:05": sept22Time, "Thứ ba, 22/9/2020 14:05 (GMT+7)": "2020-09-22T14:05:00+07:00",
		"22 tháng chín 2020": sept22, "ngày 01 tháng mười hai năm 2021": "2021-12-01", "14:05 ngày 22/09/2020": sept22Time,
	}},
	{"bg", map[string]string{"22 септември 2020 г.": sept22, "22 септември 2020 година": sept22, "вторник, 22 септември 2020 г., 14:05 ч.": sept22Time, "22.09.2020 г.": sept22}},
	{"sr", map[string]string{"22. септембар 2020.": sept22, "22. септембра 2020. године": sept22, "22. septembra 2020. godine": sept22, "22. 09. 2020.": sept22, "уторак, 22. септембар 2020. 14:05": sept22Time}},
	{"hr", map[string]string{"22. rujna 2020.": sept22, "utorak, 22. rujna 2020.": sept22, "5. listopada 2021.": "2021-10-05", "5. travnja 2021. godine": "2021-04-05", "22. 9. 2020. u 14:05": sept22Time}},
	{"hu", map[string]string{"2020. szeptember 22.": sept22, "2020. szeptember 22., kedd": sept22, "2020. szept. 22. 14:05": sept22Time, "2020. 09. 22.": sept22, "2020.09.22. 14:05": sept22Time, "2020. szeptember 22-én": sept22, "2020. IX. 22.": sept22}},
	{"sv", map[string]string{"22 september 2020": sept22, "den 22 september 2020": sept22, "tisdag 22 september 2020 kl. 14.05": sept22Time, "2020-09-22 kl 14:05": sept22Time, "22/9-2020": sept22}},
	{"da", map[string]string{"22. september 2020": sept22, "tirsdag den 22. september 2020": sept22, "22. sep. 2020 kl. 14.05": sept22Time, "22.09.2020 14.05": sept22Time}},
	{"nb", map[string]string{"22. september 2020": sept22, "tirsdag 22. september 2020 kl. 14:05": sept22Time, "5. desember 2021": "2021-12-05", "22.09.2020 14:05": sept22Time}},
	{"fi", map[string]string{"22. syyskuuta 2020": sept22, "tiistai 22. syyskuuta 2020": sept22, "22.9.2020 klo 14.05": sept22Time, "22.9.2020 14.05": sept22Time, "1.10.2021": "2021-10-01"}},
	{"et", map[string]string{"22. september 2020": sept22, "22. septembril 2020": sept22, "22. september 2020 kell 14.05": sept22Time, "5. märts 2021": "2021-03-05"}},
	{"lv", map[string]string{"2020. gada 22. septembris": sept22, "2020. gada 22. septembrī": sept22, "22. septembris, 2020": sept22, "22.09.2020. plkst. 14:05": sept22Time}},
	{"lt", map[string]string{"2020 m. rugsėjo 22 d.": sept22, "2020 m. rugsėjo 22 d., antradienis": sept22, "2020 m. rugsėjo 22 d. 14:05": sept22Time, "2020-09-22": sept22, "rugsėjo 22, 2020": sept22}},
	{"ka", map[string]string{"22 სექტემბერი, 2020": sept22, "22 სექტემბერი 2020": sept22, "2020 წლის 22 სექტემბერი": sept22, "2020 წლის 22 სექტემბერს": sept22}},
	{"az", map[string]string{"22 sentyabr 2020": sept22, "22 sentyabr 2020-ci il": sept22, "2020-ci il 22 sentyabr": sept22, "5 İyun 2021": "2021-06-05", "2020-ci il sentyabrın 22-si": sept22}},
	{"uz", map[string]string{"22-sentabr, 2020": sept22, "2020-yil 22-sentabr": sept22, "22 sentyabr 2020 yil": sept22, "2020 yil 22 sentabr": sept22, "2020 йил 22 сентябрь": sept22}},
	{"mn", map[string]string{"2020 оны 9-р сарын 22": sept22, "2020 оны есдүгээр сарын 22": sept22, "2020 оны 9 сарын 22-ны өдөр": sept22, "2020.09.22": sept22}},
	{"th", map[string]string{"22 กันยายน 2563": sept22, "22 กันยายน พ.ศ. 2563": sept22, "วันอังคารที่ 22 กันยายน 2563": sept22, "22 ก.ย. 2563": sept22, "22 ก.ย. 63": sept22, "๒๒ กันยายน ๒๕๖๓": sept22, "22/09/2563": sept22, "22 กันยายน 2020": sept22, "วันที่ 22 กันยายน 2563 เวลา 14.05 น.": sept22Time, "22ก.ย.2563": sept22}},
	{"bn", map[string]string{"২২ সেপ্টেম্বর ২০২০": sept22, "২২ সেপ্টেম্বর, ২০২০": sept22, "22 সেপ্টেম্বর 2020": sept22, "২২শে সেপ্টেম্বর ২০২০": sept22}},
	{"ta", map[string]string{"22 செப்டம்பர், 2020": sept22, "செவ்வாய், 22 செப்டம்பர், 2020": sept22}},
	{"ur", map[string]string{"22 ستمبر 2020": sept22, "22 ستمبر، 2020ء": sept22, "منگل، 22 ستمبر 2020": sept22}},
	{"mk", map[string]string{"22 септември 2020 г.": sept22, "22 септември 2020 година": sept22}},
	{"sq", map[string]string{"22 shtator 2020": sept22, "më 22 shtator 2020": sept22}},
	{"sk", map[string]string{"22. septembra 2020": sept22, "utorok 22. septembra 2020 o 14:05": sept22Time}},
	{"sl", map[string]string{"22. september 2020": sept22, "22. septembra 2020 ob 14.05": sept22Time}},
	{"ca", map[string]string{"22 de setembre de 2020": sept22, "5 d’octubre del 2021": "2021-10-05", "5 d'abril de 2021": "2021-04-05"}},
	{"eu", map[string]string{"2020(e)ko irailaren 22(a)": sept22, "2020ko irailaren 22a": sept22}},
	{"ga", map[string]string{"22 Meán Fómhair 2020": sept22}},
	{"is", map[string]string{"22. september 2020": sept22, "22. september 2020 kl. 14:05": sept22Time}},
	{"ckb", map[string]string{"22ی ئەیلوولی 2020": sept22, "5ی تشرینی دووەمی 2021": "2021-11-05"}},
	{"tk", map[string]string{"22 sentýabr 2020": sept22}},
	{"tt", map[string]string{"22 сентябрь, 2020 ел": sept22, "2020 елның 22 сентябре": sept22}},
	{"km", map[string]string{"22 កញ្ញា 2020": sept22, "ថ្ងៃទី២២ កញ្ញា ២០២០": sept22}},
	{"my", map[string]string{"၂၀၂၀ စက်တင်ဘာ ၂၂": sept22}},
	{"am", map[string]string{"22 ሴፕቴምበር 2020": sept22}},
	{"sw", map[string]string{"22 Septemba 2020": sept22}},
	{"fil", map[string]string{"Setyembre 22, 2020": sept22, "ika-22 ng Setyembre 2020": ""}},
}

func TestLanguages(t *testing.T) {
	for _, l := range printed {
		for text, want := range l.lines {
			got, ok := Parse(text, Options{Language: l.lang, Location: moscow})
			if string(got) != want || ok != (want != "") {
				t.Errorf("%s: Parse(%q) = %q, %v; want %q", l.lang, text, got, ok, want)
			}
		}
	}
}
