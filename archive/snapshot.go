package archive

import "time"

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

// Snapshot is the state of a whole feed after one crawl. It never changes.
type Snapshot struct {
	Number   int
	Started  time.Time
	Taken    time.Time // when the crawl ended, UTC, to the second
	Status   Status
	Feed     Feed
	Articles int    // articles known at its end, whatever their state
	Changes  Counts // against the snapshot before
	Failures []Failure
	Warnings []string // what else a person should know, one sentence each
}

// Failure is something of the feed that a crawl could not see.
type Failure struct {
	URL     string
	Listing bool   // a listing page, not an article
	Reason  string // short: "timeout", "status 503", "no text could be read", …
	Time    time.Time
}
