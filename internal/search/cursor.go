package search

import (
	"errors"
	"fmt"
	"slices"

	"onrecord/archive"
)

// Cursor names a result, so that the page after it can be asked for. What is
// found may have become more or less since: the page goes on behind the same
// result or, when that is found no longer or far from where it was, at its place.
type Cursor struct {
	Place int // of the one after it among all that is found
	Feed  string
	Ref   archive.Ref
}

// ErrCursor is returned for a text that is no cursor.
var ErrCursor = errors.New("no place in a list of results")

// String returns the cursor as [ParseCursor] reads it; "" for the beginning.
func (c Cursor) String() string {
	if c.Place == 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d.%s", c.Place, c.Ref, c.Feed)
}

// ParseCursor reads a cursor. An empty text is the beginning.
func ParseCursor(text string) (c Cursor, err error) {
	if text == "" {
		return Cursor{}, nil
	}
	if _, err := fmt.Sscanf(text, "%d.%d.%s", &c.Place, &c.Ref, &c.Feed); err != nil || c.Place < 1 || c.String() != text {
		return Cursor{}, ErrCursor
	}
	return c, nil
}

// in returns where the page after the cursor begins among all rows.
func (c Cursor) in(rows []row) int {
	if c.Place == 0 {
		return 0
	}
	const far = 200
	from, to := max(c.Place-far, 0), min(c.Place+far, len(rows))
	if from < to {
		if i := slices.IndexFunc(rows[from:to], func(r row) bool { return r.ref == c.Ref && r.feed == c.Feed }); i >= 0 {
			return from + i + 1
		}
	}
	return min(c.Place-1, len(rows))
}
