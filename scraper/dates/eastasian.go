package dates

import (
	"strings"
	"unicode/utf8"
)

// eastAsian reads 2020年9月22日, 2020년 9월 22일, 令和2年9月22日, 民國109年9月22日
// and the same without a year, from the number of the year, or of the month
// where the year is not a number.
func (s *scanner) eastAsian(i int) (reading, bool) {
	switch {
	case s.at(i + 1).oneOf("年년"):
		r, ok := s.monthAndDay(i + 2)
		r.first = i
		return r, ok && s.setEastAsianYear(&r, i)
	case s.at(i + 1).oneOf("月월"):
		r, ok := s.monthAndDay(i)
		if !ok {
			return r, false
		}
		if s.at(i-1).is('年') && s.at(i-2).is('元') {
			r.first = i - 2
			return r, s.setEraYear(&r, 1)
		}
		return r, !s.at(i-1).oneOf("年년") && !s.o.Now.IsZero()
	}
	return reading{}, false
}

// monthAndDay reads 9月22日.
func (s *scanner) monthAndDay(i int) (reading, bool) {
	m, d := s.at(i), s.at(i+2)
	ok := m.kind == number && s.at(i+1).oneOf("月월") && d.isDay() && s.at(i+3).oneOf("日号號일")
	return reading{month: m.value, day: d.value, first: i, after: i + 4}, ok
}

// setEastAsianYear reads the year of number token i, which 年 follows.
func (s *scanner) setEastAsianYear(r *reading, i int) bool {
	y := s.at(i)
	if y.digits == 4 {
		r.year, r.hasYear = y.value, true
		return s.opens(y) && inYears(y.value)
	}
	if s.setEraYear(r, y.value) {
		return true
	}
	r.hasYear = true
	switch {
	case y.digits <= 3 && s.isTaiwanese() && y.value > 0:
		r.year = y.value + republicYears
	case y.digits == 2 && s.alone:
		r.year = s.fullYear(y.value)
	default:
		return false
	}
	return s.opens(y) && inYears(r.year)
}

// republicYears is what the years of the Republic of China are behind Gregorian ones.
const republicYears = 1911

func (s *scanner) isTaiwanese() bool {
	return s.base == "zh" && (regionOf(s.o.Language) == "TW" || strings.Contains(strings.ToLower(s.o.Language), "hant"))
}

// eras are the Japanese eras and that of the Republic of China: the year before
// the first, and the last year.
var eras = [...]struct {
	name, initial string
	before, last  int
}{
	{"令和", "R", 2018, 99}, {"平成", "H", 1988, 31}, {"昭和", "S", 1925, 64},
	{"大正", "T", 1911, 15}, {"明治", "M", 1867, 45},
	{"民國", "", republicYears, 199}, {"民国", "", republicYears, 199},
}

// setEraYear counts the year from the era printed before r.
func (s *scanner) setEraYear(r *reading, year int) bool {
	a, b := s.at(r.first-2), s.at(r.first-1)
	if a.kind != ideograph || b.kind != ideograph {
		return false
	}
	for _, era := range eras {
		if strings.HasPrefix(s.text[a.start:], era.name) && year >= 1 && year <= era.last {
			r.year, r.hasYear, r.first = era.before+year, true, r.first-2
			return inYears(r.year)
		}
	}
	return false
}

// eraInitial reads the year of a Japanese numeric date whose era is told by its
// initial: R2.9.22.
func (s *scanner) eraInitial(i int) (year int, ok bool) {
	t, y := s.at(i-1), s.at(i)
	if s.base != "ja" || t.kind != word || y.gap != joined || y.digits > 2 || y.value == 0 {
		return 0, false
	}
	for _, era := range eras {
		if era.initial != "" && s.text[t.start:t.end] == era.initial && y.value <= era.last {
			return era.before + y.value, true
		}
	}
	return 0, false
}

// chineseNumber reads a number in Chinese numerals that belongs to a date: a
// sign for year, month or day follows it.
func chineseNumber(text string, t token) (token, bool) {
	t.kind, t.script, t.end = number, '一', t.start
	tens := false
	for t.end < len(text) && t.digits < 8 {
		r, size := utf8.DecodeRuneInString(text[t.end:])
		v, ok := numeralValue(r, t.digits > 0)
		if !ok {
			break
		}
		switch {
		case v < 10 && !tens:
			t.value = t.value*10 + v
		case v < 10:
			t.value += v
		case v == 10:
			t.value, tens = max(t.value, 1)*10, true
		default:
			t.value, tens = v, true
		}
		t.digits++
		t.end += size
	}
	if tens {
		t.digits = 2
	}
	r, _ := utf8.DecodeRuneInString(text[t.end:])
	return t, t.digits > 0 && strings.ContainsRune("年月日号號", r)
}

// numeralValue returns the value of a Chinese numeral. Inside a number, letters
// that look like the circle for zero are taken for it.
func numeralValue(r rune, inside bool) (int, bool) {
	switch r {
	case '〇', '零':
		return 0, true
	case '○', '◯', 'O', 'Ｏ', '0':
		return 0, inside
	case '十', '拾':
		return 10, true
	case '廿':
		return 20, true
	case '卅':
		return 30, true
	}
	for i, n := range [...]rune{'一', '二', '三', '四', '五', '六', '七', '八', '九'} {
		if r == n {
			return i + 1, true
		}
	}
	return 0, false
}
