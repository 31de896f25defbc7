package main

import (
	"testing"

	"onrecord/scraper/article"
)

func TestAgreement(t *testing.T) {
	claims := []article.Claim{
		{Field: "title", Source: "json-ld", Value: "The  lock — opened"},
		{Field: "title", Source: "open-graph", Value: "Lock opened | Site"},
		{Field: "date", Source: "json-ld", Value: "2021-05-03T10:00:00+03:00"},
		{Field: "date", Source: "page", Value: "3 May 2021"},
		{Field: "date", Source: "page", Value: "7 June 2021"},
		{Field: "date", Source: "listing", Value: "2021-05-04"},
		{Field: "date", Source: "meta", Value: "2021-06-01", Note: "modified"},
	}
	for _, test := range []struct {
		field, value string
		agree, of    int
	}{
		{"title", "The lock - opened", 1, 2},
		{"date", "2021-05-03", 2, 3},
		{"date", "", 0, 0},
		{"body", "text", 0, 0},
	} {
		if agree, of := agreement(test.field, test.value, claims); agree != test.agree || of != test.of {
			t.Errorf("%s %q: %d of %d, want %d of %d", test.field, test.value, agree, of, test.agree, test.of)
		}
	}
}
