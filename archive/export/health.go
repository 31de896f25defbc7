package export

import (
	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

// FeedHealth is how a feed is doing, as the documents onrecord/health and
// onrecord/feeds hold it.
type FeedHealth struct {
	Feed     string          `json:"feed"` // its short name
	Well     bool            `json:"well"`
	Snapshot int             `json:"snapshot"` // 0: never crawled
	Taken    jsondoc.Instant `json:"taken"`
	Status   jsondoc.Text    `json:"status"`
	Articles int             `json:"articles"`
	Problems []string        `json:"problems"`
	Notices  []string        `json:"notices"`
}

// HealthOf returns how a feed is doing as documents hold it.
func HealthOf(feed string, h archive.Health) FeedHealth {
	s := h.Snapshot
	return FeedHealth{
		Feed: feed, Well: h.Well(), Snapshot: s.Number, Taken: jsondoc.At(s.Taken), Status: jsondoc.Text(s.Status),
		Articles: s.Articles, Problems: jsondoc.NotNull(h.Problems), Notices: jsondoc.NotNull(h.Notices),
	}
}
