package syndication

import (
	"strings"
	"testing"

	"onrecord/archive"
)

func TestTitle(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "",
		" Two\n  lines ":                    "Two lines",
		"Fish &amp; chips":                  "Fish & chips",
		"Fish &amp;amp; chips":              "Fish & chips",
		"A <b>bold</b> claim":               "A bold claim",
		"&lt;i&gt;Gaia&lt;/i&gt; sails":     "Gaia sails",
		"1 < 2 and 3 > 2":                   "1 < 2 and 3 > 2",
		"The <working title> stays":         "The <working title> stays",
		"Broken <b":                         "Broken <b",
		"%PDF files <br/> explained":        "%PDF files explained",
		"Zero\u200bwidth and\u00a0no break": "Zerowidth and no break",
	} {
		if got := title(text); got != want {
			t.Errorf("title(%q) = %q, want %q", text, got, want)
		}
	}
	if got := title(strings.Repeat("я", maxText)); len(got) > maxField || !strings.HasPrefix(got, "яя") || strings.ContainsRune(got, '\uFFFD') {
		t.Errorf("a long title is %d bytes", len(got))
	}
}

func TestTeaser(t *testing.T) {
	const one = "The Commission expects navigation on the upper river to open two weeks early."
	const two = "Its chair thanked the crews that had kept the locks free of ice all winter long."
	const three = "The next session is to be held in the old customs house at the harbour in June."
	for name, test := range map[string]struct{ text, want string }{
		"plain":                 {one, one},
		"HTML":                  {"<p>" + one + "</p>", one},
		"two paragraphs":        {"<p>" + one + "</p><p>" + two + "</p>", one},
		"plain paragraphs":      {one + "\n\n" + two, one},
		"a line break":          {one + "<br>" + two, one + " " + two},
		"a place before":        {"<div>Portstadt</div><p>" + one + "</p>", one},
		"only a label":          {"<p>Photo report</p>", "Photo report"},
		"the title again":       {"Water levels", ""},
		"the whole text":        {"<p>" + one + "</p><p>" + two + "</p><p>" + three + "</p>", ""},
		"the whole text, plain": {one + "\n\n" + two + "\n\n" + three, ""},
		"the text in one piece": {strings.Repeat(one+" ", 30), ""},
		"a script":              {"<script>alert('" + one + "')</script><style>p{}</style>" + one, one},
		"a picture":             {`<img src="a.jpg" alt="` + two + `">`, ""},
		"nothing":               {" \n ", ""},
	} {
		if got := teaser(test.text, "Water levels"); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestDates(t *testing.T) {
	r, err := newReader("https://river.example/rss", options(t))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]archive.Date{
		"":                                                "",
		"soon":                                            "",
		"Wed, 25 Feb 2026 23:30:00 -0800":                 "2026-02-25T23:30:00-08:00",
		"Wed, 25 Feb 2026 00:00:00 GMT":                   "2026-02-25T00:00:00Z",
		"25 Feb 26 10:30 EST":                             "2026-02-25T10:30:00-05:00",
		"Wed, 25 Feb 2026 10:30:00 MSK":                   "2026-02-25T10:30:00+03:00",
		"2026-02-25T10:30:00.123+0300":                    "2026-02-25T10:30:00+03:00",
		"2026-02-25 10:30:00":                             "2026-02-25T10:30:00+03:00", // the feed's zone
		"2026-02-25":                                      "2026-02-25",
		"25.02.2026 10:30":                                "2026-02-25T10:30:00+03:00",
		"Ср, 25 фев 2026 10:30:00 +0300":                  "2026-02-25T10:30:00+03:00",
		"Thu, 01 Jan 1970 00:00:00 +0000":                 "",
		"Mon, 01 Jan 0001 00:00:00 +0000":                 "",
		"Wed, 25 Feb 2036 10:30:00 +0300":                 "",
		"Wed, 32 Feb 2026 10:30:00 +0300":                 "",
		"25 Feb 2026 " + strings.Repeat("and so on ", 20): "",
	} {
		if got := r.date(text); got != want {
			t.Errorf("date(%q) = %q, want %q", text, got, want)
		}
	}
}
