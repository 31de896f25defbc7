package web

import (
	"bytes"
	"fmt"
	"net/http"
	"sync"
	"time"

	"onrecord/archive"
	"onrecord/internal/textfile"
)

// buckets are the upper ends of the histogram of times, in seconds.
func buckets() []float64 { return []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10} }

// counts is what the server did so far.
type counts struct {
	mu      sync.Mutex
	byClass [6]int64 // answers by the first digit of their status
	times   []int64  // answers up to each of the buckets
	all     int64
	seconds float64
}

func newCounts() *counts { return &counts{times: make([]int64, len(buckets()))} }

func (c *counts) add(status int, took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.byClass[min(max(status/100, 0), 5)]++
	c.all++
	c.seconds += took.Seconds()
	for i, end := range buckets() {
		if took.Seconds() <= end {
			c.times[i]++
		}
	}
}

// write writes the counts in the text format of Prometheus.
func (c *counts) write(b *bytes.Buffer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b.WriteString("# HELP onrecord_http_responses_total Answers by class of status.\n# TYPE onrecord_http_responses_total counter\n")
	for class := 1; class < len(c.byClass); class++ {
		fmt.Fprintf(b, "onrecord_http_responses_total{class=\"%dxx\"} %d\n", class, c.byClass[class])
	}
	b.WriteString("# HELP onrecord_http_response_seconds Time of answers, streams of events left out.\n# TYPE onrecord_http_response_seconds histogram\n")
	for i, end := range buckets() {
		fmt.Fprintf(b, "onrecord_http_response_seconds_bucket{le=\"%g\"} %d\n", end, c.times[i])
	}
	fmt.Fprintf(b, "onrecord_http_response_seconds_bucket{le=\"+Inf\"} %d\nonrecord_http_response_seconds_sum %g\nonrecord_http_response_seconds_count %d\n", c.all, c.seconds, c.all)
}

// statusWriter notes the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// counted counts what a handler answers.
func (s *Server) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == s.prefix+"events" {
			next.ServeHTTP(w, r)
			return
		}
		began := time.Now()
		noted := &statusWriter{ResponseWriter: w}
		next.ServeHTTP(noted, r)
		if noted.status == 0 {
			noted.status = http.StatusOK
		}
		s.counts.add(noted.status, time.Since(began))
	})
}

// serveMetrics answers with how the feeds are doing and what the server did, in
// the text format of Prometheus, version 0.0.4. It is written by the same code
// as the file of onrecord health --textfile: client_golang would add to every
// start of the program for two families more.
func (s *Server) serveMetrics(w http.ResponseWriter, r *http.Request) {
	var feeds []textfile.Feed
	for _, f := range s.o.Feeds {
		outline, err := s.keeper.Outline(r.Context(), f.Name)
		if err != nil {
			s.plainError(w, r, err)
			return
		}
		feeds = append(feeds, textfile.Feed{Name: f.Name, Health: archive.Examine(outline.Snapshots, s.o.Now())})
	}
	var b bytes.Buffer
	if err := textfile.Write(&b, feeds); err != nil {
		s.plainError(w, r, err)
		return
	}
	s.counts.write(&b)
	s.send(w, r, http.StatusOK, "text/plain; version=0.0.4; charset=utf-8", b.Bytes())
}
