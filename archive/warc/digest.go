package warc

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"hash"
	"strings"
)

// digester computes the digest that a record says its block has; nil where it
// says none that is known.
type digester struct {
	hash.Hash
	want []byte
}

// newDigester reads a labelled digest: "sha1:" or "sha256:" with Base32 or
// hexadecimal digits.
func newDigester(labelled string) *digester {
	name, value, _ := strings.Cut(labelled, ":")
	var h hash.Hash
	switch strings.ToLower(strings.ReplaceAll(name, "-", "")) {
	case "sha1":
		h = sha1.New()
	case "sha256":
		h = sha256.New()
	default:
		return nil
	}
	want, err := hex.DecodeString(value)
	if err != nil || len(want) != h.Size() {
		want, err = base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ToUpper(strings.TrimRight(value, "=")))
	}
	if err != nil || len(want) != h.Size() {
		return nil
	}
	return &digester{h, want}
}

func (d *digester) add(b []byte) {
	if d != nil {
		d.Write(b)
	}
}

func (d *digester) right() bool { return d == nil || string(d.Sum(nil)) == string(d.want) }
