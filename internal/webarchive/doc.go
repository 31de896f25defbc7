// Package webarchive reads the captures of a feed's pages out of WARC and
// WACZ files of anyone: response, resource and revisit records, whatever
// program wrote them.
package webarchive
