package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"onrecord/archive/diff"
	"onrecord/archive/export"
	"onrecord/internal/search"
)

// jsonCommand checks what stands at a path of a JSON file: json FILE PATH
// VALUE... A path is made of .key, .count (how many), [] (each), [2] and
// [key=value]; strings are given bare, other values as JSON.
func jsonCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: json FILE PATH VALUE...")
	}
	if got := valuesAt(ts, args[0], args[1]); !slices.Equal(got, args[2:]) {
		ts.Fatalf("%s of %s is\n%q, want\n%q", args[1], args[0], got, args[2:])
	}
}

// keepCommand puts the one value at a path into a variable: keep NAME FILE PATH.
func keepCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: keep NAME FILE PATH")
	}
	found := valuesAt(ts, args[1], args[2])
	if len(found) != 1 {
		ts.Fatalf("%s of %s is %q, want one value", args[2], args[1], found)
	}
	ts.Setenv(args[0], found[0])
}

func valuesAt(ts *testscript.TestScript, file, path string) []string {
	var document any
	if err := json.Unmarshal([]byte(ts.ReadFile(file)), &document); err != nil {
		ts.Fatalf("%s is no JSON: %v", file, err)
	}
	found, err := query([]any{document}, path)
	if err != nil {
		ts.Fatalf("%s: %v", path, err)
	}
	texts := []string{}
	for _, v := range found {
		texts = append(texts, bare(v))
	}
	return texts
}

// bare returns a string as it is, any other value as JSON.
func bare(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// query follows a path from each of the values.
func query(values []any, path string) ([]any, error) {
	for path != "" {
		var step string
		var err error
		step, path = firstStep(path)
		if values, err = follow(values, step); err != nil {
			return nil, fmt.Errorf("at %s: %w", step, err)
		}
	}
	return values, nil
}

// firstStep splits ".articles[url=x].title" after ".articles", "[url=x]" or ".title".
func firstStep(path string) (step, rest string) {
	if path[0] == '[' {
		step, rest, _ = strings.Cut(path, "]")
		return step + "]", rest
	}
	end := strings.IndexAny(path[1:], ".[")
	if end < 0 {
		return path, ""
	}
	return path[:end+1], path[end+1:]
}

func follow(values []any, step string) ([]any, error) {
	var out []any
	for _, v := range values {
		list, isList := v.([]any)
		object, isObject := v.(map[string]any)
		inside := strings.Trim(step, "[]")
		switch {
		case step == ".count" && isList:
			out = append(out, float64(len(list)))
		case step == "[]" && isList:
			out = append(out, list...)
		case step[0] == '[' && isList:
			out = append(out, chosen(list, inside)...)
		case step[0] == '.' && isObject:
			value, ok := object[step[1:]]
			if !ok {
				return nil, fmt.Errorf("there is no such key among %v", object)
			}
			out = append(out, value)
		default:
			return nil, fmt.Errorf("%T has none", v)
		}
	}
	return out, nil
}

// chosen returns the item at a place, or those with key=value.
func chosen(list []any, inside string) []any {
	key, want, _ := strings.Cut(inside, "=")
	if i, err := strconv.Atoi(inside); err == nil && i < len(list) {
		return list[i : i+1]
	}
	var out []any
	for _, v := range list {
		if object, ok := v.(map[string]any); ok && bare(object[key]) == want {
			out = append(out, v)
		}
	}
	return out
}

// schemaCommand checks documents against the program's schemas of their
// formats, or the first against a printed one: schema FILE [SCHEMA].
func schemaCommand(ts *testscript.TestScript, _ bool, args []string) {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	var text string
	if len(args) > 1 {
		text = ts.ReadFile(args[1])
	} else {
		text, err = schemaOf(document)
		ts.Check(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	ts.Check(err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	ts.Check(c.AddResource("schema.json", parsed))
	schema, err := c.Compile("schema.json")
	ts.Check(err)
	ts.Check(schema.Validate(document))
}

func schemaOf(document any) (string, error) {
	object, _ := document.(map[string]any)
	switch format, _ := object["format"].(string); format {
	case "onrecord/diff":
		return diff.Schema(), nil
	case "onrecord/log":
		return diff.LogSchema(), nil
	case search.Format:
		return search.Schema(), nil
	default:
		return export.Schema(format)
	}
}
