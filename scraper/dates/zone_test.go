package dates

import (
	"testing"
	"time"
)

func TestZones(t *testing.T) {
	if _, err := time.LoadLocation("Europe/Moscow"); err != nil {
		t.Skipf("no time zone database: %v", err)
	}
	for want, zones := range map[string][]string{
		"Z":      {"Z", "UTC", "utc", "GMT", "UT", "WET", "+00:00", "-0000", "GMT+0"},
		"+01:00": {"CET", "MEZ", "WEST", "BST", "WAT", "+0100", "UTC+1", "(GMT+01:00)", "GMT +1"},
		"+02:00": {"CEST", "MESZ", "EET", "SAST", "CAT"},
		"+03:00": {"MSK", "МСК", "мск", "EEST", "TRT", "EAT", "(MSK)", "Moscow time", "по московскому времени", "по Москве", "за Киевом"},
		"+04:00": {"GET", "AZT", "GST", "SAMT"},
		"+05:00": {"PKT", "UZT", "TJT", "TMT", "YEKT"},
		"+06:00": {"KGT", "OMST", "ALMT"},
		"+07:00": {"WIB", "ICT", "KRAT"},
		"+08:00": {"HKT", "SGT", "WITA", "AWST", "PHT", "MYT", "IRKT"},
		"+09:00": {"JST", "KST", "WIT", "YAKT"},
		"+10:00": {"AEST", "VLAT"},
		"+11:00": {"AEDT"},
		"+12:00": {"NZST"},
		"+13:00": {"NZDT"},
		"-03:00": {"BRT", "ART", "UTC-3", "-0300"},
		"-04:00": {"EDT", "ET", "Eastern Time"},
		"-05:00": {"EST", "CDT", "CT"},
		"-06:00": {"CST", "MDT", "MT"},
		"-07:00": {"MST", "PDT", "PT"},
		"-08:00": {"PST", "AKDT"},
		"-09:00": {"AKST"},
		"-10:00": {"HST"},
		"+03:30": {"IRST", "UTC+3:30", "+03:30", "+0330"},
		"+04:30": {"IRDT"},
		"+05:30": {"IST"},
		"+05:45": {"NPT"},
		"+09:30": {"ACST"},
		// None of these is a zone: lower case is a word, hours beside a minus are a span.
		"+00:15": {"", "et", "est", "XYZ", "-15:00", "+99:00", "+1500", "- 3", "to 15:00"},
	} {
		for _, zone := range zones {
			text := "22 September 2020 14:05 " + zone
			got, ok := Parse(text, Options{Location: time.FixedZone("", 15*60)})
			if !ok || string(got) != "2020-09-22T14:05:00"+want {
				t.Errorf("Parse(%q) = %q, want …%s", text, got, want)
			}
		}
	}
	for _, c := range []struct{ lang, text, want string }{
		{"ru", "22.09.2012 14:05 МСК", "2012-09-22T14:05:00+04:00"},
		{"en", "22 December 2020 14:05 ET", "2020-12-22T14:05:00-05:00"},
		{"zh", "2020-09-22 14:05 CST", "2020-09-22T14:05:00+08:00"},
		{"he", "22.09.2020 14:05 IST", "2020-09-22T14:05:00+03:00"},
	} {
		if got, _ := Parse(c.text, Options{Language: c.lang}); string(got) != c.want {
			t.Errorf("Parse(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}
