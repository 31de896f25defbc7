package dates

import (
	"strings"

	"onrecord/scraper/dates/internal/fold"
)

// smallWords are the words around the parts of a date, divided by spaces. They
// count in every language: each is read only in its place between the parts.
var smallWords = [...]struct {
	role  role
	words string
}{
	{monthSign, "tháng thg th сар сарын сард"},
	{link, "of the day de del des di da do dal d e el la le mes dia dias año anul luna " +
		"mese anno mois jour tag dne dnia roku hó nap " +
		"г год года году месяца дня р року рік місяця соли солі жылы жылғы жылдын елның оны он сарын " +
		"του د من عام سنة لسنة شهر ماه سال سن בשנת לשנת שנת ta ngày năm เดือน พศ คศ พุทธศักราช ปี " +
		"tahun bulan yılı yil yili oyi oy ay ayının ayın"},
	{yearMark, "го г гг год года году рік року році р рр год годзе " +
		"ж жыл жылы жылғы жылдың жылдын жылында жылынын ел елның елда сол соли соле оны он онд " +
		"թ թթ թվական թվականի թվականին წ წელი წლის წელს " +
		"йил йили йилнинг йилда il ili ilin ilində ci cü cı cu yil yili yilning yilda yilgi ýyl ýylyň yılı yılında senesi " +
		"m metai metų gada gads gadā a aasta aastal rok roku roce r god godina godine godini година године години годину год " +
		"év évi ev ko eko urte urteko " +
		"an ء م هـ ه ش ad ce"},
	{dayMark, "р ны ний ê ی st nd rd th er re ère ème de ste º ª a o е го й ого ое я ша ші ы шы шi інші ыншы нші нчи нчы " +
		"ին ից ի րդ η α ος ο ης ας י den nci ncı ncu ncü inci ıncı uncu üncü si sı da də de " +
		"án én i ik jén jei ain fed af il ú adik jau শে ই লা রা ঠা থা дан га нд d kuni числа ән"},
	{timeMark, "at a à ás às as la las alle ora orele ore heure kl klo klokka klockan um ab om o ob u v ve в у о аб ў ой ώρα στις " +
		"время час часов time times local saat saati soat saat сағат саат соат ժամը ժամ საათზე " +
		"الساعة ساعت בשעה lúc pukul jam godz godzina godzinie h hora horas klukkan kell plkst val від от เวลา समय बजे সময়"},
	{clockMark, "uhr ч час часа часов hrs hr hours hour h hs uur น heures horas годин ժ ժամ საათი"},
	{label, "posted published updated added created date issued released on опубликовано добавлено размещено обновлено дата опубліковано " +
		"publié publie publicado veröffentlicht pubblicato opublikowano publikováno yayınlanma tarih datum data fecha"},
	{article, "a an one un une una um uma ein eine einer einem einen één een en ett et один одна одну одного jedna jednu jednou jedną bir μια έναν ένα"},
	{notDate, "isbn issn ip tel phone fax тел факс телефон моб version ver v build версия rfc iso"},
}

// persianNames are the months of the Persian calendar from Nowruz on, as
// printed in Iran; in Afghanistan in Dari; in Pashto.
const persianNames = "فروردین,حمل,وری;اردیبهشت,ثور,غویی;خرداد,جوزا,غبرګولی;تیر,سرطان,چنګاښ;مرداد,امرداد,اسد,زمری;شهریور,سنبله,وږی;" +
	"مهر,میزان,تله;آبان,عقرب,لړم;آذر,قوس,لیندۍ;دی,جدی,مرغومی;بهمن,دلو,سلواغه;اسفند,اسپند,حوت,کب"

// addExtra adds the lists of this file.
func (d *dictionary) addExtra() {
	for _, list := range smallWords {
		for w := range strings.FieldsSeq(list.words) {
			d.add(fold.Word(w), sense{role: list.role, lang: anyLanguage})
		}
	}
	persian := languageOf("fa")
	for i, group := range strings.Split(persianNames, ";") {
		for w := range strings.SplitSeq(group, ",") {
			d.add(fold.Word(w), sense{role: persianName, value: int8(i + 1), lang: persian})
		}
	}
}
