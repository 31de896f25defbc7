package fetch

import (
	"bytes"
	"io"
)

// Unpack returns a body with its content encodings undone, as Get does with
// those that it fetches: at most max bytes. encodings are the values of the header
// Content-Encoding. A body that is not packed, whatever the header says, is
// returned as it is.
func Unpack(body []byte, encodings []string, max int64) ([]byte, error) {
	r, err := undo(io.NopCloser(bytes.NewReader(body)), encodings, max)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
