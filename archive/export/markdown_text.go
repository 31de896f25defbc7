package export

import (
	"fmt"
	"strings"

	"onrecord/archive/jsondoc"
)

// yamlText writes a text as a double-quoted YAML scalar, which is JSON's
// string but for the characters that YAML 1.2 does not take as they are.
func yamlText(s string) string {
	quoted, err := jsondoc.Marshal(s)
	if err != nil {
		return `""` // strings always encode
	}
	var b strings.Builder
	for _, r := range string(quoted) {
		if r >= 0x7F && r <= 0x9F || r == 0xFEFF || r == 0x2028 || r == 0x2029 || r == 0xFFFE || r == 0xFFFF {
			fmt.Fprintf(&b, `\u%04X`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
