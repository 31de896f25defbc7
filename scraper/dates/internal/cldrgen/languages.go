package main

// group is a language of the table: the locale whose patterns count, and what
// else is read under it.
type group struct {
	locale string   // CLDR locale; its regions and scripts are read too
	more   []string // further locales whose words are added
	tags   string   // further primary languages of BCP 47 that mean it
	ago    bool     // with "3 hours ago"
}

// groups are the languages read, by weight: where a word is a month in two of
// them and the page's language is not known, the first counts.
// English must stay first.
var groups = []group{
	{locale: "en", ago: true},
	{locale: "ru", ago: true},
	{locale: "es", ago: true},
	{locale: "fr", ago: true},
	{locale: "de", ago: true},
	{locale: "pt", ago: true},
	{locale: "it", ago: true},
	{locale: "zh", more: []string{"yue"}, tags: "yue cmn", ago: true},
	{locale: "ar", ago: true},
	{locale: "ja", ago: true},
	{locale: "ko", ago: true},
	{locale: "uk", ago: true},
	{locale: "pl", ago: true},
	{locale: "nl", ago: true},
	{locale: "tr", ago: true},
	{locale: "fa", tags: "prs", ago: true},
	{locale: "cs", ago: true},
	{locale: "ro", tags: "mo", ago: true},
	{locale: "el", ago: true},
	{locale: "he", tags: "iw", ago: true},
	{locale: "hi", ago: true},
	{locale: "id", tags: "in", ago: true},
	{locale: "vi", ago: true},
	{locale: "be", ago: true},
	{locale: "kk", ago: true},
	{locale: "ky", ago: true},
	{locale: "tg", ago: true},
	{locale: "hy", ago: true},
	{locale: "uz", ago: true},
	{locale: "az", ago: true},
	{locale: "ka", ago: true},
	{locale: "bg", ago: true},
	{locale: "sr", tags: "sh", ago: true},
	{locale: "hr", ago: true},
	{locale: "bs"},
	{locale: "sl", ago: true},
	{locale: "sk", ago: true},
	{locale: "hu", ago: true},
	{locale: "sv", ago: true},
	{locale: "da", ago: true},
	{locale: "nb", more: []string{"nn", "no"}, tags: "no nn", ago: true},
	{locale: "fi", ago: true},
	{locale: "et", ago: true},
	{locale: "lv", ago: true},
	{locale: "lt", ago: true},
	{locale: "mk", ago: true},
	{locale: "sq", ago: true},
	{locale: "mn", ago: true},
	{locale: "th", ago: true},
	{locale: "bn"}, {locale: "ta"}, {locale: "ur"}, {locale: "te"}, {locale: "mr"},
	{locale: "gu"}, {locale: "kn"}, {locale: "ml"}, {locale: "pa"}, {locale: "or"},
	{locale: "as"}, {locale: "ne"}, {locale: "si"}, {locale: "my"}, {locale: "km"},
	{locale: "lo"}, {locale: "ms"}, {locale: "fil", tags: "tl"}, {locale: "sw"},
	{locale: "am"}, {locale: "so"}, {locale: "ha"}, {locale: "af"},
	{locale: "is"}, {locale: "fo"}, {locale: "ga"}, {locale: "cy"}, {locale: "mt"},
	{locale: "eu"}, {locale: "ca"}, {locale: "gl"}, {locale: "lb"}, {locale: "rm"},
	{locale: "tk"}, {locale: "tt"}, {locale: "ku"}, {locale: "ckb"}, {locale: "ps"},
}

// skipped are scripts whose words officials do not print.
var skipped = map[string]bool{"en-Dsrt": true, "en-Shaw": true, "mn-Mong": true, "mn-Mong-MN": true, "zh-Latn": true}
