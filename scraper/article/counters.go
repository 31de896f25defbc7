package article

import (
	"strings"
	"unicode"
)

// counterWords name a number that differs at every look, alone before or behind
// it: how often a page was seen. Folded (see fold).
var counterWords = phrases(`views|view|page views|hits|read|reads|times read|number of views|view count|total views|visits|visitors|post views|article views|
	aufrufe|seitenaufrufe|zugriffe|gelesen|vues|nombre de vues|lectures|visitas|visualizaciones|vistas|lecturas|visualizações|visualizzazioni|letture|weergaven|gelezen|visningar|visninger|
	wyświetleń|wyświetlenia|odsłon|liczba wyświetleń|liczba odsłon|zobrazení|počet zobrazení|přečteno|megtekintések|megtekintve|vizualizări|accesări|okunma|okunma sayısı|görüntülenme|görüntülenme sayısı|dilihat|dibaca|lượt xem|
	просмотры|просмотров|просмотра|просмотр|количество просмотров|кол во просмотров|число просмотров|просмотрено|прочитано|прочтений|показов|
	перегляди|переглядів|перегляду|перегляд|кількість переглядів|переглянуто|прагляды|праглядаў|прагляду|прагляд|колькасць праглядаў|прагледжана|
	прегледа|прегледи|преглед|број прегледа|прегледано|прочитано пута|pregleda|pregledi|pregled|broj pregleda|pregledano|pročitano|pročitano puta|broj poseta|broj posjeta|ogledov|število ogledov|
	посещения|брой посещения|видяна|прегледи на страницата|
	қаралды|қаралым|қаралымдар|қаралымдар саны|қаралым саны|қарау саны|көрілді|көрілім|көрілім саны|оқылды|оқылым|оқылым саны|
	көрүүлөр|көрүүлөр саны|көрүлдү|көрүү саны|каралды|окулду|
	дида шуд|дидан|тамошо|тамошо шуд|шумораи тамошо|шумораи дидан|хонда шуд|
	koʻrishlar|koʻrishlar soni|ko rishlar|ko rishlar soni|korishlar|korishlar soni|koʻrildi|ko rildi|korildi|korilgan|oʻqildi|o qildi|oqildi|кўришлар|кўришлар сони|кўрилди|кўрилган|ўқилди|
	baxış|baxış sayı|baxışlar|baxılıb|oxunub|oxunma|oxunma sayı|görlen|görülen|okalan|
	դիտում|դիտումներ|դիտումների քանակ|դիտումների քանակը|դիտվել է|ընթերցվել է|ნახვა|ნახვები|ნახვების რაოდენობა|ნანახია|წაკითხულია|
	үзсэн|үзсэн тоо|үзэлт|уншсан|
	مشاهدة|مشاهدات|عدد المشاهدات|بازدید|تعداد بازدید|צפיות|浏览次数|浏览量|阅读次数|阅读量|点击数|点击量|点击次数|访问量|瀏覽次數|瀏覽量|閲覧数|조회수|조회`)

// counterNumbers is the most groups of digits that a count has: 1 204 567.
const counterNumbers = 3

// isCounter reports whether a line says how often something was seen, and
// nothing else: the words for it, with a number before or behind them.
func isCounter(l *line) bool {
	if l.words > phraseWords+counterNumbers || !hasDigit(l.Text) {
		return false
	}
	words := strings.TrimFunc(l.folded, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' })
	return l.folded != words && counterWords()[words] &&
		len(strings.Fields(l.folded))-len(strings.Fields(words)) <= counterNumbers
}
