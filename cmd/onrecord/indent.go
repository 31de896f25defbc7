package main

import (
	"io"
	"strings"
)

const margin = "   "

// indent puts a margin before each line of text.
func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(margin + cut(line))
	}
	return b.String()
}

// cut shortens a line that is too long to be read in a demonstration.
func cut(line string) string {
	const most = 140
	runes := []rune(line)
	if len(runes) <= most {
		return line
	}
	return string(runes[:most]) + "…\n"
}

// indenter puts a margin before each line that is written through it.
type indenter struct {
	to     io.Writer
	inLine bool
}

// Write implements io.Writer.
func (i *indenter) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		prefix := margin
		if i.inLine || line == "\n" {
			prefix = ""
		}
		if _, err := io.WriteString(i.to, prefix+line); err != nil {
			return 0, err
		}
		i.inLine = !strings.HasSuffix(line, "\n")
	}
	return len(p), nil
}
