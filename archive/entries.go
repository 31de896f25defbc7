package archive

import (
	"iter"
	"slices"
)

// Entries are entries of listings in the order in which they were seen. A crawl
// holds those of all articles, each in little more than its text. The zero value
// holds none; a copy is not to be added to.
type Entries struct {
	texts    packed
	listings []string
	at       []uint16          // the number of each entry's listing
	first    map[Mark]int32    // the first entry at each canonical address
	others   map[int32][]int32 // those that came after it
}

// Add adds an entry; canonical is the canonical form of its address.
func (e *Entries) Add(canonical string, entry Entry) {
	if e.first == nil {
		e.first, e.others = map[Mark]int32{}, map[int32][]int32{}
	}
	n := int32(e.texts.add(entry.URL, string(entry.Date), entry.Title, entry.Teaser, entry.Order))
	e.at = append(e.at, uint16(e.listing(entry.Listing)))
	mark := MarkOf(canonical)
	if first, known := e.first[mark]; known {
		e.others[first] = append(e.others[first], n)
	} else {
		e.first[mark] = n
	}
}

// listing returns the number of a listing.
func (e *Entries) listing(address string) int {
	n := slices.Index(e.listings, address)
	if n < 0 {
		n = len(e.listings)
		e.listings = append(e.listings, address)
	}
	return n
}

// Len returns how many entries there are.
func (e *Entries) Len() int { return e.texts.len() }

// Of yields the entries at a canonical address, with their numbers from 0.
func (e *Entries) Of(canonical string) iter.Seq2[int, Entry] {
	return func(yield func(int, Entry) bool) {
		first, known := e.first[MarkOf(canonical)]
		if !known || !yield(int(first), e.entry(first)) {
			return
		}
		for _, n := range e.others[first] {
			if !yield(int(n), e.entry(n)) {
				return
			}
		}
	}
}

// First returns the number of the first entry at a canonical address, false when
// there is none.
func (e *Entries) First(canonical string) (int, bool) {
	n, known := e.first[MarkOf(canonical)]
	return int(n), known
}

// with returns the number of the entry that has an address, if it is the first
// one at its canonical form.
func (e *Entries) with(address string) (int, bool) {
	canonical, err := Canonical(address)
	if err != nil {
		return 0, false
	}
	n, known := e.First(canonical)
	return n, known && e.texts.begins(n, address)
}

// URL returns the address of the nth entry.
func (e *Entries) URL(n int) (address string) {
	e.texts.read(n, &address)
	return address
}

// Addresses yields the canonical address of each entry that is the first one at
// it, with its number.
func (e *Entries) Addresses() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for n := range int32(e.Len()) {
			canonical, err := Canonical(e.URL(int(n)))
			if err != nil || e.first[MarkOf(canonical)] != n {
				continue
			}
			if !yield(int(n), canonical) {
				return
			}
		}
	}
}

func (e *Entries) entry(n int32) Entry {
	entry := Entry{Listing: e.listings[e.at[n]]}
	e.texts.read(int(n), &entry.URL, (*string)(&entry.Date), &entry.Title, &entry.Teaser, &entry.Order)
	return entry
}
