package listing

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pagerCall is the call that writes the pager of many sites with pages made in
// advance: createPageHTML(10, 0, "index", "htm"). Its arguments are, behind the
// id of the pager's element if there is one, the number of pages, the current one counted from 0, and name and extension of the first
// page; the others are name_1, name_2 …
var pagerCall = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b\w*page\w*\(\s*(?:["'][\w-]{1,60}["']\s*,\s*)?(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*["']([\w-]{1,60})["']\s*,\s*["'](\w{1,8})["']\s*[,)]`)
})

// maxScript is how many bytes of one script are looked at.
const maxScript = 64 << 10

// byScript reads the next page out of the call that writes the pager.
func (pg *pager) byScript() string {
	for _, n := range pg.tree.page.Doc.Find("script:not([src])").Nodes {
		m := pagerCall().FindStringSubmatch(textIn(n))
		if m == nil {
			continue
		}
		pages, errPages := strconv.Atoi(m[1])
		current, errCurrent := strconv.Atoi(m[2])
		if errPages != nil || errCurrent != nil || current+1 >= pages {
			continue
		}
		if to, ok := pg.other(m[3] + "_" + strconv.Itoa(current+1) + "." + m[4]); ok {
			return to.url
		}
	}
	return ""
}

// textIn returns the beginning of the text directly in n.
func textIn(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	text := n.FirstChild.Data
	return text[:min(len(text), maxScript)]
}

// more returns the words of a control behind the entries that leads on to
// older ones and has no address: a script's button "Load more", or the number
// of a second page. It returns "" when there is none.
func (pg *pager) more() string {
	for i := pg.firstEntry(); i < len(pg.tree.elements); i++ {
		e := pg.tree.elements[i]
		if !isControl(e.node) || switchedOff(e.node) || pg.leads(e.node) || inCalendar(e.node) || pg.leadsToArticle(e.node) {
			continue
		}
		label := strings.TrimSpace(pg.tree.cut(e.from, min(e.to, e.from+maxKept)))
		if len(label) <= 80 && (nextSign(turn{node: e.node, label: label}) == explicitSign || inPager(e.node) && label == "2" || label != "" && len(label) < 40 && saysMore(e.node)) {
			return label
		}
	}
	return ""
}

// firstEntry returns the index of the first element that links an entry, or the
// number of elements when none does.
func (pg *pager) firstEntry() int {
	for _, l := range pg.tree.links {
		if pg.entries[l.canonical] {
			return int(l.element)
		}
	}
	return len(pg.tree.elements)
}

// isControl reports whether a reader can press n.
func isControl(n *html.Node) bool {
	return n.DataAtom == atom.A || n.DataAtom == atom.Button || attr(n, "onclick") != "" || attr(n, "role") == "button" || saysMore(n)
}

// saysMore reports whether a class of n says "load more".
func saysMore(n *html.Node) bool {
	class := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(attr(n, "class")))
	return strings.Contains(class, "loadmore") || strings.Contains(class, "showmore")
}

// leads reports whether n is a link to another page, which was looked at as the
// next one. An address that only a script asks for, such as that of an interface
// that answers in JSON, leads a reader nowhere.
func (pg *pager) leads(n *html.Node) bool {
	value := strings.TrimSpace(attr(n, "href"))
	return value != "" && !strings.HasPrefix(value, "#") && pg.tree.target(value).canonical != ""
}

// switchedOff reports whether n, or what is around it, is disabled or hidden,
// as on the last page.
func switchedOff(n *html.Node) bool {
	for up := 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		for _, a := range n.Attr {
			value := strings.ToLower(a.Val)
			switch a.Key {
			case "disabled", "hidden":
				return true
			case "aria-disabled", "aria-hidden":
				if value == "true" {
					return true
				}
			case "class":
				if strings.Contains(value, "disabled") || strings.Contains(value, "hidden") || strings.Contains(value, "inactive") {
					return true
				}
			case "style":
				if strings.Contains(strings.ReplaceAll(value, " ", ""), "display:none") {
					return true
				}
			}
		}
	}
	return false
}
