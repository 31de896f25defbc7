package demo

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// draw makes the choices for one article. The same seed gives the same choices
// on every machine.
type draw struct {
	rng      *rand.Rand
	names    map[string]string // what {name} stands for
	language string
}

// newDraw returns the choices for the article with this number, about the
// events of a day.
func newDraw(number int, day time.Time, language string) *draw {
	d := &draw{rng: rand.New(rand.NewPCG(20200922, uint64(number))), language: language}
	n := d.rng.Perm(len(states))
	if language == "ru" {
		s := russianStates[n[0]]
		d.names = map[string]string{
			"state": s.nominative, "genitive": s.genitive, "in": s.inCity, "on": pick(d, russianOnLake),
			"Day": russianDate(day.Format("2006-01-02")) + " года", "exercise": pick(d, russianExercises),
		}
	} else {
		half := 2*(day.Year()-2016) + int(day.Month())/7 // the number of meetings held twice a year
		d.names = map[string]string{
			"state": states[n[0]].name, "state2": states[n[1]].name, "state3": states[n[2]].name,
			"city": states[n[0]].city, "city2": states[n[1]].city,
			"lake": pick(d, lakes), "river": pick(d, rivers), "exercise": pick(d, exercises),
			"day": day.Format("2 January 2006"), "day2": day.AddDate(0, 2, d.rng.IntN(25)).Format("2 January"),
			"n": strings.ToLower(ordinals[day.Year()-2011]), "N": ordinals[half],
			"speaker": pick(d, append(append([]string(nil), officials...), guests...)),
		}
	}
	d.names["station"] = strconv.Itoa(d.number(40, 110))
	d.names["rescuers"] = strconv.Itoa(d.number(60, 280))
	d.names["years"] = strconv.Itoa(d.number(5, 19))
	return d
}

var ordinals = strings.Fields("First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth " +
	"Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth")

// pick returns one of the choices.
func pick[T any](d *draw, from []T) T { return from[d.rng.IntN(len(from))] }

// sample returns n of the texts in a random order, or all of them where there are fewer.
func (d *draw) sample(from []string, n int) []string {
	var out []string
	for _, i := range d.rng.Perm(len(from))[:min(n, len(from))] {
		out = append(out, from[i])
	}
	return out
}

// chance is true in percent of all cases.
func (d *draw) chance(percent int) bool { return d.rng.IntN(100) < percent }

// number returns a number between low and high. In Russian it is one after
// which nouns stand in the genitive plural, where the range has any.
func (d *draw) number(low, high int) int {
	n := low + d.rng.IntN(high-low+1)
	if d.language != "ru" {
		return n
	}
	for i := range high - low + 1 {
		m := low + (n-low+i)%(high-low+1)
		if unit := m % 10; unit == 0 || unit > 4 || m%100/10 == 1 {
			return m
		}
	}
	return n
}

var blanks = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{(?:(\d+)-(\d+)|(\w+))\}`) })

// fill puts names and numbers into a text.
func (d *draw) fill(text string) string {
	return blanks().ReplaceAllStringFunc(text, func(blank string) string {
		m := blanks().FindStringSubmatch(blank)
		if m[1] == "" {
			if name, ok := d.names[m[3]]; ok {
				return name
			}
			return blank // a test looks for what is left over
		}
		low, err := strconv.Atoi(m[1])
		if err != nil {
			return blank
		}
		high, err := strconv.Atoi(m[2])
		if err != nil || high < low {
			return blank
		}
		return fmt.Sprint(d.number(low, high))
	})
}

// paragraph fills sentences and joins them.
func (d *draw) paragraph(sentences ...string) string {
	filled := make([]string, len(sentences))
	for i, s := range sentences {
		filled[i] = d.fill(s)
	}
	return strings.Join(filled, " ")
}
