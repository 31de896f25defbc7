// Package jsondoc writes the JSON documents that onrecord gives to programs:
// UTF-8, two spaces of indentation, keys in a fixed order, a trailing line
// feed, and lists that are streamed item by item, so that a document may be
// larger than memory. The same values always give the same bytes.
package jsondoc

import (
	"bufio"
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"io"
	"iter"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

const indent = "  "

// Writer writes one document: an object that begins with its format and
// version. After the first error it takes nothing more; Close returns it.
type Writer struct {
	w    *bufio.Writer
	what string
	item bytes.Buffer // the value that is being written
	err  error
}

// New begins a document, such as version 1 of "onrecord/archive".
func New(w io.Writer, format string, version int) *Writer {
	d := &Writer{w: bufio.NewWriterSize(w, 1<<16), what: format}
	d.print("{\n" + indent)
	d.value("format", format, indent)
	d.Member("version", version)
	return d
}

// Member adds a member to the object.
func (d *Writer) Member(name string, value any) {
	d.print(",\n" + indent)
	d.value(name, value, indent)
}

// List adds a member whose value is a list, taking and writing one item after
// the other. An error among the items ends the document.
func List[T any](d *Writer, name string, items iter.Seq2[T, error]) {
	d.print(",\n" + indent + quote(name) + ": [")
	n := 0
	for item, err := range items {
		if err != nil {
			d.fail(err)
		}
		if d.err != nil {
			return
		}
		separator := ",\n"
		if n == 0 {
			separator = "\n"
		}
		d.print(separator + indent + indent)
		d.encode(item, indent+indent)
		n++
	}
	if n > 0 {
		d.print("\n" + indent)
	}
	d.print("]")
}

// Close ends the document and writes what is still buffered. The error is the
// first that happened.
func (d *Writer) Close() error {
	d.print("\n}\n")
	if err := d.w.Flush(); err != nil {
		d.fail(err)
	}
	return d.err
}

func (d *Writer) value(name string, value any, prefix string) {
	d.print(quote(name) + ": ")
	d.encode(value, prefix)
}

// encode writes a value, as a whole or not at all.
func (d *Writer) encode(value any, prefix string) {
	if d.err != nil {
		return
	}
	d.item.Reset()
	if err := marshal(&d.item, value, prefix, indent); err != nil {
		d.fail(err)
		return
	}
	if _, err := d.item.WriteTo(d.w); err != nil {
		d.fail(err)
	}
}

func (d *Writer) print(s string) {
	if d.err != nil {
		return
	}
	if _, err := d.w.WriteString(s); err != nil {
		d.fail(err)
	}
}

func (d *Writer) fail(err error) {
	if d.err == nil {
		d.err = fmt.Errorf("writing the document %s: %w", d.what, err)
	}
}

// Marshal is [encoding/json.Marshal] without the escapes that serve HTML only:
// "<", ">" and "&" stay as they are.
func Marshal(value any) ([]byte, error) {
	var b bytes.Buffer
	err := marshal(&b, value, "", "")
	return b.Bytes(), err
}

// marshal appends what encoding/json writes of a value, which would go through
// the finished text once more to indent it, and once for each value that writes
// itself. Without indent all is in one line.
func marshal(b *bytes.Buffer, value any, prefix, indent string) error {
	start := b.Len()
	o := []json.Options{jsonv1.DefaultOptionsV1(), jsontext.EscapeForHTML(false)}
	if indent != "" {
		o = append(o, jsontext.WithIndentPrefix(prefix), jsontext.WithIndent(indent))
	}
	err := json.MarshalWrite(b, value, o...)
	if err == nil && bytes.Contains(b.Bytes()[start:], []byte("\ufffd")) {
		b.Truncate(start)
		return marshalOdd(b, value, prefix, indent)
	}
	return err
}

// marshalOdd is marshal for a value that may hold text that is no UTF-8:
// encoding/json writes an escape in its place, others the character itself.
func marshalOdd(b *bytes.Buffer, value any, prefix, indent string) error {
	e := stdjson.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, indent)
	if err := e.Encode(value); err != nil {
		return err
	}
	b.Truncate(b.Len() - len("\n"))
	return nil
}

// quote writes the name of a member: ASCII letters and underscores.
func quote(name string) string { return `"` + name + `"` }

// All gives the items of a list as a sequence without errors.
func All[T any](items []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}
