// Package warc reads and writes WARC files (ISO 28500:2017, WARC 1.1): what web
// archives keep pages in.
//
// A file is a sequence of records, each a version line, named fields and a
// block of bytes; a file may be gzipped, by convention each record by itself.
// [Writer] writes such files, the same records as the same bytes. [Reader] reads
// those of anyone: it takes files gzipped as a whole or not at all, goes on
// after records that are broken, and holds no more than one record's fields in
// memory. [ReadHTTP] takes a response record's block apart, and
// [Indexed] is a line of the index by which replay finds a page (CDXJ).
package warc
