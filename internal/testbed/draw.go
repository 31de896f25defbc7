package testbed

// draw makes the choices of one article, the same at every start.
type draw struct{ state uint64 }

func newDraw(name string, number int) *draw {
	h := uint64(1469598103934665603)
	for _, c := range []byte(name) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return &draw{h + uint64(number)*0x9E3779B97F4A7C15}
}

// pick returns a number from 0 to n-1.
func (d *draw) pick(n int) int {
	d.state += 0x9E3779B97F4A7C15
	z := d.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return int((z ^ z>>31) % uint64(n))
}

// of returns one of a list.
func (d *draw) of(list []string) string { return list[d.pick(len(list))] }

// some returns n different ones of a list, in a random order.
func (d *draw) some(list []string, n int) []string {
	rest := append([]string(nil), list...)
	var out []string
	for range min(n, len(list)) {
		i := d.pick(len(rest))
		out = append(out, rest[i])
		rest = append(rest[:i], rest[i+1:]...)
	}
	return out
}
