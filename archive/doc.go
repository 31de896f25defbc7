// Package archive keeps what a feed published and says what changed: it turns
// captures into readings, revisions, snapshots and changes.
//
// # Words
//
// A feed is one publisher's stream of articles. An entry is one item on one of
// its listings. A [Capture] is one fetched page: the evidence. A [Reading] is
// what one extractor with one set of selectors makes of a capture. A [Revision]
// is one state of an article's content, numbered from 1. A [Snapshot] is the
// state of a whole feed after one crawl, numbered from 1 and never renumbered.
// A [Change] is what a snapshot says of an article against the snapshot before.
// A look is one attempt to see an article; see [Looks].
//
// The layers are built only on the one below: capture → reading → change. A
// change compares two readings by the same extractor, so that a better
// extractor never shows up as an edit by the publisher.
//
// # Digest
//
// The digest of a content is the SHA-256 of the following UTF-8 text, in which
// every line ends with a line feed:
//
//	onrecord content 1
//	title: The title
//	date: 2020-09-22
//	paragraph: The first paragraph of the running text
//	paragraph: The second paragraph
//	attachment: https://example.org/act.pdf
//	attachment: https://example.org/order.pdf sha256:2c26b46b68ffc68f…
//
// The lines title and date are absent when the field could not be read. The
// running text is the summary followed by the body: a paragraph that only
// changed sides between them leaves the digest as it was. Values are normalised
// (see [Normalise]), so no value holds a line feed. Attachments stand in byte
// order of their lines; "sha256:" and 64 lower-case hexadecimal digits follow
// an address once the attachment itself was captured. Images stand there only then.
//
// An example that anyone can check with printf and sha256sum: a content with
// title "A", date 2020-09-22, no summary and the body "One.\n\nTwo." is the text
//
//	onrecord content 1
//	title: A
//	date: 2020-09-22
//	paragraph: One.
//	paragraph: Two.
//
// of 77 bytes, and its digest is
// sha256:27e6fb8cdab1b0b98af84991d9b7f849f2aa6752c49e2266215704ef28b6d214.
//
// This package knows nothing of HTTP, HTML or any database.
package archive
