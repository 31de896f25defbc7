// Package sample finds labelled pages and listings in folders.
//
// A page is SET/NAME/page.html.gz with SET/NAME/expected.json beside it, a
// listing NAME/page.html.gz with NAME/expected.json. The pages are in UTF-8.
package sample

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
)

// Page is a page and what reading it should give. An empty field is not
// labelled and is not measured.
type Page struct {
	Set, Name string
	Folder    string

	URL     string   `json:"url"`
	Title   string   `json:"title"`
	Date    string   `json:"date"` // YYYY-MM-DD or RFC 3339
	Body    string   `json:"body"` // paragraphs separated by an empty line
	Summary string   `json:"summary"`
	With    []string `json:"with"`    // must be in the body
	Without []string `json:"without"` // must not be in the body
}

// ID names the page: SET/NAME.
func (p *Page) ID() string { return p.Set + "/" + p.Name }

// HTML reads the page itself.
func (p *Page) HTML() ([]byte, error) { return unzip(p.Folder) }

// Listing is a listing page and the entries reading it should give.
type Listing struct {
	Name, Folder string

	URL     string `json:"url"`
	Entries []struct {
		URL  string `json:"url"`
		Date string `json:"date"` // YYYY-MM-DD; "" where the page prints none
	} `json:"entries"`
}

// HTML reads the page itself.
func (l *Listing) HTML() ([]byte, error) { return unzip(l.Folder) }

// Pages returns the labelled pages of a folder, by set and name. With sets only
// the pages of those; a set that is not there is an error.
func Pages(folder string, sets []string) ([]*Page, error) {
	files, err := labels(filepath.Join(folder, "*", "*"))
	if err != nil {
		return nil, err
	}
	var pages []*Page
	for _, file := range files {
		p := &Page{Folder: filepath.Dir(file)}
		p.Name, p.Set = filepath.Base(p.Folder), filepath.Base(filepath.Dir(p.Folder))
		if len(sets) > 0 && !slices.Contains(sets, p.Set) {
			continue
		}
		if err := load(file, p); err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	for _, set := range sets {
		if !slices.ContainsFunc(pages, func(p *Page) bool { return p.Set == set }) {
			return nil, fmt.Errorf("%s has no set %q", folder, set)
		}
	}
	return pages, nil
}

// Listings returns the labelled listings of a folder, by name.
func Listings(folder string) ([]*Listing, error) {
	files, err := labels(filepath.Join(folder, "*"))
	if err != nil {
		return nil, err
	}
	listings := make([]*Listing, len(files))
	for i, file := range files {
		l := &Listing{Folder: filepath.Dir(file)}
		l.Name = filepath.Base(l.Folder)
		if err := load(file, l); err != nil {
			return nil, err
		}
		listings[i] = l
	}
	return listings, nil
}

// labels finds the expected.json of the folders that match a pattern.
func labels(folders string) ([]string, error) {
	pattern := filepath.Join(folders, "expected.json")
	files, err := filepath.Glob(pattern)
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("no labelled pages: nothing matches %s", pattern)
	}
	sort.Strings(files)
	return files, err
}

func load(file string, into any) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func unzip(folder string) ([]byte, error) {
	f, err := os.Open(filepath.Join(folder, "page.html.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return b, nil
}
