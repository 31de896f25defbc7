package export

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed schema/*.json
var schemas embed.FS

// Schema returns the JSON Schema (2020-12) of a document of this package,
// named by its format: "onrecord/archive". Each schema stands alone.
func Schema(format string) (string, error) {
	b, err := schemas.ReadFile("schema/" + strings.TrimPrefix(format, "onrecord/") + ".json")
	if err != nil {
		return "", fmt.Errorf("there is no schema of %q among the exported documents", format)
	}
	return string(b), nil
}
