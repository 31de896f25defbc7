// Package search finds articles by the words of their titles and texts. It
// keeps an index beside the archive, in a file named after it with ".search"
// at its end: a by-product that may be deleted at any time.
//
// # The index
//
// It is an SQLite database with one full-text table (FTS5) without contents: it
// says which revisions hold which words; titles, texts and states are read
// from the archive when they are shown. [Index.Update] makes it catch up: it
// compares the newest snapshot of each feed, and the number of times that
// revisions were read anew ([archive.MemoReadings]), with what it knows. When
// either differs, the rows of all articles are compared, and the revisions that
// are new or read differently are indexed. An index that is damaged, of another
// version, or of another archive is made anew. Whatever the index says, what is
// shown is read from the archive, and what is no longer there is no result.
//
// Readers and one writer work side by side (write-ahead log), and the archive
// is read in short views, so that a crawl never waits. Where no file can be
// kept beside the archive, the index is made for the moment in the folder of
// temporary files; see [Index.Temporary].
//
// # Words
//
// A word is a run of letters and digits, in lower case, in compatibility form
// (NFKC), stemmed by the Snowball stemmer of the revision's language if there is
// one, and without accents. Scripts written without spaces (Chinese,
// Japanese, Thai …) are indexed by character. What is asked is cut in the same
// way, once for each stemmer in use, so that one query serves feeds in several
// languages; several words that stand together without a space are a phrase.
//
// # Order
//
// Titles count more than texts, rare words more than frequent ones (BM25). That
// takes 2 µs for each revision that holds the words: where more than 5,000 do,
// those with the words in their titles come first, then the others, each by the date
// of the article, newest first.
//
// # Queries
//
//	weir gates         both words, anywhere
//	"all eleven gates" these words in this order
//	-ferry             not this word
//	title:weir         in the title only; body: in the summary or the text
package search
