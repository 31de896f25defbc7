// Package demo is a replica of an official feed: the site of an invented
// intergovernmental organization, served from memory on loopback. It is what
// "onrecord demo" crawls, and what tests and benchmarks crawl in place of the
// internet.
//
// The Meridian Lakes Organization, its six member states, its officials and
// every sentence they say were made up for this project. The markup follows
// the habits of Bitrix sites, which many authorities of eastern Europe and
// central Asia run: listings continued by ?PAGEN_1=2, where a number past the
// end answers the last page again; article pages that open with a block of the
// latest news; session tokens, view counters and cookies that change with
// every request; no validators.
//
// All content is made from fixed seeds and is the same on every machine. What
// changes with every request (counters, tokens, the latest-news block) follows
// a counter of requests, never the clock.
package demo
