package export

import (
	"io"
	"iter"
	"time"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

// Names and version of the JSON documents.
const (
	FormatArchive   = "onrecord/archive"
	FormatArticles  = "onrecord/articles"
	FormatArticle   = "onrecord/article"
	FormatSnapshots = "onrecord/snapshots"
	FormatLooks     = "onrecord/looks"
	Version         = 1
)

// Articles are produced one by one. Documents want them by date ascending, then
// id, undated last, unless the user asked for another order. An error ends them.
type Articles = iter.Seq2[Article, error]

// Archive is a feed at one snapshot.
type Archive struct {
	Snapshot archive.Snapshot // with the feed as it was configured then
	Articles Articles         // with Revisions where the history is wanted
}

// WriteArchive writes the document onrecord/archive.
func WriteArchive(w io.Writer, a Archive) error {
	feed := a.Snapshot.Feed
	d := jsondoc.New(w, FormatArchive, Version)
	d.Member("feed", feedObject{
		Name: feed.Name, Title: jsondoc.Text(feed.Title), Listings: jsondoc.NotNull(feed.Listings),
		Language: jsondoc.Text(feed.Language), Timezone: jsondoc.Text(feed.Timezone),
	})
	d.Member("snapshot", headObject{a.Snapshot.Number, jsondoc.At(a.Snapshot.Taken), a.Snapshot.Status})
	jsondoc.List(d, "articles", a.Articles)
	return d.Close()
}

// WriteArticles writes the document onrecord/articles.
func WriteArticles(w io.Writer, articles Articles) error {
	d := jsondoc.New(w, FormatArticles, Version)
	jsondoc.List(d, "articles", articles)
	return d.Close()
}

// WriteArticle writes the document onrecord/article. The article carries its
// revisions.
func WriteArticle(w io.Writer, a Article) error {
	a.Revisions = jsondoc.NotNull(a.Revisions)
	d := jsondoc.New(w, FormatArticle, Version)
	d.Member("article", a)
	return d.Close()
}

// WriteSnapshots writes the document onrecord/snapshots.
func WriteSnapshots(w io.Writer, snapshots iter.Seq2[archive.Snapshot, error]) error {
	d := jsondoc.New(w, FormatSnapshots, Version)
	jsondoc.List(d, "snapshots", each(snapshots, snapshotOf))
	return d.Close()
}

// WriteSnapshotsPage writes the document onrecord/snapshots of some of a feed's
// snapshots: total is how many there are in all, next what the ones after them
// are asked for by, empty at the end.
func WriteSnapshotsPage(w io.Writer, snapshots iter.Seq2[archive.Snapshot, error], total int, next string) error {
	d := jsondoc.New(w, FormatSnapshots, Version)
	d.Member("total", total)
	d.Member("next", jsondoc.Text(next))
	jsondoc.List(d, "snapshots", each(snapshots, snapshotOf))
	return d.Close()
}

// Look is how the attempt of one snapshot to see an article ended.
type Look struct {
	Snapshot int
	Time     time.Time // when the snapshot was taken
	Look     archive.Look
	Reason   string // not-seen: why
}

// WriteLooks writes the document onrecord/looks.
func WriteLooks(w io.Writer, looks iter.Seq2[Look, error]) error {
	d := jsondoc.New(w, FormatLooks, Version)
	jsondoc.List(d, "looks", each(looks, func(l Look) lookObject {
		return lookObject{l.Snapshot, jsondoc.At(l.Time), l.Look, jsondoc.Text(l.Reason)}
	}))
	return d.Close()
}

// each gives the items of a sequence as another type.
func each[T, U any](items iter.Seq2[T, error], turn func(T) U) iter.Seq2[U, error] {
	return func(yield func(U, error) bool) {
		for item, err := range items {
			if !yield(turn(item), err) {
				return
			}
		}
	}
}

type feedObject struct {
	Name     string       `json:"name"`
	Title    jsondoc.Text `json:"title"`
	Listings []string     `json:"listings"`
	Language jsondoc.Text `json:"language"`
	Timezone jsondoc.Text `json:"timezone"`
}

type headObject struct {
	Number int             `json:"number"`
	Taken  jsondoc.Instant `json:"taken"`
	Status archive.Status  `json:"status"`
}

type snapshotObject struct {
	headObject
	Articles int             `json:"articles"`
	Changes  jsondoc.Counts  `json:"changes"`
	Failures []failureObject `json:"failures"`
	Warnings []string        `json:"warnings"`
}

type failureObject struct {
	URL     string          `json:"url"`
	Listing bool            `json:"listing"`
	Reason  string          `json:"reason"`
	Time    jsondoc.Instant `json:"time"`
}

type lookObject struct {
	Snapshot int             `json:"snapshot"`
	Time     jsondoc.Instant `json:"time"`
	Look     archive.Look    `json:"look"`
	Reason   jsondoc.Text    `json:"reason"`
}

func snapshotOf(s archive.Snapshot) snapshotObject {
	o := snapshotObject{
		headObject: headObject{s.Number, jsondoc.At(s.Taken), s.Status},
		Articles:   s.Articles, Changes: jsondoc.CountsOf(s.Changes),
		Failures: make([]failureObject, len(s.Failures)), Warnings: jsondoc.NotNull(s.Warnings),
	}
	for i, f := range s.Failures {
		o.Failures[i] = failureObject{f.URL, f.Listing, f.Reason, jsondoc.At(f.Time)}
	}
	return o
}
