package notify

import (
	"time"

	"onrecord/archive"
	"onrecord/archive/diff"
)

// Sample is a message that says what one looks like. Every one is another.
func Sample(feed, title string, now time.Time) Message {
	now = now.UTC().Truncate(time.Second)
	before := now.Add(-24 * time.Hour)
	change := archive.Change{
		Kind: archive.Edited, Article: "aaaabbbbccccdddd", Snapshot: 2, URL: "https://example.org/news/a-test/",
		Title: "A test of what you will be told", Date: archive.Date(before.Format(archive.DayLayout)), Noticed: now, LastHeld: before,
		FromRevision: 1, ToRevision: 2, Fields: []string{archive.FieldBody},
	}
	hunks := diff.Contents(archive.Content{Body: "Somebody wrote one word here."}, archive.Content{Body: "Somebody wrote another word here."}, change.Fields)
	return Message{
		ID: messageID("test", feed, time.Now().String()), Feed: feed, Title: title, Test: true,
		Snapshot: archive.Snapshot{Number: 2, Taken: now, Status: archive.Complete},
		From:     diff.Point{Snapshot: 1, Taken: before}, To: diff.Point{Snapshot: 2, Taken: now},
		Changes: []diff.Change{{Change: change, Hunks: hunks}},
	}
}
