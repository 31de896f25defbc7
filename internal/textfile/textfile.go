// Package textfile writes how the feeds are doing for the textfile collector of
// Prometheus's node exporter: the text exposition format, version 0.0.4
// (https://prometheus.io/docs/instrumenting/exposition_formats/).
//
// All metrics are gauges of a feed's newest snapshot, and every feed has all of
// them: one that was never crawled has zeros, so that a rule such as
//
//	time() - onrecord_snapshot_timestamp_seconds > 86400
//
// finds it too.
package textfile

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"onrecord/archive"
)

// Feed is what is written of one feed.
type Feed struct {
	Name   string
	Health archive.Health
}

// metric is a family of samples, with what one feed has in it.
type metric struct {
	name, help string
	samples    func(Feed) []sample
}

// sample is a value; kind is its second label, "" when it has none.
type sample struct {
	kind  archive.Kind
	value int64
}

func metrics() []metric {
	one := func(value func(Feed) int64) func(Feed) []sample {
		return func(f Feed) []sample { return []sample{{"", value(f)}} }
	}
	return []metric{
		{"onrecord_feed_well", "1 when the newest snapshot saw the whole feed and holds nothing back, else 0.", one(well)},
		{"onrecord_snapshot_number", "Number of the newest snapshot, 0 before the first crawl.",
			one(func(f Feed) int64 { return int64(f.Health.Snapshot.Number) })},
		{"onrecord_snapshot_timestamp_seconds", "When the newest snapshot was taken, in seconds since 1970, 0 before the first crawl.", one(taken)},
		{"onrecord_articles", "Articles known to the newest snapshot, removed ones included.",
			one(func(f Feed) int64 { return int64(f.Health.Snapshot.Articles) })},
		{"onrecord_changes", "Changes that the newest snapshot noticed, by kind.", changes},
		{"onrecord_failures", "Pages of the feed that the newest snapshot could not see.",
			one(func(f Feed) int64 { return int64(len(f.Health.Snapshot.Failures)) })},
		{"onrecord_notices", "What else a person should know: an unusually quiet feed, an overdue crawl.",
			one(func(f Feed) int64 { return int64(len(f.Health.Notices)) })},
	}
}

// Write writes the metrics of the feeds.
func Write(w io.Writer, feeds []Feed) error {
	b := bufio.NewWriter(w)
	for _, m := range metrics() {
		line(b, "# HELP ", m.name, " ", m.help)
		line(b, "# TYPE ", m.name, " gauge")
		for _, f := range feeds {
			for _, s := range m.samples(f) {
				line(b, m.name, labels(f.Name, s.kind), " ", strconv.FormatInt(s.value, 10))
			}
		}
	}
	return b.Flush()
}

// line writes a line. What goes wrong shows when the buffer is flushed.
func line(b *bufio.Writer, parts ...string) {
	for _, p := range parts {
		_, _ = b.WriteString(p)
	}
	_ = b.WriteByte('\n')
}

func labels(feed string, kind archive.Kind) string {
	text := `{feed="` + escape(feed) + `"`
	if kind != "" {
		text += `,kind="` + escape(string(kind)) + `"`
	}
	return text + "}"
}

// escape writes a label's value: only \, " and line feeds are special.
func escape(value string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(strings.ToValidUTF8(value, "\uFFFD"))
}

func well(f Feed) int64 {
	if f.Health.Well() {
		return 1
	}
	return 0
}

func taken(f Feed) int64 {
	if f.Health.Snapshot.Taken.IsZero() {
		return 0
	}
	return f.Health.Snapshot.Taken.Unix()
}

func changes(f Feed) []sample {
	var list []sample
	for _, k := range archive.Kinds() {
		list = append(list, sample{k, int64(f.Health.Snapshot.Changes[k])})
	}
	return list
}
