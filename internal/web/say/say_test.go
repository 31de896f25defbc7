package say

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
)

func load(t *testing.T) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestChoose(t *testing.T) {
	c := load(t)
	for _, tt := range []struct{ name, accept, want string }{
		{"", "", "en"}, {"ru", "en", "ru"}, {"de", "ru", "ru"}, {"", "ru-RU,ru;q=0.9,en;q=0.8", "ru"}, {"", "en-GB,ru;q=0.5", "en"},
		{"", "de,fr;q=0.9", "en"}, {"", "be,uk;q=0.9,ru;q=0.8", "ru"}, {"", "\x00;;;", "en"}, {"", "*", "en"},
	} {
		if got := c.Choose(tt.name, tt.accept).Tag; got != tt.want {
			t.Errorf("%q, %q: %s, wanted %s", tt.name, tt.accept, got, tt.want)
		}
	}
}

func TestCount(t *testing.T) {
	c := load(t)
	en, ru := c.Choose("en", ""), c.Choose("ru", "")
	for n, want := range map[int][2]string{
		0: {"0 articles", "0 статей"}, 1: {"1 article", "1 статья"}, 2: {"2 articles", "2 статьи"}, 5: {"5 articles", "5 статей"}, 11: {"11 articles", "11 статей"},
		12: {"12 articles", "12 статей"}, 21: {"21 articles", "21 статья"}, 104: {"104 articles", "104 статьи"}, 112: {"112 articles", "112 статей"},
		1000: {"1,000 articles", "1\u00a0000 статей"}, 1234567: {"1,234,567 articles", "1\u00a0234\u00a0567 статей"},
	} {
		if got := en.Count("articles", n); got != want[0] {
			t.Errorf("%d: %q", n, got)
		}
		if got := ru.Count("articles", n); got != want[1] {
			t.Errorf("%d: %q", n, got)
		}
	}
	if got := en.Number(-1234); got != "−1,234" {
		t.Errorf("%q", got)
	}
}

// Both languages say a text with the same values, and count in all their forms.
func TestSame(t *testing.T) {
	c := load(t)
	verb := regexp.MustCompile(`%(\[\d+\])?[sd]`)
	cyrillic := regexp.MustCompile(`\p{Cyrillic}`)
	forms := map[string]int{"en": 2, "ru": 3}
	for _, key := range c.Keys() {
		var verbs []string
		counts := false
		for _, l := range c.Languages() {
			text := l.Text(key)
			if text == "" {
				t.Errorf("%s in %s is empty", key, l.Tag)
			}
			parts := strings.Split(text, "|")
			verbs = append(verbs, strings.Join(verb.FindAllString(parts[0], -1), ""))
			counts = counts || len(parts) > 1
			if counts && len(parts) != forms[l.Tag] {
				t.Errorf("%s in %s has %d forms", key, l.Tag, len(parts))
			}
		}
		if !counts && verbs[0] != verbs[1] {
			t.Errorf("%s takes %q and %q", key, verbs[0], verbs[1])
		}
		if english := c.Languages()[0].Text(key); cyrillic.MatchString(english) {
			t.Errorf("%s in English: %q", key, english)
		}
	}
}

// What the archive notes of a feed is known in Russian, word for word.
func TestNotice(t *testing.T) {
	ru := load(t).Choose("ru", "")
	day := func(n int) time.Time { return time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, n) }
	var snapshots []archive.Snapshot
	for n := range 40 {
		s := archive.Snapshot{Number: n + 1, Taken: day(n), Status: archive.Complete}
		if n < 10 {
			s.Changes = archive.Counts{archive.Added: 1}
		}
		snapshots = append(snapshots, s)
	}
	h := archive.Examine(snapshots, day(60))
	want := []string{"ничего нового с 2026-01-10; прежде самое долгое молчание — 24 часа", "последний обход был 21 день назад; обычно между ними 24 часа"}
	for i, english := range h.Notices {
		if got := ru.Notice(english); got.Text != want[i] || got.Tag != "ru" {
			t.Errorf("%q: %+v, wanted %q", english, got, want[i])
		}
	}
	if len(h.Notices) != len(want) {
		t.Errorf("the archive notes %q", h.Notices)
	}
	for english, want := range map[string]Notice{
		"12 entries of https://x.example/ lead to other sites and are not followed": {"Записи, ведущие на другие сайты: 12 (https://x.example/); по ним обход не идёт", "ru"},
		"not where their dates put them on https://x.example/: 3 articles; whether they stand elsewhere on it can be said once all of it is read: onrecord crawl --full": {
			"Не на своих по дате местах в списке https://x.example/, статей: 3; стоят ли они в другом его месте, можно будет сказать, прочитав его целиком: onrecord crawl --full", "ru"},
		"the site has a new template; how to read it was learned from 21 articles already kept, and they read as before (onrecord init --relearn works writes its selectors to the configuration)": {
			"У сайта новый шаблон; как его читать, выучено по сохранённым статьям (21), и они читаются как прежде (onrecord init --relearn works запишет селекторы в настройки)", "ru"},
		"the kept pages of 2 articles cannot be read with today's selectors (first: https://x.example/): whether they were edited since cannot be said before selectors read both (add until: to the old ones)": {
			"Сохранённые страницы не читаются нынешними селекторами, статей: 2 (первая: https://x.example/); менялись ли они с тех пор, можно будет сказать, когда селекторы прочтут и те и другие (добавьте к старым until:)", "ru"},
		"status 503":                    {"ответ 503", "ru"},
		"something that nobody foresaw": {"something that nobody foresaw", "en"},
	} {
		if got := ru.Notice(english); got != want {
			t.Errorf("%q: %+v", english, got)
		}
	}
}

// Every text that the pages name is there, and none is there in vain.
func TestKeys(t *testing.T) {
	c := load(t)
	var source strings.Builder
	for _, pattern := range []string{"../templates/*.html", "../*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(name, "_test.go") {
				source.Write(b)
			}
		}
	}
	all := source.String()
	for _, named := range regexp.MustCompile(`(?:\{\{|\()(?:t|n) "([a-zA-Z0-9.-]+)"|(?:Text|Count)\("([a-zA-Z0-9.-]+)"`).FindAllStringSubmatch(all, -1) {
		if key := named[1] + named[2]; !strings.HasSuffix(key, ".") && !c.Languages()[0].Has(key) {
			t.Errorf("the catalogue has no %q", key)
		}
	}
	composed := regexp.MustCompile(`^(notice|day|kind|state|status|reason|field|look|attachment|month|span|error|calendar)\.`)
	for _, key := range c.Keys() {
		if !composed.MatchString(key) && !strings.Contains(all, `"`+key+`"`) {
			t.Errorf("nobody says %q", key)
		}
	}
}

// Dates and shares are written as readers of each language do.
func TestDates(t *testing.T) {
	c := load(t)
	en, ru := c.Choose("en", ""), c.Choose("ru", "")
	at := time.Date(2026, 5, 9, 23, 5, 0, 0, time.FixedZone("", -2*60*60))
	for got, want := range map[string]string{
		en.Date(at): "9 May 2026", ru.Date(at): "9 мая 2026", en.LongDate(at): "9 May 2026", ru.LongDate(at): "9 мая 2026 г.",
		en.Stamp(at): "10 May 2026, 01:05\u00a0UTC", ru.Stamp(at): "10 мая 2026, 01:05\u00a0UTC",
		ru.Stamp(at.AddDate(0, 6, 0)): "10 нояб. 2026, 01:05\u00a0UTC", ru.Month(at): "май 2026", ru.Stamp(time.Time{}): "—",
		en.Share(57): "5.7%", ru.Share(57): "5,7\u00a0%", en.Share(1000): "100.0%",
	} {
		if got != want {
			t.Errorf("%q, wanted %q", got, want)
		}
	}
}
