package export

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/jsondoc"
)

func compiled(t *testing.T, format string) *jsonschema.Schema {
	t.Helper()
	text, err := Schema(format)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(schema *jsonschema.Schema, document string) error {
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// documents returns one full document of each format.
func documents(t *testing.T) map[string]string {
	full, bare := Assemble(facts()), Assemble(unread())
	return map[string]string{
		FormatArchive: archiveText(t, full, bare),
		FormatArticles: written(t, func(w io.Writer) error {
			return WriteArticles(w, jsondoc.All([]Article{bare, full}))
		}),
		FormatArticle: written(t, func(w io.Writer) error { return WriteArticle(w, full) }),
		FormatSnapshots: written(t, func(w io.Writer) error {
			return WriteSnapshots(w, jsondoc.All([]archive.Snapshot{snapshot(), {Number: 13, Taken: day(24), Status: archive.Complete}}))
		}),
		FormatLooks: written(t, func(w io.Writer) error { return WriteLooks(w, looks()) }),
	}
}

func TestSchemas(t *testing.T) {
	all := documents(t)
	for format := range all {
		schema := compiled(t, format)
		for other, document := range all {
			err := validate(schema, document)
			if format == other && err != nil {
				t.Errorf("%s: %v", format, err)
			}
			if format != other && err == nil {
				t.Errorf("%s passes as %s", other, format)
			}
		}
	}
	if err := validate(compiled(t, FormatArchive), archiveText(t)); err != nil {
		t.Error("an archive without articles:", err)
	}
	if err := validate(compiled(t, FormatArticle), written(t, func(w io.Writer) error { return WriteArticle(w, Assemble(unread())) })); err != nil {
		t.Error("an article without revisions:", err)
	}
	if _, err := Schema("onrecord/nothing"); err == nil || !strings.Contains(err.Error(), "onrecord/nothing") {
		t.Errorf("an unknown document has a schema, or an error that does not name it: %v", err)
	}
}

// TestSchemasRefuse breaks one thing at a time.
func TestSchemasRefuse(t *testing.T) {
	all := documents(t)
	tests := []struct{ name, format, old, new string }{
		{"version", FormatArchive, `"version": 1`, `"version": "1"`},
		{"status", FormatArchive, `"status": "partial"`, `"status": "broken"`},
		{"snapshot 0", FormatArchive, `"number": 12`, `"number": 0`},
		{"time with an offset", FormatArchive, `"taken": "2026-11-23T10:00:00Z"`, `"taken": "2026-11-23T13:00:00+03:00"`},
		{"impossible time", FormatArchive, `"taken": "2026-11-23T10:00:00Z"`, `"taken": "2026-11-23T25:00:00Z"`},
		{"title missing", FormatArchive, `"title": "A",`, ``},
		{"summary empty", FormatArchive, `"summary": null`, `"summary": ""`},
		{"list null", FormatArchive, `"aliases": []`, `"aliases": null`},
		{"id", FormatArchive, `"k3f5abcdefghijkl"`, `"k3f1"`},
		{"date", FormatArchive, `"date": "2020-09-22"`, `"date": "22.09.2020"`},
		{"impossible date", FormatArchive, `"date": "2020-09-22"`, `"date": "2020-02-30"`},
		{"state", FormatArchive, `"state": "listed"`, `"state": "deleted"`},
		{"never checked", FormatArchive, `"state_checks": 7`, `"state_checks": 0`},
		{"revision as text", FormatArchive, `"revision": 2`, `"revision": "2"`},
		{"digest", FormatArchive, `"digest": "sha256:`, `"digest": "md5:`},
		{"digest of an attachment", FormatArchive, `"sha256": "abab`, `"sha256": "sha256:abab`},
		{"kind", FormatArchive, `"kind": "image"`, `"kind": "picture"`},
		{"last_seen", FormatArchive, `"last_seen": "2026-11-09T10:00:00Z"`, `"last_seen": null`},
		{"raw", FormatArticle, `"raw": "sha256:`, `"raw": "`},
		{"article missing", FormatArticle, `"article": {`, `"item": {`},
		{"no revisions", FormatArticle, `"revisions": [`, `"history": [`},
		{"articles", FormatArticles, `"articles": [`, `"list": [`},
		{"changes", FormatSnapshots, `"restored": 0`, `"restored": null`},
		{"failure", FormatSnapshots, `"listing": true`, `"listing": "yes"`},
		{"articles of a snapshot", FormatSnapshots, `"articles": 2,`, ``},
		{"look", FormatLooks, `"look": "read"`, `"look": "seen"`},
		{"not seen without reason", FormatLooks, `"reason": "timeout"`, `"reason": null`},
	}
	for _, tt := range tests {
		t.Run(tt.format+" "+tt.name, func(t *testing.T) {
			bad := strings.Replace(all[tt.format], tt.old, tt.new, 1)
			if bad == all[tt.format] {
				t.Fatalf("%s does not occur in %s", tt.old, bad)
			}
			if validate(compiled(t, tt.format), bad) == nil {
				t.Error("passed")
			}
		})
	}
	more := strings.Replace(all[FormatArchive], `"version": 1,`, `"version": 1, "later": [],`, 1)
	if err := validate(compiled(t, FormatArchive), more); err != nil {
		t.Error("a further key:", err)
	}
}

// TestSharedParts: each schema stands alone, so the parts they share are
// repeated; they must not drift apart.
func TestSharedParts(t *testing.T) {
	texts := []string{diff.Schema(), diff.LogSchema()}
	for format := range documents(t) {
		text, err := Schema(format)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	shared := []string{"id", "url", "instant", "date", "text", "digest", "counts", "op", "hunk", "change", "attachment", "revision"}
	for _, name := range shared {
		var first any
		uses := 0
		for _, text := range texts {
			var schema struct {
				Defs map[string]any `json:"$defs"`
			}
			if err := json.Unmarshal([]byte(text), &schema); err != nil {
				t.Fatal(err)
			}
			def := schema.Defs[name]
			if def == nil {
				continue
			}
			if uses++; uses == 1 {
				first = def
			}
			if !reflect.DeepEqual(def, first) {
				t.Errorf("%s differs between two schemas", name)
			}
		}
		if uses < 2 {
			t.Errorf("%s is in %d schemas: not shared", name, uses)
		}
	}
}
