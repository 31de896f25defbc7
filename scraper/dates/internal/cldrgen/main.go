// Command cldrgen writes the tables of package dates from Unicode CLDR.
//
// It reads the npm package cldr-dates-full, unpacked in the folder of -cldr,
// and writes the words the package reads (-words) and the patterns and names
// its tests print dates with (-tests).
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	cldr := flag.String("cldr", "node_modules/cldr-dates-full", "folder of the unpacked npm package cldr-dates-full")
	words := flag.String("words", "cldr.go", "file to write the words to")
	tests := flag.String("tests", "cldr_test.go", "file to write the patterns for the tests to")
	flag.Parse()
	if err := run(*cldr, *words, *tests); err != nil {
		fmt.Fprintln(os.Stderr, "cldrgen:", err)
		os.Exit(1)
	}
}

// run writes both files.
func run(cldr, words, tests string) error {
	version, err := readVersion(cldr)
	if err != nil {
		return err
	}
	list, err := loadLanguages(filepath.Join(cldr, "main"))
	if err != nil {
		return err
	}
	if err := writeSource(words, wordsSource(version, list)); err != nil {
		return err
	}
	return writeSource(tests, testsSource(version, list))
}
