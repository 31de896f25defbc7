// Command accuracy measures how right onrecord reads pages and listings, beside
// the libraries that do the same, on pages whose right reading is known.
//
//	accuracy [-set NAMES] [-readers NAMES] [-worst N] [-json] [-predictions FILE]
//
// The pages are those of the folder ONRECORD_PAGES, the listings those of
// ONRECORD_LISTINGS; package sample says how they are laid out. It is a module
// of its own, so that the libraries it measures are no part of onrecord.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"onrecord/accuracy/reader"
	"onrecord/accuracy/sample"
)

// listingsSet is the name of the listings among the sets.
const listingsSet = "listings"

func main() {
	err := run(os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.As(err, &usage{}):
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(1)
	}
}

// usage is an error of how the command was called.
type usage struct{ error }

// options are the flags.
type options struct {
	sets, readers []string
	worst         int
	json          bool
	predictions   string
}

func parseOptions(args []string, stderr io.Writer) (options, error) {
	var o options
	f := flag.NewFlagSet("accuracy", flag.ContinueOnError)
	f.SetOutput(stderr)
	sets := f.String("set", "", "measure only these `sets`, separated by commas; listings is one (default all)")
	readers := f.String("readers", "", "measure only these `readers`, separated by commas (default all)")
	f.IntVar(&o.worst, "worst", 0, "show the `N` pages of each set that the first reader read worst, and how")
	f.BoolVar(&o.json, "json", false, "print one JSON object a line instead of tables")
	f.StringVar(&o.predictions, "predictions", "", "also write what the first reader read to `FILE`, one JSON object a line")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return o, err
		}
		return o, usage{err}
	}
	o.sets, o.readers = list(*sets), list(*readers)
	return o, o.check(f)
}

func (o options) check(f *flag.FlagSet) error {
	switch {
	case f.NArg() > 0:
		return usage{fmt.Errorf("%q: there are no arguments, only flags", f.Arg(0))}
	case o.predictions != "" && o.pages() && o.listings():
		return usage{errors.New("-predictions: pages and listings are written apart; choose with -set")}
	case o.worst > 0 && o.json:
		return usage{errors.New("-worst and -json exclude each other")}
	}
	known := names()
	for _, name := range o.readers {
		if !slices.Contains(known, name) {
			return usage{fmt.Errorf("no reader %q; there are: %s", name, strings.Join(known, ", "))}
		}
	}
	return nil
}

// listings reports whether listings are measured.
func (o options) listings() bool { return len(o.sets) == 0 || slices.Contains(o.sets, listingsSet) }

// pages reports whether article pages are measured.
func (o options) pages() bool { return len(o.pageSets()) > 0 || len(o.sets) == 0 }

func (o options) pageSets() []string {
	return slices.DeleteFunc(slices.Clone(o.sets), func(s string) bool { return s == listingsSet })
}

// chosen reports whether a reader is measured.
func (o options) chosen(name string) bool {
	return len(o.readers) == 0 || slices.Contains(o.readers, name)
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// names returns the names of all readers.
func names() []string {
	var all []string
	for _, r := range reader.Articles() {
		all = append(all, r.Name)
	}
	for _, r := range reader.Listings() {
		if !slices.Contains(all, r.Name) {
			all = append(all, r.Name)
		}
	}
	return all
}

func run(args []string, env func(string) string, stdout, stderr io.Writer) error {
	o, err := parseOptions(args, stderr)
	if err != nil {
		return err
	}
	if err := checkFolders(o, env); err != nil {
		return err
	}
	out := &printer{options: o, stdout: stdout, stderr: stderr}
	if o.pages() {
		if err := measurePages(out, env(pagesVariable)); err != nil {
			return err
		}
	}
	if o.listings() {
		return measureListings(out, env(listingsVariable))
	}
	return nil
}

// Environment variables that name the folders of labelled pages.
const (
	pagesVariable    = "ONRECORD_PAGES"
	listingsVariable = "ONRECORD_LISTINGS"
)

func checkFolders(o options, env func(string) string) error {
	var missing []string
	if o.pages() && env(pagesVariable) == "" {
		missing = append(missing, pagesVariable+" to a folder of labelled pages (SET/NAME/page.html.gz and expected.json)")
	}
	if o.listings() && env(listingsVariable) == "" {
		missing = append(missing, listingsVariable+" to a folder of labelled listings (NAME/page.html.gz and expected.json)")
	}
	if missing == nil {
		return nil
	}
	return usage{fmt.Errorf("set %s; the pages are no part of this repository", strings.Join(missing, ",\n  and "))}
}

func measurePages(out *printer, folder string) error {
	pages, err := sample.Pages(folder, out.pageSets())
	if err != nil {
		return err
	}
	var readers []reader.Article
	for _, r := range reader.Articles() {
		if out.chosen(r.Name) {
			readers = append(readers, r)
		}
	}
	if len(readers) == 0 {
		return nil
	}
	results, err := readPages(pages, readers)
	if err != nil {
		return err
	}
	for by, r := range readers {
		out.notePanics(r.Name, results[by], func(page int) string { return pages[page].ID() })
	}
	for _, f := range fields() {
		if err := out.question(askPages(f, pages, readers, results)); err != nil {
			return err
		}
		if err := out.worstPages(f, pages, readers[0], results[0]); err != nil {
			return err
		}
	}
	return out.predictPages(pages, results[0])
}

func measureListings(out *printer, folder string) error {
	listings, err := sample.Listings(folder)
	if err != nil {
		return err
	}
	var readers []reader.Listing
	for _, r := range reader.Listings() {
		if out.chosen(r.Name) {
			readers = append(readers, r)
		}
	}
	if len(readers) == 0 {
		return nil
	}
	results, err := readListings(listings, readers)
	if err != nil {
		return err
	}
	for by, r := range readers {
		out.notePanics(r.Name, results[by], func(page int) string { return listings[page].Name })
	}
	if err := out.question(askListings(listings, readers, results)); err != nil {
		return err
	}
	if err := out.worstListings(listings, results[0]); err != nil {
		return err
	}
	return out.predictListings(listings, results[0])
}
