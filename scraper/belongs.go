package scraper

import (
	"context"
	"net/url"
	"path"
	"regexp"
	"strings"
	"sync"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// Belonging returns what tells whether an address on the feed's hosts can be
// that of an article which no listing has shown yet: one that the configuration
// includes or, where it does not say, one that stands where known articles
// stand, or below a listing.
func Belonging(ctx context.Context, store archive.Store, f Feed) (func(address string) bool, error) {
	places := map[string]bool{}
	if len(f.Include) == 0 {
		if err := knownPlaces(ctx, store, f.Name, places); err != nil {
			return nil, err
		}
	}
	return func(address string) bool {
		u, err := url.Parse(address)
		if err != nil || !f.own(address) || f.home(address) || f.listed(u) {
			return false
		}
		if len(f.Include) > 0 {
			return rules.Included(u, f.Include)
		}
		return places[folderOf(u)] || f.below(u)
	}, nil
}

// Own reports whether an address is on one of the feed's hosts.
func (f Feed) Own(address string) bool { return f.own(address) }

// listed reports whether an address is that of a listing's page, the first or another.
func (f Feed) listed(u *url.URL) bool {
	for _, l := range f.Listings {
		if other, err := url.Parse(l); err == nil && bare(other.Host) == bare(u.Host) && strings.TrimSuffix(other.Path, "/") == strings.TrimSuffix(u.Path, "/") {
			return true
		}
	}
	return false
}

// below reports whether an address is below a listing.
func (f Feed) below(u *url.URL) bool {
	for _, l := range f.Listings {
		other, err := url.Parse(l)
		if err == nil && bare(other.Host) == bare(u.Host) && len(other.Path) > 1 && strings.HasPrefix(u.Path, strings.TrimSuffix(other.Path, "/")+"/") {
			return true
		}
	}
	return false
}

var digits = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9]+`) })

// folderOf returns where an address stands: its host and folder, whatever its numbers.
func folderOf(u *url.URL) string {
	folder := path.Dir(strings.TrimSuffix(u.Path, "/"))
	return bare(u.Host) + digits().ReplaceAllString(folder, "#")
}

// knownPlaces notes where the articles of the archive stand.
func knownPlaces(ctx context.Context, store archive.Store, feed string, places map[string]bool) error {
	const chunk = 200
	return archive.EachChunk(ctx, store, feed, 0, false, chunk, func(_ archive.View, _ int, articles []archive.Article) error {
		for _, a := range articles {
			if u, err := url.Parse(a.URL); err == nil && path.Dir(u.Path) != "/" {
				places[folderOf(u)] = true
			}
		}
		return nil
	})
}
