package archive

// queue are the captures to read, by their addresses: the store holds the rest.
type queue struct {
	entries *Entries // of which most are
	others  packed   // addresses of the others
	order   []uint32 // numbers of entries, others follow; one that is read again later comes twice
	done    int      // of order
}

func newQueue(entries *Entries) queue { return queue{entries: entries} }

// add adds an address at the end.
func (q *queue) add(address string) {
	n, ok := q.entries.with(address)
	if !ok {
		n = q.entries.Len() + q.others.add(address)
	}
	q.order = append(q.order, uint32(n))
}

func (q *queue) len() int { return len(q.order) }

// from returns up to n addresses, beginning with the ith.
func (q *queue) from(i, n int) []string {
	rows := q.order[i:min(i+n, len(q.order))]
	list := make([]string, len(rows))
	for i, row := range rows {
		list[i] = q.address(int(row))
	}
	return list
}

func (q *queue) address(row int) (address string) {
	if row < q.entries.Len() {
		return q.entries.URL(row)
	}
	q.others.read(row-q.entries.Len(), &address)
	return address
}

// has reports whether an address was ever added.
func (q *queue) has(address string) bool {
	for _, row := range q.order {
		if q.begins(int(row), address) {
			return true
		}
	}
	return false
}

func (q *queue) begins(row int, address string) bool {
	if row < q.entries.Len() {
		return q.entries.texts.begins(row, address)
	}
	return q.others.begins(row-q.entries.Len(), address)
}
