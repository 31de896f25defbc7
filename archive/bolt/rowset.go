package bolt

import "hash/maphash"

// rowSet remembers rows by a hash with a seed of its own: that a row was there
// is told without going through the file in no order, and for a few bytes. That
// another row of the same hash was there instead is as likely as a checksum that
// fits by chance.
type rowSet struct {
	seed  maphash.Seed
	table []uint64 // hashes, each at the first free place from where it belongs; 0: free. A power of two of them
	rows  int

	visible int // how many of them tell of what is visible at the head
}

func newRowSet() *rowSet { return &rowSet{seed: maphash.MakeSeed(), table: make([]uint64, 64)} }

// hash mixes the hashes of a row's key and its value.
func (s *rowSet) hash(key, value []byte) uint64 {
	return max(maphash.Bytes(s.seed, key)*hashFactor+maphash.Bytes(s.seed, value), 1)
}

// hashFactor keeps a key and a value from being taken for each other: odd, and
// without a pattern (2^64 divided by the golden ratio).
const hashFactor = 0x9E3779B97F4A7C15

func (s *rowSet) add(key, value []byte) {
	if 4*s.rows >= 3*len(s.table) {
		small := s.table
		s.table = make([]uint64, 2*len(small))
		for _, hash := range small {
			*s.place(hash) = hash
		}
	}
	hash := s.hash(key, value)
	if place := s.place(hash); *place == 0 {
		*place = hash
		s.rows++
	}
}

func (s *rowSet) has(key, value []byte) bool { return *s.place(s.hash(key, value)) != 0 }

// place returns where a hash is, or the free place where it belongs.
func (s *rowSet) place(hash uint64) *uint64 {
	mask := len(s.table) - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		if s.table[i] == hash || s.table[i] == 0 {
			return &s.table[i]
		}
	}
}
