package article

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"sync"

	"onrecord/archive"
)

// structured is what a page's JSON-LD says of its article (schema.org).
type structured struct {
	items []item
	sites []string // names of organizations and web sites
}

// item is one thing of JSON-LD that may be the article.
type item struct {
	types       string // lower case, separated by spaces
	headline    string
	name        string
	alternative string
	description string
	published   string
	created     string
	modified    string
	body        string
	url         string
	main        bool // says that it is what the page is about
}

// maxStructured bounds how many objects of JSON-LD are looked at.
const maxStructured = 5000

// readStructured reads the JSON-LD scripts of a page. Those that are broken
// beyond repair say nothing.
func readStructured(scripts []string) structured {
	var s structured
	for _, script := range scripts {
		if value, ok := decodeScript(script); ok {
			s.collect(value)
		} else {
			s.salvage(script)
		}
	}
	return s
}

// decodeScript decodes JSON as publishers write it: in comments or CDATA, with
// raw control characters in strings, escaped as HTML, with commas too many.
func decodeScript(script string) (any, bool) {
	script = strings.TrimSpace(script)
	for _, wrap := range [...]string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		script = strings.TrimSpace(strings.TrimPrefix(script, wrap))
	}
	for _, wrap := range [...]string{"-->", "//]]>", "/*]]>*/", "]]>", ";"} {
		script = strings.TrimSpace(strings.TrimSuffix(script, wrap))
	}
	var value any
	if json.Unmarshal([]byte(script), &value) == nil {
		return value, true
	}
	if json.Unmarshal([]byte(repairJSON(script)), &value) == nil {
		return value, true
	}
	if json.Unmarshal([]byte(repairJSON(html.UnescapeString(script))), &value) == nil {
		return value, true
	}
	return nil, false
}

// salvaged finds the properties that matter in a script that is no JSON.
var salvaged = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`"(@type|headline|datePublished|dateCreated)"\s*:\s*"((?:[^"\\]|\\.)+)"`)
})

// salvage takes what can be read from a script that is no JSON.
func (s *structured) salvage(script string) {
	v := make(map[string]any)
	for _, m := range salvaged().FindAllStringSubmatch(script[:min(len(script), 100_000)], 50) {
		if _, ok := v[m[1]]; !ok || m[1] == "@type" && !isArticleType(strings.ToLower(v["@type"].(string))) {
			v[m[1]] = m[2]
		}
	}
	s.object(v)
}

// repairJSON makes control characters in strings spaces, drops commas before
// closing brackets and doubles backslashes that escape nothing.
func repairJSON(script string) string {
	var b strings.Builder
	b.Grow(len(script))
	quoted := false
	for i := 0; i < len(script); i++ {
		c := script[i]
		switch {
		case quoted && c == '\\' && i+1 < len(script):
			if strings.IndexByte(`"\/bfnrtu`, script[i+1]) < 0 {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
			i++
			c = script[i]
		case c == '"':
			quoted = !quoted
		case quoted && c < ' ':
			c = ' '
		case !quoted && c == ',' && closes(script[i+1:]):
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// closes reports whether rest begins with a closing bracket.
func closes(rest string) bool {
	rest = strings.TrimLeft(rest[:min(len(rest), 200)], " \t\r\n,")
	return rest != "" && (rest[0] == '}' || rest[0] == ']')
}

// collect walks a decoded value and keeps the things that may be the article.
// Things inside an article's own properties, such as its author, are not it.
func (s *structured) collect(value any) {
	queue := []any{value}
	for n := 0; len(queue) > 0 && n < maxStructured; n++ {
		next := queue[0]
		queue = queue[1:]
		switch v := next.(type) {
		case []any:
			queue = append(queue, v...)
		case map[string]any:
			queue = append(queue, s.object(v)...)
		}
	}
}

// object keeps what one object says, and returns the values inside it that
// may hold the article.
func (s *structured) object(v map[string]any) []any {
	types := strings.ToLower(strings.Join(texts(v["@type"]), " "))
	if strings.Contains(types, "organization") || strings.Contains(types, "website") {
		s.addSites(texts(v["name"]))
	}
	for _, publisher := range [...]string{"publisher", "isPartOf", "sourceOrganization"} {
		if p, ok := v[publisher].(map[string]any); ok {
			s.addSites(texts(p["name"]))
		}
	}
	if isArticleType(types) && len(s.items) < maxItems {
		i := newItem(types, v)
		s.items = append(s.items, i)
		if i.isText() {
			return nil
		}
	}
	var inside []any
	for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart"} {
		if part, ok := v[key]; ok {
			inside = append(inside, part)
		}
	}
	return inside
}

// maxItems bounds how many articles, and how many names, are kept.
const maxItems = 50

func (s *structured) addSites(names []string) {
	for _, name := range names {
		if len(s.sites) < maxItems {
			s.sites = append(s.sites, name)
		}
	}
}

// isArticleType reports whether types, in lower case, name a kind of text with
// a title and a date.
func isArticleType(types string) bool {
	for _, t := range [...]string{"article", "posting", "report", "webpage", "creativework", "review", "event", "liveblog", "recipe", "videoobject", "statement", "pressrelease", "speech"} {
		if strings.Contains(types, t) {
			return true
		}
	}
	return false
}

func newItem(types string, v map[string]any) item {
	first := func(key string) string {
		for _, t := range texts(v[key]) {
			if t = archive.NormaliseLine(html.UnescapeString(t)); t != "" {
				return t
			}
		}
		return ""
	}
	return item{
		types: types, headline: first("headline"), name: first("name"), alternative: first("alternativeHeadline"),
		description: first("description"), published: first("datePublished"), created: first("dateCreated"),
		modified: first("dateModified"), body: first("articleBody"), url: first("url"),
		main: v["mainEntityOfPage"] != nil,
	}
}

// texts returns the strings of a value that is one or a list of them, or an
// object with "@value" or "name".
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				all = append(all, s)
			}
		}
		return all
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return []string{s}
		}
	}
	return nil
}

// article returns the item that is the page's article, the kinds of text
// before the web page that holds it; false when there is none, or when there
// are several and none of them is the page's.
func (s structured) article() (item, bool) {
	for _, wanted := range [...]func(item) bool{
		func(i item) bool { return i.isText() && i.main },
		item.isText,
		func(i item) bool { return i.published != "" && !strings.Contains(i.types, "video") },
	} {
		for _, i := range s.items {
			if wanted(i) {
				return i, true
			}
		}
	}
	return item{}, false
}

// isText reports whether i is a text, not a page or a recording.
func (i item) isText() bool {
	for _, t := range [...]string{"article", "posting", "report", "liveblog", "review", "statement", "pressrelease", "speech"} {
		if strings.Contains(i.types, t) {
			return true
		}
	}
	return false
}
