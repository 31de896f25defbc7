package testbed_test

import (
	"testing"

	"onrecord/archive"
	"onrecord/internal/testbed"
)

// The crawl after a redesign, without a hand on it: no edit is said, and every
// article reads as before.
func TestACrawlHealsItselfAfterEveryRedesign(t *testing.T) {
	for _, site := range testbed.Sites() {
		t.Run(site.Name, func(t *testing.T) {
			r := newTrial(t, site)
			r.learn(site.Listing)
			r.crawl()
			site.Redesign(true)
			for range 2 {
				report := r.crawl()
				if report.Snapshot.Status != archive.Complete {
					t.Errorf("snapshot is %s: %+v", report.Snapshot.Status, report.Snapshot.Failures)
				}
				for kind, n := range report.Snapshot.Changes {
					if n > 0 {
						t.Errorf("%d %s", n, kind)
					}
				}
				t.Log(report.Snapshot.Warnings)
			}
			r.check()
		})
	}
}
