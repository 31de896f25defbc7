package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A counter is a short paragraph whose numbers change by themselves, such as
// one that tells how often the article was read. It stands in the text of pages
// that do not mark it as anything else, in words of any language. It is known
// by what it does: asked once more in the same crawl, the page prints other
// numbers again; or every article read that has such a paragraph has other
// numbers than before. Texts that differ in the numbers of counters alone are
// the same text.
type counters struct {
	known map[string]bool     // their forms
	seen  map[string]tally    // of this crawl, by form
	may   map[string][]string // addresses of captures that differ in nothing but these forms
	asked int
}

// tally counts the known articles read with a form.
type tally struct{ read, changed int }

// countersKey names the memo that holds the forms that are known.
const countersKey = "counters"

// Limits of counters.
const (
	longestCounter = 80 // characters
	shortestWords  = 3  // letters
	stem           = 3  // letters of a word
	mostCounters   = 50 // remembered of a feed
	mostAsked      = 5  // pages asked once more in a crawl
	enoughAlike    = 3  // articles that prove one without asking
)

// formOf returns a paragraph without its numbers and the ends of its words,
// which may agree with them; empty when it cannot be a counter.
func formOf(paragraph string) string {
	if utf8.RuneCountInString(paragraph) > longestCounter || !strings.ContainsFunc(paragraph, unicode.IsDigit) {
		return ""
	}
	var form strings.Builder
	letters, word, number := 0, 0, false
	for _, c := range paragraph {
		switch {
		case unicode.IsDigit(c):
			if !number {
				form.WriteByte('#')
			}
			word, number = 0, true
		case number && strings.ContainsRune(" .,'’", c): // between its thousands
		case unicode.IsLetter(c):
			letters, number = letters+1, false
			if word++; word <= stem {
				form.WriteRune(c)
			}
		default:
			word, number = 0, false
			form.WriteRune(c)
		}
	}
	if letters < shortestWords {
		return ""
	}
	return form.String()
}

// digitsOf returns the digits of a text.
func digitsOf(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return c
		}
		return -1
	}, text)
}

// formsOf returns the paragraphs of a text that may be counters, by their
// forms: each stands in the text once.
func formsOf(text string) map[string]string {
	found, twice := map[string]string{}, map[string]bool{}
	for _, p := range Paragraphs(text) {
		if form := formOf(p); form != "" {
			twice[form] = found[form] != ""
			found[form] = p
		}
	}
	maps.DeleteFunc(found, func(form, _ string) bool { return twice[form] })
	return found
}

// renumbered returns the forms of the paragraphs in which two contents differ,
// nil when they differ in more than numbers of what may be counters.
func renumbered(prev, next Content) []string {
	if prev.Body == next.Body && prev.Summary == next.Summary {
		return nil
	}
	prev, next = prev.Normalised(), next.Normalised()
	if prev.Title != next.Title || !sameDate(prev.Date, next.Date) || !sameAttachments(prev.Attachments, next.Attachments) {
		return nil
	}
	then, now := prev.Text(), next.Text()
	was, is := Paragraphs(then), Paragraphs(now)
	if then == now || len(was) != len(is) {
		return nil
	}
	before, after := formsOf(then), formsOf(now)
	var list []string
	for i := range was {
		if was[i] == is[i] {
			continue
		}
		form := formOf(was[i])
		if form == "" || before[form] != was[i] || after[form] != is[i] || digitsOf(was[i]) == digitsOf(is[i]) {
			return nil
		}
		list = append(list, form)
	}
	return list
}

// tell counts the forms of a known article that was read, and notes those in
// which alone it differs, if any.
func (c *counters) tell(address string, prev, next Content, differ []string) {
	if c.seen == nil {
		c.seen, c.may = map[string]tally{}, map[string][]string{}
	}
	if len(differ) > 0 {
		c.may[address] = differ
	}
	then, now := prev.Text(), next.Text()
	before := formsOf(then)
	after := before
	if then != now {
		after = formsOf(now)
	}
	for form, was := range before {
		if is, ok := after[form]; ok {
			t := c.seen[form]
			t.read++
			if digitsOf(is) != digitsOf(was) {
				t.changed++
			}
			c.seen[form] = t
		}
	}
}

// same reports whether there is a difference, and only one in the numbers of
// counters: forms are what [renumbered] returns.
func (c *counters) same(forms []string) bool {
	return len(forms) > 0 && !slices.ContainsFunc(forms, func(form string) bool { return !c.known[form] })
}

// recall reads which counters earlier crawls knew.
func (c *counters) recall(v View) error {
	c.known = map[string]bool{}
	var forms []string
	if _, err := ReadMemo(v, countersKey, "recall the counters of its pages", &forms); err != nil {
		return err
	}
	for _, form := range forms {
		c.known[form] = true
	}
	return nil
}

// counted takes the captures that differ in counters alone out of those that
// wait for the verdict, and queues them.
func (r *recorder) counted(ctx context.Context) error {
	learned := len(r.counters.known)
	var waiting []CaptureInfo
	for _, info := range r.guard.waiting {
		if len(r.counters.may[info.URL]) == 0 {
			waiting = append(waiting, info)
			continue
		}
		same, info, err := r.countsOnly(ctx, info)
		if err != nil {
			return err
		}
		if same {
			r.enqueue(info)
		} else {
			waiting = append(waiting, info)
		}
	}
	r.guard.waiting = waiting
	if len(r.counters.known) == learned {
		return nil
	}
	forms := slices.Sorted(maps.Keys(r.counters.known))
	b, err := json.Marshal(forms[:min(len(forms), mostCounters)])
	if err != nil {
		return fmt.Errorf("note the counters of its pages: %w", err)
	}
	r.note(map[string][]byte{countersKey: b})
	return nil
}

// countsOnly reports whether a capture differs from what is known in counters
// alone, and finds out what is one. It returns the capture that is to be
// recorded: the last one, if its page was asked once more.
func (r *recorder) countsOnly(ctx context.Context, info CaptureInfo) (bool, CaptureInfo, error) {
	b, err := r.beforeOf(ctx, info)
	if err != nil || b == nil {
		return false, info, err
	}
	reading, err := r.read(ctx, info)
	if u := (*unreadable)(nil); errors.As(err, &u) {
		return false, info, nil
	}
	if err != nil {
		return false, info, err
	}
	forms := r.counters.may[info.URL]
	if unproven := r.counters.unproven(forms); len(unproven) > 0 && r.counters.asked < mostAsked {
		r.counters.asked++
		if info, err = r.askAgain(ctx, b, info, reading.Content, unproven); err != nil {
			return false, info, err
		}
	}
	if len(r.counters.unproven(forms)) > 0 {
		return false, info, nil
	}
	for _, form := range forms {
		if !r.counters.known[form] {
			r.counters.known[form] = true
			r.warnings = append(r.warnings, fmt.Sprintf("the numbers in %q change by themselves: they are not told as edits", formsOf(reading.Content.Text())[form]))
		}
	}
	return true, info, nil
}

// unproven returns those forms that nothing says yet to be those of counters.
func (c *counters) unproven(forms []string) []string {
	return slices.DeleteFunc(slices.Clone(forms), func(form string) bool {
		t := c.seen[form]
		return c.known[form] || t.changed >= enoughAlike && t.changed == t.read
	})
}

// askAgain asks for an article's page once more, notes which of the forms have
// other numbers again, and returns the capture, which takes the place of the first.
func (r *recorder) askAgain(ctx context.Context, b *before, info CaptureInfo, read Content, forms []string) (CaptureInfo, error) {
	answer := r.Ask(ctx, b.row)
	if answer.Gone != "" || answer.Missed != "" {
		return info, ctx.Err()
	}
	again, err := r.read(ctx, answer.Capture)
	if u := (*unreadable)(nil); errors.As(err, &u) {
		return answer.Capture, nil
	}
	if err != nil {
		return info, err
	}
	before, first, now := formsOf(b.content.Text()), formsOf(read.Text()), formsOf(again.Content.Text())
	for _, form := range forms {
		n := digitsOf(now[form])
		if n != "" && n != digitsOf(first[form]) && n != digitsOf(before[form]) {
			r.counters.seen[form] = tally{read: enoughAlike, changed: enoughAlike}
		}
	}
	return answer.Capture, nil
}
