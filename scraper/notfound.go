package scraper

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/fetch"
)

// nothing is how a site says that a page does not exist when it says so with
// status 200: learned by asking it for an address that cannot exist.
type nothing struct {
	title string          // folded
	words map[string]bool // of the text
	final string          // canonical address it redirects to, if any
}

// alike reports whether a reading is that page and not an article. Its title
// and nearly all its words must be the same; one shared title is no proof.
func (n *nothing) alike(c archive.Content) bool {
	if n == nil || n.title == "" || fold(c.Title) != n.title {
		return false
	}
	return similarity(n.words, wordSet(c.Text())) >= 0.8
}

// similarity is the Jaccard index of two sets; two empty ones are the same.
func similarity(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	all := len(a) + len(b) - both
	if all == 0 {
		return 1
	}
	return float64(both) / float64(all)
}

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(fold(text)) {
		set[w] = true
	}
	return set
}

// fold makes texts comparable that differ in typography and case only.
func fold(text string) string { return strings.ToLower(archive.Fold(archive.NormaliseLine(text))) }

// probe learns how the site says that a page does not exist, when there are
// pages that may say so.
func (c *crawl) probe(ctx context.Context, like string) error {
	if like == "" || c.report.Pages == 0 {
		return nil
	}
	return c.learnNothing(ctx, like)
}

// listingAnswers reports whether a listing can be read now, after all were read
// in this crawl.
func (c *crawl) listingAnswers(ctx context.Context) (bool, error) {
	if slices.ContainsFunc(c.seen.Failures, func(f archive.Failure) bool { return f.Listing }) {
		return false, nil
	}
	w := &walker{crawl: c, listing: c.feed.Listings[0], visited: map[string]bool{}, prints: map[string]bool{}}
	_, ok, err := w.read(ctx, w.listing)
	return ok, err
}

// learnNothing asks the site once for an address that cannot exist, so that
// pages of status 200 that say "not found" are not taken for articles. A site
// that answers with 404, or not at all, teaches nothing and needs nothing.
func (c *crawl) learnNothing(ctx context.Context, like string) error {
	address, ok := impossible(like, c.Random)
	if !ok {
		return nil
	}
	answer, err := c.get(ctx, fetch.Request{URL: address})
	if err == nil && answer.Status == 200 && !c.feed.home(answer.Final) {
		c.reader.nothing = c.nothingOf(answer)
	}
	return ctx.Err() // the site's silence teaches nothing, and is no failure
}

// nothingOf returns how the answer for an address that cannot exist looks; nil
// when it cannot be read, and so resembles nothing.
func (c *crawl) nothingOf(answer fetch.Answer) *nothing {
	a, err := c.reader.Explain(answer.Capture())
	if err != nil {
		return nil
	}
	n := &nothing{title: fold(a.Content.Title), words: wordSet(a.Content.Text())}
	asked, errAsked := archive.Canonical(answer.URL)
	answered, errAnswered := archive.Canonical(answer.Final)
	if errAsked == nil && errAnswered == nil && asked != answered {
		n.final = answered
	}
	return n
}

// impossible returns an address beside like that no site can have.
func impossible(like string, random *rand.Rand) (address string, ok bool) {
	u, err := url.Parse(like)
	if err != nil {
		return "", false
	}
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	slash := strings.HasSuffix(u.Path, "/")
	name := fmt.Sprintf("onrecord-no-such-page-%08x", random.Uint32())
	if dot := strings.LastIndexByte(path, '.'); dot > strings.LastIndexByte(path, '/') {
		name += path[dot:] // sites answer /news/x.html and /news/x in different ways
	}
	if slash {
		name += "/"
	}
	next := url.URL{Scheme: u.Scheme, Host: u.Host}
	return next.String() + path[:strings.LastIndexByte(path, '/')+1] + name, true
}

// saysNotFound reports whether a short page says in words that there is
// nothing here.
func saysNotFound(a article.Reading) bool {
	const longest = 700 // an article about a missing page is longer
	return len(a.Content.Text()) <= longest && says(notFoundWords, a.Content.Title)
}

// says reports whether a heading begins or ends with one of the phrases, or is
// little more than one.
func says(phrases []string, heading string) bool {
	h := strings.Trim(fold(heading), " .!?:|-")
	for _, p := range phrases {
		if h == p || strings.HasPrefix(h, p) && len(h) < 3*len(p)+20 || strings.HasSuffix(h, p) && len(h) < 2*len(p)+20 {
			return true
		}
	}
	return false
}

// notFoundWords are headings of pages that say that there is no page.
var notFoundWords = []string{
	"404", "error 404", "http 404", "not found", "page not found", "page does not exist", "page doesn't exist", "no such page",
	"the page you requested", "the requested page", "this page is no longer available", "content not found", "article not found", "news not found",
	"ошибка 404", "страница не найдена", "страница не существует", "запрашиваемая страница", "элемент не найден", "новость не найдена",
	"материал не найден", "документ не найден", "сторінку не знайдено", "старонка не знойдзена", "бет табылмады", "барак табылган жок",
	"page introuvable", "page non trouvée", "seite nicht gefunden", "seite existiert nicht", "página no encontrada", "página não encontrada",
	"pagina non trovata", "pagina niet gevonden", "nie znaleziono strony", "strona nie istnieje", "stránka nenalezena", "stránka nebyla nalezena",
	"pagina nu a fost găsită", "sayfa bulunamadı", "η σελίδα δεν βρέθηκε", "صفحه یافت نشد", "الصفحة غير موجودة", "הדף לא נמצא",
	"页面不存在", "找不到页面", "ページが見つかりません", "페이지를 찾을 수 없습니다", "halaman tidak ditemukan", "không tìm thấy trang",
}
