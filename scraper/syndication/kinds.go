package syndication

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"sync"
)

var webAddress = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?i)\s*https?://[^\s/]`) })

// isWeb reports whether a name is a whole address of the web.
func isWeb(s string) bool { return webAddress().MatchString(s) }

// isDocument reports whether an enclosure is a document to read, by its media
// type, else by its address: not a picture, sound or film.
func isDocument(mediaType, address string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(mediaType)), ";")
	switch {
	case kind == "", kind == "application/octet-stream", kind == "application/force-download":
	case strings.HasPrefix(kind, "text/"):
		return true
	default:
		return strings.HasPrefix(kind, "application/") && !strings.Contains(kind, "torrent")
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp", ".zip", ".djvu", ".epub":
		return true
	}
	return false
}
