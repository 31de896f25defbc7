package dates

import "strings"

// The lists below hold what CLDR lacks: the small words around the parts of a
// date. They are folded, divided by spaces, and count in every language.
const (
	linkWords = "of de del d do da dal di the den el le la i e o em en mes dias day days dia " +
		"г год года году р рік року m metu d gada gads ж жылы жылгы жыл ц ч թ il ilin yil yili yilning " +
		"a az ta ma ngay thang nam thg v dne roku god godine " +
		"оны он ы от ot el li"
	yearWords = "г гг год года году годa р рр рік року рок roku rok r god godina godine годину године год год " +
		"ж жыл жылы жылгы жыл թ թթ թվական թվականի წ წელი წლის il ili ilin yil yili yilda yilning ci cu cı " +
		"m metai metu g gada gads a aasta aastal an anul ano any év evi ev urte yil სთ სოლ сол соли с оны он " +
		"ad ce م هـ ه"
	dayWords = "st nd rd th er re eme ere nd de ste a e o го е й я ое числа ші шы чы чи чу нчи інші ին ից ი ος η α ο " +
		"ain an en ten n nin nci nda ga ja d d."
	timeWords = "at a la as alle ore um kl klo klockan kello om o ob u в о у ой время час ore saat saati στις ωρα " +
		"الساعه الساعة ساعت בשעה lúc luc pukul jam klukan time время t godz godzina ura pl kell plkst val от от т"
	clockWords   = "uhr ч час часов hrs hr hours h uur น ora heures horas hs godz klo"
	notDateWords = "isbn issn ip tel phone fax тел факс телефон version ver v release build версия doi art"
)

// addExtra adds the lists of this file to the dictionary.
func (d *dictionary) addExtra() {
	for r, list := range map[role]string{
		link: linkWords, yearMark: yearWords, dayMark: dayWords,
		timeMark: timeWords, clockMark: clockWords, notDate: notDateWords,
	} {
		for w := range strings.FieldsSeq(list) {
			d.add(fold(w), sense{role: r, lang: anyLanguage})
		}
	}
}
