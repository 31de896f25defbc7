package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

//go:embed assets/*
var assetFiles embed.FS

// asset is a file that pages load. Its name carries its digest, so that it can
// be kept for ever.
type asset struct {
	kind string
	body []byte
}

type assets struct {
	byName map[string]asset  // hashed name
	names  map[string]string // name → hashed name
}

func loadAssets() (*assets, error) {
	kinds := map[string]string{"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
	entries, err := assetFiles.ReadDir("assets")
	if err != nil {
		return nil, fmt.Errorf("read the pages' files: %w", err)
	}
	a := &assets{byName: map[string]asset{}, names: map[string]string{}}
	for _, e := range entries {
		body, err := assetFiles.ReadFile("assets/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read the pages' files: %w", err)
		}
		sum := sha256.Sum256(body)
		stem, kind, _ := strings.Cut(e.Name(), ".")
		name := stem + "." + hex.EncodeToString(sum[:6]) + "." + kind
		a.byName[name], a.names[e.Name()] = asset{kinds[kind], body}, name
	}
	return a, nil
}

func (a *assets) hashed(name string) string { return a.names[name] }

// serveAsset answers with a file of the pages.
func (s *Server) serveAsset(w http.ResponseWriter, r *http.Request) {
	file, ok := s.assets.byName[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", file.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Length", strconv.Itoa(len(file.body)))
	_, _ = w.Write(file.body) // a client that went away is no failure
}
