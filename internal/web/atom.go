package web

// atomType is the media type of Atom (RFC 4287).
const atomType = "application/atom+xml"
