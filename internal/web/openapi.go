package web

import (
	_ "embed" // for the description of the API
	"encoding/json"
	"fmt"
	"net/http"

	"onrecord/archive/diff"
	"onrecord/archive/export"
	"onrecord/internal/search"
)

//go:embed openapi.json
var openAPI []byte

// describe returns the OpenAPI 3.1 description of the API: what is written in
// openapi.json, and the JSON Schemas of the documents, which are those of the
// exports.
func describe(prefix string) ([]byte, error) {
	var d struct {
		OpenAPI    string                    `json:"openapi"`
		Info       json.RawMessage           `json:"info"`
		Servers    []map[string]string       `json:"servers"`
		Paths      json.RawMessage           `json:"paths"`
		Components map[string]map[string]any `json:"components"`
	}
	if err := json.Unmarshal(openAPI, &d); err != nil {
		return nil, fmt.Errorf("read the description of the API: %w", err)
	}
	d.Servers = []map[string]string{{"url": prefix + "api/v1"}}
	texts := map[string]string{"diff": diff.Schema(), "log": diff.LogSchema(), "search": search.Schema()}
	for name, format := range map[string]string{
		"articles": export.FormatArticles, "article": export.FormatArticle, "snapshots": export.FormatSnapshots, "looks": export.FormatLooks,
	} {
		text, err := export.Schema(format)
		if err != nil {
			return nil, err
		}
		texts[name] = text
	}
	for name, text := range texts {
		var schema map[string]any
		if err := json.Unmarshal([]byte(text), &schema); err != nil {
			return nil, fmt.Errorf("read the schema %s: %w", name, err)
		}
		d.Components["schemas"][name] = schema
	}
	return json.MarshalIndent(d, "", "  ")
}

// serveOpenAPI answers with the description of the API.
func (s *Server) serveOpenAPI(w http.ResponseWriter, r *http.Request) {
	s.send(w, r, http.StatusOK, "application/vnd.oai.openapi+json; version=3.1", s.openAPI)
}
