package search

import (
	"slices"
	"strings"
)

// expression returns the query for FTS5, for each of the languages. Words are
// letters and digits in quotation marks: nothing that is typed is syntax there.
func (q Query) expression(codes []string) string {
	var all []string
	for _, code := range codes {
		if one := q.inLanguage(newTongue(code)); one != "" {
			all = append(all, "("+one+")")
		}
	}
	return strings.Join(all, " OR ")
}

func (q Query) inLanguage(t *tongue) string {
	var wanted, unwanted []string
	for _, term := range q.terms {
		phrase := term.phrase(t)
		switch {
		case phrase == "":
		case term.not:
			unwanted = append(unwanted, phrase)
		default:
			wanted = append(wanted, phrase)
		}
	}
	if len(wanted) == 0 {
		return ""
	}
	expression := strings.Join(wanted, " AND ")
	if len(unwanted) > 0 {
		expression = "(" + expression + ") NOT (" + strings.Join(unwanted, " OR ") + ")"
	}
	return expression
}

// phrase returns a term for FTS5.
func (t term) phrase(in *tongue) string {
	forms := t.forms(in)
	if len(forms) == 0 {
		return ""
	}
	phrase := `"` + strings.Join(forms, " ") + `"`
	if t.field != "" {
		return t.field + " : " + phrase
	}
	return phrase
}

func (t term) forms(in *tongue) []string {
	var forms []string
	for _, w := range in.cut(t.text) {
		forms = append(forms, w.form)
	}
	return forms
}

// hit is where a term occurs among the words of a text: from word at, for n words.
type hit struct{ at, n, term int }

// hits returns where the wanted terms of q occur in the words of a field,
// ascending.
func (q Query) hits(in *tongue, field string, words []word) []hit {
	var list []hit
	for i, t := range q.terms {
		if t.not || t.field != "" && t.field != field {
			continue
		}
		forms := t.forms(in)
		for at := 0; len(forms) > 0 && at+len(forms) <= len(words); at++ {
			if begins(words[at:], forms) {
				list = append(list, hit{at, len(forms), i})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b hit) int { return a.at - b.at })
	return list
}

func begins(words []word, forms []string) bool {
	for i, f := range forms {
		if words[i].form != f {
			return false
		}
	}
	return true
}
