package article

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Short paragraphs that publishers' systems print among the text, in the
// languages of the pages they were seen on; all in folded form (see fold).
var (
	// pointerStarts begin pointers to other pages: "Read also: …".
	pointerStarts = phrases(`read more|read also|also read|read next|see also|related|more on this|more from|more about|recommended|you may also like|
		you might also like|dont miss|dont forget|click here|watch|watch now|listen|listen now|find out more|learn more|for more|continue reading|keep reading|up next|
		top stories|most read|most popular|trending|must read|
		lesen sie auch|lesen sie mehr|lesen sie hier|auch interessant|mehr zum thema|mehr dazu|zum thema|zum selben thema|das könnte sie auch interessieren|
		lire aussi|à lire aussi|a lire aussi|lire la suite|voir aussi|à découvrir également|sur le même sujet|
		lea también|lee también|leer más|te puede interesar|ver también|leggi anche|leggi di più|per approfondire|potrebbe interessarti|
		leia também|leia mais|veja também|saiba mais|lees ook|lees meer|bekijk ook|les også|les mer|läs också|läs även|läs mer|læs også|læs mere|lue myös|lesa meira|
		czytaj też|czytaj także|czytaj więcej|zobacz także|zobacz też|přečtěte si také|čtěte také|čtěte více|mohlo by vás zajímat|prečítajte si aj|
		olvassa el|kapcsolódó|citește și|citeste si|vezi și|прочетете още|pročitajte i|procitajte i|pročitajte još|preberite tudi|
		читайте также|читать также|читайте ещё|читайте еще|смотрите также|по теме|читайте також|дивіться також|читать далее|подробнее|
		διαβάστε επίσης|διαβάστε ακόμα|διαβάστε περισσότερα|ayrıca okuyun|ilgili haber|ilginizi çekebilir|baca juga|lihat juga|simak juga|xem thêm|
		関連記事|あわせて読みたい|相关新闻|相关阅读|延伸阅读|推荐阅读|관련기사|اقرأ أيضا|اقرأ ايضا|קראו גם|आगे पढ़ें|यह भी पढ़ें|loe ka|skaityk|taip pat skaitykite|lasi arī|lasi vēl|
		чытайце таксама|прочитајте још|прочитајте и|сондай ақ оқыңыз|тағы оқыңыз|ошондой эле окуңуз|ҳамчунин хонед|shuningdek oqing|həmçinin oxuyun|կարդացեք նաև|წაიკითხეთ ასევე`)
	// pleas ask readers for something, or say what is being sold.
	pleas = phrases(`subscribe|sign up|sign up for|sign up to|register now|register for|log in|login|follow us|follow|like us|join our|join us|download our|download the|get the latest|get our|
		already a subscriber|this content is|this article is|this story is for|support us|donate|please consider|stay informed|to read more|to continue reading|
		got a story|got a tip|do you have a|have a story|contact us|email us|share this|share on|share your|tell us|click to|add us|make us|
		newsletter|abonnieren|jetzt abonnieren|jetzt anmelden|melden sie sich|folgen sie|folgen sie uns|registrieren|
		abonnez vous|inscrivez vous|suivez nous|article réservé|réservé aux abonnés|il vous reste|suscríbete|suscribete|síguenos|siguenos|sigue|regístrate|
		iscriviti|abbonati|seguici|assine|inscreva se|siga|abonneer|schrijf je in|volg ons|meld je aan|abonner|følg oss|prenumerera|följ oss|tilmeld|tilaa|
		zapisz się|obserwuj|подписывайтесь|подпишитесь|присоединяйтесь|следите за|підписуйтесь|підпишіться|abone ol|bizi takip edin|cek berita|ikuti|
		有料会員|会員登録|今すぐ登録|无障碍|订阅|subskrybuj|urmăriți ne|prijavite se|hat ihnen dieser artikel|dies ist eine maschinelle|lade|loading|
		we apologize but this video|try refreshing your browser|our website is|javascript is|please enable|your browser`)
	// labels stand alone, over or under what is no text.
	labels = phrases(`advertisement|advertising|advert|adverts|ad|ads|sponsored|promoted|story continues below|article continues below|continue reading below|article continues below advertisement|
		anzeige|werbung|publicité|publicite|publicidad|publicidade|pubblicità|advertentie|annonse|annons|annonce|mainos|reklama|reklam|реклама|на правах рекламы|iklan|広告|广告|광고|إعلان|διαφήμιση|hirdetés|publicitate|oglas|
		share|share this|share this article|share this story|share on facebook|teilen|artikel teilen|partager|compartir|condividi|compartilhar|delen|deel|del|dela|jaa|udostępnij|поделиться|поширити|paylaş|bagikan|シェア|分享|
		print|print this page|drucken|imprimer|imprimir|stampa|печать|распечатать|версия для печати|email|e mail|copy link|link kopieren|copier le lien|facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|
		comments|comment|leave a comment|show comments|kommentare|kommentieren|commentaires|comentarios|mostrar comentarios|commenti|комментарии|yorumlar|reacties|kommentarer|
		tags|tag|topics|keywords|schlagworte|themen|mots clés|etiquetas|тэги|теги|etiketler|etiketter|labels|
		go back|back|back to top|top|back to list|back to news|back to the list|back to the section|back to all news|back to the all news|back to the news|return to list|return|
		zurück|zur übersicht|zurück zur übersicht|nach oben|retour|retour à la liste|haut de page|volver|volver atrás|indietro|torna indietro|torna su|voltar|terug|tilbake|tilbage|tillbaka|takaisin|wróć|powrót|zpět|späť|vissza|înapoi|
		назад|вернуться назад|вернуться|вернуться к списку|к списку|возврат к списку|возврат|назад к списку|все новости|ко всем новостям|вернуться в раздел|наверх|назад до списку|всі новини|назад към списъка|geri|geri dön|kembali|
		all news|more news|other news|latest news|другие новости|alle nachrichten|alle news|toutes les actualités|todas las noticias|tutte le notizie|
		previous|next|previous article|next article|previous post|next post|older|newer|предыдущая|следующая|weiter|vorheriger|nächster|suivant|précédent|siguiente|anterior|
		read more|more|mehr|weiterlesen|plus|más|altro|mais|meer|mer|więcej|ещё|еще|daha fazla|more about|read full story|
		photo|photos|foto|fotos|video|videos|gallery|image|bild|bilder|фото|видео|фотографии|list|view comments|hide|close|menu|search|skip|play|pause|
		source|sources|quelle|quellen|источник|kilde|lähde|subscribe|subscribe now|sign up|log in|newsletter|follow us|
		nazad|povratak|povratak na listu|na vrh|štampa|štampaj|odštampaj|podeli|podijeli|sve vesti|sve vijesti|prethodna|sledeća|sljedeća|komentari|izvor|natrag|ispis|ispiši|nazaj|natisni|
		повратак|повратак на листу|на врх|штампа|штампај|одштампај|подели|све вести|претходна|следећа|коментари|извор|печати|сите вести|печат|отпечатай|сподели|всички новини|
		вярнуцца|вярнуцца да спісу|да спісу|усе навіны|друк|раздрукаваць|версія для друку|падзяліцца|папярэдняя|наступная|каментарыі|крыніца|
		повернутися|повернутися до списку|до списку|усі новини|друкувати|роздрукувати|поділитися|попередня|наступна|коментарі|джерело|
		артқа|кері|тізімге оралу|барлық жаңалықтар|басып шығару|бөлісу|алдыңғы|келесі|пікірлер|толығырақ|дереккөз|жарнама|
		артка|тизмеге кайтуу|бардык жаңылыктар|басып чыгаруу|бөлүшүү|мурунку|кийинки|пикирлер|булак|
		бозгашт|ба қафо|ҳамаи хабарҳо|чоп|чоп кардан|мубодила|қаблӣ|баъдӣ|манбаъ|
		orqaga|ortga|orqaga qaytish|barcha yangiliklar|chop etish|ulashish|oldingi|keyingi|manba|орқага|барча янгиликлар|чоп этиш|улашиш|олдинги|кейинги|
		geriyə|bütün xəbərlər|çap|çap et|çap versiyası|əvvəlki|növbəti|mənbə|yza|
		հետ|վերադառնալ|բոլոր նորությունները|տպել|կիսվել|նախորդ|հաջորդ|մեկնաբանություններ|աղբյուր|
		უკან|დაბრუნება|ყველა სიახლე|ბეჭდვა|ამობეჭდვა|გაზიარება|წინა|შემდეგი|კომენტარები|წყარო|
		буцах|бүх мэдээ|хэвлэх|хуваалцах|بازگشت|چاپ|العودة|طباعة|مشاركة|
		返回|返回列表|返回顶部|打印|打印本页|关闭|关闭窗口|关闭本页|收藏|
		external content not available|externer inhalt nicht verfügbar|empfohlener redaktioneller inhalt|recommended from editorial|up next in`)
	// creditStarts begin lines that say who took a picture or wrote a text.
	creditStarts = phrases(`photo|photos|photo by|photograph|photograph by|photo credit|image|image credit|picture|pic|credit|courtesy|file photo|video by|
		foto|fotos|bild|bildquelle|quelle|crédit photo|crédits|photo d|fotografía|fotografia|foto di|imagem|imagen|kuva|zdjęcie|fot|фото|фото автора|фотография|иллюстрация|снимка|φωτογραφία|fotoğraf|写真|图片来源|图源|
		written by|reporting by|additional reporting by|edited by|editing by|with reporting by|with reports from|with files from|with reporting from|translated by|
		associated press writer|associated press writers|the associated press contributed|责编|編集|source|fuente|fonte|kilde|källa|bron|источник|джерело|крыніца|извор|izvor|дереккөз|сурет|сүрөт|манбаъ|manba|mənbə|աղբյուր|լուսանկար|წყარო|ფოტო|kaynak|sumber|updated on|published on|published|last updated|last modified|posted on|
		updated|stand|veröffentlicht|publié le|mis à jour|publicado|actualizado|pubblicato|aggiornato|publicerad|uppdaterad|publisert|oppdatert|udgivet|julkaistu|опубликовано|обновлено|дата публикации|опубліковано|giriş|güncelleme|`)
)

// phrases returns a function that gives the alternatives of a list as a set,
// which is made when first asked for.
func phrases(alternatives string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool { return list(alternatives) })
}

// list splits the alternatives of a list.
func list(alternatives string) map[string]bool {
	m := make(map[string]bool, 64)
	for _, a := range strings.Split(alternatives, "|") {
		if a = strings.TrimSpace(a); a != "" {
			m[a] = true
		}
	}
	return m
}

// phraseWords is the most words a phrase of the lists above has.
const phraseWords = 5

// starts reports whether a folded text begins with a phrase of the list.
// Scripts without spaces are compared by characters.
func starts(list func() map[string]bool, folded string) bool {
	phrases := list()
	words := 0
	for i := 0; i <= len(folded); i++ {
		if i < len(folded) && folded[i] != ' ' {
			continue
		}
		if phrases[folded[:i]] {
			return true
		}
		if words++; words == phraseWords {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(folded)
	return isDense(r) && startsDense(phrases, folded)
}

func startsDense(phrases map[string]bool, folded string) bool {
	characters := 0
	for i := range folded {
		if characters > 1 && phrases[folded[:i]] {
			return true
		}
		if characters++; characters > 9 {
			return false
		}
	}
	return false
}
