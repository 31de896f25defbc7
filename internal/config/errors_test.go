package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"onrecord/internal/costs"
)

// feed is a file with one feed; the rest of the feed begins on line 4, column 5.
func feed(rest string) string {
	return "feeds:\n  a:\n    listings: [https://example.org/]\n    " + rest + "\n"
}

// TestFirstLine gives the whole first line of each file's error, without the path.
func TestFirstLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		// The file.
		{"empty", "", `1:1: the file is empty: it needs feeds, each with its listings; "onrecord init URL" writes them`},
		{"only comments", "# nothing\n\n", `1:1: the file is empty: it needs feeds, each with its listings; "onrecord init URL" writes them`},
		{"only a document mark", "---\n", `1:1: the file has no content`},
		{"UTF-16", "\xFF\xFEa\x00", `1:1: the file is UTF-16; save it as UTF-8`},
		{"UTF-16 big endian", "\xFE\xFF\x00a", `1:1: the file is UTF-16; save it as UTF-8`},
		{"Windows-1251", "feeds:\n  a: # \xEF\xF0\n", `2:8: the file is not UTF-8 text here; save it as UTF-8`},
		{"NUL", "feeds:\n  a\x00: 1\n", `2:4: the file is not UTF-8 text here; save it as UTF-8`},
		{"escape character", "feeds: \x1b[31m\n", `1:8: the file is not UTF-8 text here; save it as UTF-8`},
		{"too large", strings.Repeat("# comment\n", 30_000), `1:1: the file is larger than 256 KiB; is it a configuration?`},
		{"too long a line", "feeds: " + strings.Repeat("x", 5000), `1:1: this line is longer than 4096 bytes`},
		{"tab", "feeds:\n\ta:\n", `2:1: a tab indents this line; YAML takes only spaces`},
		{"tab after spaces", "feeds:\n  \ta:\n", `2:3: a tab indents this line; YAML takes only spaces`},
		{"brackets", "feeds: " + strings.Repeat("[", 200), `1:1: more than 100 brackets are open here`},
		{"two documents", feed("") + "---\nfeeds: {}\n", `6:1: a second document begins here; put everything into one, without ---`},
		{"a list", "- feeds\n", `1:1: the file must be a mapping (key: value), not a list`},
		{"a text", "feeds\n", `1:1: the file must be a mapping (key: value), not text`},
		{"HTML", "<!DOCTYPE html>\n<html></html>\n", `1:1: the file must be a mapping (key: value), not text`},
		{"open bracket", "feeds: [a\nb: 1\n", `2:1: not YAML: ',' or ']' must be specified`},
		{"open quote", "archive: 'x\n", `1:10: not YAML: could not find end character of single-quoted text`},
		{"two colons", "archive: b: c\n", `1:10: not YAML: mapping value is not allowed in this context`},
		{"wrong indentation", "feeds:\n  a:\n    title: x\n   delay: 1s\n", `4:4: not YAML: value is not allowed in this context`},
		{"reserved character", "archive: @x\n", `1:10: not YAML: '@' is a reserved character`},
		{"after CRLF", "archive: a.db\r\nfeeds:\r\n  a: 5\r\n", `3:6: a feed must be a mapping (key: value), not a number`},
		{"after BOM", "\uFEFFfeed: 1\n", `1:1: unknown key "feed" in the file; did you mean "feeds"?`},

		// Keys.
		{"unknown at the top", "archiv: x\n", `1:1: unknown key "archiv" in the file; did you mean "archive"?`},
		{"unknown in a feed", feed("lisings: []"), `4:5: unknown key "lisings" in a feed; did you mean "listings"?`},
		{"singular", feed("listing: []"), `4:5: unknown key "listing" in a feed; did you mean "listings"?`},
		{"hyphen", feed("max-pages: 5"), `4:5: unknown key "max-pages" in a feed; did you mean "max_pages"?`},
		{"case", feed("Title: x"), `4:5: unknown key "Title" in a feed; did you mean "title"?`},
		{"swapped letters", feed("dealy: 1s"), `4:5: unknown key "dealy" in a feed; did you mean "delay"?`},
		{"nothing near", feed("robots: no"), `4:5: unknown key "robots" in a feed`},
		{"unknown in select", feed("select: {tilte: h1}"), `4:14: unknown key "tilte" in select; did you mean "title"?`},
		{"select's key in a feed", feed("entry: .news-item"), `4:5: unknown key "entry" in a feed; it belongs in select`},
		{"feed's key at the top", "language: en\n", `1:1: unknown key "language" in the file; it belongs in a feed`},
		{"top's key in a feed", feed("contact: x"), `4:5: unknown key "contact" in a feed; it belongs in the file`},
		{"duplicate at the top", "archive: a\narchive: b\n" + feed(""), `2:1: duplicate key "archive"; it stands on line 1 already`},
		{"duplicate in a feed", feed("title: x\n    title: y"), `5:5: duplicate key "title"; it stands on line 4 already`},
		{"duplicate feed", feed("") + "  a:\n    listings: [https://example.org/]\n", `5:3: duplicate key "a"; it stands on line 2 already`},
		{"merge key", feed("<<: {title: x}"), `4:5: merge keys (<<) are not supported; name the whole value with an alias, or repeat the keys`},
		{"a list as key", "? [a]\n: b\n", `2:1: not YAML: found an invalid key for this map`},

		// Feeds.
		{"no feeds", "archive: a.db\n", `1:1: there are no feeds; name at least one, with its listings`},
		{"empty feeds", "archive: a.db\nfeeds: {}\n", `2:8: there are no feeds; name at least one, with its listings`},
		{"feeds without value", "archive: a.db\nfeeds:\n", `1:1: there are no feeds; name at least one, with its listings`},
		{"feeds a list", "feeds:\n  - a\n", `2:3: feeds must be a mapping (key: value), not a list`},
		{"feed name with a blank", "feeds:\n  my feed: {listings: [https://example.org/]}\n", `2:3: the feed name "my feed" must be 1 to 64 of the letters a-z and A-Z, digits, - and _, and begin with a letter or digit`},
		{"feed name with a hyphen first", "feeds:\n  -a: {listings: [https://example.org/]}\n", `2:3: the feed name "-a" must be 1 to 64 of the letters a-z and A-Z, digits, - and _, and begin with a letter or digit`},
		{"feed name not ASCII", "feeds:\n  одкб: {listings: [https://example.org/]}\n", `2:3: the feed name "одкб" must be 1 to 64 of the letters a-z and A-Z, digits, - and _, and begin with a letter or digit`},
		{"feed name a path", "feeds:\n  ../a: {listings: [https://example.org/]}\n", `2:3: the feed name "../a" must be 1 to 64 of the letters a-z and A-Z, digits, - and _, and begin with a letter or digit`},
		{"feed empty", "feeds:\n  a:\n", `2:3: the feed "a" has no listings; give the address of at least one page that lists its articles`},
		{"no listings", "feeds:\n  a:\n    title: x\n", `2:3: the feed "a" has no listings; give the address of at least one page that lists its articles`},
		{"empty listings", "feeds:\n  a:\n    listings: []\n", `2:3: the feed "a" has no listings; give the address of at least one page that lists its articles`},

		// Values.
		{"archive a number", "archive: 5\n" + feed(""), `1:10: archive must be text, not a number; put it in quotes`},
		{"archive a list", "archive: [a]\n" + feed(""), `1:10: archive must be text, not a list`},
		{"archive a folder", "archive: data/\n" + feed(""), `1:10: archive names a folder; name a file in it, such as data/archive.db`},
		{"archive in PostgreSQL", "archive: postgres://db/onrecord\n" + feed(""), `1:10: an archive in PostgreSQL is not supported yet; give the path of a file, such as archive.db`},
		{"archive an address", "archive: https://example.org/a.db\n" + feed(""), `1:10: archive must be the path of a file, such as archive.db, not an address`},
		{"contact with a line break", "contact: \"a\\nb\"\n" + feed(""), `1:10: contact must be an e-mail address or the address of a page; '\n' cannot stand in it`},
		{"contact a mapping", "contact: {mail: x}\n" + feed(""), `1:10: contact must be text, not a mapping`},
		{"title a number", feed("title: 42"), `4:12: title must be text, not a number; put it in quotes`},
		{"title a truth value", feed("title: true"), `4:12: title must be text, not true or false; put it in quotes`},
		{"title a mapping", feed("title:\n      en: x"), `5:7: title must be text, not a mapping`},
		{"title tagged", feed("title: !!str 5"), `4:12: tags such as !!str are not used here; write the value alone`},
		{"listings a text", "feeds:\n  a:\n    listings: https://example.org/\n", `3:15: listings must be a list, not text; begin each item with "- " on a line of its own`},
		{"listing a number", "feeds:\n  a:\n    listings:\n      - 5\n", `4:9: a listing must be text, not a number; put it in quotes`},
		{"listing without scheme", "feeds:\n  a:\n    listings: [example.org/news]\n", `3:16: the listing "example.org/news" must be a whole address that begins with http:// or https://`},
		{"listing by FTP", "feeds:\n  a:\n    listings: ['ftp://example.org/']\n", `3:16: the listing "ftp://example.org/" must be a whole address that begins with http:// or https://`},
		{"listing a file", "feeds:\n  a:\n    listings: ['file:///etc/passwd']\n", `3:16: the listing "file:///etc/passwd" must be a whole address that begins with http:// or https://`},
		{"listing without host", "feeds:\n  a:\n    listings: ['https:///news/']\n", `3:16: the listing "https:///news/" has no host`},
		{"listing with a password", "feeds:\n  a:\n    listings: ['https://u:p@example.org/']\n", `3:16: the listing "https://u:p@example.org/" must not carry a user name or password; exports would publish it`},
		{"listing garbled", "feeds:\n  a:\n    listings: ['https://exa mple.org/']\n", `3:16: the listing "https://exa mple.org/" is no address: invalid character " " in host name`},
		{"listing twice", "feeds:\n  a:\n    listings:\n      - https://example.org/\n      - https://example.org/\n", `5:9: the listing "https://example.org/" is named twice`},
		{"language in words", feed("language: english"), `4:15: language "english" is no BCP 47 tag, such as en, ru or pt-BR`},
		{"language garbled", feed("language: '!!'"), `4:15: language "!!" is no BCP 47 tag, such as en, ru or pt-BR`},
		{"language as a locale", feed("language: pt_BR"), `4:15: language "pt_BR" is no BCP 47 tag; did you mean "pt-BR"?`},
		{"language unknown", feed("language: qx"), `4:15: language "qx" is no BCP 47 tag, such as en, ru or pt-BR`},
		{"time zone unknown", feed("timezone: Europe/Moskow"), `4:15: unknown time zone "Europe/Moskow"; names are those of the IANA database, such as Europe/Moscow or UTC`},
		{"time zone a path", feed("timezone: ../../etc/passwd"), `4:15: unknown time zone "../../etc/passwd"; names are those of the IANA database, such as Europe/Moscow or UTC`},
		{"time zone local", feed("timezone: Local"), `4:15: timezone "Local" would mean another zone on another machine; name the publisher's, such as Europe/Moscow`},
		{"time zone an offset", feed("timezone: +3"), `4:15: timezone must be text, not a number; put it in quotes`},
		{"delay negative", feed("delay: -1s"), `4:12: delay must not be negative`},
		{"delay without unit", feed("delay: 2"), `4:12: delay needs a unit: 2s for seconds, 2ms for milliseconds`},
		{"delay in words", feed("delay: one second"), `4:12: delay must be a duration such as 1s or 500ms, not "one second"`},
		{"delay a list", feed("delay: [1s]"), `4:12: delay must be a duration such as 1s or 500ms, not a list`},
		{"delay beyond all", feed("delay: 9999999999h"), `4:12: delay must be a duration such as 1s or 500ms, not "9999999999h"`},
		{"no connections", feed("connections: 0"), `4:18: connections must be between 1 and 64, not 0`},
		{"negative connections", feed("connections: -1"), `4:18: connections must be between 1 and 64, not -1`},
		{"half a connection", feed("connections: 1.5"), `4:18: connections must be a whole number, not 1.5`},
		{"quoted connections", feed(`connections: "2"`), `4:18: connections must be a whole number, not "2"`},
		{"connections beyond all", feed("connections: 99999999999999999999"), `4:18: connections must be a whole number, not "99999999999999999999"`},
		{"connections beyond int64", feed("connections: 18446744073709551615"), `4:18: connections must be between 1 and 64, not 18446744073709551615`},
		{"negative max_pages", feed("max_pages: -5"), `4:16: max_pages must be between 0 and 1000000, not -5`},
		{"negative recheck", feed("recheck: -5"), `4:14: recheck must be between 0 and 1000000, not -5`},
		{"recheck in words", feed("recheck: all"), `4:14: recheck must be a whole number, not "all"`},
		{"include a text", feed("include: ^/news/"), `4:14: include must be a list, not text; begin each item with "- " on a line of its own`},
		{"include garbled", feed(`include: ["^/ok/", "("]`), "4:24: an item of include is no regular expression: missing closing ): `(`"},
		{"attachments misspelt", feed("attachments: document"), `4:18: attachments must be none, documents or all, not "document"; did you mean "documents"?`},
		{"attachments a truth value", feed("attachments: true"), `4:18: attachments must be text, not true or false; put it in quotes`},

		{"host an address", feed("attachment_hosts: ['https://cdn.example.org/']"), `4:24: an item of attachment_hosts must be a host, such as cdn.example.org, not "https://cdn.example.org/"`},
		{"ping a truth value", feed("ping: true"), `4:11: ping must be text, not true or false; put it in quotes`},
		{"ping without scheme", feed("ping: hc-ping.com/1234"), `4:11: ping "hc-ping.com/1234" must be a whole address that begins with http:// or https://`},
		{"ping a mail", feed("ping: mailto:ops@example.org"), `4:11: ping "mailto:ops@example.org" must be a whole address that begins with http:// or https://`},
		{"ping without host", feed("ping: 'https:///x'"), `4:11: ping "https:///x" has no host`},
		{"ping with a password", feed("ping: 'https://u:p@example.org/'"), `4:11: ping "https://u:p@example.org/" must not carry a user name or password; messages could show it; such services put the key into the path`},
		{"ping garbled", feed("ping: 'https://exa mple.org/'"), `4:11: ping "https://exa mple.org/" is no address: invalid character " " in host name`},
		{"ping misspelt", feed("pings: https://example.org/"), `4:5: unknown key "pings" in a feed; did you mean "ping"?`},
		{"ping at the top", "ping: https://example.org/\n", `1:1: unknown key "ping" in the file; it belongs in a feed`},

		// Whom to tell.
		{"notify a mapping", feed("notify: {mail: x}"), `4:13: notify must be a list, not a mapping; begin each item with "- " on a line of its own`},
		{"notify nobody", feed("notify: [{kinds: [edited]}]"), `4:14: an item of notify needs somebody to tell: mail, service, webhook or command`},
		{"notify misspelt", feed("notify: [{kind: [edited]}]"), `4:15: unknown key "kind" in notify; did you mean "kinds"?`},
		{"notify in a feed only", feed("kinds: [edited]"), `4:5: unknown key "kinds" in a feed; it belongs in notify`},
		{"kind misspelt", feed("notify: [{kinds: [edit], command: [x]}]"), `4:23: kinds must be some of added, edited, moved, unlisted, relisted, removed, restored, not "edit"; did you mean "edited"?`},
		{"field misspelt", feed("notify: [{fields: [tittle], command: [x]}]"), `4:24: fields must be some of title, date, summary, body, attachments, not "tittle"; did you mean "title"?`},
		{"words empty", feed("notify: [{words: [\"*\"], command: [x]}]"), `4:23: an item of words is empty`},
		{"minimum negative", feed("notify: [{minimum: -1, command: [x]}]"), `4:24: minimum must be between 0 and 1000000, not -1`},
		{"minor a text", feed("notify: [{minor: no, command: [x]}]"), `4:22: minor must be true or false, not text`},
		{"same name twice", feed("notify: [{name: a, command: [x]}, {name: a, command: [x]}]"), `4:39: two items of notify are called "a"`},
		{"command a text", feed("notify: [{command: mail me}]"), `4:24: command must be a list, not text; begin each item with "- " on a line of its own`},
		{"command empty", feed("notify: [{command: []}]"), `4:24: command must be a list of a program and its arguments, such as [/usr/local/bin/tell, --feed]; no shell reads it`},
		{"mail without host", feed("notify: [{mail: {from: a@example.org, to: b@example.org}}]"), `4:21: mail needs the host of the mail server that takes the message`},
		{"mail to nobody", feed("notify: [{mail: {host: h, from: a@example.org}}]"), `4:21: mail needs to, the addresses of those who are told`},
		{"mail without password", feed("notify: [{mail: {host: h, user: u, from: a@example.org, to: b@example.org}}]"), `4:21: mail needs both user and password_env or password_file, or neither`},
		{"password in the open", feed("notify: [{mail: {host: h, user: u, password: p}}]"), `4:40: unknown key "password" in mail; did you mean "password_env"?`},
		{"mail to no address", feed("notify: [{mail: {host: h, from: a@example.org, to: [b]}}]"), `4:57: an item of to must be a mail address, such as desk@example.org or "News desk <desk@example.org>", not "b"`},
		{"mail with two ports", feed("notify: [{mail: {host: 'h:25', from: a@example.org, to: b@example.org}}]"), `4:28: host must be the name of a mail server, such as mail.example.org; its port is a key of its own`},
		{"mail encrypted how", feed("notify: [{mail: {host: h, tls: start, from: a@example.org, to: b@example.org}}]"), `4:36: tls must be starttls, implicit or none, not "start"; did you mean "starttls"?`},
		{"webhook without scheme", feed("notify: [{webhook: example.org}]"), `4:24: the address of a webhook must be a whole address that begins with http:// or https://`},
		{"webhook without address", feed("notify: [{webhook: {secret_env: S}}]"), `4:24: webhook needs url, the address that is posted to`},
		{"variable with a dollar", feed("notify: [{webhook: {url: 'https://example.org/', secret_env: $S}}]"), `4:66: secret_env must be the name of an environment variable, such as ONRECORD_PASSWORD`},
		{"service no address", feed("notify: [{service: ntfy}]"), `4:24: service must be an address such as ntfy://ntfy.sh/topic or telegram://token@telegram?chats=@channel`},

		// Selectors.
		{"select a text", feed("select: h1"), `4:13: select must be a mapping (key: value), not text`},
		{"select's item a text", feed("select: [h1]"), `4:14: select must be a mapping (key: value), not text`},
		{"bad selector", feed("select:\n      title: 'h1['"), `5:14: title is no CSS selector: expected identifier, found EOF instead`},
		{"selector a list", feed("select:\n      body: [p, ul]"), `5:13: body must be text, not a list`},
		{"remove a text", feed("select:\n      remove: script"), `5:15: remove must be a list, not text; begin each item with "- " on a line of its own`},
		{"bad selector in remove", feed("select:\n      remove: [script, '..']"), `5:24: an item of remove is no CSS selector: expected identifier, found . instead`},
		{"date format of a date picker", feed("select:\n      date_format: dd.mm.yyyy"), `5:20: date_format "dd.mm.yyyy" is no layout of a date: it has no year; did you mean "02.01.2006"?`},
		{"date format of strftime", feed("select:\n      date_format: '%d %B %Y'"), `5:20: date_format "%d %B %Y" is no layout of a date: it has no year; did you mean "02 January 2006"?`},
		{"date format without day", feed("select:\n      date_format: January 2006"), `5:20: date_format "January 2006" is no layout of a date: it has no day; write it as the day 2 January 2006 is printed, such as 02.01.2006`},
		{"date format without year", feed("select:\n      date_format: 2 January"), `5:20: date_format "2 January" is no layout of a date: it has no year; write it as the day 2 January 2006 is printed, such as 02.01.2006`},
		{"date format with another day", feed("select:\n      date_format: 22.09.2020"), `5:20: date_format "22.09.2020" is no layout of a date: it has no year; write it as the day 2 January 2006 is printed, such as 02.01.2006`},
		{"until in words", feed("select:\n      until: yesterday"), `5:14: until must be a day such as 2026-03-01, not "yesterday"`},
		{"until no day", feed("select:\n      until: 2026-02-30"), `5:14: until must be a day such as 2026-03-01, not "2026-02-30"`},
		{"until with a time", feed("select:\n      until: 2026-02-03T00:00:00Z"), `5:14: until must be a day such as 2026-03-01, not "2026-02-03T00:00:00Z"`},
		{"two that still hold", feed("select:\n      - title: h1\n      - title: h2"), `6:9: these selectors still hold, like the one on line 5; say with until how long each held`},
		{"two until one day", feed("select:\n      - until: 2026-03-01\n      - until: 2026-03-01"), `6:9: these selectors held until 2026-03-01, like the one on line 5; say with until how long each held`},

		// Aliases.
		{"alias of nothing", feed("title: *x"), `4:12: nothing in this file is named &x`},
		{"alias of another type", feed("select: &x {title: h1}\n    title: *x"), `5:12: title must be text, not a mapping`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse("config.yaml", []byte(c.text))
			if err == nil {
				t.Fatal("no error")
			}
			if !errors.Is(err, ErrInvalid) {
				t.Errorf("error %v is not ErrInvalid", err)
			}
			got, _, _ := strings.Cut(err.Error(), "\n")
			if want := "config.yaml:" + c.want; got != want {
				t.Errorf("error\n%s, want\n%s", got, want)
			}
		})
	}
}

func TestErrorShowsTheLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"caret and known keys", feed("lisings: []"), `config.yaml:4:5: unknown key "lisings" in a feed; did you mean "listings"?
  4 |     lisings: []
    |     ^
  known keys: title, listings, language, timezone, select, delay, connections, max_pages, recheck, include, attachments, attachment_hosts, ping, notify`},
		{"several at once, in file order", "archve: x\nfeeds:\n  a:\n    delay: -1s\n    listings: []\n    connections: 0\n", `config.yaml:1:1: unknown key "archve" in the file; did you mean "archive"?
  1 | archve: x
    | ^
  known keys: archive, contact, notify, feeds
config.yaml:4:12: delay must not be negative
  4 |     delay: -1s
    |            ^
config.yaml:6:18: connections must be between 1 and 64, not 0
  6 |     connections: 0
    |                  ^`},
		{"tabs and wide letters before the caret", "feeds:\n  a: {listings: ['https://example.org/'], title: '\t日本', delay: 2}\n",
			"config.yaml:2:64: delay needs a unit: 2s for seconds, 2ms for milliseconds\n" +
				"  2 |   a: {listings: ['https://example.org/'], title: ' 日本', delay: 2}\n" +
				"    | " + strings.Repeat(" ", 65) + "^"},
		{"nothing that moves the terminal", "feeds:\n  a\u202E: 1\n", "config.yaml:2:3: the feed name \"a\\u202e\" must be 1 to 64 of the letters a-z and A-Z, digits, - and _, and begin with a letter or digit\n" +
			"  2 |   a\uFFFD: 1\n    |   ^\n" +
			"config.yaml:2:7: a feed must be a mapping (key: value), not a number\n  2 |   a\uFFFD: 1\n    |       ^"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse("config.yaml", []byte(c.text))
			if err == nil {
				t.Fatal("no error")
			}
			if err.Error() != c.want {
				t.Errorf("error\n%s\nwant\n%s", err, c.want)
			}
		})
	}
}

func TestErrorCutsLongLines(t *testing.T) {
	text := "feeds:\n  a: {title: " + strings.Repeat("x", 300) + ", delay: 2, listings: [" + strings.Repeat("https://example.org/", 20) + "]}\n"
	_, err := parse("config.yaml", []byte(text))
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 3 || len([]rune(lines[1])) > 120 {
		t.Fatalf("error is not cut:\n%s", err)
	}
	caret := strings.IndexByte(lines[2], '^')
	if at := string([]rune(lines[1])[caret:]); !strings.HasPrefix(at, "2, listings") {
		t.Errorf("the caret points at %q:\n%s", at, err)
	}
}

func TestErrorStopsAfterTen(t *testing.T) {
	var text strings.Builder
	for i := range 25 {
		fmt.Fprintf(&text, "x%d: 1\n", i)
	}
	_, err := parse("config.yaml", []byte(text.String()))
	if err == nil || !strings.HasSuffix(err.Error(), "\nand 15 more") {
		t.Errorf("error\n%v", err)
	}
}

// TestBombs gives files made to cost time or memory: each is refused, or read, at once.
func TestBombs(t *testing.T) {
	lol := "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
	for c := 'b'; c < 'k'; c++ {
		lol += fmt.Sprintf("%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c, ", c-1), 8), c-1)
	}
	many := "feeds:\n  x0: {listings: &l [" + strings.Repeat("\n'https://example.org/',", 4000) + "]}\n"
	for i := range 3000 {
		many += fmt.Sprintf("  x%d: {listings: *l}\n", i+1)
	}
	nested := "feeds:\n"
	for i := range 600 {
		nested += strings.Repeat(" ", i+1) + "a:\n"
	}
	sound := "feeds:\n"
	for i := range 1000 {
		sound += fmt.Sprintf("  x%d: {listings: [https://example.org/%[1]d/]}\n", i)
	}
	for name, text := range map[string]string{
		"billion laughs":     lol,
		"one list, aliased":  many,
		"deep mapping":       nested,
		"deep list":          strings.Repeat("- ", 2000) + "\n",
		"brackets":           strings.Repeat("[\n", 100_000),
		"many keys":          strings.Repeat("? ", 2000),
		"alias of itself":    "feeds: &a\n  a: *a\n",
		"anchors of anchors": "feeds: &a &b &c {}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Logf("%.1f times the effort", costs.AtMost(t, 300, func() {
				if _, err := parse("config.yaml", []byte(text)); !errors.Is(err, ErrInvalid) {
					t.Errorf("error %v", err)
				}
			}, func() { _, _ = parse("config.yaml", []byte(sound)) }))
		})
	}
}
