package survey

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/publicsuffix"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/page"
)

// about returns the site's title, the language of its articles and its zone.
func (v *visitor) about(best prospect, samples []Sample) (title, language, zone string) {
	languages := map[string]int{}
	for _, s := range samples {
		r := article.Read(s.Page, article.Options{Entry: s.Entry, Now: v.Now()})
		if languages[r.Language]++; r.Language != "" && languages[r.Language] > languages[language] {
			language = r.Language
		}
	}
	return siteTitle(best.page), language, zoneOf(best.page.URL.Hostname(), samples)
}

// siteTitle returns what the site calls itself.
func siteTitle(p *page.Page) string {
	if name, ok := p.Doc.Find(`meta[property="og:site_name"]`).First().Attr("content"); ok {
		if name = archive.NormaliseLine(name); name != "" && len(name) <= 120 {
			return name
		}
	}
	title := archive.NormaliseLine(p.Doc.Find("title").First().Text())
	parts := strings.FieldsFunc(strings.NewReplacer(" - ", "|", " – ", "|", " — ", "|", " :: ", "|", " » ", "|", " « ", "|", "_", "|").Replace(title), func(r rune) bool { return r == '|' })
	if len(parts) > 0 {
		if last := strings.TrimSpace(parts[len(parts)-1]); last != "" && len(last) <= 120 {
			return last
		}
	}
	return p.URL.Hostname()
}

// Name returns a short name for a feed, made of its host: "odkb-csto" for
// en.odkb-csto.org.
func Name(host string) string {
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	suffix, _ := publicsuffix.PublicSuffix(host)
	labels := strings.Split(strings.TrimSuffix(strings.TrimSuffix(host, suffix), "."), ".")
	name := labels[len(labels)-1]
	name = strings.Trim(notInName().ReplaceAllString(name, "-"), "-")
	if name == "" || strings.Trim(host, "0123456789.[]:") == "" {
		return "feed"
	}
	return name[:min(len(name), 40)]
}

var notInName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^a-z0-9_-]+`) })

// zoneOf returns the zone of a site's clock if it is sure: that of the only zone
// of the country of its domain, or of its capital where the pages print that
// offset. Else "UTC".
func zoneOf(host string, samples []Sample) string {
	offsets := printedOffsets(samples)
	tld := host[strings.LastIndexByte(host, '.')+1:]
	if zone := onlyZones()[tld]; zone != "" && agrees(zone, offsets) {
		return zone
	}
	if zone := capitalZones()[tld]; zone != "" && len(offsets) > 0 && agrees(zone, offsets) {
		return zone
	}
	return "UTC"
}

// instant finds a time with an offset as machines write it.
var instant = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:?\d\d`) })

// printedOffsets returns the instants with offsets that the samples' markup
// gives for programs.
func printedOffsets(samples []Sample) []time.Time {
	var list []time.Time
	for _, s := range samples {
		for _, n := range s.Page.Doc.Find("time[datetime], meta[content]").Nodes {
			for _, key := range []string{"datetime", "content"} {
				if m := instant().FindString(attribute(n, key)); m != "" {
					for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00"} {
						if t, err := time.Parse(layout, m); err == nil {
							list = append(list, t)
							break
						}
					}
				}
			}
		}
	}
	return list
}

// agrees reports whether all instants have the offset that the zone had then.
func agrees(zone string, instants []time.Time) bool {
	for _, t := range instants {
		_, printed := t.Zone()
		if offset, ok := offsetOf(zone, t); !ok || offset != printed {
			return false
		}
	}
	return true
}

// onlyZones are the zones of countries that have one (IANA time zone database,
// zone1970.tab; far islands aside).
var onlyZones = pairs(`am Asia/Yerevan az Asia/Baku by Europe/Minsk ge Asia/Tbilisi kg Asia/Bishkek kz Asia/Almaty md Europe/Chisinau tj Asia/Dushanbe
	tm Asia/Ashgabat uz Asia/Tashkent ua Europe/Kyiv pl Europe/Warsaw cz Europe/Prague sk Europe/Bratislava hu Europe/Budapest ro Europe/Bucharest
	bg Europe/Sofia gr Europe/Athens tr Europe/Istanbul de Europe/Berlin at Europe/Vienna ch Europe/Zurich it Europe/Rome be Europe/Brussels
	se Europe/Stockholm no Europe/Oslo fi Europe/Helsinki ee Europe/Tallinn lv Europe/Riga lt Europe/Vilnius ie Europe/Dublin uk Europe/London
	rs Europe/Belgrade hr Europe/Zagreb si Europe/Ljubljana ba Europe/Sarajevo mk Europe/Skopje al Europe/Tirane lu Europe/Luxembourg mt Europe/Malta
	is Atlantic/Reykjavik cn Asia/Shanghai jp Asia/Tokyo kr Asia/Seoul tw Asia/Taipei hk Asia/Hong_Kong sg Asia/Singapore vn Asia/Ho_Chi_Minh th Asia/Bangkok
	in Asia/Kolkata pk Asia/Karachi bd Asia/Dhaka np Asia/Kathmandu lk Asia/Colombo ph Asia/Manila my Asia/Kuala_Lumpur ir Asia/Tehran iq Asia/Baghdad
	il Asia/Jerusalem jo Asia/Amman lb Asia/Beirut sy Asia/Damascus sa Asia/Riyadh ae Asia/Dubai qa Asia/Qatar kw Asia/Kuwait bh Asia/Bahrain om Asia/Muscat
	ye Asia/Aden af Asia/Kabul eg Africa/Cairo za Africa/Johannesburg ng Africa/Lagos ke Africa/Nairobi et Africa/Addis_Ababa ma Africa/Casablanca
	tn Africa/Tunis dz Africa/Algiers ar America/Argentina/Buenos_Aires uy America/Montevideo py America/Asuncion bo America/La_Paz pe America/Lima
	ve America/Caracas cu America/Havana nl Europe/Amsterdam dk Europe/Copenhagen`)

// capitalZones are the zones of the capitals of countries with several.
var capitalZones = pairs(`ru Europe/Moscow fr Europe/Paris es Europe/Madrid pt Europe/Lisbon br America/Sao_Paulo mx America/Mexico_City ca America/Toronto
	us America/New_York gov America/New_York au Australia/Sydney id Asia/Jakarta mn Asia/Ulaanbaatar cl America/Santiago nz Pacific/Auckland ec America/Guayaquil`)

// pairs returns a table that is made when it is first asked for.
func pairs(list string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		m := map[string]string{}
		fields := strings.Fields(list)
		for i := 0; i+1 < len(fields); i += 2 {
			m[fields[i]] = fields[i+1]
		}
		return m
	})
}
