package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"

	"onrecord/archive"
)

// Response is the head of an HTTP response that a record holds.
type Response struct {
	Status int
	Header []archive.Field // in the order received, names in canonical form
	body   *bufio.Reader
}

// ErrTooLarge is returned of a body above the limit given.
var ErrTooLarge = errors.New("the page is too large")

// ReadHTTP reads the head of a response.
func ReadHTTP(block io.Reader) (*Response, error) {
	r := &Reader{r: bufio.NewReaderSize(block, 16<<10)}
	status, err := r.line()
	if err != nil {
		return nil, err
	}
	words := strings.Fields(status)
	if len(words) < 2 || !strings.HasPrefix(words[0], "HTTP/") {
		return nil, broken("it begins with %.40q, which is no HTTP", status)
	}
	code, err := strconv.Atoi(words[1])
	if err != nil {
		return nil, broken("its HTTP status is %.40q", words[1])
	}
	fields, err := r.httpFields()
	return &Response{Status: code, Header: fields, body: r.r}, err
}

// ReadMethod reads the method of an HTTP request.
func ReadMethod(block io.Reader) (string, error) {
	r := &Reader{r: bufio.NewReaderSize(block, 16<<10)}
	line, err := r.line()
	if err != nil {
		return "", err
	}
	method, _, found := strings.Cut(line, " ")
	if !found {
		return "", broken("it begins with %.40q, which is no HTTP request", line)
	}
	return method, nil
}

// httpFields reads header lines, leaving out those that are none.
func (r *Reader) httpFields() (fields []archive.Field, err error) {
	for range maxFields {
		line, err := r.line()
		if errors.Is(err, io.EOF) || err == nil && line == "" {
			return fields, nil
		}
		if b := (*Broken)(nil); errors.As(err, &b) {
			return fields, nil // a head without an empty line at its end has no body
		}
		if err != nil {
			return nil, err
		}
		if name, value, found := strings.Cut(line, ":"); found && name != "" && name == strings.TrimSpace(name) {
			fields = append(fields, archive.Field{Name: http.CanonicalHeaderKey(name), Value: strings.TrimSpace(value)})
		}
	}
	return nil, broken("it has more than %d header lines", maxFields)
}

// Values returns the values of a header, named in its canonical form.
func (r *Response) Values(name string) []string {
	var values []string
	for _, f := range r.Header {
		if f.Name == name {
			values = append(values, f.Value)
		}
	}
	return values
}

// Body returns the body, at most max bytes, with the transfer coding undone;
// content encodings are as they were. Some programs keep the header of a chunked
// body and write it without its chunks.
func (r *Response) Body(max int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r.body, max+1))
	switch {
	case err != nil:
		return nil, err
	case int64(len(body)) > max:
		return nil, ErrTooLarge
	}
	if !strings.EqualFold(strings.Join(r.Values("Transfer-Encoding"), ","), "chunked") || !looksChunked(body) {
		return body, nil
	}
	whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil {
		return nil, broken("its chunked body: %w", err)
	}
	return whole, nil
}

// looksChunked reports whether body begins with the size of a chunk (RFC 9112,
// section 7.1).
func looksChunked(body []byte) bool {
	line, _, found := bytes.Cut(body[:min(len(body), 64)], []byte("\n"))
	size, _, _ := strings.Cut(strings.TrimSpace(string(line)), ";")
	_, err := strconv.ParseUint(strings.TrimSpace(size), 16, 64)
	return found && err == nil
}

// AppendHTTP appends the head of a response as a record holds it: a body
// follows. Headers about how the body was sent, which its bytes no longer are, get
// the prefix "X-Orig-", as ArchiveWeb.page writes them.
func AppendHTTP(b []byte, status int, header []archive.Field, size int) []byte {
	b = fmt.Appendf(b, "HTTP/1.1 %d %s\r\n", status, http.StatusText(status))
	for _, f := range header {
		name := f.Name
		if name == "Content-Encoding" || name == "Transfer-Encoding" || name == "Content-Length" && f.Value != strconv.Itoa(size) {
			name = originalPrefix + name
		}
		b = append(b, OneLine(name)+": "+OneLine(f.Value)+"\r\n"...)
	}
	return append(b, "\r\n"...)
}

const originalPrefix = "X-Orig-"

// Original returns headers as they were received, where [AppendHTTP] or another
// program gave those of how the body was sent another name.
func Original(header []archive.Field) []archive.Field {
	out := make([]archive.Field, len(header))
	for i, f := range header {
		f.Name = strings.TrimPrefix(f.Name, originalPrefix)
		out[i] = f
	}
	return out
}
