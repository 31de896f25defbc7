package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// write puts a config.yaml into a new folder, goes there and returns its name.
func write(t *testing.T, text string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("config.yaml", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return "config.yaml"
}

const whole = `# A comment.
archive: store/news.db
contact: "press@example.org"
notify:
  - service: ntfy://ntfy.example.org/all

feeds:
  first:
    title: First Organization
    listings:
      - https://example.org/news/
      - http://example.org/speeches/?lang=en
    language: EN
    timezone: Europe/Moscow
    select:
      entry: ".news-list .news-item"
      next: a.next, a[rel=next]
      title: h1
      date: .date
      date_format: 02.01.2006
      summary: .lead
      body: ".text > p"
      remove: [".social", script]
    delay: 250ms
    connections: 3
    max_pages: 500
    recheck: 0
    include: ["^/news/", '\?id=\d+$']
    attachments: documents
    attachment_hosts: [cdn.example.org, "files.example.org:8443"]
    ping: http://127.0.0.1:8000/ping/1234?rid=7
    notify:
      - name: desk
        kinds: [edited, removed]
        fields: [title, body]
        words: [sanction*, border post]
        minimum: 3
        minor: false
        mail:
          host: mail.example.org
          user: me
          password_file: secrets/mail
          from: Watch <watch@example.org>
          to: [a@example.org, b@example.org]
        webhook: {url: "https://example.org/hook", secret_env: HOOK}
      - service: {env: CHAT}
        command: [bin/tell, "two words"]
  second_2-b:
    listings: [https://example.com/]
`

func TestLoadReadsEveryKey(t *testing.T) {
	got, err := Load(write(t, whole))
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Archive: filepath.Join("store", "news.db"),
		Contact: "press@example.org",
		Notify:  []Notice{{Minor: true, Service: &Secret{Value: "ntfy://ntfy.example.org/all"}}},
		Feeds: []Feed{{
			Name: "first", Title: "First Organization",
			Listings: []string{"https://example.org/news/", "http://example.org/speeches/?lang=en"},
			Language: "en", Timezone: "Europe/Moscow",
			Select: rules.Sets{{
				Entry: ".news-list .news-item", Next: "a.next, a[rel=next]", Title: "h1", Date: ".date",
				DateFormat: "02.01.2006", Summary: ".lead", Body: ".text > p", Remove: []string{".social", "script"},
			}},
			Delay: 250 * time.Millisecond, Connections: 3, MaxPages: 500, Recheck: 0, Attachments: AttachDocuments, FileHosts: []string{"cdn.example.org", "files.example.org:8443"},
			Ping: "http://127.0.0.1:8000/ping/1234?rid=7",
			Notify: []Notice{{
				Name: "desk", Kinds: []archive.Kind{archive.Edited, archive.Gone}, Fields: []string{"title", "body"},
				Words: []string{"sanction*", "border post"}, Minimum: 3,
				Mail: &Mail{
					Host: "mail.example.org", Port: 587, TLS: MailStartTLS, User: "me", Password: Secret{File: filepath.Join("secrets", "mail")},
					From: "Watch <watch@example.org>", To: []string{"a@example.org", "b@example.org"},
				},
				Webhook: &Webhook{URL: "https://example.org/hook", Secret: Secret{Env: "HOOK"}},
			}, {
				Minor: true, Service: &Secret{Env: "CHAT"}, Command: []string{filepath.Join("bin", "tell"), "two words"},
			}},
		}, {
			Name: "second_2-b", Title: "second_2-b", Listings: []string{"https://example.com/"}, Timezone: "UTC",
			Delay: time.Second, Connections: 1, Recheck: 30, Attachments: AttachNone,
		}},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Feed{}), cmpopts.IgnoreFields(Feed{}, "Include")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if zone := got.Feeds[0].Location().String(); zone != "Europe/Moscow" {
		t.Errorf("Location() = %s", zone)
	}
	for address, want := range map[string]bool{"/news/4/": true, "/item?id=12": true, "/about/news/": false} {
		if got.Feeds[0].Included(address) != want {
			t.Errorf("Included(%q) = %t", address, !want)
		}
	}
	if !got.Feeds[1].Included("/anything") {
		t.Error("a feed without include refuses an address")
	}
}

func TestLoadWaysOfWriting(t *testing.T) {
	const list = "\n    listings: [https://example.org/]\n"
	for name, c := range map[string]struct {
		text  string
		check func(*Config) bool
	}{
		"BOM":                 {"\uFEFFarchive: a.db\nfeeds:\n  a:" + list, func(c *Config) bool { return c.Archive == "a.db" }},
		"CRLF":                {strings.ReplaceAll("archive: a.db\nfeeds:\n  a:"+list, "\n", "\r\n"), func(c *Config) bool { return c.Archive == "a.db" }},
		"old Mac CR":          {strings.ReplaceAll("archive: a.db\nfeeds:\n  a:"+list, "\n", "\r"), func(c *Config) bool { return c.Archive == "a.db" }},
		"no archive":          {"feeds:\n  a:" + list, func(c *Config) bool { return c.Archive == "archive.db" }},
		"absolute":            {"archive: /var/lib/a.db\nfeeds:\n  a:" + list, func(c *Config) bool { return c.Archive == "/var/lib/a.db" }},
		"start and end marks": {"---\nfeeds:\n  a:" + list + "...\n", func(c *Config) bool { return len(c.Feeds) == 1 }},
		"tabs in comments":    {"\t# tab\nfeeds:\n  a:\t# tab" + list, func(c *Config) bool { return len(c.Feeds) == 1 }},
		"keys without value": {"archive:\ncontact:\nfeeds:\n  a:" + list + "    title:\n    select:\n    delay:\n    timezone: ~\n",
			func(c *Config) bool {
				f := c.Feeds[0]
				return c.Archive == "archive.db" && f.Title == "a" && f.Delay == time.Second && f.Timezone == "UTC"
			}},
		"feed named by a number": {"feeds:\n  2024:" + list, func(c *Config) bool { return c.Feeds[0].Name == "2024" }},
		"feeds on one line":      {"feeds: {b: {listings: ['https://example.org/']}, a: {listings: ['https://example.org/']}}", func(c *Config) bool { return c.Feeds[0].Name == "b" }},
		"alias": {"feeds:\n  a:" + list + "    select: &news {title: h1}\n  b:" + list + "    select: *news\n",
			func(c *Config) bool { return c.Feeds[1].Select[0].Title == "h1" }},
		"Norwegian is no truth value": {"feeds:\n  a:" + list + "    language: no\n", func(c *Config) bool { return c.Feeds[0].Language == "no" }},
		"delay 0":                     {"feeds:\n  a:" + list + "    delay: 0\n", func(c *Config) bool { return c.Feeds[0].Delay == 0 }},
		"delay 0s":                    {"feeds:\n  a:" + list + "    delay: 0s\n", func(c *Config) bool { return c.Feeds[0].Delay == 0 }},
		"block text":                  {"feeds:\n  a:" + list + "    title: >\n      Long\n      title\n", func(c *Config) bool { return c.Feeds[0].Title == "Long title" }},
		"dated selectors": {"feeds:\n  a:" + list + "    select:\n      - title: now\n      - {title: old, until: 2020-01-31}\n      - {title: older, until: 2019-01-31}\n",
			func(c *Config) bool {
				s := c.Feeds[0].Select
				return s[0].Title == "older" && s[1].Title == "old" && s[2].Title == "now" &&
					s.On("2020-01-31").Title == "old" && s.On("2020-02-01").Title == "now"
			}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Load(write(t, c.text))
			if err != nil {
				t.Fatal(err)
			}
			if !c.check(got) {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestArchiveLiesBesideTheConfig(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(path, []byte("archive: ../a.db\nfeeds: {a: {listings: [https://example.org/]}}"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(filepath.Dir(dir), "a.db"); got.Archive != want {
		t.Errorf("Archive = %s, want %s", got.Archive, want)
	}
}

func TestLoadMissing(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := Load("config.yaml")
	if !errors.Is(err, ErrMissing) || !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("error %v is not ErrMissing", err)
	}
	for _, want := range []string{"config.yaml", "onrecord init URL", "README"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not name %q", err, want)
		}
	}
}

func TestLoadFolder(t *testing.T) {
	dir := t.TempDir()
	_, err := Load(dir)
	if !errors.Is(err, ErrInvalid) || !strings.HasPrefix(err.Error(), dir+": ") || !strings.Contains(err.Error(), "folder") {
		t.Errorf("error %v", err)
	}
}

func TestErrorNamesThePathAsGiven(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.Mkdir("sub", 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("sub", "my.yaml")
	if err := os.WriteFile(path, []byte("feed: 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Load(path)
	if err == nil || !strings.HasPrefix(err.Error(), "sub/my.yaml:1:1: ") {
		t.Errorf("error %v", err)
	}
}

func TestFeedByName(t *testing.T) {
	c := &Config{Feeds: []Feed{{Name: "csto"}, {Name: "ministry"}}}
	if f, err := c.Feed("ministry"); err != nil || f.Name != "ministry" {
		t.Errorf("Feed(ministry) = %v, %v", f.Name, err)
	}
	_, err := c.Feed("minstri")
	if !errors.Is(err, ErrNoFeed) {
		t.Fatalf("error %v is not ErrNoFeed", err)
	}
	if want := `no such feed: "minstri"; the config has: csto, ministry; did you mean "ministry"?`; err.Error() != want {
		t.Errorf("error\n%s, want\n%s", err, want)
	}
	if _, err := c.Feed("zzzzzz"); err == nil || strings.Contains(err.Error(), "mean") {
		t.Errorf("error %v guesses", err)
	}
	if _, err := c.Feed(""); !errors.Is(err, ErrSeveralFeeds) {
		t.Errorf("with several feeds, Feed(\"\"): error %v", err)
	}
	one := &Config{Feeds: []Feed{{Name: "csto"}}}
	if f, err := one.Feed(""); err != nil || f.Name != "csto" {
		t.Errorf("the only feed: %v, %v", f.Name, err)
	}
}
