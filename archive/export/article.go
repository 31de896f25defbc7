package export

import "onrecord/archive/jsondoc"

// Article is an article as every document holds it.
type Article struct {
	ID          string          `json:"id"`
	URL         string          `json:"url"` // the address that holds now
	Aliases     []string        `json:"aliases"`
	Listings    []string        `json:"listings"`
	Title       jsondoc.Text    `json:"title"`
	Date        jsondoc.Text    `json:"date"`
	Summary     jsondoc.Text    `json:"summary"`
	Body        jsondoc.Text    `json:"body"`
	Language    jsondoc.Text    `json:"language"` // BCP 47
	Attachments []Attachment    `json:"attachments"`
	State       string          `json:"state"`        // listed, unlisted or removed
	StateSince  jsondoc.Instant `json:"state_since"`  // when State was first found
	StateChecks int             `json:"state_checks"` // how many crawls found it so, from 1
	Revision    int             `json:"revision"`     // number of the newest one, whose text this is
	Digest      string          `json:"digest"`       // "sha256:…" of its normalised content
	FirstSeen   jsondoc.Instant `json:"first_seen"`
	LastSeen    jsondoc.Instant `json:"last_seen"` // its page or its listing entry
	LastChanged jsondoc.Instant `json:"last_changed"`

	// Revisions, the oldest first; nil leaves the key out.
	Revisions []Revision `json:"revisions,omitzero"`
}

// Revision is one state of an article's content.
type Revision struct {
	Revision    int             `json:"revision"` // its number, from 1
	Snapshot    int             `json:"snapshot"` // the one that recorded it
	Seen        jsondoc.Instant `json:"seen"`     // when its page was captured
	Title       jsondoc.Text    `json:"title"`
	Date        jsondoc.Text    `json:"date"`
	Summary     jsondoc.Text    `json:"summary"`
	Body        jsondoc.Text    `json:"body"`
	Attachments []Attachment    `json:"attachments"`
	Digest      string          `json:"digest"`
	Raw         string          `json:"raw"` // "sha256:…" of the page's bytes
}

// Attachment is a file that an article offers beside its text.
type Attachment struct {
	Kind   string       `json:"kind"` // document, image or file
	URL    string       `json:"url"`
	Title  jsondoc.Text `json:"title"`
	SHA256 jsondoc.Text `json:"sha256"` // 64 hexadecimal digits, once captured
}
