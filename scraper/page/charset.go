package page

import (
	"golang.org/x/net/html/charset"
)

const prescanBytes = 4096

func decode(s Source) (text, name string) {
	e, name, _ := charset.DetermineEncoding(s.Body, s.ContentType)
	b, err := e.NewDecoder().Bytes(s.Body)
	if err != nil {
		return string(s.Body), "utf-8"
	}
	return string(b), name
}
