package fetch

import (
	"fmt"
	"io"
)

// limited reads at most max bytes and then fails, rather than end as if that
// were all.
type limited struct {
	io.Reader
	left, max int64
}

func limit(r io.Reader, max int64) *limited { return &limited{r, max, max} }

// Read implements io.Reader. Its error is ErrTooLarge when there is more.
func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1] // one byte more shows that there is more
	}
	n, err := l.Reader.Read(p)
	if int64(n) > l.left {
		return int(l.left), tooLarge(l.max)
	}
	l.left -= int64(n)
	return n, err
}

func tooLarge(max int64) error {
	return refuse(ErrTooLarge, "too large (over %s)", size(max))
}

// size writes a number of bytes for people.
func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
