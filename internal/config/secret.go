package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Secret is a text that need not stand in the configuration. It is read when it
// is needed, and never printed.
type Secret struct {
	Value string // as it is
	Env   string // name of the environment variable that holds it
	File  string // path of the file that holds it
}

// Empty reports whether no secret is configured.
func (s Secret) Empty() bool { return s == Secret{} }

// Read returns the secret. The error says where it was looked for.
func (s Secret) Read() (string, error) {
	switch {
	case s.Env != "":
		value := os.Getenv(s.Env)
		if value == "" {
			return "", fmt.Errorf("the environment variable %s, which the configuration names, is not set", s.Env)
		}
		return value, nil
	case s.File != "":
		const enough = 64 << 10
		data, err := os.ReadFile(s.File)
		if err != nil {
			return "", fmt.Errorf("reading what the configuration names: %w", err)
		}
		if text := strings.TrimSpace(string(data)); text != "" && len(data) <= enough {
			return text, nil
		}
		return "", fmt.Errorf("reading what the configuration names: %s: %w", s.File, errors.New("want one line of text"))
	}
	return s.Value, nil
}

// secretFields are the two keys that say where a secret lies.
func (d *decoder) secretFields(into func() *Secret, prefix string) []field {
	return []field{
		{prefix + "env", func(n ast.Node) {
			text, ok := d.text(n, prefix+"env")
			if ok && (text == "" || strings.ContainsAny(text, "=$ ")) {
				d.fail(n, "%senv must be the name of an environment variable, such as ONRECORD_PASSWORD", prefix)
			}
			into().Env = text
		}},
		{prefix + "file", func(n ast.Node) {
			text, ok := d.text(n, prefix+"file")
			if !ok || text == "" {
				return
			}
			if !filepath.IsAbs(text) {
				text = filepath.Join(d.folder, text)
			}
			into().File = text
		}},
	}
}
