// Package page turns raw bytes into a DOM: it finds the encoding, parses, and
// knows the page's language and the address its links are resolved against.
//
// It holds no network and no rule of any site. What is read out of the DOM is
// the business of the packages article and listing.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Returned (wrapped) by Parse.
var (
	// ErrNotHTML says that the bytes are no markup but a document, an image
	// or the like.
	ErrNotHTML = errors.New("not an HTML page")
	// ErrTooDeep says that elements are nested so deeply that no part of the
	// page can be trusted.
	ErrTooDeep = errors.New("HTML is nested too deeply")
	// ErrTooManyNodes says that the page has more tags and texts than any
	// article; see MaxTokens.
	ErrTooManyNodes = errors.New("HTML has too many elements")
	// ErrAddress says that Source.Address is no absolute address.
	ErrAddress = errors.New("not an absolute address")
)

// Source is what a page is made from.
type Source struct {
	Body        []byte // the bytes as received, content encodings undone
	ContentType string // the Content-Type header; "" if there was none
	Address     string // the address that answered; "" if there is none, as for a file
	TrustUTF8   bool   // a body of valid UTF-8 is UTF-8 whatever its labels say
}

// Page is a parsed page.
type Page struct {
	URL      *url.URL          // the address it was fetched from; an empty one if there is none
	Base     *url.URL          // <base href> if it is valid, else URL: links are resolved against it
	Doc      *goquery.Document // parsed as browsers do, scripting on: <noscript> holds plain text
	Charset  string            // name of the encoding used, as in the WHATWG Encoding Standard
	Language string            // BCP 47, as the page declares it; "" unknown
}

// Parse decodes and parses a page. Any bytes that are not plainly something
// else than markup give a page, however broken; the errors are ErrNotHTML,
// ErrTooDeep, ErrTooManyNodes and ErrAddress.
func Parse(s Source) (*Page, error) {
	address, err := parseAddress(s.Address)
	if err != nil {
		return nil, err
	}
	if err := checkMarkup(s.Body, s.ContentType); err != nil {
		return nil, fmt.Errorf("parse %s: %w", s.name(), err)
	}
	text, charset := decode(s)
	root, err := parseLimited(text)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", s.name(), err)
	}
	return newPage(root, address, charset), nil
}

func newPage(root *html.Node, address *url.URL, charset string) *Page {
	doc := goquery.NewDocumentFromNode(root)
	doc.Url = address
	p := &Page{URL: address, Base: address, Doc: doc, Charset: charset}
	p.Base = p.findBase()
	p.Language = findLanguage(doc)
	return p
}

func (s Source) name() string {
	if s.Address == "" {
		return "page"
	}
	return s.Address
}

func parseAddress(address string) (*url.URL, error) {
	if address == "" {
		return &url.URL{}, nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("parse page: %w: %w", ErrAddress, err)
	}
	if !u.IsAbs() {
		return nil, fmt.Errorf("parse page %q: %w", address, ErrAddress)
	}
	return u, nil
}

// findBase returns the address of the first <base> with an href, as HTML
// demands, if it is an http(s) one; else the page's own.
func (p *Page) findBase() *url.URL {
	href, ok := p.Doc.FindMatcher(goquery.Single("base[href]")).Attr("href")
	if !ok {
		return p.URL
	}
	s, ok := p.Resolve(strings.TrimSpace(href))
	if !ok {
		return p.URL
	}
	base, err := url.Parse(s)
	if err != nil {
		return p.URL
	}
	return base
}
