package web

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// describedAPI is what the tests read of the description.
type describedAPI struct {
	OpenAPI string
	Servers []struct{ URL string }
	Paths   map[string]any
}

// schemaAt compiles the schema at a place of the description, given by its keys.
func schemaAt(t *testing.T, description []byte, keys ...string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(description))
	if err != nil {
		t.Fatal(err)
	}
	at := doc
	for _, key := range keys {
		members, _ := at.(map[string]any)
		if at = members[key]; at == nil {
			t.Fatalf("the description has no %q of %q", key, keys)
		}
	}
	whole := map[string]any{"allOf": []any{at}, "components": doc.(map[string]any)["components"]}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("https://api.example/openapi.json", whole); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("https://api.example/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// Every path of the description is answered as it says.
func TestAPI(t *testing.T) {
	s, r := newServer(t)
	answer := get(t, s, "/api/v1/openapi.json")
	var d describedAPI
	body := read(t, answer)
	if err := json.Unmarshal(body, &d); err != nil || d.OpenAPI != "3.1.0" || d.Servers[0].URL != "/api/v1" {
		t.Fatalf("%v: %s", err, body[:200])
	}
	queries := map[string][]string{
		"/feeds/{feed}/articles": {"", "?limit=3", "?state=removed", "?q=nothing+at+all"}, "/search": {"?q=bridges", "?q=%22all+nine%22&revisions=all&feed=mlo", "?q=zzz"},
		"/feeds/{feed}/changes": {"", "?kind=edited&kind=moved", "?limit=1"}, "/feeds/{feed}/snapshots": {"", "?limit=1"}, "/feeds/{feed}/diff": {"", "?from=1&to=2026-11-24", "?from=2&to=2"},
	}
	for path := range d.Paths {
		schema := schemaAt(t, body, "paths", path, "get", "responses", "200", "content", "application/json", "schema")
		asked := queries[path]
		if asked == nil {
			asked = []string{""}
		}
		for _, query := range asked {
			address := "/api/v1" + strings.NewReplacer("{feed}", "mlo", "{id}", r.idAt(t, bridges)).Replace(path) + query
			got := get(t, s, address)
			if got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != jsonType {
				t.Errorf("%s: %s, %s", address, got.Status, got.Header.Get("Content-Type"))
				continue
			}
			value, err := jsonschema.UnmarshalJSON(got.Body)
			if err == nil {
				err = schema.Validate(value)
			}
			if err != nil {
				t.Errorf("%s: %v", address, err)
			}
		}
	}
	if len(d.Paths) != 9 {
		t.Errorf("%d paths are described", len(d.Paths))
	}
	problem := schemaAt(t, body, "components", "schemas", "problem")
	for address, want := range map[string]int{
		"/api/v1/feeds/no/articles": 404, "/api/v1/feeds/mlo/articles?limit=0": 400, "/api/v1/feeds/mlo/articles?limit=201": 400, "/api/v1/feeds/mlo/articles?since=x": 400,
		"/api/v1/feeds/mlo/articles/zzzzzz": 404, "/api/v1/feeds/mlo/diff?from=2&to=1": 400, "/api/v1/feeds/mlo/diff?from=7": 404, "/api/v1/nothing": 404,
		"/api/v1/feeds/mlo/changes?after=x": 400, "/api/v1/search": 400, "/api/v1/search?q=a&feed=no": 404,
	} {
		got := get(t, s, address)
		value, err := jsonschema.UnmarshalJSON(got.Body)
		if err == nil {
			err = problem.Validate(value)
		}
		if got.StatusCode != want || got.Header.Get("Content-Type") != "application/problem+json" || err != nil {
			t.Errorf("%s: %s, %v", address, got.Status, err)
		}
	}
}

func read(t testing.TB, answer *http.Response) []byte {
	t.Helper()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// Page after page gives everything once, by "next" and by the header Link.
func TestCursors(t *testing.T) {
	s, _ := newServer(t)
	for path, want := range map[string]int{
		"/api/v1/feeds/mlo/articles?limit=20": 91, "/api/v1/feeds/mlo/changes?kind=added&kind=edited&limit=7": 93, "/api/v1/feeds/mlo/snapshots?limit=1": 2,
	} {
		seen, total, address := map[string]bool{}, 0, path
		for address != "" {
			got := get(t, s, address)
			var doc struct {
				Total     int
				Next      *string
				Articles  []struct{ ID string }
				Changes   []struct{ Change, Article string }
				Snapshots []struct{ Number int }
			}
			if err := json.Unmarshal(read(t, got), &doc); err != nil {
				t.Fatal(err)
			}
			for _, a := range doc.Articles {
				seen[a.ID] = true
			}
			for _, c := range doc.Changes {
				seen[c.Change+c.Article] = true
			}
			for _, n := range doc.Snapshots {
				seen[fmt.Sprint(n)] = true
			}
			total += len(doc.Articles) + len(doc.Changes) + len(doc.Snapshots)
			if doc.Total != want {
				t.Errorf("%s: total %d", address, doc.Total)
			}
			link, _, _ := strings.Cut(strings.TrimPrefix(got.Header.Get("Link"), "<http://127.0.0.1:8080"), ">")
			if (link == "") != (doc.Next == nil) {
				t.Fatalf("%s: next %v, link %q", address, doc.Next, link)
			}
			address = link
		}
		if len(seen) != want || total != want {
			t.Errorf("%s: %d items, %d different, wanted %d", path, total, len(seen), want)
		}
	}
}

// A comparison page by page is the whole one, cut.
func TestDiffPages(t *testing.T) {
	s, _ := newServer(t)
	type document struct {
		Total   int
		Next    string
		Summary map[string]int
		Changes []struct{ Change, Article string }
	}
	ask := func(query string) (doc document) {
		t.Helper()
		if err := json.Unmarshal(read(t, get(t, s, "/api/v1/feeds/mlo/diff?from=1&to=2"+query)), &doc); err != nil {
			t.Fatal(err)
		}
		return doc
	}
	whole, next, pages := ask(""), "", 0
	var cut document
	for pages == 0 || next != "" {
		page := ask("&limit=1&after=" + next)
		if page.Total != whole.Total || len(page.Changes) == 0 || page.Summary[page.Changes[0].Change] == 0 {
			t.Fatalf("page %d: %+v", pages, page)
		}
		cut.Changes = append(cut.Changes, page.Changes...)
		next, pages = page.Next, pages+1
	}
	if !reflect.DeepEqual(cut.Changes, whole.Changes) || pages != whole.Total || whole.Next != "" {
		t.Errorf("%d pages of %d articles: %+v, at once %+v", pages, whole.Total, cut.Changes, whole)
	}
}

func TestAtomFeeds(t *testing.T) {
	s, _ := newServer(t)
	for path, want := range map[string]string{
		"/feeds/mlo/articles.atom": "Rescue services of the member states go over to winter duty", "/feeds/mlo/articles.atom?state=removed": "grounding of the ferry",
		"/feeds/mlo/changes.atom?kind=removed": "grounding of the ferry", "/feeds/mlo/search.atom?q=weir+gates": "weir",
	} {
		answer := get(t, s, path)
		var feed struct {
			ID    string `xml:"id"`
			Links []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Entries []struct {
				Title string `xml:"title"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(read(t, answer), &feed); err != nil || answer.StatusCode != http.StatusOK || len(feed.Entries) == 0 {
			t.Errorf("%s: %s, %v, %d entries", path, answer.Status, err, len(feed.Entries))
			continue
		}
		if !strings.Contains(feed.Entries[0].Title, want) {
			t.Errorf("%s begins with %q", path, feed.Entries[0].Title)
		}
	}
	if got := get(t, s, "/feeds/no/articles.atom"); got.StatusCode != http.StatusNotFound {
		t.Errorf("of no feed: %s", got.Status)
	}
}
