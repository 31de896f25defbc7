package export

import (
	"io"

	"onrecord/archive/jsondoc"
)

// WriteLines writes one article a line, each the JSON object that the document
// onrecord/archive holds of it. There is no line before the first.
func WriteLines(w io.Writer, articles Articles) error {
	for a, err := range articles {
		if err != nil {
			return err
		}
		line, err := jsondoc.Marshal(a)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}
