package bolt

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"onrecord/archive"
)

// Numbers in keys are big-endian, so that keys sort as numbers do.

func key32(numbers ...uint32) []byte {
	key := make([]byte, 0, 4*len(numbers))
	for _, n := range numbers {
		key = binary.BigEndian.AppendUint32(key, n)
	}
	return key
}

// at32 returns the i-th number of a key.
func at32(key []byte, i int) uint32 {
	return binary.BigEndian.Uint32(key[4*i:])
}

// addressKey leads the rows of one canonical address. It is a digest because
// addresses can be longer than keys should be; a row is believed only when its
// article has the address.
func addressKey(canonical string) []byte {
	sum := sha256.Sum256([]byte(canonical))
	return sum[:16]
}

// canonicalOf returns an address's canonical form, or the address itself when
// it has none.
func canonicalOf(address string) string {
	if c, err := archive.Canonical(address); err == nil {
		return c
	}
	return address
}

// Leads of keys in the bucket of dates.
const (
	leadDated   = 1
	leadUndated = 2
)

// dateKey sorts articles by printed date, then id, undated last.
func dateKey(a archive.Article) []byte {
	if a.Date == "" {
		return append([]byte{leadUndated}, a.ID...)
	}
	key := append([]byte{leadDated}, a.Date...)
	return append(append(key, 0), a.ID...)
}

// kindNumber returns the number that stands for a kind of change in keys: its
// place in archive.Kinds, from 1; 0 when there is no such kind.
func kindNumber(k archive.Kind) byte {
	return byte(slices.Index(archive.Kinds(), k) + 1)
}

// kindOf undoes kindNumber.
func kindOf(n byte) (archive.Kind, error) {
	kinds := archive.Kinds()
	if n < 1 || int(n) > len(kinds) {
		return "", damaged("there is no kind of change number %d", n)
	}
	return kinds[n-1], nil
}

// hasPrefix and hasLength guard against keys that damage made too short.
func hasPrefix(key, prefix []byte, length int) bool {
	return len(key) == length && bytes.HasPrefix(key, prefix)
}
