package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Digest is a SHA-256.
type Digest [sha256.Size]byte

// digestPrefix leads a digest in its printed form.
const digestPrefix = "sha256:"

// DigestBytes returns the digest of b.
func DigestBytes(b []byte) Digest { return sha256.Sum256(b) }

// ParseDigest reads the printed form "sha256:" and 64 hexadecimal digits.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	digits, ok := strings.CutPrefix(s, digestPrefix)
	if !ok || len(digits) != hex.EncodedLen(len(d)) {
		return d, fmt.Errorf("digest %q: want %s and %d hexadecimal digits", s, digestPrefix, hex.EncodedLen(len(d)))
	}
	if _, err := hex.Decode(d[:], []byte(digits)); err != nil {
		return d, fmt.Errorf("digest %q: %w", s, err)
	}
	return d, nil
}

// String returns "sha256:" and 64 lower-case hexadecimal digits.
func (d Digest) String() string { return digestPrefix + hex.EncodeToString(d[:]) }

// Hex returns 64 lower-case hexadecimal digits, "" for one that was never set.
func (d Digest) Hex() string {
	if d.IsZero() {
		return ""
	}
	return hex.EncodeToString(d[:])
}

// IsZero reports whether d was never set.
func (d Digest) IsZero() bool { return d == Digest{} }

// Digest returns the digest of c's normalised content; the package
// documentation gives its exact bytes.
func (c Content) Digest() Digest { return new(Digester).Digest(c) }

// Digester computes the digests of many contents one after the other, and uses
// its memory again.
type Digester struct{ text []byte }

// Digest returns the digest of a content, as [Content.Digest] does.
func (d *Digester) Digest(c Content) Digest {
	d.text = appendDigestText(d.text[:0], c.Normalised())
	return DigestBytes(d.text)
}

// Normalised returns c with every field normalised (see [Normalise]).
func (c Content) Normalised() Content {
	n := Content{
		Title:   NormaliseLine(c.Title),
		Date:    c.Date,
		Summary: Normalise(c.Summary),
		Body:    Normalise(c.Body),
	}
	for _, a := range c.Attachments {
		a.Title = NormaliseLine(a.Title)
		n.Attachments = append(n.Attachments, a)
	}
	return n
}

// appendDigestText appends the bytes that the digest of a normalised content
// covers.
func appendDigestText(b []byte, c Content) []byte {
	b = slices.Grow(b, len(c.Summary)+len(c.Body)+(len(c.Summary)+len(c.Body))/8+512) // whole texts are hashed by the thousands
	b = append(b, "onrecord content 1\n"...)
	line := func(name, value string) {
		if value != "" {
			b = append(append(append(append(b, name...), ": "...), value...), '\n')
		}
	}
	line("title", c.Title)
	line("date", string(c.Date))
	for _, text := range []string{c.Summary, c.Body} {
		for p := range strings.SplitSeq(text, ParagraphBreak) {
			line("paragraph", p)
		}
	}
	for _, a := range attachmentLines(c.Attachments) {
		line("attachment", a)
	}
	return b
}

// attachmentLines returns what counts of attachments: address and SHA-256,
// each once, in byte order, of those that count.
func attachmentLines(attachments []Attachment) []string {
	if len(attachments) == 0 {
		return nil
	}
	seen := make(map[string]bool, len(attachments))
	var lines []string
	for _, a := range attachments {
		if !a.counts() {
			continue
		}
		line := a.URL
		if a.SHA256 != "" {
			line += " " + digestPrefix + a.SHA256
		}
		if !seen[line] {
			seen[line] = true
			lines = append(lines, line)
		}
	}
	sort.Strings(lines)
	return lines
}
