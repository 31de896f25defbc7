package config

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// addSelect puts s behind the feed's sets of selectors.
func (e *editor) addSelect(feed Feed, s rules.Select, until archive.Date, comment []string) error {
	var pair *ast.MappingValueNode
	for _, f := range e.feeds() {
		if f.Key.GetToken().Value == feed.Name {
			pair = f
		}
	}
	fields := valuesOf(pair.Value)
	if len(fields) == 0 || e.flow(fields) {
		return e.byHand(feed.Name, s, until)
	}
	_, column := position(fields[0].Key)
	indent := strings.Repeat(" ", column-1)
	var old *ast.MappingValueNode
	for _, f := range fields {
		if f.Key.GetToken().Value == "select" {
			old = f
		}
	}
	if old == nil {
		block := indent + "select:\n" + indent + "  - until: " + string(until) + " # until then the pages were read without selectors\n"
		e.insertAfter(e.endOf(pair), block+item(s, column+1, comment))
		return nil
	}
	switch v := old.Value.(type) {
	case *ast.SequenceNode:
		return e.addToList(feed, v, old, s, until, comment)
	case *ast.MappingNode, *ast.MappingValueNode:
		if !e.flow(valuesOf(v)) {
			e.makeList(old, valuesOf(v), s, until, comment)
			return nil
		}
	}
	return e.byHand(feed.Name, s, until)
}

func (e *editor) byHand(feed string, s rules.Select, until archive.Date) error {
	return fmt.Errorf("%s: %w: write each key of the feed %q on a line of its own, or add \"until: %s\" to its selectors and this set behind them:\n%s",
		e.path, ErrByHand, feed, until, item(s, 6, nil))
}

// makeList makes the only set of selectors the first item of a list, and s the second.
func (e *editor) makeList(old *ast.MappingValueNode, values []*ast.MappingValueNode, s rules.Select, until archive.Date, comment []string) {
	last := e.endOf(old)
	key, _ := position(old.Key)
	_, column := position(values[0].Key)
	if first, _ := position(values[0].Key); valueOf(values, "until") == nil {
		for i := key; i < last; i++ {
			if e.lines[i] != "" {
				e.lines[i] = "  " + e.lines[i]
			}
		}
		line := strings.Repeat(" ", column-1) + "- until: " + string(until)
		e.insertAfter(last, item(s, column-1, comment))
		e.insertAfter(first-1, line)
		return
	}
	first, _ := position(values[0].Key) // dated already: nothing was in force
	for i := key; i < last; i++ {
		if e.lines[i] != "" {
			e.lines[i] = "  " + e.lines[i]
		}
	}
	e.lines[first-1] = strings.Repeat(" ", column-1) + "- " + strings.TrimLeft(e.lines[first-1], " ")
	e.insertAfter(last, item(s, column-1, comment))
}

// addToList dates the set in force, or drops it where another was dated that
// day, and adds s.
func (e *editor) addToList(feed Feed, list *ast.SequenceNode, old *ast.MappingValueNode, s rules.Select, until archive.Date, comment []string) error {
	if list.IsFlowStyle || len(list.Values) == 0 {
		return e.byHand(feed.Name, s, until)
	}
	dash := dashColumn(e.lines, list)
	for _, it := range list.Values {
		values := valuesOf(it)
		if len(values) == 0 || values[0].Key == nil || braced(it) {
			return e.byHand(feed.Name, s, until)
		}
		if valueOf(values, "until") != nil {
			continue
		}
		first, column := position(values[0].Key)
		end := e.itemEnd(first, dash, e.endOf(old))
		if datedOn(feed.Select, until) {
			e.lines = append(e.lines[:first-1:first-1], e.lines[end:]...)
			e.insertAfter(first-1, item(s, dash, comment))
			return nil
		}
		e.insertAfter(e.endOf(old), item(s, dash, comment))
		head := []rune(e.lines[first-1])
		e.lines[first-1] = strings.Repeat(" ", column-1) + string(head[column-1:])
		e.insertAfter(first-1, string(head[:column-1])+"until: "+string(until))
		return nil
	}
	e.insertAfter(e.endOf(old), item(s, dash, comment))
	return nil
}

func braced(n ast.Node) bool {
	m, ok := n.(*ast.MappingNode)
	return ok && m.IsFlowStyle
}

// datedOn reports whether one of the sets held until that day.
func datedOn(sets rules.Sets, until archive.Date) bool {
	for _, s := range sets {
		if s.Until == until {
			return true
		}
	}
	return false
}

// dashColumn returns how far the items of a list are indented.
func dashColumn(lines []string, list *ast.SequenceNode) int {
	line := list.Start.Position.Line
	return strings.IndexByte(lines[line-1], '-')
}

// itemEnd returns the last line of the list's item that begins on line first.
func (e *editor) itemEnd(first, dash, last int) int {
	end := first
	for i := first; i < last; i++ {
		content := strings.TrimLeft(e.lines[i], " ")
		if content == "" {
			continue
		}
		if len(e.lines[i])-len(content) <= dash {
			break
		}
		end = i + 1
	}
	return end
}
