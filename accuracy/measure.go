package main

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"onrecord/accuracy/metric"
	"onrecord/accuracy/reader"
	"onrecord/accuracy/sample"
)

// workers is how many pages are read at once: few, so that times mean something.
const workers = 2

// outcome is what one reader made of one page.
type outcome struct {
	reading reader.Reading // of an article page
	entries []metric.Entry // of a listing
	took    time.Duration  // of the processor
	err     error          // nothing was read
}

// readPages reads every page with every reader. The result is by reader, then
// by page. An error is one of reading the samples, not of the readers.
func readPages(pages []*sample.Page, readers []reader.Article) ([][]outcome, error) {
	return readAll(len(pages), len(readers), func(page int) ([]byte, error) { return pages[page].HTML() },
		func(page, by int, body []byte) (o outcome) {
			o.reading, o.err = readers[by].Read(body, pages[page].URL)
			return o
		})
}

// readListings reads every listing with every reader; see readPages.
func readListings(listings []*sample.Listing, readers []reader.Listing) ([][]outcome, error) {
	return readAll(len(listings), len(readers), func(page int) ([]byte, error) { return listings[page].HTML() },
		func(page, by int, body []byte) (o outcome) {
			o.entries, o.err = readers[by].Read(body, listings[page].URL)
			return o
		})
}

func readAll(pages, readers int, load func(page int) ([]byte, error), read func(page, by int, body []byte) outcome) ([][]outcome, error) {
	results := make([][]outcome, readers)
	for by := range results {
		results[by] = make([]outcome, pages)
	}
	failures := make([]error, pages)
	next := make(chan int)
	var done sync.WaitGroup
	for range workers {
		done.Go(func() {
			runtime.LockOSThread() // see used
			defer runtime.UnlockOSThread()
			for page := range next {
				body, err := load(page)
				if err != nil {
					failures[page] = err
					continue
				}
				for by := range results {
					// A reader may write into the bytes it is given.
					results[by][page] = timed(func() outcome { return read(page, by, slices.Clone(body)) })
				}
			}
		})
	}
	for page := range pages {
		next <- page
	}
	close(next)
	done.Wait()
	for _, err := range failures {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

// timed reads one page. A reader that panics has read nothing.
func timed(read func() outcome) (o outcome) {
	start := used()
	defer func() {
		if r := recover(); r != nil {
			o = outcome{err: panicked{r}}
		}
		o.took = used() - start
	}()
	return read()
}

// panicked is the error of a reader that panicked.
type panicked struct{ value any }

func (p panicked) Error() string { return fmt.Sprintf("panicked: %v", p.value) }

// median returns the median time of the outcomes chosen, in milliseconds.
func median(outcomes []outcome, chosen []int) float64 {
	if len(chosen) == 0 {
		return 0
	}
	times := make([]time.Duration, len(chosen))
	for i, page := range chosen {
		times[i] = outcomes[page].took
	}
	slices.Sort(times)
	return float64(times[len(times)/2].Microseconds()) / 1000
}
