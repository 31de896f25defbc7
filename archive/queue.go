package archive

// queue are the captures to read, by their addresses: the store holds the rest.
type queue struct {
	addresses packed
	order     []uint32 // rows of addresses; one that is read again later comes twice
	done      int      // of order
}

// add adds an address at the end.
func (q *queue) add(address string) { q.order = append(q.order, uint32(q.addresses.add(address))) }

func (q *queue) len() int { return len(q.order) }

// from returns up to n addresses, beginning with the ith.
func (q *queue) from(i, n int) []string {
	rows := q.order[i:min(i+n, len(q.order))]
	list := make([]string, len(rows))
	for i, row := range rows {
		q.addresses.read(int(row), &list[i])
	}
	return list
}

// has reports whether an address was ever added.
func (q *queue) has(address string) bool {
	for row := range q.addresses.len() {
		if q.addresses.begins(row, address) {
			return true
		}
	}
	return false
}
