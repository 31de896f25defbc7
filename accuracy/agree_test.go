package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"onrecord/accuracy/metric"
	"onrecord/accuracy/reader"
	"onrecord/accuracy/sample"
)

// What is measured is what "onrecord read" prints: on the pages of testdata, and
// on a few of the labelled ones where there are any.
func TestAgreesWithTheCommand(t *testing.T) {
	program := build(t)
	for i, p := range pagesOf(t, folders(t)(pagesVariable), os.Getenv(pagesVariable)) {
		var printed struct{ Title, Date, Summary, Body string }
		html, err := p.HTML()
		if err != nil {
			t.Fatal(err)
		}
		command(t, program, html, p.URL, &printed)
		got, err := reader.Articles()[0].Read(html, p.URL)
		if err != nil {
			t.Fatal(err)
		}
		body := printed.Body
		if printed.Summary != "" && body != "" {
			body = "\n\n" + body
		}
		if body = printed.Summary + body; got.Title != printed.Title || got.Date != printed.Date || got.Body != body {
			t.Errorf("page %d, %s: measured %+v, printed %+v", i, p.URL, got, printed)
		}
	}
}

func TestAgreesWithTheCommandOnListings(t *testing.T) {
	program := build(t)
	for i, l := range listingsOf(t, folders(t)(listingsVariable), os.Getenv(listingsVariable)) {
		var printed struct{ Entries []metric.Entry }
		html, err := l.HTML()
		if err != nil {
			t.Fatal(err)
		}
		command(t, program, html, l.URL, &printed, "--listing")
		got, err := reader.Listings()[0].Read(html, l.URL)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(printed.Entries) {
			t.Fatalf("listing %d, %s: measured %d entries, printed %d", i, l.URL, len(got), len(printed.Entries))
		}
		for e := range got {
			if got[e] != printed.Entries[e] {
				t.Errorf("listing %d, %s: measured %v, printed %v", i, l.URL, got[e], printed.Entries[e])
			}
		}
	}
}

// build compiles the program with the main module's own dependencies.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "onrecord")
	cmd := exec.Command("go", "build", "-o", program, "./cmd/onrecord")
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program
}

func command(t *testing.T, program string, html []byte, address string, into any, flags ...string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(name, html, 0o644); err != nil {
		t.Fatal(err)
	}
	var talk bytes.Buffer
	cmd := exec.Command(program, append([]string{"read", "--json", "--url", address, name}, flags...)...)
	cmd.Stderr = &talk
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", address, err, talk.String())
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("%s: %v in %s", address, err, out)
	}
}

// pagesOf returns the first two pages of every set in the folders that are set.
func pagesOf(t *testing.T, folders ...string) []*sample.Page {
	t.Helper()
	var some []*sample.Page
	taken := map[string]int{}
	for _, folder := range folders {
		if folder == "" {
			continue
		}
		pages, err := sample.Pages(folder, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			if taken[p.Set]++; taken[p.Set] <= 2 {
				some = append(some, p)
			}
		}
	}
	return some
}

// listingsOf returns the first three listings of the folders that are set.
func listingsOf(t *testing.T, folders ...string) []*sample.Listing {
	t.Helper()
	var some []*sample.Listing
	for _, folder := range folders {
		if folder == "" {
			continue
		}
		listings, err := sample.Listings(folder)
		if err != nil {
			t.Fatal(err)
		}
		some = append(some, listings[:min(3, len(listings))]...)
	}
	return some
}
