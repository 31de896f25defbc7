package say

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The archive writes its notices and warnings down in English, as of one time,
// for all programs that read it. The catalogue holds the English ones as they
// are written, with verbs for what differs, under keys that begin with noticeKey.
const noticeKey = "notice."

// notice is how a notice of the archive is known.
type notice struct {
	key   string
	shape *regexp.Regexp // a group for each verb
}

// notices returns how the notices are known by what they are in English.
func notices(english map[string]string) ([]notice, error) {
	var list []notice
	for key, text := range english {
		if !strings.HasPrefix(key, noticeKey) {
			continue
		}
		one, _, counts := strings.Cut(text, "|")
		value := "(.+)"
		if counts {
			value = `(\d+)`
		}
		shape, err := regexp.Compile("^" + strings.ReplaceAll(regexp.QuoteMeta(one), "%s", value) + "$")
		if err != nil {
			return nil, fmt.Errorf("read the notice %s: %w", key, err)
		}
		list = append(list, notice{key, shape})
	}
	// What says more goes before what would take that for one of its verbs.
	slices.SortFunc(list, func(a, b notice) int {
		return cmp.Or(cmp.Compare(len(english[b.key]), len(english[a.key])), strings.Compare(a.key, b.key))
	})
	return list, nil
}

// Notice is a notice of the archive in a language.
type Notice struct {
	Text string
	Tag  string // of its language: English where the catalogue does not know it
}

// Notice says in a language what the archive noted in English.
func (l *Language) Notice(english string) Notice {
	for _, n := range l.notices {
		if found := n.shape.FindStringSubmatch(english); found != nil {
			return Notice{l.retell(n.key, found[1:]), l.Tag}
		}
	}
	return Notice{english, "en"}
}

// retell fills a text in with what an English one said. That may be known itself,
// such as a number of days.
func (l *Language) retell(key string, said []string) string {
	if strings.Contains(l.Text(key), "|") && len(said) == 1 {
		if n, err := strconv.Atoi(said[0]); err == nil {
			return l.Count(key, n)
		}
	}
	args := make([]any, len(said))
	for i, s := range said {
		args[i] = l.Notice(s).Text
	}
	return l.Text(key, args...)
}
