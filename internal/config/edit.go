package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// Errors of editing a configuration; test with errors.Is.
var (
	// ErrFeedExists is returned by AddFeed when a feed has the name already.
	ErrFeedExists = errors.New("the feed exists already")
	// ErrByHand is returned when a file is written in a way that cannot be
	// edited without changing what a person wrote; the error says what to do.
	ErrByHand = errors.New("this configuration must be edited by hand")
)

// AddFeed returns the bytes of the file at path with one more feed at its end;
// everything else stays as it is, byte for byte. Without such a file it returns
// a new one. The file is not written; see Write. The errors are those of Load,
// ErrFeedExists and ErrByHand.
func AddFeed(path string, d Draft) ([]byte, error) {
	data, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return verified(path, []byte(newFile+d.block(2)))
	}
	if err != nil {
		return nil, err
	}
	config, err := parse(path, data)
	if err != nil {
		return nil, err
	}
	for _, f := range config.Feeds {
		if f.Name == d.Name {
			return nil, fmt.Errorf("%s: %w: %q", path, ErrFeedExists, d.Name)
		}
	}
	e, err := newEditor(path, data)
	if err != nil {
		return nil, err
	}
	feeds := e.feeds()
	last := len(feeds) - 1
	if last < 0 || e.flow(feeds) {
		return nil, fmt.Errorf("%s: %w: its feeds are written in one line; add there:\n%s", path, ErrByHand, d.block(2))
	}
	_, column := position(feeds[last].Key)
	e.insertAfter(e.endOf(feeds[last]), d.block(column-1))
	return verified(path, e.bytes())
}

// newFile is what a new configuration says before its first feed.
const newFile = `# What onrecord keeps. "onrecord crawl" reads this file from the folder it is run in;
# docs/configuration.md explains every key. A relative path starts at this file's folder.
archive: archive.db

# Your e-mail address or page: site owners like to know who is asking.
contact: ""

feeds:
`

// AddSelect returns the bytes of the file at path in which the feed called name
// has one more set of selectors, in force now; those that were in force get
// "until: UNTIL". Where they were dated that day already they are replaced. The
// errors are those of Load and Config.Feed, and ErrByHand.
func AddSelect(path, name string, s rules.Select, until archive.Date, comment ...string) ([]byte, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	config, err := parse(path, data)
	if err != nil {
		return nil, err
	}
	feed, err := config.Feed(name)
	if err != nil {
		return nil, err
	}
	e, err := newEditor(path, data)
	if err != nil {
		return nil, err
	}
	if err := e.addSelect(feed, s, until, comment); err != nil {
		return nil, err
	}
	return verified(path, e.bytes())
}

// verified returns data if it is a valid configuration.
func verified(path string, data []byte) ([]byte, error) {
	if _, err := parse(path, data); err != nil {
		return nil, fmt.Errorf("the edited configuration would not be valid, so nothing was written: %w", err)
	}
	return data, nil
}

// Write puts data at path in one step: into a temporary file beside it, which
// then takes its place with its permissions. A link is followed.
func Write(path string, data []byte) (err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".config-*.yaml")
	if at := (*fs.PathError)(nil); errors.As(err, &at) { // of a name that nobody gave
		return fmt.Errorf("write %s: no file can be made in the folder %s: %w; make the folder, or make it writable", path, filepath.Dir(path), at.Err)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(file.Name()))
		}
	}()
	if _, err = file.Write(data); err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err = os.Chmod(file.Name(), mode); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// editor changes the lines of a file at places that its syntax tree shows.
type editor struct {
	path  string
	lines []string // without line feeds
	body  ast.Node
	crlf  bool
	mark  bool // begins with a byte order mark
}

func newEditor(path string, data []byte) (*editor, error) {
	_, body, problem := readSource(data)
	if problem != nil {
		return nil, &InvalidError{Path: path, Problems: []Problem{*problem}}
	}
	e := &editor{path: path, body: body, crlf: strings.Contains(string(data), "\r\n"), mark: strings.HasPrefix(string(data), "\uFEFF")}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(data), "\uFEFF"))
	e.lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	return e, nil
}

// bytes returns the file as it is now.
func (e *editor) bytes() []byte {
	text := strings.Join(e.lines, "\n") + "\n"
	if e.crlf {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if e.mark {
		text = "\uFEFF" + text
	}
	return []byte(text)
}

// insertAfter puts a block of lines after line number line, counted from 1.
func (e *editor) insertAfter(line int, block string) {
	added := strings.Split(strings.TrimSuffix(block, "\n"), "\n")
	rest := append(added, e.lines[line:]...)
	e.lines = append(e.lines[:line:line], rest...)
}

// feeds returns the feeds of the file.
func (e *editor) feeds() []*ast.MappingValueNode { return valuesOf(valueOf(valuesOf(e.body), "feeds")) }

// valuesOf returns the pairs of a mapping.
func valuesOf(n ast.Node) []*ast.MappingValueNode {
	switch v := n.(type) {
	case *ast.MappingNode:
		return v.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{v}
	}
	return nil
}

// valueOf returns the value of a key, nil when there is none.
func valueOf(values []*ast.MappingValueNode, key string) ast.Node {
	for _, v := range values {
		if v.Key.GetToken().Value == key {
			return v.Value
		}
	}
	return nil
}

// flow reports whether pairs are written in braces, or share a line.
func (e *editor) flow(values []*ast.MappingValueNode) bool {
	for _, v := range values {
		line, column := position(v.Key)
		if strings.TrimLeft(string([]rune(e.lines[line-1])[:column-1]), " -?") != "" {
			return true
		}
	}
	return false
}

// endOf returns the last line that belongs to a pair: those after its key that
// are indented further, comments too, or are items of its list.
func (e *editor) endOf(v *ast.MappingValueNode) int {
	last, column := position(v.Key)
	for i := last; i < len(e.lines); i++ {
		content := strings.TrimLeft(e.lines[i], " ")
		indent := len(e.lines[i]) - len(content)
		item := indent == column-1 && (strings.HasPrefix(content, "- ") || content == "-")
		switch {
		case content == "":
		case indent >= column || item:
			last = i + 1
		case content[0] != '#': // a comment may stand anywhere between
			return last
		}
	}
	return last
}
