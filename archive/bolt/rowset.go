package bolt

import "hash/maphash"

// rowSet remembers rows by a hash with a seed of its own: that a row was there
// is told without going through the file in no order, and for a few bytes. That
// another row of the same hash was there instead is as likely as a checksum that
// fits by chance.
type rowSet struct {
	seed maphash.Seed
	rows map[uint64]struct{}
}

func newRowSet() *rowSet { return &rowSet{seed: maphash.MakeSeed(), rows: map[uint64]struct{}{}} }

func (s *rowSet) hash(bucket, key, value []byte) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	for _, part := range [][]byte{bucket, key, value} {
		_ = h.WriteByte(byte(len(part))) // never fails; keys and values of what is asked for are short
		_, _ = h.Write(part)
	}
	return h.Sum64()
}

func (s *rowSet) add(bucket, key, value []byte) { s.rows[s.hash(bucket, key, value)] = struct{}{} }

func (s *rowSet) has(bucket, key, value []byte) bool {
	_, ok := s.rows[s.hash(bucket, key, value)]
	return ok
}
