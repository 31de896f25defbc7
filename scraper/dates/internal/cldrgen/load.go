package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// locale is what CLDR says of one locale, as far as it is used.
type locale struct {
	name     string
	calendar calendar
	fields   map[string]field
}

type calendar struct {
	Months      contexts
	Days        contexts
	DayPeriods  contexts
	DateFormats map[string]pattern
	TimeFormats map[string]pattern
}

// contexts holds names by context (format, stand-alone), width and key.
type contexts map[string]map[string]map[string]string

// field holds the relative names of a unit, under keys such as
// "relative-type--1" and "relativeTime-type-past".
type field map[string]json.RawMessage

// pattern is a date pattern, given as a string or as an object with a _value.
type pattern string

// UnmarshalJSON reads either form of a pattern.
func (p *pattern) UnmarshalJSON(data []byte) error {
	var plain string
	if err := json.Unmarshal(data, &plain); err == nil {
		*p = pattern(plain)
		return nil
	}
	var object struct {
		Value string `json:"_value"`
	}
	err := json.Unmarshal(data, &object)
	*p = pattern(object.Value)
	return err
}

// loadLanguages reads the locales of every group.
func loadLanguages(dir string) ([]language, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("listing the locales of CLDR: %w (unpack the npm package cldr-dates-full there)", err)
	}
	var list []language
	for _, g := range groups {
		l := language{group: g}
		for _, e := range entries {
			if !g.covers(e.Name()) {
				continue
			}
			loc, err := loadLocale(dir, e.Name())
			if err != nil {
				return nil, err
			}
			l.locales = append(l.locales, loc)
		}
		own := slices.IndexFunc(l.locales, func(loc locale) bool { return loc.name == g.locale })
		if own < 0 {
			return nil, fmt.Errorf("CLDR in %s has no locale %s", dir, g.locale)
		}
		l.locales[0], l.locales[own] = l.locales[own], l.locales[0]
		list = append(list, l)
	}
	return list, nil
}

// covers reports whether a locale's words belong to the group.
func (g group) covers(name string) bool {
	for _, base := range append([]string{g.locale}, g.more...) {
		if name == base || strings.HasPrefix(name, base+"-") {
			return !skipped[name]
		}
	}
	return false
}

func loadLocale(dir, name string) (locale, error) {
	loc := locale{name: name}
	var gregorian struct {
		Main map[string]struct {
			Dates struct {
				Calendars struct{ Gregorian calendar }
			}
		}
	}
	if err := readJSON(filepath.Join(dir, name, "ca-gregorian.json"), &gregorian); err != nil {
		return loc, err
	}
	var relative struct {
		Main map[string]struct {
			Dates struct{ Fields map[string]field }
		}
	}
	if err := readJSON(filepath.Join(dir, name, "dateFields.json"), &relative); err != nil {
		return loc, err
	}
	loc.calendar = gregorian.Main[name].Dates.Calendars.Gregorian
	loc.fields = relative.Main[name].Dates.Fields
	return loc, nil
}

func readVersion(cldr string) (string, error) {
	var pack struct{ Version string }
	err := readJSON(filepath.Join(cldr, "package.json"), &pack)
	return pack.Version, err
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading CLDR: %w", err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("reading CLDR from %s: %w", path, err)
	}
	return nil
}
