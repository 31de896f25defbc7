package export

import (
	"io"
	"iter"
	"strings"
)

// WriteCSV writes a table (RFC 4180: comma, CR LF, a header row), one article
// a row, or with o.History one revision a row. What a field is missing is
// empty; lists of addresses are joined by spaces; line feeds in a text stay as
// they are. A text that a spreadsheet would take for a formula gets a leading
// apostrophe.
func WriteCSV(w io.Writer, articles Articles, o Options) error {
	if o.BOM {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	if o.History {
		return writeTable(w, pastColumns(), pasts(articles))
	}
	return writeTable(w, columns(), articles)
}

func writeTable[T any](w io.Writer, columns []column[T], rows iter.Seq2[T, error]) error {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	if _, err := io.WriteString(w, csvLine(names)); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = defused(c.of(row))
		}
		if _, err := io.WriteString(w, csvLine(cells)); err != nil {
			return err
		}
	}
	return nil
}

// csvLine joins cells. encoding/csv would change the line feeds within them.
func csvLine(cells []string) string {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		if strings.ContainsAny(cell, "\",\r\n") || strings.TrimSpace(cell) != cell {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b.WriteString(cell)
	}
	return b.String() + "\r\n"
}

// defused returns text so that no spreadsheet runs it: those that begin like a
// formula, in full width too, and the white space that some strip before they look.
func defused(text string) string {
	for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, start) {
			return "'" + text
		}
	}
	return text
}
