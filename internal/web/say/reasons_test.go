package say

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// spoken gathers, in the sources of the crawler and the archive, what they write
// down of a look or a snapshot that the pages show.
type spoken struct {
	named map[string]string // constants and errors by name
	said  map[string]string // texts, and where they stand
	where string
}

// text returns the text that an expression gives, with what differs filled in.
func (s *spoken) text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, _ := strconv.Unquote(e.Value) // the compiler took it
			return text
		}
	case *ast.Ident:
		return s.named[e.Name]
	case *ast.BinaryExpr:
		if left := s.text(e.X); left != "" {
			return left + cmp.Or(s.text(e.Y), "%s")
		}
	case *ast.CallExpr:
		if name := called(e); (name == "Sprintf" || name == "New" || name == "Errorf") && len(e.Args) > 0 {
			return s.text(e.Args[0])
		}
		if f, ok := e.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Error" {
			return s.text(f.X)
		}
	}
	return ""
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func (s *spoken) say(e ast.Expr) {
	if text := s.text(e); text != "" {
		s.said[text] = s.where
	}
}

// visit gathers what a piece of source says.
func (s *spoken) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Reason" {
			s.say(n.Value)
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			field, ok := left.(*ast.SelectorExpr)
			if ok && len(n.Rhs) == len(n.Lhs) && (field.Sel.Name == "Missed" || field.Sel.Name == "Reason") {
				s.say(n.Rhs[i])
			}
		}
	case *ast.CallExpr:
		switch called(n) {
		case "refuse":
			s.say(n.Args[1])
		case "append":
			if list, ok := n.Args[0].(*ast.SelectorExpr); ok && list.Sel.Name == "Warnings" && !strings.Contains(s.where, "article") {
				s.say(n.Args[1])
			}
		}
	case *ast.ReturnStmt:
		if filepath.Base(s.where) == "reason.go" && len(n.Results) == 1 {
			s.say(n.Results[0])
		}
	case *ast.CompositeLit: // the table of reasons
		if filepath.Base(s.where) == "reason.go" && n.Type == nil && len(n.Elts) == 2 {
			s.say(n.Elts[1])
		}
	}
	return true
}

// Every reason and warning that the crawler writes down is known in Russian.
func TestReasonsAreKnown(t *testing.T) {
	ru := load(t).Choose("ru", "")
	said := map[string]string{}
	for _, folder := range []string{"scraper", "scraper/fetch", "scraper/page", "archive"} {
		s := &spoken{named: map[string]string{}, said: said}
		files, err := filepath.Glob("../../../" + folder + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal(folder, err)
		}
		var parsed []*ast.File
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			parsed = append(parsed, file)
			s.declare(file, name)
		}
		i := 0
		for _, name := range files {
			if !strings.HasSuffix(name, "_test.go") {
				s.where = name
				ast.Inspect(parsed[i], s.visit)
				i++
			}
		}
	}
	verb := regexp.MustCompile(`%[.0-9]*[a-z]`)
	for text, where := range said {
		english := verb.ReplaceAllStringFunc(text, func(v string) string {
			if v == "%d" {
				return "7"
			}
			return "x"
		})
		if ru.Notice(english).Tag != "ru" {
			t.Errorf("%s says %q, which the catalogue does not know", where, english)
		}
	}
	if len(said) < 40 {
		t.Errorf("only %d reasons and warnings were found", len(said))
	}
}

// declare notes the texts of constants and errors. What is wrong with a page, its
// errors say themselves.
func (s *spoken) declare(file *ast.File, name string) {
	whole := map[string]bool{"page.go": true, "wall.go": true}[filepath.Base(name)]
	for _, d := range file.Decls {
		list, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range list.Specs {
			value, ok := spec.(*ast.ValueSpec)
			if !ok || len(value.Values) != len(value.Names) {
				continue
			}
			for i, named := range value.Names {
				text := s.text(value.Values[i])
				if s.named[named.Name] = text; whole && text != "" && strings.HasPrefix(named.Name, "Err") {
					s.said[text] = name
				}
			}
		}
	}
}
