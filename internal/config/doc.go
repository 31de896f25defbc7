// Package config reads config.yaml: which feeds are kept, how their pages are
// read, and where the archive lies.
//
//	archive: archive.db                  # a file; a relative path starts at this file's folder
//	contact: ""                          # an e-mail address or a page, for the User-Agent
//
//	feeds:
//	  example:                           # the feed's short name
//	    title: Example Organization      # default: the short name
//	    listings:                        # HTML listings, RSS/Atom/JSON feeds or sitemaps
//	      - https://example.org/news/
//	    language: en                     # BCP 47; default: detected
//	    timezone: Europe/Moscow          # IANA name; default UTC
//	    select:                          # CSS selectors; default: pages are read without help
//	      entry: ".news-list .news-item"
//	      next: ".pager a.next"
//	      title: h1
//	      date: ".date"
//	      date_format: "02.01.2006"      # a Go layout
//	      summary: ".lead"
//	      body: ".text"
//	      remove: [".social", "script"]
//	    delay: 1s                        # between requests to one host; default 1s, 0s allowed
//	    connections: 1                   # at once, to one host; default 1
//	    max_pages: 500                   # of a listing; default and 0: no limit
//	    recheck: 30                      # known articles asked again per crawl; default 30
//	    include: ["^/news/"]             # path and query of the addresses taken; default: all
//	    attachments: none                # none, documents or all; default none
//	    attachment_hosts: [cdn.example.org]  # further hosts of attachments; default: only the listings' own
//	    ping: https://hc-ping.com/…      # asked after a crawl, with /fail after a bad one; default: none
//	    notify:                          # whom to tell which changes; default: nobody
//	      - kinds: [edited, removed]     # default: all
//	        fields: [title, body]        # an edit touches one of them; default: any
//	        words: [sanction*, "border post"]  # one of them stands in what changed, or in the title
//	        minimum: 3                   # words that an edit brought or took; default 0
//	        minor: false                 # also edits of typography only; default true
//	        mail: {host: mail.example.org, user: me, password_env: PASSWORD, from: a@example.org, to: [b@example.org]}
//	        service: ntfy://ntfy.sh/topic      # an address of shoutrrr's, or env or file that hold one
//	        webhook: {url: https://example.org/hook, secret_env: SECRET}
//	        command: [/usr/local/bin/tell]
//
// A notify beside feeds is for all of them.
//
// Only feeds and, within each feed, listings are required. A key without a
// value counts as absent. In place of one mapping, select may be a list of
// mappings, each with the last day it held (until: 2026-03-01); one of them
// may be without it and still holds.
//
// The file is decoded strictly. An unknown or repeated key, a wrong type or an
// impossible value is an error that names the place as path:line:column, both
// counted from 1 and columns in characters, and shows the line. All of a
// file's errors are reported together, except that a file which is no YAML is
// reported with its first error alone. Aliases (*name) may stand for whole
// values; merge keys (<<) and several documents in one file are refused.
package config
