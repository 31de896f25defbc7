package textfile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// family is a metric as it was read back.
type family struct {
	name, help, kind string
	series           []series
}

type series struct {
	labels []string // name, value, name, value …
	value  float64
}

var (
	metricName = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*`)
	labelName  = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*`)
)

// parse reads the text exposition format more strictly than a server would:
// every family has its HELP and TYPE lines once, in this order, right before
// its samples; no series is there twice; nothing but \\, \" and \n is escaped.
func parse(text string) ([]family, error) {
	if text != "" && !strings.HasSuffix(text, "\n") {
		return nil, fmt.Errorf("no line feed at the end")
	}
	var all []family
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		var err error
		if all, err = parseLine(all, line); err != nil {
			return nil, fmt.Errorf("line %d %q: %w", n+1, line, err)
		}
	}
	for _, f := range all {
		if f.kind == "" || len(f.series) == 0 {
			return nil, fmt.Errorf("%s has no type or no samples", f.name)
		}
	}
	return all, nil
}

func parseLine(all []family, line string) ([]family, error) {
	if help, ok := strings.CutPrefix(line, "# HELP "); ok {
		name, text, _ := strings.Cut(help, " ")
		if metricName.FindString(name) != name || text == "" || strings.Contains(text, `\`) {
			return nil, fmt.Errorf("bad HELP")
		}
		if slices.ContainsFunc(all, func(f family) bool { return f.name == name }) {
			return nil, fmt.Errorf("a second HELP of %s", name)
		}
		return append(all, family{name: name, help: text}), nil
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no HELP before it")
	}
	last := &all[len(all)-1]
	if kind, ok := strings.CutPrefix(line, "# TYPE "+last.name+" "); ok {
		if last.kind != "" || len(last.series) > 0 || kind != "gauge" && kind != "counter" {
			return nil, fmt.Errorf("bad TYPE")
		}
		last.kind = kind
		return all, nil
	}
	name := metricName.FindString(line)
	if name != last.name || last.kind == "" {
		return nil, fmt.Errorf("a sample outside its family")
	}
	s, err := parseSample(line[len(name):])
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(last.series, func(o series) bool { return slices.Equal(o.labels, s.labels) }) {
		return nil, fmt.Errorf("a series that was there already")
	}
	last.series = append(last.series, s)
	return all, nil
}

// parseSample reads {name="value",…} number.
func parseSample(rest string) (s series, err error) {
	if !strings.HasPrefix(rest, "{") {
		return s, fmt.Errorf("no labels")
	}
	for rest = rest[1:]; ; rest = rest[1:] {
		name := labelName.FindString(rest)
		if name == "" || !strings.HasPrefix(rest[len(name):], `="`) {
			return s, fmt.Errorf("no label at %q", rest)
		}
		var value string
		if value, rest, err = parseValue(rest[len(name)+2:]); err != nil {
			return s, err
		}
		s.labels = append(s.labels, name, value)
		if strings.HasPrefix(rest, "} ") {
			s.value, err = strconv.ParseFloat(rest[2:], 64)
			return s, err
		}
		if !strings.HasPrefix(rest, ",") {
			return s, fmt.Errorf("neither , nor } at %q", rest)
		}
	}
}

// parseValue reads a label's value up to its closing quotation mark.
func parseValue(text string) (value, rest string, err error) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			return b.String(), text[i+1:], nil
		case '\\':
			i++
			if i == len(text) {
				return "", "", fmt.Errorf("an escape at the end")
			}
			meant, ok := map[byte]byte{'\\': '\\', '"': '"', 'n': '\n'}[text[i]]
			if !ok {
				return "", "", fmt.Errorf("an unknown escape \\%c", text[i])
			}
			b.WriteByte(meant)
		default:
			b.WriteByte(text[i])
		}
	}
	return "", "", fmt.Errorf("an open quotation mark")
}
