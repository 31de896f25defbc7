package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"onrecord/internal/nearest"
)

// decoder walks the YAML tree of one file and gathers what is wrong with it.
type decoder struct {
	src      source
	anchors  map[string]ast.Node
	problems []Problem
	nodes    int    // values read so far
	folder   string // of the file
}

func newDecoder(src source, body ast.Node) *decoder {
	d := &decoder{src: src, anchors: map[string]ast.Node{}}
	ast.Walk(d, body)
	return d
}

// Visit gathers anchors; it makes d an ast.Visitor.
func (d *decoder) Visit(n ast.Node) ast.Visitor {
	if anchor, ok := n.(*ast.AnchorNode); ok && anchor.Name != nil {
		d.anchors[anchor.Name.GetToken().Value] = anchor.Value
	}
	return d
}

// sorted returns the problems in file order.
func (d *decoder) sorted() []Problem {
	slices.SortStableFunc(d.problems, func(a, b Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return d.problems
}

// fail records what is wrong at n.
func (d *decoder) fail(n ast.Node, format string, args ...any) {
	d.failNote(n, "", format, args...)
}

// failNote is fail with a line of further help.
func (d *decoder) failNote(n ast.Node, note, format string, args ...any) {
	line, column := position(n)
	problem := d.src.problem(line, column, format, args...)
	problem.Note = note
	d.problems = append(d.problems, *problem)
}

// position returns where n begins in the file.
func position(n ast.Node) (line, column int) {
	if mapping, ok := n.(*ast.MappingNode); ok && !mapping.IsFlowStyle && len(mapping.Values) > 0 {
		n = mapping.Values[0]
	}
	if pair, ok := n.(*ast.MappingValueNode); ok {
		n = pair.Key
	}
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 1, 1
	}
	at := n.GetToken().Position
	return at.Line, at.Column
}

// value follows aliases and anchors to the value that n stands for. It returns
// nil, after recording why, where there is none to be read.
func (d *decoder) value(n ast.Node) ast.Node {
	at := n
	for range maxAliases {
		if d.nodes++; d.nodes > maxNodes {
			if d.nodes == maxNodes+1 {
				d.fail(at, "the aliases of this file stand for more than %d values", maxNodes)
			}
			return nil
		}
		switch v := n.(type) {
		case *ast.AnchorNode:
			n = v.Value
		case *ast.AliasNode:
			name := v.Value.GetToken().Value
			target, ok := d.anchors[name]
			if !ok {
				d.fail(at, "nothing in this file is named &%s", name)
				return nil
			}
			n = target
		case *ast.TagNode:
			d.fail(at, "tags such as %s are not used here; write the value alone", v.Start.Value)
			return nil
		case nil:
			d.fail(at, "a value is missing")
			return nil
		default:
			return n
		}
	}
	d.fail(at, "this alias goes in a circle")
	return nil
}

// maxAliases limits how many aliases of aliases are followed.
const maxAliases = 20

// pairs returns the keys and values of a mapping. A null counts as an empty one.
func (d *decoder) pairs(n ast.Node, what string) []pair {
	var values []*ast.MappingValueNode
	switch v := d.value(n).(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.MappingNode:
		values = v.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{v}
	default:
		d.fail(n, "%s must be a mapping (key: value), not %s", what, kind(v))
		return nil
	}
	var out []pair
	first := map[string]int{}
	for _, value := range values {
		p := pair{node: value.Key, value: value.Value}
		switch key := value.Key.(type) {
		case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
			p.key = key.GetToken().Value
		case *ast.MergeKeyNode:
			d.fail(value.Key, "merge keys (<<) are not supported; name the whole value with an alias, or repeat the keys")
			continue
		default:
			d.fail(value.Key, "a key must be plain text")
			continue
		}
		if line, ok := first[p.key]; ok {
			d.fail(p.node, "duplicate key %q; it stands on line %d already", p.key, line)
			continue
		}
		first[p.key], _ = position(p.node)
		out = append(out, p)
	}
	return out
}

// pair is one key of a mapping with its value.
type pair struct {
	key   string
	node  ast.Node // of the key
	value ast.Node
}

// field is a key that a mapping may have, and what to do with its value.
type field struct {
	key  string
	read func(ast.Node)
}

// mapping reads the fields of n and refuses all other keys.
func (d *decoder) mapping(n ast.Node, what string, fields []field) {
	for _, p := range d.pairs(n, what) {
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == p.key })
		if i < 0 {
			d.unknown(p, what, fields)
			continue
		}
		if d.null(p.value) {
			continue
		}
		fields[i].read(p.value)
	}
}

// null reports whether n is a key's absent value.
func (d *decoder) null(n ast.Node) bool {
	_, ok := n.(*ast.NullNode)
	return ok
}

// unknown reports a key that is not known where it stands.
func (d *decoder) unknown(p pair, what string, fields []field) {
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	message := fmt.Sprintf("unknown key %q in %s", p.key, what)
	if place := placeOf(p.key); place != "" && place != what {
		message += fmt.Sprintf("; it belongs in %s", place)
	} else if near := nearest.Name(p.key, known); near != "" {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	d.failNote(p.node, "known keys: "+strings.Join(known, ", "), "%s", message)
}

// list returns the items of a sequence.
func (d *decoder) list(n ast.Node, what string) []ast.Node {
	switch v := d.value(n).(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.SequenceNode:
		return v.Values
	default:
		d.fail(n, "%s must be a list, not %s; begin each item with \"- \" on a line of its own", what, kind(v))
		return nil
	}
}

// text returns the text at n, without white space around it.
func (d *decoder) text(n ast.Node, what string) (string, bool) {
	switch v := d.value(n).(type) {
	case nil:
		return "", false
	case *ast.StringNode:
		return strings.TrimSpace(v.Value), true
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		d.fail(n, "%s must be text, not %s; put it in quotes", what, kind(v))
	default:
		d.fail(n, "%s must be text, not %s", what, kind(v))
	}
	return "", false
}

// kind names the type of a value in words.
func kind(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.NullNode:
		return "nothing"
	}
	return "text"
}
