package main

import (
	"time"

	"github.com/schollz/progressbar/v3"

	"onrecord/scraper"
)

// watcher shows a crawl's progress on a terminal, and nothing elsewhere.
func (a *app) watcher() (watch func(scraper.Progress), done func()) {
	if !a.talking || a.quiet {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	phase := ""
	finish := func() {
		if bar != nil {
			_ = bar.Clear() // a bar that cannot be cleared is only untidy
		}
	}
	return func(p scraper.Progress) {
		if p.Phase != phase {
			finish()
			phase, bar = p.Phase, a.bar(p)
		}
		_ = bar.Set(p.Done) // as above
	}, finish
}

func (a *app) bar(p scraper.Progress) *progressbar.ProgressBar {
	total := p.Total
	if total == 0 {
		total = -1
	}
	names := map[string]string{
		scraper.PhaseListings: "listing pages", scraper.PhaseArticles: "articles", scraper.PhaseReading: "reading",
	}
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription(names[p.Phase]),
		progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(total > 0),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetSpinnerChangeInterval(0), // else a goroutine turns it on after its phase is over
		progressbar.OptionEnableColorCodes(false), progressbar.OptionSetWidth(30))
}
