package config

import (
	"strings"
	"unicode"

	"onrecord/scraper/rules"
)

// Draft is a feed as it is written into a configuration.
type Draft struct {
	Name     string
	Title    string
	Listings []string
	Language string // BCP 47; "": left out
	Timezone string // IANA name; "": left out
	Delay    string // such as "0s"; "": left out
	Select   rules.Select
	Comment  []string // lines that explain where it comes from
}

// YAML returns the feed as it stands under "feeds:".
func (d Draft) YAML() string { return d.block(2) }

// block returns the feed, its name indented by indent.
func (d Draft) block(indent int) string {
	var b strings.Builder
	line := func(depth int, text string) {
		b.WriteString(strings.Repeat(" ", indent+2*depth) + text + "\n")
	}
	line(0, d.Name+":")
	for _, c := range d.Comment {
		line(1, "# "+printable(c))
	}
	if d.Title != "" {
		line(1, "title: "+scalar(d.Title))
	}
	line(1, "listings:")
	for _, l := range d.Listings {
		line(2, "- "+scalar(l))
	}
	for _, f := range [][2]string{{"language", d.Language}, {"timezone", d.Timezone}, {"delay", d.Delay}} {
		if f[1] != "" {
			line(1, f[0]+": "+f[1])
		}
	}
	if fields := selectLines(d.Select); len(fields) > 0 {
		line(1, "select:")
		for _, f := range fields {
			line(2, f)
		}
	}
	return b.String()
}

// item returns a set of selectors as an item of a list, its dash after indent spaces.
func item(s rules.Select, indent int, comment []string) string {
	var b strings.Builder
	for _, c := range comment {
		b.WriteString(strings.Repeat(" ", indent) + "# " + printable(c) + "\n")
	}
	for i, f := range selectLines(s) {
		lead := "  "
		if i == 0 {
			lead = "- "
		}
		b.WriteString(strings.Repeat(" ", indent) + lead + f + "\n")
	}
	return b.String()
}

// selectLines returns the keys of a set of selectors, a line each.
func selectLines(s rules.Select) []string {
	var lines []string
	for _, f := range [][2]string{
		{"entry", s.Entry}, {"next", s.Next}, {"title", s.Title}, {"date", s.Date}, {"date_format", s.DateFormat},
		{"summary", s.Summary}, {"body", s.Body},
	} {
		if f[1] != "" {
			lines = append(lines, f[0]+": "+quote(f[1]))
		}
	}
	if len(s.Remove) > 0 {
		quoted := make([]string, len(s.Remove))
		for i, r := range s.Remove {
			quoted[i] = quote(r)
		}
		lines = append(lines, "remove: ["+strings.Join(quoted, ", ")+"]")
	}
	if s.Until != "" {
		lines = append(lines, "until: "+string(s.Until))
	}
	return lines
}

// scalar writes text plainly where YAML takes it for text, else in quotes.
func scalar(text string) string {
	if text == "" {
		return `""`
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r), r == '/' && i > 0:
		case i > 0 && (unicode.IsDigit(r) || strings.ContainsRune(" ._-+()?=&%~", r)):
		case i > 0 && r == ':' && !strings.HasSuffix(text, ":") && !strings.Contains(text, ": "):
		case r == ',' && i > 0:
		default:
			return quote(text)
		}
	}
	switch strings.ToLower(text) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "nan":
		return quote(text)
	}
	if strings.HasSuffix(text, " ") || digitsFirst(text) {
		return quote(text)
	}
	return text
}

func digitsFirst(text string) bool { return text[0] >= '0' && text[0] <= '9' }

// quote writes text in double quotes (YAML 1.2, section 7.3.1), in single ones
// where that needs no escapes.
func quote(text string) string {
	if strings.Contains(text, `"`) && !strings.ContainsAny(text, "'\n\t") {
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text) + `"`
}
