// Package export writes an archive, and parts of it, as documents for other
// programs: one file per format. It knows no store: the articles come from the
// caller one after the other, so that an export takes the memory of one
// article, whatever the archive's size. The same archive gives the same bytes.
//
// The documents, each with a JSON Schema (see [Schema]):
//
//	onrecord/archive    a feed at one snapshot ([WriteArchive])
//	onrecord/articles   a list of articles ([WriteArticles])
//	onrecord/article    one article with its revisions ([WriteArticle])
//	onrecord/snapshots  the snapshots of a feed ([WriteSnapshots])
//	onrecord/looks      the looks at one article ([WriteLooks])
//
// In all of them instants are RFC 3339 in UTC, lists are never null, a field
// that could not be read is null and never missing, and keys may be added in
// later versions but never change their meaning.
package export
