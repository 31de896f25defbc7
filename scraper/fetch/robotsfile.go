package fetch

import (
	"bytes"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Limits of a robots.txt file. RFC 9309, section 2.5, demands the first 500 KiB.
const (
	maxRobots     = 500 << 10
	maxRobotsLine = 8 << 10
)

// robotsRules are the rules of a robots.txt file that hold for us.
type robotsRules struct {
	rules []robotsRule
	delay time.Duration // Crawl-delay; 0: none
}

type robotsRule struct {
	pattern string // normalised, with the wildcards "*" and, at the end, "$"
	allow   bool
}

// parseRobots reads a robots.txt file (RFC 9309) and keeps the groups for our
// product token, all of them together, or those for "*" if there are none.
// Lines that it does not understand are passed over, as the RFC demands.
func parseRobots(file []byte) robotsRules {
	if len(file) > maxRobots { // up to the last whole line
		file = file[:bytes.LastIndexAny(file[:maxRobots], "\r\n")+1]
	}
	file = bytes.TrimPrefix(file, []byte("\xEF\xBB\xBF"))
	var own, all robotsRules
	named := false // a group names us
	var agents []string
	inRules := true
	for _, line := range bytes.FieldsFunc(file, func(r rune) bool { return r == '\n' || r == '\r' }) {
		key, value := robotsLine(line)
		switch key {
		case "user-agent", "useragent":
			if inRules { // consecutive lines name the agents of one group
				agents, inRules = agents[:0], false
			}
			agents = append(agents, agentToken(value))
			named = named || agentToken(value) == productToken
			continue
		case "allow", "disallow", "crawl-delay", "crawldelay":
			inRules = true
		default:
			continue
		}
		for _, agent := range agents {
			switch agent {
			case productToken:
				own.add(key, value)
			case "*":
				all.add(key, value)
			}
		}
	}
	if named {
		return own
	}
	return all
}

// robotsLine splits "key: value # comment".
func robotsLine(line []byte) (key, value string) {
	if len(line) > maxRobotsLine {
		return "", ""
	}
	text, _, _ := strings.Cut(string(line), "#")
	key, value, _ = strings.Cut(text, ":")
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// agentToken returns the product token in the value of a User-agent line in
// lower case, without a version; "*" for all.
func agentToken(value string) string {
	if strings.HasPrefix(value, "*") {
		return "*"
	}
	end := strings.IndexFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
	if end >= 0 {
		value = value[:end]
	}
	return strings.ToLower(value)
}

func (r *robotsRules) add(key, value string) {
	switch key {
	case "allow", "disallow":
		if value == "" {
			return // "Disallow:" forbids nothing
		}
		if value[0] != '/' && value[0] != '*' {
			value = "/" + value // what the author meant
		}
		r.rules = append(r.rules, robotsRule{normaliseEscapes(value), key == "allow"})
	default:
		seconds, err := strconv.ParseFloat(value, 64)
		if err != nil || math.IsNaN(seconds) || seconds <= 0 {
			return
		}
		delay := time.Duration(min(seconds, maxCrawlDelay.Seconds()) * float64(time.Second))
		r.delay = max(r.delay, delay)
	}
}

// allow reports whether u may be read: the longest pattern that matches its
// path and query decides, allow wins a tie, and what none matches is allowed.
func (r robotsRules) allow(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	path = normaliseEscapes(path)
	longest, allowed := -1, true
	for _, rule := range r.rules {
		n := len(rule.pattern)
		if n < longest || n == longest && !rule.allow || !matches(rule.pattern, path) {
			continue
		}
		longest, allowed = n, rule.allow
	}
	return allowed
}

// matches reports whether the pattern matches a beginning of path. It goes back
// to the last "*" only, so it takes at most len(pattern)·len(path) steps.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	star, from := -1, 0
	p, i := 0, 0
	for {
		switch {
		case p == len(pattern) && (!whole || i == len(path)):
			return true
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p < len(pattern) && i < len(path) && pattern[p] == path[i]:
			p++
			i++
		case star >= 0 && from < len(path):
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
}

// normaliseEscapes puts every byte into one form, so that patterns and paths
// can be compared (RFC 9309, section 2.2.2): unreserved characters plain, what
// is not ASCII escaped, escapes in capitals.
func normaliseEscapes(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c, escaped := s[i], false
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c, escaped = byte(v), true
				i += 2
			}
		}
		switch {
		case unreserved(c), !escaped && c > ' ' && c < 0x7f:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

// unreserved: RFC 3986, section 2.3.
func unreserved(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("-._~", c) >= 0
}
