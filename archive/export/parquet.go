package export

import (
	"io"
	"iter"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"onrecord/archive/jsondoc"
)

// WriteParquet writes a table (Apache Parquet, zstd) with the columns of the
// JSON objects: one article a row, or with o.History one revision a row. Instants
// are timestamps in UTC; date is a text, since a day has no time.
func WriteParquet(w io.Writer, s Source, o Options) error {
	if o.History {
		return writeParquet(w, each(pasts(s.Articles), parquetPast), o)
	}
	return writeParquet(w, each(s.Articles, parquetArticle), o)
}

const (
	parquetChunk = 256      // rows handed over at once
	parquetGroup = 16 << 20 // bytes of text after which a row group is written: what is held in memory
)

func writeParquet[T interface{ size() int }](w io.Writer, rows iter.Seq2[T, error], o Options) error {
	p := parquet.NewGenericWriter[T](w, parquet.Compression(&zstd.Codec{}), parquet.CreatedBy("onrecord", o.Software, ""))
	var chunk []T
	held, size := 0, 0
	flush := func() error {
		_, err := p.Write(chunk)
		chunk = chunk[:0]
		if held += size; err == nil && held >= parquetGroup {
			err, held = p.Flush(), 0
		}
		size = 0
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		chunk = append(chunk, row)
		if size += row.size(); len(chunk) == parquetChunk || size >= parquetGroup/4 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return p.Close()
}

type parquetFile struct {
	Kind   string `parquet:"kind,dict"`
	URL    string `parquet:"url"`
	Title  string `parquet:"title,optional"`
	SHA256 string `parquet:"sha256,optional"`
}

type parquetArticleRow struct {
	ID          string        `parquet:"id"`
	URL         string        `parquet:"url"`
	Aliases     []string      `parquet:"aliases,list"`
	Listings    []string      `parquet:"listings,list"`
	Title       string        `parquet:"title,optional"`
	Date        string        `parquet:"date,optional"`
	Summary     string        `parquet:"summary,optional"`
	Body        string        `parquet:"body,optional"`
	Language    string        `parquet:"language,optional,dict"`
	Attachments []parquetFile `parquet:"attachments,list"`
	State       string        `parquet:"state,dict"`
	StateSince  time.Time     `parquet:"state_since,timestamp"`
	StateChecks int32         `parquet:"state_checks"`
	Revision    int32         `parquet:"revision"`
	Digest      string        `parquet:"digest"`
	FirstSeen   time.Time     `parquet:"first_seen,timestamp"`
	LastSeen    time.Time     `parquet:"last_seen,timestamp"`
	LastChanged time.Time     `parquet:"last_changed,timestamp"`
}

func (r parquetArticleRow) size() int { return len(r.Title) + len(r.Summary) + len(r.Body) + 500 }

func parquetArticle(a Article) parquetArticleRow {
	return parquetArticleRow{
		ID: a.ID, URL: a.URL, Aliases: a.Aliases, Listings: a.Listings, Title: string(a.Title), Date: string(a.Date),
		Summary: string(a.Summary), Body: string(a.Body), Language: string(a.Language), Attachments: parquetFiles(a.Attachments),
		State: a.State, StateSince: second(a.StateSince), StateChecks: int32(a.StateChecks), Revision: int32(a.Revision), Digest: a.Digest,
		FirstSeen: second(a.FirstSeen), LastSeen: second(a.LastSeen), LastChanged: second(a.LastChanged),
	}
}

type parquetPastRow struct {
	ID          string        `parquet:"id"`
	URL         string        `parquet:"url"`
	Revision    int32         `parquet:"revision"`
	Snapshot    int32         `parquet:"snapshot"`
	Seen        time.Time     `parquet:"seen,timestamp"`
	Title       string        `parquet:"title,optional"`
	Date        string        `parquet:"date,optional"`
	Summary     string        `parquet:"summary,optional"`
	Body        string        `parquet:"body,optional"`
	Attachments []parquetFile `parquet:"attachments,list"`
	Digest      string        `parquet:"digest"`
	Raw         string        `parquet:"raw"`
	Language    string        `parquet:"language,optional,dict"`
	State       string        `parquet:"state,dict"`
	StateSince  time.Time     `parquet:"state_since,timestamp"`
}

func (r parquetPastRow) size() int { return len(r.Title) + len(r.Summary) + len(r.Body) + 500 }

func parquetPast(p past) parquetPastRow {
	r := p.revision
	return parquetPastRow{
		ID: p.article.ID, URL: p.article.URL, Revision: int32(r.Revision), Snapshot: int32(r.Snapshot), Seen: second(r.Seen),
		Title: string(r.Title), Date: string(r.Date), Summary: string(r.Summary), Body: string(r.Body), Attachments: parquetFiles(r.Attachments),
		Digest: r.Digest, Raw: r.Raw, Language: string(p.article.Language), State: p.article.State, StateSince: second(p.article.StateSince),
	}
}

func parquetFiles(list []Attachment) []parquetFile {
	out := make([]parquetFile, len(list))
	for i, a := range list {
		out[i] = parquetFile{a.Kind, a.URL, string(a.Title), string(a.SHA256)}
	}
	return out
}

// second is an instant as the JSON documents have it.
func second(i jsondoc.Instant) time.Time { return i.UTC().Truncate(time.Second) }
