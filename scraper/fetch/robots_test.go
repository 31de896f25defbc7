package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"onrecord/internal/costs"
)

func TestRobotsRules(t *testing.T) {
	tests := []struct {
		name, file string
		allowed    string // paths, separated by spaces
		forbidden  string
	}{
		{"nothing", "", "/ /a", ""},
		{"all forbidden", "User-agent: *\nDisallow: /", "", "/ /a /a?b"},
		{"empty Disallow", "User-agent: *\nDisallow:", "/ /a", ""},
		{"prefix", "User-agent: *\nDisallow: /a", "/ /b /A", "/a /ab /a/b /a?x"},
		{"directory", "User-agent: *\nDisallow: /a/", "/a /ab", "/a/ /a/b"},
		{"longest match", "User-agent: *\nDisallow: /a/\nAllow: /a/b/\nDisallow: /a/b/c", "/a/b/ /a/b/d", "/a/ /a/c /a/b/c"},
		{"the order does not matter", "User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b", "/a /a/c"},
		{"a tie is allowed", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""},
		{"a tie is allowed, whatever the order", "User-agent: *\nAllow: /a\nDisallow: /a", "/a", ""},
		{"star", "User-agent: *\nDisallow: /*.pdf", "/a.htm", "/.pdf /a.pdf /a/b.pdf?x /a.pdfx"},
		{"star in the middle", "User-agent: *\nDisallow: /a*b*c", "/ab /acb", "/abc /axxbxxc /abbbc /a/b/c/d"},
		{"star at the end", "User-agent: *\nDisallow: /a*", "/b", "/a /ab"},
		{"star alone", "User-agent: *\nDisallow: *", "", "/ /a"},
		{"end", "User-agent: *\nDisallow: /a$", "/ab /a/ /a?x", "/a"},
		{"star and end", "User-agent: *\nDisallow: /*.php$", "/a.php?x /a.php5", "/a.php /a/b.php"},
		{"dollar in the middle is plain", "User-agent: *\nDisallow: /a$b", "/a", "/a$b /a$bc"},
		{"patterns hold from the beginning", "User-agent: *\nDisallow: /a*b$", "/zz/a1b", "/a1b"},
		{"star, then longest", "User-agent: *\nDisallow: /*\nAllow: /news/", "/news/ /news/a", "/ /other"},
		{"query", "User-agent: *\nDisallow: /*?print=", "/a /a?b", "/a?print=1 /a/?print="},
		{"without slash", "User-agent: *\nDisallow: private", "/a", "/private/x"},
		{"dots are plain", "User-agent: *\nDisallow: /a.b", "/axb", "/a.b"},
		{"escapes", "User-agent: *\nDisallow: /%7ejoe/\nDisallow: /a%3cd\nDisallow: /é", "/x /a", "/a<d2 /~joe/ /%7Ejoe/ /a%3Cd /%C3%A9 /%c3%a9x"},
		{"an escaped slash is no slash", "User-agent: *\nDisallow: /a/b", "/a%2Fb", "/a/b"},

		{"our group", "User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /x", "/ /a", "/x"},
		{"our group, before the other", "User-agent: onrecord\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/ /a", "/x"},
		{"our group in capitals, with a version", "User-Agent: OnRecord/2.0\nDisallow: /x", "/a", "/x"},
		{"our group is empty", "User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow:", "/ /a", ""},
		{"our group has nothing at all", "User-agent: *\nDisallow: /\n\nUser-agent: onrecord", "/ /a", ""},
		{"our groups hold together", "User-agent: onrecord\nDisallow: /x\n\nUser-agent: *\nDisallow: /y\n\nUser-agent: onrecord\nDisallow: /z", "/y", "/x /z"},
		{"several agents", "User-agent: a\nUser-agent: onrecord\nUser-agent: b\nDisallow: /x", "/a", "/x"},
		{"other agents", "User-agent: on\nUser-agent: onrecordbot\nUser-agent: record\nUser-agent: xonrecord\nDisallow: /", "/ /a", ""},
		{"groups end at rules, not at empty lines", "User-agent: a\n\nUser-agent: onrecord\n\n\nDisallow: /x\n\nDisallow: /y\nUser-agent: b\nDisallow: /z", "/z", "/x /y"},
		{"a sitemap within a group", "User-agent: *\nSitemap: https://example.org/s.xml\nDisallow: /x", "/a", "/x"},
		{"rules before any agent", "Disallow: /\nUser-agent: *\nDisallow: /x", "/ /a", "/x"},

		{"byte order mark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /x", "/a", "/x"},
		{"carriage returns", "User-agent: *\rDisallow: /x\r\nDisallow: /y", "/a", "/x /y"},
		{"comments and spaces", "  user-agent :  * # all\n\t DISALLOW : /x # not this\n#Disallow: /", "/ /a", "/x"},
		{"spelled together", "useragent: *\nDisallow: /x", "/a", "/x"},
		{"a bad delay spoils nothing", "User-agent: *\nCrawl-delay: soon\nDisallow: /x", "/a", "/x"},
		{"a page instead of a file", "<!doctype html><html><body>User-agent: * Disallow: /</body></html>", "/ /a", ""},
		{"binary", "\x00\x01\xff\nUser-agent: *\nDisallow: /x\x00", "/a", "/x%00"},
	}
	for _, tt := range tests {
		rules := parseRobots([]byte(tt.file))
		for _, path := range strings.Fields(tt.allowed) {
			if !allows(t, rules, path) {
				t.Errorf("%s: %s is forbidden", tt.name, path)
			}
		}
		for _, path := range strings.Fields(tt.forbidden) {
			if allows(t, rules, path) {
				t.Errorf("%s: %s is allowed", tt.name, path)
			}
		}
	}
}

func allows(t testing.TB, rules robotsRules, path string) bool {
	t.Helper()
	u, err := parseURL("https://example.org" + path)
	if err != nil {
		t.Fatal(err)
	}
	return rules.allow(u)
}

func TestCrawlDelay(t *testing.T) {
	tests := []struct {
		file string
		want time.Duration
	}{
		{"User-agent: *\nCrawl-delay: 10", 10 * time.Second},
		{"User-agent: *\nCrawl-Delay: 0.5 # s", 500 * time.Millisecond},
		{"User-agent: *\nCrawl-delay: 1e9", time.Minute},
		{"User-agent: *\nCrawl-delay: Inf", time.Minute},
		{"User-agent: *\nCrawl-delay: NaN", 0},
		{"User-agent: *\nCrawl-delay: -5", 0},
		{"User-agent: *\nCrawl-delay:", 0},
		{"User-agent: *\nCrawl-delay: 5\nUser-agent: onrecord\nDisallow:", 0},
		{"User-agent: onrecord\nCrawl-delay: 2\nCrawl-delay: 3\nCrawl-delay: 1", 3 * time.Second},
	}
	for _, tt := range tests {
		if got := parseRobots([]byte(tt.file)).delay; got != tt.want {
			t.Errorf("%q: %v, want %v", tt.file, got, tt.want)
		}
	}
}

func TestRobotsSizeLimits(t *testing.T) {
	late := "User-agent: *\n" + strings.Repeat("#\n", maxRobots/2) + "Disallow: /x"
	if !allows(t, parseRobots([]byte(late)), "/x") {
		t.Error("a rule after 500 KiB was read")
	}
	long := "User-agent: *\nDisallow: /" + strings.Repeat("*a", maxRobotsLine) + "\nDisallow: /x"
	if allows(t, parseRobots([]byte(long)), "/x") {
		t.Error("a line that is too long hides the next")
	}
}

func TestHostilePatternIsQuick(t *testing.T) {
	file := "User-agent: *\n" + strings.Repeat("Disallow: /"+strings.Repeat("*a", 4000)+"b\n", 60)
	rules := parseRobots([]byte(file))
	sound := parseRobots([]byte("User-agent: *\n" + strings.Repeat("Disallow: /*"+strings.Repeat("b", 8000)+"\n", 60)))
	path := "/" + strings.Repeat("a", 8000)
	costs.AtMost(t, 200, func() { allows(t, rules, path) }, func() { allows(t, sound, path) })
}

// TestMatchesLikeAPlainReading compares with a reading of the definition that
// tries everything.
func TestMatchesLikeAPlainReading(t *testing.T) {
	var plain func(pattern, path string) bool
	plain = func(pattern, path string) bool {
		switch {
		case pattern == "":
			return true
		case pattern == "$":
			return path == ""
		case pattern[0] == '*':
			return plain(pattern[1:], path) || path != "" && plain(pattern, path[1:])
		}
		return path != "" && path[0] == pattern[0] && plain(pattern[1:], path[1:])
	}
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringOfN(rapid.SampledFrom([]rune("ab*")), 0, 8, -1).Draw(t, "pattern") +
			rapid.SampledFrom([]string{"", "$"}).Draw(t, "end")
		path := rapid.StringOfN(rapid.SampledFrom([]rune("ab")), 0, 10, -1).Draw(t, "path")
		if got, want := matches(pattern, path), plain(pattern, path); got != want {
			t.Errorf("matches(%q, %q) = %v, want %v", pattern, path, got, want)
		}
	})
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*.pdf$\nAllow: /a%20\nCrawl-delay: 1"), "/a.pdf?b=%zz")
	f.Add([]byte("\xEF\xBB\xBFuser-agent:onrecord\r\ndisallow:*$$\r"), "/$")
	f.Fuzz(func(t *testing.T, file []byte, path string) {
		rules := parseRobots(file)
		if rules.delay < 0 || rules.delay > maxCrawlDelay {
			t.Errorf("delay %v", rules.delay)
		}
		u, ok := resolve(&url.URL{}, "https://example.org/"+path)
		if !ok {
			return
		}
		if !rules.allow(u) && len(rules.rules) == 0 {
			t.Error("forbidden by no rule")
		}
	})
}

func TestRobotsStatuses(t *testing.T) {
	tests := []struct {
		name    string
		handler http.HandlerFunc
		want    error
		reason  string
	}{
		{"404", status(404), nil, ""},
		{"403", status(403), nil, ""},
		{"401", status(401), nil, ""},
		{"410", status(410), nil, ""},
		{"204", status(204), nil, ""},
		{"304 to no question", status(304), ErrRobotsUnavailable, "robots.txt unavailable: 304 Not Modified, but nothing was held"},
		{"500", status(500), ErrRobotsUnavailable, "robots.txt unavailable: it answered 500"},
		{"503", status(503), ErrRobotsUnavailable, "robots.txt unavailable: it answered 503"},
		{"429", status(429), ErrRobotsUnavailable, "robots.txt unavailable: it answered 429"},
		{"reset", reset, ErrRobotsUnavailable, "robots.txt unavailable: connection reset"},
		{"allows", text("User-agent: *\nDisallow: /b"), nil, ""},
		{"forbids", text("User-agent: *\nDisallow: /a"), ErrRobotsForbids, "robots.txt forbids it"},
		{"moved within the host", redirect(301, "/robots2.txt"), ErrRobotsForbids, "robots.txt forbids it"},
		{"moved elsewhere", redirect(301, "https://example.org/robots.txt"), nil, ""},
		{"in a circle", redirect(301, "/robots.txt"), nil, ""},
	}
	for _, tt := range tests {
		s := serve(t, map[string]http.HandlerFunc{
			"/a": text("x"), robotsPath: tt.handler, "/robots2.txt": text("User-agent: *\nDisallow: /a"),
		})
		c, _ := client(t, s, nil)
		for range 2 { // the second time from memory
			_, err := get(t, c, s, "/a")
			if !errors.Is(err, tt.want) || tt.want == nil && err != nil || Reason(err) != tt.reason {
				t.Errorf("%s: error %v, reason %q", tt.name, err, Reason(err))
			}
		}
		// net/http itself asks once more when a kept connection breaks.
		if n := s.count(robotsPath); n != 1 && tt.name != "reset" {
			t.Errorf("%s: robots.txt was asked for %d times", tt.name, n)
		}
		if forbidden := tt.want != nil; forbidden != (s.count("/a") == 0) {
			t.Errorf("%s: the page was asked for %d times", tt.name, s.count("/a"))
		}
	}
}

func TestRobotsIsRetriedAndWaitedFor(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x"), robotsPath: failing(2, status(503))})
	c, clock := client(t, s, func(o *Options) { o.Retries = 2 })
	mustGet(t, c, s, "/")
	if clock.total() < time.Second {
		t.Errorf("waited %v", clock.total())
	}
}

func TestRobotsIsAskedOnceByMany(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x"), robotsPath: func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(5 * time.Millisecond)
		http.NotFound(w, r)
	}})
	c, _ := client(t, s, func(o *Options) { o.Connections = 4 })
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			if _, err := c.Get(context.Background(), Request{URL: fmt.Sprintf("%s/%d", s.URL, i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := s.count(robotsPath); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
}

// TestInterruptedRobotsIsAskedAgain: what was interrupted says nothing about
// the site.
func TestInterruptedRobotsIsAskedAgain(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	first := true
	s := serve(t, map[string]http.HandlerFunc{"/": text("x"), robotsPath: func(w http.ResponseWriter, r *http.Request) {
		if first {
			first = false
			cancel()
			<-r.Context().Done()
			return
		}
		http.NotFound(w, r)
	}})
	c, _ := client(t, s, nil)
	if _, err := c.Get(ctx, Request{URL: s.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	mustGet(t, c, s, "/")
}

// TestRobotsTooLarge: what stands in the first 500 KiB holds, however long the
// file is (RFC 9309, section 2.5), and packed as it may be.
func TestRobotsTooLarge(t *testing.T) {
	file := "User-agent: *\nDisallow: /private/\n" + strings.Repeat("# nothing\n", 200_000)
	endless := func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := io.WriteString(w, file); err != nil {
				return
			}
		}
	}
	for name, handler := range map[string]http.HandlerFunc{
		"2 MB":    func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, file) },
		"endless": endless,
		"length known": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(len(file)))
			_, _ = io.WriteString(w, file)
		},
		"gzip": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(pack(t, "gzip", []byte(file)))
		},
	} {
		s := serve(t, map[string]http.HandlerFunc{"/robots.txt": handler, "/": func(http.ResponseWriter, *http.Request) {}})
		c, _ := client(t, s, func(o *Options) { o.MaxBody = 1 << 20 })
		if _, err := get(t, c, s, "/private/1"); !errors.Is(err, ErrRobotsForbids) {
			t.Errorf("%s: what is forbidden: error %v", name, err)
		}
		if _, err := get(t, c, s, "/1"); err != nil {
			t.Errorf("%s: what is allowed: error %v", name, err)
		}
		if err := c.Allows(t.Context(), s.URL+"/private/2"); !errors.Is(err, ErrRobotsForbids) {
			t.Errorf("%s: Allows says %v", name, err)
		}
	}
	cut := "User-agent: *\nDisallow: /x\n" + strings.Repeat("#", maxRobots-43) + "\nDisallow: /news"
	if long := cut + "letters/archive\n"; len(cut) != maxRobots || len(long) <= maxRobots || !allows(t, parseRobots([]byte(long)), "/news/1") || allows(t, parseRobots([]byte(long)), "/x") {
		t.Error("a line that was cut is believed")
	}
}
