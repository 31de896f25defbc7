package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// parseLimited parses a page.
func parseLimited(text string) (*html.Node, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTooDeep, err)
	}
	return root, nil
}
