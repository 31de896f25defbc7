package article

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/dates"
)

// Around the title, a printed date is looked for in so many paragraphs.
const (
	paragraphsBefore = 6
	paragraphsAfter  = 14
)

// datesPrinted returns the dates that the page prints for this article: in
// short paragraphs beside its title, never in blocks about other articles.
func (r *reader) datesPrinted() []dated {
	o := r.outline()
	anchor := r.headline
	if anchor < 0 {
		return nil
	}
	var all []dated
	opening := o.opening(anchor)
	last := min(len(o.paragraphs), anchor+1+paragraphsAfter)
	if opening >= 0 {
		last = min(last, opening+2)
	}
	for i := anchor + 1; i < last; i++ {
		all = append(all, r.dateOf(i, 2.2)...)
	}
	for i := anchor - 1; i >= max(0, anchor-paragraphsBefore); i-- {
		if o.paragraphs[i].prose > 0 {
			break // what is above belongs to another article
		}
		all = append(all, r.dateOf(i, 1.6)...)
	}
	return all
}

// dateOf returns the dates that paragraph i prints, if it is short.
func (r *reader) dateOf(i int, weight float64) []dated {
	o := r.outline()
	p := &o.paragraphs[i]
	if len(p.Text) > 200 || o.aboutOthers(p.element) {
		return nil
	}
	marked := o.marked(i)
	if marked != "" {
		if d, ok := dates.ParseMachine(marked, r.options.Location); ok && r.possible(d) {
			if updated(p.Text) {
				weight /= 4
			}
			return []dated{{SourceTime, marked, d, weight, ""}}
		}
	}
	if strings.IndexAny(p.Text, "0123456789") < 0 && p.Text[0] < 0x80 {
		return nil
	}
	d, ok := dates.Parse(p.Text, r.dateOptions())
	if !ok || !r.possible(d) {
		return nil
	}
	if updated(p.Text) {
		return []dated{{SourcePage, p.Text, d, weight / 4, "an update"}}
	}
	return []dated{{SourcePage, p.Text, d, weight, ""}}
}

// aboutOthers reports whether element e is in a block about other articles.
func (o *outline) aboutOthers(e int) bool {
	for ; e >= 0; e = o.elements[e].parent {
		if o.elements[e].dropped && o.elements[e].kind.is(kindRelated|kindNav|kindAside|kindComments|kindConsent|kindSignup|kindAd) {
			return true
		}
	}
	return false
}

// marked returns the date for programs that an element of paragraph i carries.
func (o *outline) marked(i int) string {
	for e := o.paragraphs[i].element; e < len(o.elements) && o.elements[e].first <= i; e++ {
		el := &o.elements[e]
		if el.last < i || el.first > i {
			continue
		}
		if el.node.DataAtom == atom.Time {
			if v := attribute(el.node, "datetime"); v != "" {
				return v
			}
		}
		if v := attribute(el.node, "content"); v != "" && el.kind.is(kindDate) {
			return v
		}
	}
	return ""
}

// updateWords say that a date is that of a change, not of publication.
var updateWords = []string{
	"updated", "update", "modified", "last change", "aktualisiert", "geändert", "änderung", "mis à jour", "modifié", "actualizado", "actualizada",
	"aggiornato", "aggiornamento", "atualizado", "atualizada", "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret", "päivitetty",
	"zaktualizowano", "aktualizacja", "aktualizováno", "aktualizované", "frissítve", "actualizat", "обновлено", "изменено", "обновление", "оновлено",
	"güncelleme", "güncellendi", "diperbarui", "更新", "ενημέρωση", "uppfært",
}

func updated(text string) bool {
	text = strings.ToLower(text)
	for _, w := range updateWords {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// addressDay finds a whole date in an address: /2020/09/22/, /2020-09-22-,
// /20200922/.
var addressDay = regexp.MustCompile(`[/_-]((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])([/_-]?)(0[1-9]|[12]\d|3[01])(?:[/_.-]|$|[a-z])`)

func addressDate(u *url.URL) (archive.Date, bool) {
	if u == nil {
		return "", false
	}
	m := addressDay.FindStringSubmatch(u.Path)
	if m == nil || m[2] != m[4] {
		return "", false
	}
	d, err := archive.ParseDate(m[1] + "-" + m[3] + "-" + m[5])
	return d, err == nil
}
