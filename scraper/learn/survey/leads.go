package survey

import (
	"net/url"
	"slices"
	"strings"
	"sync"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// leads returns addresses that may be the listing, the likeliest first: the
// folders that an article stands in, and links whose words or address say
// "news" in some language.
func (v *visitor) leads(start *page.Page, article bool) []string {
	type lead struct {
		address string
		score   float64
	}
	scores := map[string]float64{}
	var order []string
	add := func(address string, score float64) {
		address, err := archive.CleanURL(address)
		if err != nil || !sameSite(address, start.URL) || sameAddress(address, start.URL.String()) || score <= 0 {
			return
		}
		if _, ok := scores[address]; !ok {
			order = append(order, address)
		}
		scores[address] = max(scores[address], score)
	}
	folders := foldersOf(start.URL)
	for _, n := range start.Doc.Find("a[href]").Nodes {
		var href string
		for _, a := range n.Attr {
			if a.Key == "href" {
				href = a.Val
			}
		}
		address, ok := start.Resolve(href)
		if !ok {
			continue
		}
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		score := newsScore(page.Text(n), u)
		if i := slices.Index(folders, strings.TrimRight(u.Path, "/")+"/"); article && i >= 0 {
			score += 4 - 0.5*float64(i)
		}
		add(address, score)
	}
	if article {
		for i, folder := range folders {
			u := *start.URL
			u.Path, u.RawPath, u.RawQuery = folder, "", ""
			add(u.String(), 2.5-0.5*float64(i))
		}
	}
	if !root(start.URL) {
		u := *start.URL
		u.Path, u.RawPath, u.RawQuery = "/", "", ""
		add(u.String(), 0.5)
	}
	list := make([]lead, len(order))
	for i, address := range order {
		list[i] = lead{address, scores[address]}
	}
	slices.SortStableFunc(list, func(a, b lead) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	addresses := make([]string, len(list))
	for i, l := range list {
		addresses[i] = l.address
	}
	return addresses
}

// foldersOf returns the folders that a page stands in, the innermost first,
// without the root.
func foldersOf(u *url.URL) []string {
	var folders []string
	path := strings.TrimRight(u.Path, "/")
	for {
		i := strings.LastIndexByte(path, '/')
		if i <= 0 {
			return folders
		}
		path = path[:i]
		folders = append(folders, path+"/")
	}
}

// newsScore says how much a link looks like that to a list of news.
func newsScore(label string, u *url.URL) float64 {
	score := 0.0
	words := wordsOf(label)
	if len(words) > 0 && len(words) <= 5 {
		for _, w := range words {
			score = max(score, newsWords()[w])
		}
		joined := strings.ToLower(archive.NormaliseLine(label))
		for _, w := range newsSigns {
			if strings.Contains(joined, w) {
				score = max(score, 2)
			}
		}
	}
	if newsPath(u.Path) {
		score += 1.5
	}
	if score > 0 {
		score -= 0.15 * float64(strings.Count(strings.Trim(u.Path, "/"), "/"))
		if u.RawQuery != "" {
			score -= 0.3
		}
	}
	return score
}

// newsPath reports whether the end of a path names a list of news.
func newsPath(path string) bool {
	parts := strings.Split(strings.Trim(strings.ToLower(path), "/"), "/")
	last := parts[max(0, len(parts)-2):]
	for _, p := range last {
		p, _, _ = strings.Cut(p, ".")
		words := strings.FieldsFunc(p, func(r rune) bool { return r == '-' || r == '_' })
		if len(words) > 3 {
			continue // an article's name rather than a section's
		}
		for _, w := range words {
			if newsWords()[w] >= 1.5 {
				return true
			}
		}
	}
	return false
}

func wordsOf(label string) []string {
	return strings.FieldsFunc(strings.ToLower(label), func(r rune) bool {
		return r == ' ' || r == '-' || r == '/' || r == '\u00a0' || r == '\n' || r == ',' || r == '.' || r == '&' || r == '’' || r == '\''
	})
}

// newsWords are words by which sections of news are called, in menus and in
// addresses, with how surely.
var newsWords = weights(map[float64]string{
	3: `news newsroom новости новини навіны жаңалықтар жаңылыктар ахбор լուրեր նորություններ noticias notícias notizie nouvelles actualités actualites
		nachrichten neuigkeiten nieuws nyheter nyheder uutiset wiadomości wiadomosci aktualności aktualnosci zprávy novinky správy hírek știri stiri
		noutăți haberler νέα ειδήσεις الأخبار أخبار اخبار خبرها חדשות समाचार berita tin novosti xinwen naujienos ziņas uudised вести vesti vijesti novice lajmet
		yangiliklar xəbərlər ახალი ამბები мэдээ`,
	2: `press releases release pressreleases presse presseinformation pressemitteilungen pressemitteilung communiqués communiques comunicados comunicati prensa
		aktuelles actualidad attualità attualita actueel aktuellt media medien events announcements statements latest updates stories bulletin
		пресс пресса релизы события объявления заявления сообщения лента анонсы publications basın duyurular tiskové comunicate
		บันทึก ข่าว siaran pers press-releases presscentre presscenter press_center newslist sobytiya akhbar blog articles posts`,
	1: `archive archiv архив archives archivo information publikationen публикации documents speeches interviews`,
})

// newsSigns are such words in scripts that set no spaces.
var newsSigns = []string{"新闻", "新聞", "要闻", "动态", "公告", "通知", "ニュース", "お知らせ", "報道発表", "뉴스", "소식", "보도자료", "ข่าว", "tin tức", "aktuelle meldungen"}

// weights returns a table that is made when it is first asked for.
func weights(groups map[float64]string) func() map[string]float64 {
	return sync.OnceValue(func() map[string]float64 {
		words := map[string]float64{}
		for weight, list := range groups {
			for w := range strings.FieldsSeq(list) {
				words[w] = max(words[w], weight)
			}
		}
		return words
	})
}
