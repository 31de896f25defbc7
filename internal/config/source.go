package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Limits of a configuration file. The YAML parser's time grows with the square
// of what stands on one line or within one bracket, so nonsense is stopped
// before it. No configuration written by a person comes near them.
const (
	maxSize  = 256 << 10 // bytes
	maxLine  = 4 << 10   // bytes
	maxOpen  = 100       // brackets open at once
	maxNodes = 100_000   // values read, counting what an alias stands for each time
)

// source holds the lines of a file, to be shown beside what is wrong in them.
type source struct{ lines []string }

// problem returns a problem at a place of the file.
func (s source) problem(line, column int, format string, args ...any) *Problem {
	p := &Problem{Line: max(1, line), Column: max(1, column), Message: fmt.Sprintf(format, args...)}
	if p.Line <= len(s.lines) {
		p.Source = s.lines[p.Line-1]
	}
	return p
}

// readSource checks the bytes of a file and returns its only YAML document.
func readSource(data []byte) (source, ast.Node, *Problem) {
	if len(data) > maxSize {
		return source{}, nil, source{}.problem(1, 1, "the file is larger than %d KiB; is it a configuration?", maxSize>>10)
	}
	text, problem := decodeText(data)
	if problem != nil {
		return source{}, nil, problem
	}
	src := source{lines: strings.Split(text, "\n")}
	if problem := src.check(); problem != nil {
		return src, nil, problem
	}
	body, problem := src.parse(text)
	return src, body, problem
}

// decodeText returns the text of the file with line feeds for line ends, or
// says where it is no UTF-8.
func decodeText(data []byte) (string, *Problem) {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return "", source{}.problem(1, 1, "the file is UTF-16; save it as UTF-8")
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	for number, line := range strings.Split(text, "\n") {
		if column := badCharacter(line); column > 0 {
			src := source{lines: make([]string, number+1)}
			src.lines[number] = strings.ToValidUTF8(line, "\uFFFD")
			return "", src.problem(number+1, column, "the file is not UTF-8 text here; save it as UTF-8")
		}
	}
	return text, nil
}

// badCharacter returns the column of the first character that YAML 1.2,
// section 5.1, does not allow in a line, or 0.
func badCharacter(line string) int {
	column := 0
	for i, r := range line {
		column++
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(line[i:]); size == 1 {
				return column
			}
		}
		if r < ' ' && r != '\t' || r == 0x7F {
			return column
		}
	}
	return 0
}

// check stops what would cost the parser too much, and tabs, which it explains badly.
func (s source) check() *Problem {
	open, blank := 0, true
	for i, line := range s.lines {
		if len(line) > maxLine {
			return s.problem(i+1, 1, "this line is longer than %d bytes", maxLine)
		}
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		content := line[len(indent):]
		if tab := strings.IndexByte(indent, '\t'); tab >= 0 && content != "" && content[0] != '#' {
			return s.problem(i+1, tab+1, "a tab indents this line; YAML takes only spaces")
		}
		open += strings.Count(line, "[") + strings.Count(line, "{") - strings.Count(line, "]") - strings.Count(line, "}")
		if open > maxOpen {
			return s.problem(i+1, 1, "more than %d brackets are open here", maxOpen)
		}
		blank = blank && (content == "" || content[0] == '#')
	}
	if blank {
		return s.problem(1, 1, "the file is empty: it needs feeds, each with its listings; \"onrecord init URL\" writes them")
	}
	return nil
}

// parse returns the body of the only document.
func (s source) parse(text string) (ast.Node, *Problem) {
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, s.syntaxProblem(err)
	}
	var body ast.Node
	for _, doc := range file.Docs {
		switch doc.Body.(type) {
		case nil, *ast.DirectiveNode, *ast.CommentGroupNode:
			continue
		}
		if body != nil {
			line, column := position(doc.Body)
			return nil, s.problem(line, column, "a second document begins here; put everything into one, without ---")
		}
		body = doc.Body
	}
	if body == nil {
		return nil, s.problem(1, 1, "the file has no content")
	}
	return body, nil
}

// syntaxProblem puts the parser's error into our form.
func (s source) syntaxProblem(err error) *Problem {
	var syntax yaml.Error
	if !errors.As(err, &syntax) || syntax.GetToken() == nil {
		return s.problem(1, 1, "not YAML: %s", printable(firstLine(err.Error())))
	}
	at := syntax.GetToken().Position
	return s.problem(at.Line, at.Column, "not YAML: %s", printable(firstLine(syntax.GetMessage())))
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
