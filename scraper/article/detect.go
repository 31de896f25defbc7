package article

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// scripts are those that tell languages apart, by their ISO 15924 codes.
var scripts = [scriptsKnown]struct {
	code  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin}, {"Cyrl", unicode.Cyrillic}, {"Hani", unicode.Han}, {"Kana", unicode.Hiragana}, {"Kana", unicode.Katakana},
	{"Hang", unicode.Hangul}, {"Arab", unicode.Arabic}, {"Grek", unicode.Greek}, {"Hebr", unicode.Hebrew}, {"Armn", unicode.Armenian},
	{"Geor", unicode.Georgian}, {"Thai", unicode.Thai}, {"Deva", unicode.Devanagari}, {"Beng", unicode.Bengali}, {"Taml", unicode.Tamil},
	{"Telu", unicode.Telugu}, {"Khmr", unicode.Khmer}, {"Laoo", unicode.Lao}, {"Mymr", unicode.Myanmar}, {"Ethi", unicode.Ethiopic},
	{"Sinh", unicode.Sinhala}, {"Gujr", unicode.Gujarati}, {"Guru", unicode.Gurmukhi}, {"Knda", unicode.Kannada}, {"Mlym", unicode.Malayalam},
}

// scriptsKnown is the number of scripts.
const scriptsKnown = 25

// lettersNeeded is how many letters a text must have to show anything.
const lettersNeeded = 20

// mainScript returns the script of most of a text's letters, "" when the text
// is too short or no script has two thirds of them. Han beside kana is "Kana":
// Japanese.
func mainScript(text string) string {
	var counts [scriptsKnown]int
	letters := 0
	for _, r := range text {
		if i, ok := scriptOf(r); ok {
			letters++
			if i >= 0 {
				counts[i]++
			}
		}
	}
	if letters < lettersNeeded {
		return ""
	}
	sums := make(map[string]int)
	for i, n := range counts {
		sums[scripts[i].code] += n
	}
	if sums["Kana"]*10 > letters {
		sums["Kana"] += sums["Hani"]
	}
	for code, n := range sums {
		if n*3 > letters*2 {
			return code
		}
	}
	return ""
}

// scriptOf returns the index of a letter's script, -1 for one not known, and
// whether r is a letter.
func scriptOf(r rune) (int, bool) {
	if r < utf8.RuneSelf {
		return 0, r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	if !unicode.IsLetter(r) {
		return -1, false
	}
	for i, s := range scripts {
		if unicode.Is(s.table, r) {
			return i, true
		}
	}
	return -1, true
}

// onlyLanguages are the languages that scripts stand for in the news.
var onlyLanguages = map[string]string{
	"Hani": "zh", "Kana": "ja", "Hang": "ko", "Grek": "el", "Hebr": "he", "Armn": "hy", "Geor": "ka", "Thai": "th", "Beng": "bn",
	"Taml": "ta", "Telu": "te", "Khmr": "km", "Laoo": "lo", "Mymr": "my", "Ethi": "am", "Sinh": "si", "Gujr": "gu", "Guru": "pa",
	"Knda": "kn", "Mlym": "ml",
}

// detectLanguage tells a text's language from its script, its frequent words
// and the letters that only one language has; "" when they do not show it.
func detectLanguage(text string) string {
	script := mainScript(text)
	if l := onlyLanguages[script]; l != "" {
		return l
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	})
	best, top, second := "", 0, 0
	for _, c := range candidates() {
		if c.script != script {
			continue
		}
		score := c.score(words)
		if score > top {
			best, top, second = c.language, score, top
		} else if score > second {
			second = score
		}
	}
	if top*15 < len(words) || top == second {
		return ""
	}
	return best
}

// candidate is a language with its most frequent words and the letters that
// set it apart within its script.
type candidate struct {
	language string
	script   string
	words    map[string]bool
	letters  string
}

func (c candidate) score(words []string) int {
	score := 0
	for _, w := range words {
		if c.words[w] {
			score += 2
		}
		if c.letters != "" && strings.ContainsAny(w, c.letters) {
			score++
		}
	}
	return score
}

var candidates = sync.OnceValue(func() []candidate {
	return []candidate{
		of("en", "Latn", "", "the of and to in that is was for on with as by at from his her has have it this be are an which"),
		of("de", "Latn", "ß", "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus"),
		of("fr", "Latn", "œ", "de la le et les des en un une du que qui dans pour par sur au est pas plus avec ce sont aux été"),
		of("es", "Latn", "ñ¿¡", "de la que el en y los se del las un por con una su para es al lo como más o pero sus ha"),
		of("pt", "Latn", "ãõ", "de a que o e do da em um para com não uma os no se na por mais as dos como mas ao foi das"),
		of("it", "Latn", "", "di che e la il un a per in una è del non della con i le si da nel sono dei al alla anche gli"),
		of("nl", "Latn", "", "de het een van en in is dat op te zijn met voor niet aan er om ook als bij maar door naar heeft"),
		of("sv", "Latn", "å", "och i att det som en på är av för med till den har de inte om ett han men var från vi så"),
		of("no", "Latn", "ø", "og i det som er på til en av for at med har de ikke den om et var fra men han vi så etter"),
		of("da", "Latn", "ø", "og i at det er en til på som med for af de har ikke den der et var fra han men vi blev efter"),
		of("fi", "Latn", "", "ja on ei se että oli hän ovat mutta myös kun joka mukaan sen ole tai kuin vuoden jo vain"),
		of("pl", "Latn", "łąęśż", "w i na z się do nie że to jest o za po od jak przez dla ale oraz są jego roku tym był"),
		of("cs", "Latn", "ěřů", "a v se na je že to s z do o i ve jako k za pro by po od podle ale jsou jeho které"),
		of("sk", "Latn", "ľĺŕô", "a v sa na je že to s z do o aj vo ako k za pre by po od podľa ale sú jeho ktoré"),
		of("hu", "Latn", "őű", "a az és hogy nem is egy ez meg volt van de csak már szerint mint el még után lesz"),
		of("ro", "Latn", "șțşţă", "de și în a la cu pe din că nu care pentru un o mai au este fost sa fi prin după"),
		of("tr", "Latn", "ğış", "ve bir bu için ile de da olarak çok daha olan gibi kadar sonra ise ne en yeni göre"),
		of("id", "Latn", "", "yang dan di dengan untuk dari ini dalam itu tidak pada ke akan adalah juga oleh sebagai telah bisa"),
		of("ms", "Latn", "", "yang dan di dengan untuk dari ini dalam itu tidak pada ke akan adalah juga oleh kata beliau boleh bahawa kerana"),
		of("vi", "Latn", "ạảấầẩẫậắằẳẵặẹẻẽếềểễệđơư", "và của là có trong cho được các không một với người đã này"),
		of("hr", "Latn", "đć", "i u je na se da su za od s o koji iz što nije bi ili ali kao te prije godine"),
		of("sl", "Latn", "", "je in v na se da za so ki z pa po ne s bi tudi ali kot bo še od pri"),
		of("lt", "Latn", "ėįųūą", "ir į kad su iš yra bet tai apie kaip dėl buvo po jo už ne jau nuo"),
		of("lv", "Latn", "āēīķļņ", "un ir no ar par kas ka uz gan arī bet tika pēc lai gada kā viņš"),
		of("et", "Latn", "õ", "ja on ei et see kui oli ka mis tema oma aga ning ta või siis pärast eest"),
		of("is", "Latn", "þð", "og að í á er sem um við til en það var fyrir með ekki hann af frá"),
		of("sq", "Latn", "ë", "e të në dhe që për me një nga është më si ka do u por se nuk"),
		of("ca", "Latn", "·", "de la que el i en els a les del per un una amb és no al ha dels més com"),
		of("ru", "Cyrl", "ыэё", "и в на что с не по из для как это от его о к был за но также при года было"),
		of("uk", "Cyrl", "їєґ", "і в на що з не у до та для як це від його про за але також при року було"),
		of("be", "Cyrl", "ў", "і ў на што з не да для як гэта ад яго пра за але таксама пры года было"),
		of("bg", "Cyrl", "", "на и в да се за от че е с са по не ще като до към той това които или беше"),
		of("sr", "Cyrl", "ђћџљњ", "и у је на се да су за од са о који из што није би или али као те пре године"),
		of("mk", "Cyrl", "ѓќѕ", "на и во да се за од дека е со не ќе како до тоа кои или беше по"),
		of("kk", "Cyrl", "әғқңөұүһ", "және мен үшін бұл осы деп болып туралы да де бар"),
		of("ky", "Cyrl", "ңөү", "жана менен үчүн бул деп болгон тууралуу да эле бар"),
		of("tg", "Cyrl", "ҷӯӣҳ", "ва дар ба аз ки бо барои ин аст шуд кард то"),
		of("mn", "Cyrl", "өү", "нь байна болон юм энэ гэж оны тухай ба хийсэн байв"),
		of("ar", "Arab", "ةىأإ", "في من على أن إلى التي عن مع هذا الذي ما كان لا بعد هذه"),
		of("fa", "Arab", "پچژگی", "در و به از که این با را است برای آن یک خود شد تا های"),
		of("ur", "Arab", "ٹڈڑےںہ", "کے کی میں ہے کا کو سے اور نے پر کہ ہیں اس یہ"),
		of("hi", "Deva", "", "के में की है को से का और ने पर यह हैं कि इस लिए"),
		of("mr", "Deva", "ळ", "आणि आहे या च्या ते करण्यात असे होते यांनी"),
		of("ne", "Deva", "", "छ र को मा गरेको छन् भएको लागि पनि गर्ने"),
	}
})

func of(language, script, letters, words string) candidate {
	set := make(map[string]bool, 32)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return candidate{language: language, script: script, words: set, letters: letters}
}
