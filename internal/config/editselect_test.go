package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/scraper/rules"
)

func TestAddSelectDatesTheSetBefore(t *testing.T) {
	fresh := rules.Select{Title: ".new h1", Body: ".new .text"}
	for name, test := range map[string]struct{ before, want string }{
		"none before": {
			"feeds:\n  a:\n    listings: [https://a.example/] # news\n    # done\n",
			"feeds:\n  a:\n    listings: [https://a.example/] # news\n    # done\n    select:\n      - until: 2026-02-28 # until then the pages were read without selectors\n" +
				"      # learned\n      - title: \".new h1\"\n        body: \".new .text\"\n",
		},
		"one set": {
			"feeds:\n  a:\n    listings: [https://a.example/]\n    select: # by hand\n      title: h1 # the only one\n      # the text\n      body: .text\n    delay: 2s\n",
			"feeds:\n  a:\n    listings: [https://a.example/]\n    select: # by hand\n      - until: 2026-02-28\n        title: h1 # the only one\n        # the text\n        body: .text\n" +
				"      # learned\n      - title: \".new h1\"\n        body: \".new .text\"\n    delay: 2s\n",
		},
		"a list": {
			"feeds:\n  a:\n    listings: [https://a.example/]\n    select:\n      - until: 2020-01-01\n        title: h2\n      - title: h1\n        body: .text\n    delay: 2s\n  b:\n    listings: [https://b.example/]\n",
			"feeds:\n  a:\n    listings: [https://a.example/]\n    select:\n      - until: 2020-01-01\n        title: h2\n      - until: 2026-02-28\n        title: h1\n        body: .text\n" +
				"      # learned\n      - title: \".new h1\"\n        body: \".new .text\"\n    delay: 2s\n  b:\n    listings: [https://b.example/]\n",
		},
		"a list whose items begin under the key": {
			"feeds:\n  a:\n    listings: [https://a.example/]\n    select:\n    - title: h1\n",
			"feeds:\n  a:\n    listings: [https://a.example/]\n    select:\n    - until: 2026-02-28\n      title: h1\n    # learned\n    - title: \".new h1\"\n      body: \".new .text\"\n",
		},
		"learned twice on one day": {
			"feeds:\n  a:\n    listings: [https://a.example/]\n    select:\n      - until: 2026-02-28\n        title: h2\n      - title: h1\n        body: .text\n    delay: 2s\n",
			"feeds:\n  a:\n    listings: [https://a.example/]\n    select:\n      - until: 2026-02-28\n        title: h2\n" +
				"      # learned\n      - title: \".new h1\"\n        body: \".new .text\"\n    delay: 2s\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := AddSelect(writeEdited(t, test.before), "a", fresh, "2026-02-28", "learned")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			c, err := parse("config.yaml", got)
			if err != nil {
				t.Fatal(err)
			}
			if on := c.Feeds[0].Select.On("2026-03-01"); on.Title != fresh.Title || on.Body != fresh.Body {
				t.Errorf("in force: %+v", on)
			}
			if on := c.Feeds[0].Select.On("2026-02-28"); on.Title == fresh.Title {
				t.Errorf("in force on the day before: %+v", on)
			}
		})
	}
}

func TestAddSelectRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"no such feed":         {"feeds:\n  b:\n    listings: [https://a.example/]\n", ErrNoFeed},
		"selectors in braces":  {"feeds:\n  a:\n    listings: [https://a.example/]\n    select: {title: h1}\n", ErrByHand},
		"a feed in braces":     {"feeds:\n  a: {listings: [https://a.example/]}\n", ErrByHand},
		"a list in brackets":   {"feeds:\n  a:\n    listings: [https://a.example/]\n    select: [{title: h1}]\n", ErrByHand},
		"selectors by anchor":  {"feeds:\n  b:\n    listings: [https://b.example/]\n    select: &s\n      title: h1\n  a:\n    listings: [https://a.example/]\n    select: *s\n", ErrByHand},
		"a file with mistakes": {"feeds:\n  a:\n    listings: 4\n", ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := AddSelect(writeEdited(t, test.text), "a", rules.Select{Title: "h3"}, "2026-02-28"); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

// FuzzEdit checks that an edited file holds what it held, and what was added.
func FuzzEdit(f *testing.F) {
	for _, text := range []string{
		"feeds:\n  a:\n    listings: [https://a.example/]\n",
		"# c\nfeeds:\n    a: # x\n        listings:\n        - https://a.example/ # y\n        # z\n\ncontact: a@b.example\n",
		"feeds:\n  a:\n    listings: [https://a.example/]\n    select:\n      title: h1\n",
		"feeds:\n  a:\n    listings: [https://a.example/]\n    select:\n    - until: 2020-01-01\n      title: |\n        h1\n    - title: h1\n",
		"feeds: {a: {listings: [https://a.example/]}}\n", "feeds:\n  ? a\n  :\n    listings: [https://a.example/]\n", "---\nfeeds:\n  a:\n    listings: [https://a.example/]\n...\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		before, err := parse("config.yaml", []byte(text))
		if err != nil || strings.Contains(text, "ministry") {
			return
		}
		path := writeEdited(t, text)
		added, err := AddFeed(path, ministry())
		if err == nil {
			after, err := parse("config.yaml", added)
			if err != nil || len(after.Feeds) != len(before.Feeds)+1 || after.Feeds[len(before.Feeds)].Name != "ministry" {
				t.Fatalf("%v: after %q:\n%s", err, text, added)
			}
			for i, feed := range before.Feeds {
				if diff := cmp.Diff(feed.Listings, after.Feeds[i].Listings); diff != "" {
					t.Fatalf("%s:\n%s", diff, added)
				}
				if diff := cmp.Diff(feed.Select, after.Feeds[i].Select); diff != "" {
					t.Fatalf("%s:\n%s", diff, added)
				}
			}
		}
		name := before.Feeds[0].Name
		dated, err := AddSelect(path, name, rules.Select{Title: ".added"}, "2026-02-28")
		if err != nil {
			return
		}
		after, err := parse("config.yaml", dated)
		if err != nil || after.Feeds[0].Select.On("2026-03-01").Title != ".added" {
			t.Fatalf("%v: after %q:\n%s", err, text, dated)
		}
	})
}
