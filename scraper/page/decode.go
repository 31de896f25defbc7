package page

// Decode returns the body as UTF-8 text and the name of its encoding, found as
// for a page: for other texts than HTML, such as feeds. What is not valid in
// the encoding becomes U+FFFD. Only Body, ContentType and TrustUTF8 count.
func Decode(s Source) (text, charset string) { return decode(s) }
