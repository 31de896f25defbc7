package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/PuerkitoBio/goquery"
	"github.com/gocolly/colly/v2"
	"golang.org/x/sync/errgroup"
)

// connections is how many requests everyone has under way at once.
const connections = 8

//go:embed spider.py
var spider []byte

// transport keeps as many connections as are used: the default reconnects all the time.
func transport() *http.Transport {
	return &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections, DisableCompression: true}
}

// fields are what everyone selects of an article's page.
type fields struct {
	Title, Date, Body string
}

func selectFields(doc *goquery.Selection) fields {
	var body []string
	doc.Find(".news-detail > p").Each(func(_ int, p *goquery.Selection) { body = append(body, strings.TrimSpace(p.Text())) })
	return fields{
		Title: strings.TrimSpace(doc.Find(".news-detail h3").Text()),
		Date:  strings.TrimSpace(doc.Find(".news-detail .news-date-time").Text()),
		Body:  strings.Join(body, "\n\n"),
	}
}

// plainCrawl is the limit: net/http and goquery, nothing kept. With a folder it
// writes each page and its text there, for the rivals that store.
func plainCrawl(ctx context.Context, listing, save string) (int, error) {
	client := &http.Client{Transport: transport()}
	links := make(chan string, connections)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(links)
		return walk(ctx, client, listing, links)
	})
	var read atomic.Int64
	for range connections {
		group.Go(func() error {
			for link := range links {
				page, err := get(ctx, client, link)
				if err != nil {
					return err
				}
				doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
				if err != nil {
					return fmt.Errorf("parse %s: %w", link, err)
				}
				f := selectFields(doc.Selection)
				if f.Title == "" || f.Body == "" {
					return fmt.Errorf("%s reads as empty", link)
				}
				n := read.Add(1)
				if save != "" {
					if err := keep(save, n, page, f); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	err := group.Wait()
	return int(read.Load()), err
}

// walk follows the listing from page to page and sends the articles' addresses.
func walk(ctx context.Context, client *http.Client, at string, links chan<- string) error {
	for at != "" {
		page, err := get(ctx, client, at)
		if err != nil {
			return err
		}
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
		if err != nil {
			return fmt.Errorf("parse %s: %w", at, err)
		}
		base, err := url.Parse(at)
		if err != nil {
			return fmt.Errorf("read the address %q: %w", at, err)
		}
		at = ""
		for _, a := range doc.Find(".news-item a, font.text a").EachIter() {
			u, err := base.Parse(a.AttrOr("href", ""))
			switch {
			case err != nil:
				return fmt.Errorf("read a link of %s: %w", base, err)
			case a.Text() == "Next":
				at = u.String()
			case a.ParentsFiltered(".news-item").Length() > 0:
				select {
				case links <- u.String():
				case <-ctx.Done():
					return ctx.Err()
				}
			}
		}
	}
	return nil
}

func get(ctx context.Context, client *http.Client, address string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", address, err)
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", address, err)
	}
	defer func() { _ = answer.Body.Close() }()
	page, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch %s: status %d, %w", address, answer.StatusCode, err)
	}
	return page, nil
}

func keep(dir string, n int64, page []byte, f fields) error {
	text, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("keep page %d: %w", n, err)
	}
	for ending, data := range map[string][]byte{".html": page, ".json": text} {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%06d%s", n, ending)), data, 0o644); err != nil {
			return fmt.Errorf("keep page %d: %w", n, err)
		}
	}
	return nil
}

// collyCrawl is bare Colly as it is best used: a transport that keeps its
// connections, and one parse a page.
func collyCrawl(listing string) (int, error) {
	c := colly.NewCollector(colly.Async(true), colly.MaxBodySize(0))
	c.WithTransport(transport())
	if err := c.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: connections}); err != nil {
		return 0, fmt.Errorf("limit Colly: %w", err)
	}
	var read atomic.Int64
	var failed atomic.Pointer[error]
	fail := func(err error) { failed.CompareAndSwap(nil, &err) }
	visit := func(e *colly.HTMLElement, link string) {
		if err := e.Request.Visit(link); err != nil {
			fail(fmt.Errorf("visit %s: %w", link, err))
		}
	}
	c.OnHTML("html", func(e *colly.HTMLElement) {
		if strings.Contains(e.Request.URL.Path, "/item-") {
			if f := selectFields(e.DOM); f.Title == "" || f.Body == "" {
				fail(fmt.Errorf("%s reads as empty", e.Request.URL))
			}
			read.Add(1)
			return
		}
		for _, a := range e.DOM.Find(".news-item a, font.text a").EachIter() {
			if a.Text() == "Next" || a.ParentsFiltered(".news-item").Length() > 0 {
				visit(e, a.AttrOr("href", ""))
			}
		}
	})
	c.OnError(func(r *colly.Response, err error) { fail(fmt.Errorf("fetch %s: %w", r.Request.URL, err)) })
	if err := c.Visit(listing); err != nil {
		return 0, fmt.Errorf("visit %s: %w", listing, err)
	}
	c.Wait()
	if err := failed.Load(); err != nil {
		return 0, *err
	}
	return int(read.Load()), nil
}
