package metric

import (
	"net/url"
	"strings"
)

// Entry is an entry of a listing: its address, and its date or "".
type Entry struct {
	URL  string `json:"url"`
	Date string `json:"date"`
}

// Listing says how right the entries of one listing page are.
type Listing struct {
	Found     float64 // share of the entries wanted that were found
	Precision float64 // share of the entries found that are wanted
	Dates     float64 // share of the dates wanted that their entries carry
	Dated     bool    // whether any date is wanted; else Dates says nothing
}

// All reports whether every entry wanted was found.
func (l Listing) All() bool { return l.Found == 1 }

// Entries compares the entries read with those wanted, by their addresses. Of
// several entries with one address the last one's date counts.
func Entries(want, got []Entry) Listing {
	dates := map[string]string{}
	for _, e := range got {
		dates[address(e.URL)] = e.Date
	}
	var found, dated, right int
	for _, e := range want {
		date, ok := dates[address(e.URL)]
		if ok {
			found++
		}
		if e.Date == "" {
			continue
		}
		dated++
		if Day(e.Date, date) == Right {
			right++
		}
	}
	return Listing{
		Found: Share(found, len(want)), Precision: Share(found, len(dates)), Dates: Share(right, dated), Dated: dated > 0,
	}
}

// address makes addresses comparable: without scheme, fragment, escapes, spaces
// and a closing slash, in lower case.
func address(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain
	}
	s, _, _ = strings.Cut(s, "#")
	if _, rest, ok := strings.Cut(s, "//"); ok {
		s = rest
	}
	s = strings.ReplaceAll(s, " ", "")
	return strings.ToLower(strings.TrimRight(s, "/"))
}
