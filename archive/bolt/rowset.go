package bolt

import "hash/maphash"

// rowSet remembers rows by a hash with a seed of its own: that a row was there
// is told without going through the file in no order, and for a few bytes. That
// another row of the same hash was there instead is as likely as a checksum that
// fits by chance.
type rowSet struct {
	seed maphash.Seed
	rows map[uint64]struct{}

	visible int // how many of them tell of what is visible at the head
}

func newRowSet() *rowSet { return &rowSet{seed: maphash.MakeSeed(), rows: map[uint64]struct{}{}} }

// hash mixes the hashes of a row's key and its value.
func (s *rowSet) hash(key, value []byte) uint64 {
	return maphash.Bytes(s.seed, key)*hashFactor + maphash.Bytes(s.seed, value)
}

// hashFactor keeps a key and a value from being taken for each other: odd, and
// without a pattern (2^64 divided by the golden ratio).
const hashFactor = 0x9E3779B97F4A7C15

func (s *rowSet) add(key, value []byte) { s.rows[s.hash(key, value)] = struct{}{} }

func (s *rowSet) has(key, value []byte) bool {
	_, ok := s.rows[s.hash(key, value)]
	return ok
}
