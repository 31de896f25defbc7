package dates

import (
	"strings"
	"testing"
	"time"
)

var plainText = strings.Repeat("The ministers of the member states met and adopted a joint statement on the matter. ", 50)[:4096]

func BenchmarkFindNothing(b *testing.B) {
	for b.Loop() {
		Find(plainText, Options{Language: "en"})
	}
}

func BenchmarkFindNothingWithNow(b *testing.B) {
	for b.Loop() {
		Find(plainText, Options{Language: "en", Now: time.Unix(1.7e9, 0)})
	}
}

func BenchmarkFindCyrillicNothing(b *testing.B) {
	text := strings.Repeat("Министры государств-членов встретились и приняли совместное заявление. ", 60)[:4096]
	for b.Loop() {
		Find(text, Options{Language: "ru"})
	}
}

// BenchmarkFindFewNumbers has what most press releases have: a dozen numbers, no date.
func BenchmarkFindFewNumbers(b *testing.B) {
	text := strings.Repeat(plainText[:330]+" In all 12 states took part. ", 12)[:4096]
	for b.Loop() {
		Find(text, Options{Language: "en"})
	}
}

func BenchmarkFindNumbers(b *testing.B) {
	text := strings.Repeat("In all 12 states some 3,400 troops with 250 vehicles took part in 5 exercises of the year. ", 50)[:4096]
	for b.Loop() {
		Find(text, Options{Language: "en"})
	}
}

func BenchmarkFindDates(b *testing.B) {
	text := strings.Repeat("On Tuesday, 22 September 2020, at 14:05 the ministers met; they will meet on 03.10.2020. ", 50)[:4096]
	for b.Loop() {
		Find(text, Options{Language: "en"})
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse("Published: Tuesday, 22 September 2020, 14:05", Options{Language: "en"})
	}
}

func BenchmarkParseMachine(b *testing.B) {
	for b.Loop() {
		ParseMachine("2020-09-22T14:05:00+03:00", nil)
	}
}

func BenchmarkDictionary(b *testing.B) {
	for b.Loop() {
		buildWords()
	}
}
