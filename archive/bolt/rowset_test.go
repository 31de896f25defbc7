package bolt

import "testing"

// A set of rows knows all that it was told, and no others.
func TestRowSet(t *testing.T) {
	s := newRowSet()
	const rows = 10_000
	for range 2 {
		for n := range uint32(rows) {
			s.add(key32(n), key32(n+1))
		}
	}
	for n := range uint32(rows) {
		if !s.has(key32(n), key32(n+1)) {
			t.Fatalf("row %d is not known", n)
		}
		if s.has(key32(n), key32(n)) || s.has(key32(n+1), key32(n)) || s.has(key32(n, n+1), nil) {
			t.Fatalf("a row like %d is known that was not there", n)
		}
	}
	if s.rows != rows {
		t.Errorf("%d rows are %d", rows, s.rows)
	}
}
