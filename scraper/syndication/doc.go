// Package syndication reads what a feed's listing may be besides an HTML page:
// RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed 1 and 1.1 (all parsed by gofeed),
// and sitemaps and their indexes (sitemaps.org), packed or not, with the
// extension for news.
//
// What a document is, its bytes say; nobody configures it. Bytes come in, the
// entries and where to read on come out; nothing here knows a network.
//
// Publishers write such files carelessly, and one wrong byte makes XML
// unreadable as a whole. So the text is decoded as pages are, what XML forbids
// is dropped or escaped, and a file that breaks off is read as far as it goes;
// Document.Cut says so. A file is hostile until read: how far it unpacks, how
// deeply it nests and how much it lists is limited, and entities that a file
// declares are never expanded.
//
// Only what announces an article is taken: address, title, date and teaser. The
// article's text is always the page's, even where a feed carries all of it.
package syndication
