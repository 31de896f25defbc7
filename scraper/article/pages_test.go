package article

import (
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"onrecord/internal/realpages"
	"onrecord/scraper/page"
)

// labelled is a real page with its expected reading. Fields that are nil are
// not labelled.
type labelled struct {
	id                string
	source            []byte
	URL               string
	Title, Date, Body *string
	Summary           string
	With, Without     []string
}

// score is how well one set of pages was read.
type score struct {
	bodies, bodyF1            float64
	titles, titlesRight       float64
	dates, datesRight, wrong  float64
	snippets, found, unwanted float64
	noise                     float64
}

// floors are what readings of the labelled pages must not fall below (above,
// for wrong dates): what was reached, rounded down a little.
var floors = map[string]struct{ body, title, date, wrong, found, noise float64 }{
	"aeb":         {body: 0.978},
	"fundus":      {body: 0.973, title: 0.92, date: 0.992, wrong: 0.005},
	"htmldate":    {date: 0.905, wrong: 0.045},
	"trafilatura": {title: 0.845, date: 0.875, wrong: 0.07, found: 0.94, noise: 0.08},
}

// TestRealPages reads the labelled pages that ONRECORD_PAGES points to, in
// folders SET/ID with page.html.gz and expected.json.
func TestRealPages(t *testing.T) {
	root := realpages.Folder(t, realpages.Pages)
	for set, floor := range floors {
		t.Run(set, func(t *testing.T) {
			s := readPages(loadPages(t, filepath.Join(root, set)))
			atLeast := func(name string, got, want float64) {
				t.Logf("%s %.4f (at least %.3f)", name, got, want)
				if got < want {
					t.Errorf("%s %.4f, want at least %.3f", name, got, want)
				}
			}
			atLeast("word F1 of bodies", s.bodyF1/max(s.bodies, 1), floor.body)
			atLeast("titles right", s.titlesRight/max(s.titles, 1), floor.title)
			atLeast("dates right", s.datesRight/max(s.dates, 1), floor.date)
			atLeast("dates not wrong", 1-s.wrong/max(s.dates, 1), 1-floor.wrong)
			atLeast("snippets found", s.found/max(s.snippets, 1), floor.found)
			atLeast("snippets kept out", 1-s.noise/max(s.unwanted, 1), 1-floor.noise)
		})
	}
}

func loadPages(t *testing.T, folder string) []labelled {
	t.Helper()
	var pages []labelled
	for _, file := range realpages.Below(t, folder) {
		p := labelled{id: filepath.Base(filepath.Dir(file)), source: realpages.Body(t, file)}
		realpages.Expected(t, file, &p)
		pages = append(pages, p)
	}
	return pages
}

func readPages(pages []labelled) score {
	var mu sync.Mutex
	var total score
	var wg sync.WaitGroup
	next := make(chan labelled)
	for range min(2, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for p := range next {
				r := readLabelled(p)
				mu.Lock()
				total.add(p, r)
				mu.Unlock()
			}
		})
	}
	for _, p := range pages {
		next <- p
	}
	close(next)
	wg.Wait()
	return total
}

func readLabelled(p labelled) Reading {
	parsed, err := page.Parse(page.Source{Body: p.source, ContentType: "text/html; charset=utf-8", Address: p.URL, TrustUTF8: true})
	if err != nil {
		return Reading{}
	}
	return Read(parsed, Options{Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
}

func (s *score) add(p labelled, r Reading) {
	text := r.Content.Text()
	if p.Body != nil {
		s.bodies++
		f1 := wordF1(*p.Body, text)
		if p.Summary != "" {
			f1 = max(f1, wordF1(strings.TrimPrefix(*p.Body, p.Summary), text))
		}
		s.bodyF1 += f1
	}
	if p.Title != nil {
		s.titles++
		s.titlesRight += one(strings.Join(wordsOf(*p.Title), " ") == strings.Join(wordsOf(r.Content.Title), " "))
	}
	if p.Date != nil {
		s.dates++
		right := sameDay(*p.Date, string(r.Content.Date))
		s.datesRight += one(right)
		s.wrong += one(!right && r.Content.Date != "")
	}
	text = strings.Join(strings.Fields(text), " ")
	for _, w := range p.With {
		s.snippets++
		s.found += one(strings.Contains(text, strings.Join(strings.Fields(w), " ")))
	}
	for _, w := range p.Without {
		s.unwanted++
		s.noise += one(strings.Contains(text, strings.Join(strings.Fields(w), " ")))
	}
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// wordF1 is the harmonic mean of precision and recall of two bags of words.
func wordF1(want, got string) float64 {
	bag := make(map[string]int)
	wanted, given := wordsOf(want), wordsOf(got)
	for _, w := range wanted {
		bag[w]++
	}
	shared := 0
	for _, w := range given {
		if bag[w] > 0 {
			bag[w]--
			shared++
		}
	}
	if len(wanted)+len(given) == 0 {
		return 1
	}
	return 2 * float64(shared) / float64(len(wanted)+len(given))
}

// wordsOf returns the words of s in lower case, those of scripts without
// spaces character by character.
func wordsOf(s string) []string {
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			flush()
			words = append(words, string(r))
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
			word.WriteRune(r)
		default:
			flush()
		}
	}
	flush()
	return words
}

// sameDay reports whether two dates name the same day as written, or one instant.
func sameDay(want, got string) bool {
	if len(want) >= 10 && len(got) >= 10 && want[:10] == got[:10] {
		return true
	}
	w, err := time.Parse(time.RFC3339, want)
	g, err2 := time.Parse(time.RFC3339, got)
	return err == nil && err2 == nil && w.Sub(g).Abs() <= time.Minute
}
