package search

import "strings"

// Part is a stretch of a text; Match: it is what was searched for.
type Part struct {
	Text  string
	Match bool
}

// Text returns the text that parts make together.
func Text(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// snippetWords is how many words a snippet shows.
const snippetWords = 32

// marked returns all of a text with what was searched for.
func (q Query) marked(in *tongue, field, text string) []Part {
	words := in.cut(text)
	return parts(text, 0, len(text), words, q.hits(in, field, words))
}

// snippet returns the stretch of a text in which most of what was searched for
// occurs, on one line, and its beginning when nothing does.
func (q Query) snippet(in *tongue, text string) []Part {
	words := in.cut(text)
	hits := q.hits(in, FieldBody, words)
	first, last := window(words, hits)
	if first == last {
		return nil
	}
	start, end := words[first].start, words[last-1].end
	if first == 0 {
		start = 0
	}
	if last == len(words) {
		end = len(text)
	}
	list := parts(text, start, end, words, hits)
	if start > 0 {
		list = append([]Part{{Text: "… "}}, list...)
	}
	if end < len(text) {
		list = append(list, Part{Text: " …"})
	}
	for i := range list {
		list[i].Text = oneLine(list[i].Text)
	}
	return list
}

// oneLine makes paragraph breaks spaces.
func oneLine(s string) string { return strings.Join(strings.Split(s, "\n\n"), " ") }

// window returns the words to show: a few before the hit from which most terms
// are within reach, and up to snippetWords in all.
func window(words []word, hits []hit) (first, last int) {
	best, most := 0, -1
	for i, from := range hits {
		seen, n := map[int]bool{}, 0
		for _, h := range hits[i:] {
			if h.at+h.n > from.at+snippetWords*3/4 {
				break
			}
			n++
			seen[h.term] = true
		}
		if value := len(seen)*1000 + min(n, 999); value > most {
			best, most = from.at, value
		}
		if n == 0 && most < 0 {
			best = from.at
		}
	}
	first = max(best-snippetWords/4, 0)
	last = min(first+snippetWords, len(words))
	return max(min(first, last-snippetWords), 0), last
}

// parts cuts text[start:end] at the hits; those that overlap are one.
func parts(text string, start, end int, words []word, hits []hit) []Part {
	var list []Part
	at := start
	for _, h := range hits {
		from, to := words[h.at].start, words[h.at+h.n-1].end
		if from < start || to > end || to <= at {
			continue
		}
		if from = max(from, at); from > at {
			list = append(list, Part{Text: text[at:from]})
		}
		if n := len(list); from == at && n > 0 && list[n-1].Match {
			list[n-1].Text += text[from:to]
		} else {
			list = append(list, Part{text[from:to], true})
		}
		at = to
	}
	if at < end {
		list = append(list, Part{Text: text[at:end]})
	}
	return list
}
