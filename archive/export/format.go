package export

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"onrecord/archive"
	"onrecord/archive/diff"
)

// Source is what a format may draw on. Each part is read only by the formats
// that want it, and from its beginning each time.
type Source struct {
	Snapshot archive.Snapshot                       // with the feed as it was configured then
	Articles Articles                               // with Revisions where the history is wanted
	Captures iter.Seq2[archive.CapturedPage, error] // by article, then time
	Changes  diff.Changes                           // newest first
	File     func(archive.Digest) ([]byte, error)   // the bytes of an attachment; archive.ErrNotFound where they are not kept
	Selected bool                                   // Articles leaves some out, as the user asked
}

// Options are what a user may say of a format.
type Options struct {
	History  bool   // with all revisions of each article
	BOM      bool   // begin with a byte order mark, by which Excel knows UTF-8
	Changes  bool   // the changes in place of the articles
	Packed   bool   // compressed, as a file name that ends in ".gz" asks for
	Software string // what names itself as the writer
	Self     string // the address at which the document can be had; empty: none
}

// Format is one form in which an archive is written.
type Format struct {
	Name string // as --format takes it

	// What of Options it knows.
	History, BOM, Changes bool
	// Newest says that Articles should come newest first.
	Newest bool
	// All says that Captures should hold every capture, whatever the options.
	All bool

	// Write writes a file, WriteFolder the files of a folder; one of them is nil.
	Write       func(io.Writer, Source, Options) error
	WriteFolder func(path string, s Source, o Options) (Wrote, error)
}

// Formats returns every format, the first being that of a user who names none.
func Formats() []Format {
	return []Format{
		{Name: "json", History: true, Write: func(w io.Writer, s Source, _ Options) error { return WriteArchive(w, Archive{s.Snapshot, s.Articles}) }},
		{Name: "jsonl", History: true, Write: func(w io.Writer, s Source, _ Options) error { return WriteLines(w, s.Articles) }},
		{Name: "csv", History: true, BOM: true, Write: func(w io.Writer, s Source, o Options) error { return WriteCSV(w, s.Articles, o) }},
		{Name: "markdown", WriteFolder: func(path string, s Source, _ Options) (Wrote, error) { return WriteMarkdown(path, s) }},
		{Name: "parquet", History: true, Write: WriteParquet},
		{Name: "atom", Changes: true, Newest: true, Write: WriteAtom},
		{Name: "warc", All: true, Write: WriteWARC},
		{Name: "wacz", All: true, Write: WriteWACZ},
	}
}

// FormatNames returns the names of the formats, as help and errors list them.
func FormatNames() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// FormatNamed returns the format that a user names.
func FormatNamed(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("--format %q: want one of %s", name, strings.Join(FormatNames(), ", "))
}

// Check returns an error that names what of o the format does not know.
func (f Format) Check(o Options) error {
	for _, option := range []struct {
		flag         string
		given, known bool
		knows        func(Format) bool
	}{
		{"--history", o.History, f.History || f.All, func(f Format) bool { return f.History }},
		{"--bom", o.BOM, f.BOM, func(f Format) bool { return f.BOM }},
		{"--changes", o.Changes, f.Changes, func(f Format) bool { return f.Changes }},
	} {
		if !option.given || option.known {
			continue
		}
		var names []string
		for _, other := range Formats() {
			if option.knows(other) {
				names = append(names, other.Name)
			}
		}
		return fmt.Errorf("%s goes with --format %s, not with %s", option.flag, strings.Join(names, ", "), f.Name)
	}
	return nil
}
