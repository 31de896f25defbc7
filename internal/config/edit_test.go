package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/scraper/rules"
)

func ministry() Draft {
	return Draft{
		Name: "ministry", Title: "Ministry of Rivers: news", Listings: []string{"https://rivers.example/news/?a=1"},
		Language: "en", Timezone: "Europe/Berlin",
		Select:  rules.Select{Entry: ".item", Title: ".detail h1", Remove: []string{".share", `a[href="/news/"]`}},
		Comment: []string{"Learned from 6 articles."},
	}
}

const ministryBlock = `ministry:
  # Learned from 6 articles.
  title: "Ministry of Rivers: news"
  listings:
    - https://rivers.example/news/?a=1
  language: en
  timezone: Europe/Berlin
  select:
    entry: ".item"
    title: ".detail h1"
    remove: [".share", 'a[href="/news/"]']
`

func indented(block string, spaces int) string {
	var b strings.Builder
	for line := range strings.Lines(block) {
		b.WriteString(strings.Repeat(" ", spaces) + line)
	}
	return b.String()
}

func writeEdited(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAddFeedKeepsEverythingElse(t *testing.T) {
	for name, test := range map[string]struct{ before, block, after string }{
		"one feed": {"feeds:\n  a:\n    listings: [https://a.example/]\n", indented(ministryBlock, 2), ""},
		"comments and a key behind": {
			"# top\nfeeds:\n    a: # first\n        listings:\n        - https://a.example/ # all\n        # end of a\n",
			indented(ministryBlock, 4), "\n# whom to ask\ncontact: me@example.org\n",
		},
		"no line feed at the end": {"archive: x.db\nfeeds:\n  a:\n    listings:\n      - https://a.example/\n", indented(ministryBlock, 2), ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := test.before + test.after
			if name == "no line feed at the end" {
				text = strings.TrimSuffix(text, "\n")
			}
			got, err := AddFeed(writeEdited(t, text), ministry())
			if err != nil {
				t.Fatal(err)
			}
			want := test.before + strings.ReplaceAll(test.block, "\n"+strings.Repeat(" ", 4)+"  ", "\n"+strings.Repeat(" ", 4)+"  ") + test.after
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAddFeedKeepsLineEndsOfWindows(t *testing.T) {
	got, err := AddFeed(writeEdited(t, "\uFEFFfeeds:\r\n  a:\r\n    listings: [https://a.example/]\r\n"), ministry())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(got), "\uFEFFfeeds:\r\n") || strings.Contains(strings.ReplaceAll(string(got), "\r\n", ""), "\n") {
		t.Errorf("got %q", got)
	}
}

func TestAddFeedMakesANewFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.yaml")
	data, err := AddFeed(path, ministry())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("AddFeed wrote the file itself: %v", err)
	}
	if err := Write(path, data); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	f := c.Feeds[0]
	if f.Name != "ministry" || f.Title != "Ministry of Rivers: news" || f.Timezone != "Europe/Berlin" || f.Listings[0] != "https://rivers.example/news/?a=1" {
		t.Errorf("read back: %+v", f)
	}
	if diff := cmp.Diff(rules.Sets{ministry().Select}, f.Select); diff != "" {
		t.Errorf("selectors (-want +got):\n%s", diff)
	}
}

func TestAddFeedRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"a feed of that name": {"feeds:\n  ministry:\n    listings: [https://a.example/]\n", ErrFeedExists},
		"an invalid file":     {"feeds:\n  a:\n    listing: [https://a.example/]\n", ErrInvalid},
		"feeds in braces":     {"feeds: {a: {listings: [https://a.example/]}}\n", ErrByHand},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := AddFeed(writeEdited(t, test.text), ministry()); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestAnyTitleIsReadBack(t *testing.T) {
	for _, title := range []string{
		"Plain", "A: b", "# no comment", "yes", "12", "1.5", "- dash", "it's", `say "so"`, `back\slash`, "{a}", "[a]", "a #b", "&a", "*a", "!a", "%a", "@a", "`a`",
		"Новости", "新闻", "الأخبار", "trailing:", "a, b", "null", "~", "on", "2024-01-01", "0x1f", "…", "‘quoted’", "a\tb", "key: value # c", "?", "? a", "Côte d’Azur", ".5", "+1",
	} {
		d := ministry()
		d.Title = title
		path := writeEdited(t, "feeds:\n  a:\n    listings: [https://a.example/]\n")
		data, err := AddFeed(path, d)
		if err != nil {
			t.Errorf("%q: %v", title, err)
			continue
		}
		if err := Write(path, data); err != nil {
			t.Fatal(err)
		}
		c, err := Load(path)
		if err != nil {
			t.Errorf("%q: %v", title, err)
			continue
		}
		if want := strings.Join(strings.Fields(title), " "); c.Feeds[1].Title != want {
			t.Errorf("%q came back as %q", title, c.Feeds[1].Title)
		}
	}
}

func TestWriteKeepsPermissionsAndFollowsLinks(t *testing.T) {
	path := writeEdited(t, "feeds:\n  a:\n    listings: [https://a.example/]\n")
	link := filepath.Join(t.TempDir(), "link.yaml")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if err := Write(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "new" || info.Mode().Perm() != 0o600 {
		t.Errorf("%q, mode %v, %v", got, info.Mode(), err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	if err := Write(filepath.Join(path, "config.yaml"), nil); err == nil {
		t.Error("writing into a file that is no folder succeeded")
	}
}
