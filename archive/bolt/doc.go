// Package bolt keeps an archive in one file of bbolt: all feeds, their
// snapshots, and every page and content once.
//
// # Properties
//
// No transaction lasts longer than it takes to read an answer or to write some
// hundred rows, and between transactions nobody holds the file's lock (a crawl
// keeps the file open, others close it): a crawl of an hour, a browser and an
// export work side by side. Whoever has waited long for
// the file's lock takes the next turn (the file ARCHIVE.turn, which exists only
// meanwhile), so that neither readers nor writers are kept out for ever. One
// writer of each feed holds the lock of ARCHIVE.FEED.lock until it has
// finished; the file goes when the claim is released, and one that a dead
// process left is no obstacle. Both files are empty and can be deleted when
// nothing runs.
//
// A writer stages rows of the snapshot after the newest, the head, ahead of
// time; readers pass over all rows that carry a greater number than the head.
// Commit writes the snapshot and moves the head, in one small transaction. The
// next claim takes back what a dead writer staged, and keeps its captures.
//
// # File
//
// The file is made by bbolt with pages of 4096 bytes. It has two buckets:
//
//	meta   "format"  "onrecord archive"
//	       "version" the version of the format, 4 bytes: 2
//	feeds  a bucket for each feed, by name
//
// A file that has other contents is not an archive and is never written to. A
// greater version is refused. A file of a smaller version is first copied, to
// ARCHIVE.v1.bak for one of version 1, and then migrated in one transaction.
// Version 1 stored the values of memos and of "anchor" as they are, without the
// record around them.
//
// After the first snapshot of a feed, a file of 256 KiB to 64 MiB is written
// anew, without gaps, and the new one takes its name: whoever opened the old one
// before looks, once he has the lock, whether it still has the name. So it is
// after every eighth later one that finds gaps of a quarter of what the pages
// hold, and of 256 KiB. Pages of buckets in whose rows later ones come between
// are then left 85 % full, and others wholly.
//
// A file in the making is called .NAME.RANDOM.onrecord-part, and locked while
// its maker lives; the next maker of a file beside it clears it away otherwise.
//
// # Rows of a feed
//
// Numbers in keys and values are unsigned and big-endian, of 4 bytes unless
// said otherwise; "u" stands for an unsigned LEB128 number (as uvarint of Go's
// encoding/binary). ref is the number of an article, snap that of a snapshot.
// The keys "head" and "anchor" lie in the feed's bucket itself:
//
//	"head"                        record: the newest snapshot, the number of articles it knows
//	"anchor"                      record: the page that new pages are compressed with
//
// The buckets of a feed:
//
//	snapshots  snap               record: a snapshot
//	looks      snap               record: bitmaps of how looks ended
//	changed    snap               bitmap of the articles with a change in the snapshot
//	states     ref snap           record: an article from that snapshot on
//	ids        id                 ref
//	addresses  hash ref           nothing; hash: first 16 bytes of the SHA-256 of a canonical address
//	dates      1 date 0 id        ref (1 and 0 are bytes)
//	dates      2 id               ref of an article without date
//	digests    digest ref         the first snapshot in which the article has the content
//	revisions  ref number         record: snapshot, number of the capture, readings
//	kept       ref snap n         record: number of a capture that no revision holds; n from 0
//	captures   number             record: a capture without its bytes
//	changes    ref snap kind      record: a change; kind: a byte, the place in archive.Kinds from 1
//	memos      key                record: the crawler's memo; under "readings" how often readings were added
//	notes      ref snap           record: the crawler's memo of an article from that snapshot on
//	samples    form               record: a sample (see below); form: a byte, 2 to 254
//	blobs      digest             place (a byte) u object, u document: where bytes are stored
//	objects    object chunk       bytes of an object, place 0: blocks of documents
//	deltas     object chunk       place 1: documents told by another
//	pages      object chunk       place 2: pages that wait for being packed into a block
//	texts      object chunk       place 3: contents that wait likewise
//
// Three more hold what is no snapshot yet:
//
//	pending    n (8 bytes)        a pending capture: snapshot it is kept for, snapshot that refers
//	                              to it or 0, number of the capture
//	fresh      digest             bytes stored since the last commit, which drops them unless a
//	                              snapshot refers to them: snapshot kept for, snapshot that refers or 0
//	staged     n (8 bytes)        bitmap of articles with staged rows
//
// Rows of ids, addresses, dates and digests are found by; what they lead to
// decides: a row of addresses counts when its article has the address at the
// head, one of dates when its article has the date in the snapshot asked for.
//
// # Records
//
// A record is one byte for its form, its body, and the CRC-32C (RFC 9260) of
// key, form and body, so that neither damage nor a row in the wrong place goes
// unnoticed. Form 0: the body is CBOR (RFC 8949, deterministic: section 4.2.1).
// Form 1: u size of the CBOR, then a zstd frame (RFC 8878) of it without its
// magic number 28b52ffd, compressed with the raw dictionary [recordDictionary].
// A greater form: likewise, and the dictionary is followed by the data of the
// feed's sample of that number. A sample is CBOR of some records as they were
// when it was taken. Form 255, only of captures: u number of another capture
// of the article, whose CBOR is the dictionary and whose form is another, then
// as before.
//
// A record's CBOR is a map whose keys are the numbers in the Go types of this
// package ([headRecord], [anchorRecord], [snapshotRecord], [looksRecord],
// [articleRecord], [revisionRecord], [keptRecord], [captureRecord],
// [changeRecord], [noteRecord], [sampleRecord]). Empty fields are left out; text is a byte string, since what
// servers send need not be UTF-8; a time is the array of its seconds since
// 1970 UTC and nanoseconds. Readers ignore numbers that they do not know. The
// snapshot of an import says so in its field 9; in archives that earlier
// versions wrote, one of its warnings begins with "no crawl: " or "imported from a copy"
// instead. A bitmap is in the portable format of the Roaring
// specification, and nothing when it is empty.
//
// # Documents
//
// Pages and contents are documents, stored by the SHA-256 of their bytes, which
// every reading checks. The bytes of a content are the CBOR of [contentRecord].
// An object is a zstd frame over one or more documents, one after the other:
//
//	flags      a byte; 1: compressed with a base
//	base       with flag 1: digest of the document that is the frame's raw dictionary
//	depth      with flag 1: u number of bases under it, at most 16
//	documents  u number of documents, then u size of each
//	frame      to the end
//
// It is cut into chunks of 2016 bytes, numbered from 0, of which two fill a page
// of bbolt: so objects that come and go leave no holes that nothing fits.
//
// A new page waits in pages until there are 32, or 2 MiB, and becomes part of a
// block. Pages are compressed with the anchor, one page of the site, as long as
// it helps; otherwise the first page of a block is stored alone, and is the
// anchor from then on. A page that resembles an earlier one, and a content, is
// told by that page or content or the page it was read of. When 16 bases lie
// under one, the last of them serves as base instead.
//
// # Forgotten articles
//
// An article that was forgotten keeps its rows: its states say so, its revisions
// have one reading, of an empty content, its captures neither bytes nor header
// lines, its changes no title. The memo "forgotten ID" is its tombstone, as JSON;
// the memos "forgotten text DIGEST" name its id, for each content that it had. The
// memo "forgotten" lists the ids of all of them, as JSON; files of older programs
// may lack those that they forgot.
// Free pages of the file were overwritten with zeros then.
//
// # Example
//
// The archive after a first crawl of a feed "works" on 22 September 2020 at
// 11:05 UTC: one article at https://works.example/a with the page
// <h1>A</h1><p>One.<p>Two. and the header line Content-Type: text/html. Its
// title is A, its date 2020-09-22, its memo m, and the feed's memo k is v. Keys
// and values are hexadecimal, those in the feed's bucket itself begin with a
// dash.
//
//	addresses eaa76c4922e11bc40508b4dd427478b000000000
//	blobs 0845b3e9954dee012d483ebe5fd17f9ef1793bcb6e26cad2741fe6ce45027735 020100
//	blobs f6c727759f3397818af03a045d7dc1dbcfe519ba79172739b0ddc4b10712bf1e 030100
//	captures 00000001 0265000045000000015400062a020d0c06408a
//	changed 00000001 3a3000000100000000000000100000000000
//	changes 000000000000000101 034500004500000001540008286210f3d19dee
//	dates 01323032302d30392d323200377437696f77336c346c787a76347577 00000000
//	digests 27e6fb8cdab1b0b98af84991d9b7f849f2aa6752c49e2266215704ef28b6d21400000000 00000001
//	- head 00a2010102018399d894
//	ids 377437696f77336c346c787a76347577 00000000
//	looks 00000001 00a101523a300000010000000000000010000000000079c76d7a
//	memos 6b 00a1014176ce6deacd
//	notes 0000000000000001 00a101416d9cb1aa4d
//	pages 0000000100000000 00011828b52ffd0000c100003c68313e413c2f68313e3c703e4f6e652e3c703e54776f2e
//	revisions 0000000000000001 035500009501009402a301010201f6c727759f3397818af03a045d7dc1dbcfe519ba791727
//		39b0ddc4b10712bf1e0442656e0154050724f5021b9ec226
//	samples 02 01690000c50200b404a1025865a601576f726b732e6578616d706c652f610418c80581824c490658200845b3e9
//		954dee012d483ebe5fd17f9ef1793bcb6e26cad2741fe6ce4502773507181808821a5f69da5c000300965b88968bb32fa6
//		11998e659f
//	samples 03 01e602400066000d0700040ca201010259015fa90150377437696f77336c346c787a7634757702576f726b732e
//		6578616d706c652f610546060107821a5f69da5c000801090a0b4a323032302d30392d3232a604414105060a01a101416d
//		a3010102000381a401417302582027e6fb8cdab1b0b98af84991d9b7f849f2aa6752c49e2266215704ef28b6d214035820
//		000442656ea6010418c80581824c490658200845b3e9954dee012d483ebe5fd17f9ef1793bcb6e26cad2741fe6ce450277
//		3507181808821a5f69da5c000b00a0109384336b0316c41b482133af46c617ccaf38b6e53eaa8517b4504ea4b30fd5
//	snapshots 00000001 00a601821a5f69da5c0002821a5f69da5c000348636f6d706c65746504a10145776f726b73050106a1
//		456164646564011ffc620b
//	states 0000000000000001 025c0000fd01000403a90150377437696f77336c346c787a76347577020546060107821a5f69d
//		a5c000801090a0b4a323032302d30392d323204002b5968e52fbb03a683810921b5234b
//	texts 0000000100000000 00011c28b52ffd0000e10000a3014141024a323032302d30392d3232044a4f6e652e0a0a54776f
//		2e
package bolt
