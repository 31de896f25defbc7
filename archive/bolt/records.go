package bolt

import "onrecord/archive"

// headRecord says what is visible of a feed.
type headRecord struct {
	Number   int    `cbor:"1,keyasint,omitempty"` // the newest snapshot
	Articles uint32 `cbor:"2,keyasint,omitempty"` // articles it knows
}

// snapshotRecord is an archive.Snapshot.
type snapshotRecord struct {
	Started  *instant        `cbor:"1,keyasint,omitempty"`
	Taken    *instant        `cbor:"2,keyasint,omitempty"`
	Status   string          `cbor:"3,keyasint,omitempty"`
	Feed     feedRecord      `cbor:"4,keyasint"`
	Articles int             `cbor:"5,keyasint,omitempty"`
	Changes  map[string]int  `cbor:"6,keyasint,omitempty"`
	Failures []failureRecord `cbor:"7,keyasint,omitempty"`
	Warnings []string        `cbor:"8,keyasint,omitempty"`
	Imported bool            `cbor:"9,keyasint,omitempty"` // see the package documentation
}

type feedRecord struct {
	Name     string   `cbor:"1,keyasint,omitempty"`
	Title    string   `cbor:"2,keyasint,omitempty"`
	Listings []string `cbor:"3,keyasint,omitempty"`
	Language string   `cbor:"4,keyasint,omitempty"`
	Timezone string   `cbor:"5,keyasint,omitempty"`
}

type failureRecord struct {
	URL     string   `cbor:"1,keyasint,omitempty"`
	Listing bool     `cbor:"2,keyasint,omitempty"`
	Reason  string   `cbor:"3,keyasint,omitempty"`
	Time    *instant `cbor:"4,keyasint,omitempty"`
}

func toSnapshotRecord(s archive.Snapshot) snapshotRecord {
	r := snapshotRecord{
		Started: toInstant(s.Started), Taken: toInstant(s.Taken), Status: string(s.Status),
		Feed: feedRecord(s.Feed), Articles: s.Articles, Warnings: s.Warnings, Imported: s.Imported,
	}
	if len(s.Changes) > 0 {
		r.Changes = make(map[string]int, len(s.Changes))
	}
	for kind, n := range s.Changes {
		r.Changes[string(kind)] = n
	}
	for _, f := range s.Failures {
		r.Failures = append(r.Failures, failureRecord{f.URL, f.Listing, f.Reason, toInstant(f.Time)})
	}
	return r
}

func (r snapshotRecord) snapshot(number int) archive.Snapshot {
	s := archive.Snapshot{
		Number: number, Started: r.Started.time(), Taken: r.Taken.time(), Status: archive.Status(r.Status),
		Feed: archive.Feed(r.Feed), Articles: r.Articles, Warnings: r.Warnings, Imported: r.Imported,
		Changes: make(archive.Counts, len(r.Changes)),
	}
	for kind, n := range r.Changes {
		s.Changes[archive.Kind(kind)] = n
	}
	for _, f := range r.Failures {
		s.Failures = append(s.Failures, archive.Failure{URL: f.URL, Listing: f.Listing, Reason: f.Reason, Time: f.Time.time()})
	}
	return s
}

// noteRecord is a memo, of the feed or of an article.
type noteRecord struct {
	Data []byte `cbor:"1,keyasint,omitempty"`
}

// anchorRecord names the page that new pages are compressed with.
type anchorRecord struct {
	Page archive.Digest `cbor:"1,keyasint"`
}

// articleRecord is an archive.Article without its Ref, which is in the key.
type articleRecord struct {
	ID        string   `cbor:"1,keyasint,omitempty"`
	URL       string   `cbor:"2,keyasint,omitempty"`
	Aliases   []string `cbor:"3,keyasint,omitempty"`
	Listings  []string `cbor:"4,keyasint,omitempty"`
	State     string   `cbor:"5,keyasint,omitempty"`
	Since     int      `cbor:"6,keyasint,omitempty"`
	StateTime *instant `cbor:"7,keyasint,omitempty"`
	Revision  int      `cbor:"8,keyasint,omitempty"`
	FirstSeen *instant `cbor:"9,keyasint,omitempty"`
	Changed   *instant `cbor:"10,keyasint,omitempty"`
	Date      string   `cbor:"11,keyasint,omitempty"`
}

func toArticleRecord(a archive.Article) articleRecord {
	return articleRecord{
		ID: a.ID, URL: a.URL, Aliases: a.Aliases, Listings: a.Listings, State: string(a.State), Since: a.Since,
		StateTime: toInstant(a.StateTime), Revision: a.Revision,
		FirstSeen: toInstant(a.FirstSeen), Changed: toInstant(a.Changed), Date: string(a.Date),
	}
}

func (r articleRecord) article(ref archive.Ref) archive.Article {
	return archive.Article{
		Ref: ref, ID: r.ID, URL: r.URL, Aliases: r.Aliases, Listings: r.Listings, State: archive.State(r.State), Since: r.Since,
		StateTime: r.StateTime.time(), Revision: r.Revision,
		FirstSeen: r.FirstSeen.time(), Changed: r.Changed.time(), Date: archive.Date(r.Date),
	}
}

// changeRecord is an archive.Change without what is in its key.
type changeRecord struct {
	Article      string   `cbor:"1,keyasint,omitempty"`
	URL          string   `cbor:"2,keyasint,omitempty"`
	FromURL      string   `cbor:"3,keyasint,omitempty"`
	Title        string   `cbor:"4,keyasint,omitempty"`
	Date         string   `cbor:"5,keyasint,omitempty"`
	Noticed      *instant `cbor:"6,keyasint,omitempty"`
	LastHeld     *instant `cbor:"7,keyasint,omitempty"`
	Reason       string   `cbor:"8,keyasint,omitempty"`
	FromRevision int      `cbor:"9,keyasint,omitempty"`
	ToRevision   int      `cbor:"10,keyasint,omitempty"`
	Fields       []string `cbor:"11,keyasint,omitempty"`
	Minor        bool     `cbor:"12,keyasint,omitempty"`
	Flapping     bool     `cbor:"13,keyasint,omitempty"`
}

func toChangeRecord(c archive.Change, id string) changeRecord {
	return changeRecord{
		Article: id, URL: c.URL, FromURL: c.FromURL, Title: c.Title, Date: string(c.Date),
		Noticed: toInstant(c.Noticed), LastHeld: toInstant(c.LastHeld), Reason: c.Reason,
		FromRevision: c.FromRevision, ToRevision: c.ToRevision, Fields: c.Fields, Minor: c.Minor, Flapping: c.Flapping,
	}
}

func (r changeRecord) change(ref archive.Ref, snapshot int, kind archive.Kind) archive.Change {
	return archive.Change{
		Kind: kind, Ref: ref, Article: r.Article, Snapshot: snapshot,
		URL: r.URL, FromURL: r.FromURL, Title: r.Title, Date: archive.Date(r.Date),
		Noticed: r.Noticed.time(), LastHeld: r.LastHeld.time(), Reason: r.Reason,
		FromRevision: r.FromRevision, ToRevision: r.ToRevision, Fields: r.Fields, Minor: r.Minor, Flapping: r.Flapping,
	}
}
