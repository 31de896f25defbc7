package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/search"
	"onrecord/internal/web"
	"onrecord/scraper"
	"onrecord/scraper/article"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	addr, base, tokenFile string
	publicRead            bool
}

func newServeCommand(a *app) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the archive in a browser, and give it to programs",
		Long: `serve shows the archive in a browser until it is interrupted: the articles of each
feed, what was changed or taken down, any two revisions or snapshots compared,
archived pages as they were. It has a JSON API, Atom feeds, Memento (RFC 7089)
and metrics for Prometheus. It only reads, and crawls go on beside it.

It listens on this machine only, unless --addr says otherwise; then whoever wants
to read must show a token (--token-file), or everybody may (--public-read).`,
		Example: `  onrecord serve
  onrecord serve --addr 127.0.0.1:9000
  onrecord serve --addr 0.0.0.0:8080 --token-file /etc/onrecord/token
  onrecord serve --base-url https://example.org/archive/ --public-read   # behind a reverse proxy`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.runServe(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:8080", "`host:port` to listen on; port 0 takes a free one")
	f.StringVar(&o.base, "base-url", "", "the `address` by which clients reach it, when a reverse proxy stands before it")
	f.StringVar(&o.tokenFile, "token-file", "", "a `file` with the token that clients must show, 16 characters or more")
	f.BoolVar(&o.publicRead, "public-read", false, "everybody who reaches the address may read")
	exclusive(cmd, "token-file", "public-read")
	return cmd
}

func (a *app) runServe(ctx context.Context, o serveOptions) (err error) {
	host, _, err := net.SplitHostPort(o.addr)
	if err != nil {
		return usageError{fmt.Errorf("--addr %q: want a host and a port, such as 127.0.0.1:8080", o.addr)}
	}
	base, err := baseURL(o.base)
	if err != nil {
		return err
	}
	token, err := readToken(o.tokenFile)
	if err != nil {
		return err
	}
	if token == "" && !o.publicRead && (!onLoopback(host) || base.Host != "" && !onLoopback(base.Hostname())) {
		return usageError{errors.New("others than this machine could read the archive: give --token-file, or --public-read if everybody may")}
	}
	server, done, err := a.newServer(ctx, host, base, token)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; --addr takes another address", o.addr, err)
	}
	address := "http://" + listener.Addr().String() + "/"
	if base.Host != "" {
		address = base.String()
	}
	a.say("the archive is at %s (interrupt ends it)\n", address)
	return server.Serve(ctx, listener)
}

// newServer returns the server, and what gives back what it uses.
func (a *app) newServer(ctx context.Context, host string, base *url.URL, token string) (server *web.Server, done func() error, err error) {
	opened, err := a.open()
	if err != nil {
		return nil, nil, err
	}
	feeds, err := opened.webFeeds(ctx)
	if err != nil {
		return nil, nil, err
	}
	index, err := search.Open(ctx, opened.config.Archive)
	if err != nil {
		return nil, nil, err
	}
	o := web.Options{
		Store: opened.store, Feeds: feeds, Hosts: []string{host}, Token: token, Explain: opened.sources,
		Documents: func(ctx context.Context, feed string, replaced []diff.FileText) ([]diff.FileText, error) {
			return a.documents(ctx, subject{store: opened.store, name: feed}, replaced)
		},
		Find: web.Finding{Index: index, Store: opened.store}, Version: build().Version, Now: a.now,
		Log: slog.New(slog.NewTextHandler(a.stderr, nil)),
	}
	if base.Host != "" {
		o.Base = base
	}
	if server, err = web.New(o); err != nil {
		return nil, nil, errors.Join(err, index.Close())
	}
	return server, index.Close, nil
}

// webFeeds returns the configured feeds, then those that only the archive has.
func (o *opened) webFeeds(ctx context.Context) ([]web.Feed, error) {
	var feeds []web.Feed
	for _, f := range o.config.Feeds {
		feeds = append(feeds, web.Feed{Name: f.Name, Title: f.Title, Language: f.Language, Location: f.Location()})
	}
	kept, err := o.store.Feeds(ctx)
	if err != nil && !errors.Is(err, archive.ErrNoArchive) {
		return nil, err
	}
	for _, name := range kept {
		if !slices.Contains(o.config.Names(), name) {
			feeds = append(feeds, web.Feed{Name: name, Title: name, Location: time.UTC})
		}
	}
	return feeds, nil
}

// sources says where each field of a page is read today.
func (o *opened) sources(ctx context.Context, feed string, c archive.Capture) ([]web.Source, error) {
	if !slices.Contains(o.config.Names(), feed) {
		return nil, nil // it was taken out of the configuration
	}
	f, err := o.config.Feed(feed)
	if err != nil {
		return nil, err
	}
	current, err := scraper.Current(ctx, o.store, feedOf(f, o.config.Contact))
	if err != nil {
		return nil, err
	}
	reading, err := scraper.NewReader(current).Explain(c)
	if err != nil {
		return nil, err
	}
	return sourcesOf(reading), nil
}

func sourcesOf(reading article.Reading) []web.Source {
	content := reading.Content
	list := []web.Source{
		{Field: archive.FieldTitle, Value: content.Title}, {Field: archive.FieldDate, Value: string(content.Date)},
		{Field: archive.FieldSummary, Value: beginning(content.Summary)}, {Field: archive.FieldBody, Value: beginning(content.Body)},
	}
	for i := range list {
		list[i].Source = reading.Sources[list[i].Field]
		for _, c := range reading.Claims {
			if c.Field == list[i].Field {
				list[i].Others = append(list[i].Others, web.Said{Source: c.Source, Value: beginning(c.Value), Note: c.Note})
			}
		}
	}
	return list
}

// baseURL reads --base-url; an empty one gives an empty address.
func baseURL(text string) (*url.URL, error) {
	if text == "" {
		return &url.URL{}, nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, usageError{fmt.Errorf("--base-url %q: want an address such as https://example.org/archive/", text)}
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + "/"
	return u, nil
}

// minToken is how long a token must be at least.
const minToken = 16

// readToken reads the token of a file; no file means no token.
func readToken(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read the token: %w", err)
	}
	token := strings.TrimSpace(string(b))
	if len(token) < minToken {
		return "", usageError{fmt.Errorf("the token in %s is too short: want %d characters or more (openssl rand -hex 16 makes one)", path, minToken)}
	}
	return token, nil
}

// onLoopback reports whether a host, or no host, is this machine only.
func onLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
