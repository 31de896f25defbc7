//nolint:misspell // most of these words are not English
package listing

import (
	"strings"
	"sync"
	"unicode"

	"onrecord/archive"
)

// labelKind says what the text of a link can tell about where it leads.
type labelKind uint8

const (
	labelNone   labelKind = iota // no text: an image or an icon
	labelNumber                  // digits and punctuation: a page, a docket, a year
	labelAction                  // "Read more", "PDF", "Download": what to do, not what it is
	labelTitle                   // anything else
)

// fold returns a label as it is compared with the lists of words below: lower
// case, letters and digits only, words parted by one space.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range archive.NormaliseLine(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
			continue
		}
		space = true
	}
	return b.String()
}

// kindOfLabel tells what a link's text is, by the text alone.
func kindOfLabel(label string) labelKind {
	if label == "" {
		return labelNone
	}
	letters := 0
	for _, r := range label {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < 2 {
		return labelNumber
	}
	words := fold(label)
	if words == "" || actionLabels()[words] {
		return labelAction
	}
	for range 4 { // "PDF 120 KB", "Download (pdf)"
		cut := strings.LastIndexByte(words, ' ')
		if cut < 0 || !sizeOrType()[words[cut+1:]] && !allDigits(words[cut+1:]) {
			break
		}
		if words = words[:cut]; actionLabels()[words] || sizeOrType()[words] {
			return labelAction
		}
	}
	return labelTitle
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// setOf returns a set that is made when it is first asked for: most starts of
// the program look at no listing.
func setOf(words ...string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		m := make(map[string]bool, len(words))
		for _, w := range words {
			m[w] = true
		}
		return m
	})
}

// sizeOrType are words that may follow an action: "PDF, 120 KB".
var sizeOrType = setOf("pdf", "doc", "docx", "html", "htm", "xls", "xlsx", "txt", "rtf", "odt", "zip", "kb", "mb", "ko", "mo", "кб", "мб", "bytes")

// actionLabels are texts of links that say what to do. Folded.
var actionLabels = setOf(
	// English
	"read more", "more", "read", "read on", "read full", "read article", "read the article", "read full article", "read the full article",
	"read full story", "read story", "read news", "full text", "full story", "full article", "full version", "continue", "continue reading",
	"continue reading →", "learn more", "find out more", "more details", "more info", "more information", "details", "see details",
	"see more", "see full", "view", "view more", "view all", "view details", "view document", "view opinion", "view pdf", "view article",
	"view release", "view full release", "view press release", "view download", "view download document", "open", "open pdf", "click here",
	"here", "link", "permalink", "go", "download", "download pdf", "download document", "download opinion", "download file", "download here",
	"pdf", "pdf version", "pdf file", "doc", "docx", "word", "html", "text", "txt", "rtf", "xml", "xls", "xlsx", "print", "printable version",
	"share", "comment", "comments", "leave a comment", "no comments", "reply", "summary", "overview", "overview summary", "abstract",
	"opinion", "order", "case details", "docket", "attachment", "attachments", "english", "watch", "watch video", "listen", "video", "photo", "photos",
	// Russian, Ukrainian, Belarusian, Bulgarian, Serbian
	"подробнее", "подробно", "читать", "читать далее", "читать дальше", "читать полностью", "читать подробнее", "далее", "дальше", "больше",
	"полный текст", "весь текст", "текст", "ещё", "еще", "открыть", "скачать", "скачать файл", "смотреть", "посмотреть", "просмотр", "перейти",
	"комментарии", "комментировать", "ссылка", "документ", "фото", "видео", "печать", "версия для печати", "узнать больше", "узнать подробнее",
	"детальніше", "докладніше", "читати далі", "читати", "більше", "завантажити", "переглянути", "падрабязней", "чытаць далей",
	"прочети повече", "прочети", "повече", "виж повече", "още", "опширније", "више", "прочитај више", "детаљније", "opširnije", "više", "detaljnije", "pročitaj više",
	// German, Dutch, Nordic
	"mehr", "mehr lesen", "weiterlesen", "mehr erfahren", "weitere informationen", "zum artikel", "ganzer artikel", "artikel lesen", "herunterladen", "lesen",
	"lees meer", "lees verder", "meer", "meer lezen", "meer informatie", "bekijk", "downloaden", "läs mer", "läs hela", "les mer", "læs mere", "lue lisää", "lue", "lataa", "loe edasi", "loe", "lasīt vairāk", "lasīt", "skaityti daugiau", "skaityti", "plačiau",
	// Romance
	"lire", "lire la suite", "en savoir plus", "lire plus", "plus", "voir", "voir plus", "télécharger", "consulter", "suite", "détails",
	"leer más", "leer mas", "más", "mas", "ver más", "ver mas", "ver", "ver detalle", "seguir leyendo", "más información", "mas informacion", "descargar", "leer", "leer nota", "detalles",
	"leia mais", "ler mais", "saiba mais", "mais", "ver mais", "baixar", "continue lendo", "continuar lendo", "continuar a ler",
	"leggi", "leggi tutto", "leggi di più", "continua", "continua a leggere", "approfondisci", "scarica", "vai", "dettagli",
	"citește mai mult", "citeşte mai mult", "citește", "mai mult", "mai multe", "detalii", "descarcă", "llegir més", "més informació", "lexo më shumë", "më shumë",
	// Polish, Czech, Slovak, Hungarian, Slovene, Croatian, Greek, Turkish
	"czytaj więcej", "czytaj dalej", "więcej", "czytaj", "pobierz", "zobacz", "zobacz więcej", "szczegóły", "číst dále", "číst více", "více", "celý článek", "stáhnout", "zobrazit", "detail",
	"čítať ďalej", "čítať viac", "viac", "stiahnuť", "zobraziť", "tovább", "bővebben", "részletek", "letöltés", "elolvasom", "preberi več", "več", "prenesi", "pročitajte više", "preuzmi",
	"διαβάστε περισσότερα", "περισσότερα", "συνέχεια", "λήψη", "devamı", "devamını oku", "daha fazla", "detay", "detaylar", "oku", "indir", "ətraflı", "davamı", "batafsil", "толығырақ", "оқу", "кененирээк",
	// Arabic, Persian, Hebrew, Urdu
	"اقرأ المزيد", "المزيد", "قراءة المزيد", "التفاصيل", "تفاصيل", "للمزيد", "تحميل", "عرض", "ادامه مطلب", "بیشتر", "ادامه", "بیشتر بخوانید", "دانلود", "مشاهده", "קרא עוד", "להמשך קריאה", "עוד", "המשך", "הורדה", "مزید پڑھیں",
	// Chinese, Japanese, Korean, Vietnamese, Thai, Indonesian, Hindi
	"更多", "详情", "详细", "查看", "查看详情", "查看更多", "阅读", "阅读全文", "阅读更多", "全文", "了解更多", "下载", "詳情", "詳細", "閱讀更多", "閱讀全文", "下載", "繼續閱讀",
	"続きを読む", "詳しくはこちら", "もっと見る", "もっと読む", "全文を読む", "こちら", "ダウンロード", "더보기", "자세히 보기", "자세히", "다운로드", "xem thêm", "chi tiết", "đọc tiếp", "xem chi tiết", "tải về",
	"อ่านต่อ", "อ่านเพิ่มเติม", "ดาวน์โหลด", "baca selengkapnya", "selengkapnya", "baca", "unduh", "lihat", "और पढ़ें", "आगे पढ़ें", "अधिक",
)

// layoutIDs are ids that name a part of the layout, so that lists of the same
// make in different parts are told apart.
var layoutIDs = setOf("content", "main", "main-content", "maincontent", "sidebar", "left", "right", "left-col", "right-col", "leftcol", "rightcol",
	"left-column", "right-column", "center", "centre", "middle", "header", "footer", "nav", "menu", "primary", "secondary", "body", "wrapper", "container", "page")

// passingClasses mark or number an element without making it another kind.
var passingClasses = setOf("odd", "even", "first", "last", "active", "current", "new", "sticky", "featured", "important", "selected", "open",
	"hidden", "show", "alt", "clearfix", "row-odd", "row-even", "views-row-odd", "views-row-even", "views-row-first", "views-row-last", "no-image", "with-image", "no-img", "is-active", "is-new", "has-image", "unread")

// dateClasses are words of classes of elements made for a date.
var dateClasses = setOf("date", "dates", "datetime", "time", "day", "posted", "published", "pubdate", "timestamp", "created", "data", "datum", "fecha", "tarih", "datestamp")

// dateWords before a date say that it is one of the entry's.
var dateWords = setOf("date", "dated", "on", "of", "дата", "от", "datum", "vom", "fecha", "data", "tarih", "tarihi", "التاريخ", "تاريخ", "تاریخ", "日期", "時間", "时间", "ngày", "tanggal", "dátum", "kuupäev", "päivämäärä", "dato", "ημερομηνία")

// publicationWords before a date say that it is the date of publication.
var publicationWords = setOf("posted", "published", "publication", "issued", "issuance", "filed", "released", "release", "decided", "decision", "issue", "added",
	"опубликовано", "опубликована", "опубликован", "публикации", "размещено", "добавлено", "принято", "опубліковано", "оприлюднено", "публикувано", "објављено",
	"veröffentlicht", "erschienen", "publié", "parution", "publiée", "publicado", "publicada", "pubblicato", "opublikowano", "dodano", "publikováno", "zveřejněno", "uverejnené", "yayın", "yayınlanma",
	"نشر", "النشر", "发布时间", "发布日期", "发布", "公開日", "掲載日", "등록일", "작성일", "opublikowany", "julkaistu", "publicerad", "publisert", "udgivet", "avaldatud", "publicēts", "paskelbta", "gepubliceerd", "objavljeno", "közzétéve", "δημοσίευση")

// otherDateWords before a date say that it is the date of something else.
var otherDateWords = setOf("argued", "conference", "argument", "hearing", "heard", "submitted", "updated", "modified", "revised", "deadline", "expires", "expiry", "until", "due", "closing", "closes", "effective", "reclassified",
	"reclassification", "event", "starts", "ends", "from", "to", "since", "born", "retrieved", "accessed", "изменено", "обновлено", "обновлена", "до", "срок", "оновлено", "aktualisiert", "geändert", "bis", "modifié", "actualizado", "aggiornato", "تحديث", "更新", "更新日", "截止", "수정일")

// explicitNext are labels that name the next page of a list, wherever they stand. Folded.
var explicitNext = setOf(
	"next page", "go to next page", "go to the next page", "next page next", "next results", "next entries", "older posts", "older entries", "older news", "older articles", "older items", "older stories", "older", "previous entries", "earlier news", "earlier posts",
	"load more", "show more", "load more news", "show more news", "load more results", "view more results", "more news", "more results", "more entries", "more posts", "load older posts", "see more news",
	"следующая страница", "следующая стр", "на следующую страницу", "более ранние", "более старые", "старые записи", "предыдущие записи", "ранее", "раньше", "показать ещё", "показать еще", "загрузить ещё", "загрузить еще", "больше новостей", "ещё новости", "еще новости", "показать больше",
	"наступна сторінка", "показати ще", "завантажити ще", "старіші записи", "наступная старонка", "паказаць яшчэ", "следваща страница", "по стари", "следећа страна", "sledeća strana", "sljedeća stranica", "starije",
	"nächste seite", "ältere beiträge", "ältere einträge", "mehr laden", "weitere anzeigen", "mehr anzeigen", "weitere meldungen", "weitere laden", "volgende pagina", "oudere berichten", "meer laden", "toon meer", "nästa sida", "visa fler", "visa mer", "neste side", "vis flere", "vis mer", "næste side", "seuraava sivu", "näytä lisää", "järgmine leht", "nākamā lapa", "kitas puslapis", "rodyti daugiau", "ielādēt vairāk",
	"page suivante", "articles plus anciens", "afficher plus", "voir plus de résultats", "charger plus", "plus anciens", "página siguiente", "siguiente página", "pagina siguiente", "entradas antiguas", "entradas anteriores", "cargar más", "ver más noticias", "mostrar más", "más antiguos", "próxima página", "página seguinte", "pagina seguinte", "carregar mais", "mostrar mais", "posts antigos", "pagina successiva", "prossima pagina", "articoli precedenti", "carica altro", "carica altri", "mostra altri", "mostra altro", "pagina următoare", "încarcă mai multe", "pàgina següent", "faqja tjetër",
	"następna strona", "starsze wpisy", "załaduj więcej", "pokaż więcej", "wczytaj więcej", "další stránka", "starší příspěvky", "načíst další", "zobrazit další", "ďalšia strana", "načítať ďalšie", "zobraziť ďalšie", "következő oldal", "régebbi bejegyzések", "több betöltése", "továbbiak betöltése", "naslednja stran", "naloži več", "επόμενη σελίδα", "παλαιότερα", "φόρτωση περισσότερων", "sonraki sayfa", "daha fazla yükle", "daha fazla göster", "növbəti səhifə", "keyingi sahifa", "келесі бет", "тағы көрсету", "кийинки бет",
	"الصفحة التالية", "تحميل المزيد", "عرض المزيد", "صفحه بعد", "صفحه بعدی", "نمایش بیشتر", "העמוד הבא", "לעמוד הבא", "טען עוד", "הצג עוד", "اگلا صفحہ", "下一页", "下一頁", "下页", "下頁", "加载更多", "載入更多", "查看更多新闻", "次のページ", "次へ", "さらに読み込む", "もっと見る", "다음 페이지", "더 보기", "더보기", "trang sau", "trang tiếp", "trang kế", "xem thêm", "หน้าถัดไป", "ถัดไป", "halaman berikutnya", "muat lebih banyak", "अगला पृष्ठ", "अगला पेज", "পরবর্তী পৃষ্ঠা", "შემდეგი გვერდი", "հաջորդ էջ")

// nextWords say "next" where they stand in a pager. Folded.
var nextWords = setOf(
	"next", "more", "forward", "next 10", "next 20", "next 25", "next 50", "next 100", "next »", "older", "earlier", "continue",
	"следующая", "следующий", "следующие", "след", "далее", "вперёд", "вперед", "дальше", "ещё", "еще", "сюда", "наступна", "далі", "вперед", "наступная", "далей", "следваща", "напред", "следна", "следећа", "следеће", "sledeća", "sledeće", "sljedeća", "dalje", "naprijed",
	"weiter", "nächste", "vor", "vorwärts", "volgende", "nästa", "neste", "næste", "seuraava", "järgmine", "edasi", "nākamā", "tālāk", "kitas", "toliau", "næsta", "áfram",
	"suivant", "suivante", "suivants", "siguiente", "sig", "próxima", "próximo", "proxima", "proximo", "seguinte", "successiva", "successivo", "avanti", "prossima", "prossimo", "succ", "următoarea", "următorul", "inainte", "înainte", "següent", "tjetër", "seguente",
	"następna", "następny", "dalej", "nast", "další", "dále", "následující", "ďalšia", "ďalší", "ďalej", "nasledujúca", "következő", "tovább", "naslednja", "naprej", "επόμενη", "επόμενο", "sonraki", "ileri", "növbəti", "keyingi", "келесі", "кийинки", "дараах",
	"التالي", "التالية", "بعدی", "بعد", "הבא", "הבאה", "اگلا", "اگلے", "下一个", "后页", "後頁", "次", "次頁", "다음", "sau", "tiếp", "kế tiếp", "berikutnya", "selanjutnya", "अगला", "পরবর্তী", "შემდეგი", "հաջորդ", "հաջորդը")

// backWords say "previous" or "newer". Folded.
var backWords = setOf(
	"previous", "prev", "back", "newer", "newer posts", "newer entries", "previous page", "newest", "first", "первая", "предыдущая", "пред", "назад", "предыдущая страница", "новее", "попередня", "папярэдняя", "предишна", "претходна", "prethodna",
	"zurück", "vorherige", "vorherige seite", "vorige", "föregående", "forrige", "edellinen", "eelmine", "iepriekšējā", "ankstesnis", "précédent", "précédente", "page précédente", "anterior", "página anterior", "precedente", "indietro", "anterioară", "înapoi",
	"poprzednia", "wstecz", "předchozí", "zpět", "predchádzajúca", "späť", "előző", "vissza", "prejšnja", "προηγούμενη", "önceki", "geri", "əvvəlki", "السابق", "السابقة", "قبلی", "הקודם", "上一页", "上一頁", "上页", "前へ", "前のページ", "이전", "trước", "sebelumnya", "पिछला")

// notPageWords in a link say that it leads to another article or day rather than
// another page of the list.
var notPageWords = setOf("article", "story", "post", "event", "month", "week", "day", "year", "новость", "статья", "материал", "событие", "месяц", "неделя", "день", "год", "artikel", "beitrag", "monat", "woche", "jahr", "mois", "semaine", "artículo", "articulo", "noticia", "mes", "semana", "articolo", "mese", "notícia", "slide", "slides", "photo", "image", "video")

// pagerClasses are words of classes of pagers.
var pagerClasses = setOf("pager", "pagers", "pagination", "paginator", "paginate", "pagenavi", "pagenav", "paging", "pages", "pagelist", "pagebar", "pagnation", "pagina", "paginacion", "paginas", "stranicy", "pagingbar")

var (
	nextArrows = setOf("»", "›", ">", "→", ">>", "⟩", "▶", "►", "❯", "⇒", "›>", "»»", "››", "➔", "➜", "⏵", "⟶", "》", "＞", "·>", "..»")
	backArrows = setOf("«", "‹", "<", "←", "<<", "⟨", "◀", "◄", "❮", "⇐", "««", "‹‹", "《", "＜")
)

// documentWords in a link that only says what to do say that it leads to a document.
var documentWords = setOf("pdf", "doc", "docx", "document", "download", "opinion", "decision", "order", "скачать", "документ", "файл", "завантажити", "télécharger", "descargar", "documento", "baixar", "scarica", "herunterladen", "dokument", "pobierz", "stáhnout", "stiahnuť", "letöltés", "indir", "تحميل", "دانلود", "下载", "下載", "ダウンロード", "다운로드")
