package archive

import (
	"crypto/sha256"
	"encoding/binary"
)

// Mark stands for an address, or for a content, where one is held for each
// article: the first 128 bits of its SHA-256.
type Mark [16]byte

// MarkOf returns the mark of an address.
func MarkOf(address string) Mark {
	sum := sha256.Sum256([]byte(address))
	return Mark(sum[:])
}

// packed holds rows of texts in few bytes: a string of its own takes 32 more.
type packed struct {
	chunks [][]byte
	rows   []uint32 // where each begins: the number of its chunk, and the place in that
}

// A row lies in one chunk, which is as long as that when it is longer than others.
const (
	chunkBits = 15
	chunkSize = 1 << chunkBits
)

// add adds a row and returns its number.
func (p *packed) add(texts ...string) int {
	size := 0
	for _, t := range texts {
		size += binary.MaxVarintLen32 + len(t)
	}
	last := len(p.chunks) - 1
	if last < 0 || len(p.chunks[last])+size > cap(p.chunks[last]) {
		p.chunks = append(p.chunks, make([]byte, 0, max(chunkSize, size)))
		last++
	}
	p.rows = append(p.rows, uint32(last<<chunkBits|len(p.chunks[last])))
	for _, t := range texts {
		p.chunks[last] = append(binary.AppendUvarint(p.chunks[last], uint64(len(t))), t...)
	}
	return len(p.rows) - 1
}

func (p *packed) len() int { return len(p.rows) }

// read sets texts to those of a row.
func (p *packed) read(row int, texts ...*string) {
	at := p.rows[row]
	rest := p.chunks[at>>chunkBits][at&(chunkSize-1):]
	for _, t := range texts {
		n, lead := binary.Uvarint(rest)
		*t, rest = string(rest[lead:lead+int(n)]), rest[lead+int(n):]
	}
}

// begins reports whether text is the first one of a row.
func (p *packed) begins(row int, text string) bool {
	at := p.rows[row]
	rest := p.chunks[at>>chunkBits][at&(chunkSize-1):]
	n, lead := binary.Uvarint(rest)
	return string(rest[lead:lead+int(n)]) == text
}
