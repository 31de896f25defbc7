package archive

import (
	"slices"
	"strings"
	"time"
)

// Status says how far a snapshot can be relied on.
type Status string

// Statuses of a snapshot.
const (
	Complete Status = "complete"
	Partial  Status = "partial" // some of the feed could not be seen; Failures say what
	Suspect  Status = "suspect" // looks like a redesign: edits are held back
)

// Feed describes a feed as it was configured when a snapshot was taken.
type Feed struct {
	Name     string
	Title    string
	Listings []string
	Language string
	Timezone string // IANA name
}

// Snapshot is the state of a whole feed after one crawl or import. It never changes.
type Snapshot struct {
	Number   int
	Started  time.Time
	Taken    time.Time // when the crawl ended, UTC, to the second
	Status   Status
	Feed     Feed
	Imported bool   // an import made it: nobody looked at the feed
	Articles int    // articles known at its end, whatever their state
	Changes  Counts // against the snapshot before
	Failures []Failure
	Warnings []string // what else a person should know, one sentence each
}

// Crawled reports whether a crawl made the snapshot, not an import. Imports of
// before there was a mark for them are known by what they say of themselves.
func (s Snapshot) Crawled() bool {
	return !s.Imported && !slices.ContainsFunc(s.Warnings, func(w string) bool {
		return strings.HasPrefix(w, "no crawl: ") || strings.HasPrefix(w, "imported from a copy")
	})
}

// Failure is something of the feed that a crawl could not see.
type Failure struct {
	URL     string
	Listing bool   // a listing page, not an article
	Reason  string // short: "timeout", "status 503", "no text could be read", …
	Time    time.Time
}
