package archive

import (
	"context"
	"encoding/binary"
	"errors"
)

// What an import notes aside, each under a letter:
//
//	a + canonical address               number of the history
//	c + digest of a content             number of the history
//	k + ref of an article               number of the history, of those that were known; or forgotten
//	h + number of a history             ref of the article, of those that were known
//	o + history, time, raw, number      the offer: of one history together, by time, then bytes
const (
	asideAddress = 'a'
	asideContent = 'c'
	asideKnown   = 'k'
	asideHistory = 'h'
	asideOffer   = 'o'
)

// What stands in place of the number of a history.
const (
	nobody    = -1 // there is none
	forgotten = -2 // the article was forgotten, and gains nothing
)

func numberKey(letter byte, n uint32) []byte {
	return binary.BigEndian.AppendUint32([]byte{letter}, n)
}

func addressKey(canonical string) []byte { return append([]byte{asideAddress}, canonical...) }

func contentKey(content Digest) []byte { return append([]byte{asideContent}, content[:]...) }

// offerKey puts the offers of a history together, by time, then bytes, then in
// the order in which they came.
func offerKey(history int, i CaptureInfo, number int) []byte {
	key := numberKey(asideOffer, uint32(history))
	key = binary.BigEndian.AppendUint64(key, uint64(i.Time.Unix())^1<<63) // in order before 1970 too
	key = append(key, i.Raw[:]...)
	return binary.BigEndian.AppendUint64(key, uint64(number))
}

// historyOf returns the history that an offer is of.
func historyOf(offerKey []byte) int { return int(binary.BigEndian.Uint32(offerKey[1:])) }

// noted returns the history noted under a key, nobody when there is none.
func (m *importer) noted(key []byte) (at int, err error) {
	if found, err := m.Aside.Get(key, &at); err != nil || !found {
		return nobody, err
	}
	return at, nil
}

// add returns the number of one more history.
func (m *importer) add() int {
	m.histories++
	return m.histories - 1
}

// note notes an offer, and how its article is found.
func (m *importer) note(at int, o offer, asked, answered string, hasText bool) error {
	keys := [][]byte{addressKey(asked)}
	if answered != asked {
		keys = append(keys, addressKey(answered))
	}
	if hasText {
		keys = append(keys, contentKey(o.Content))
	}
	for _, key := range keys {
		if err := m.Aside.Put(key, at); err != nil {
			return err
		}
	}
	m.offers++
	return m.Aside.Put(offerKey(at, o.Info, m.offers), o)
}

// offered reads an offer that was noted.
func offered(value func(any) error) (o offer, err error) {
	err = value(&o)
	o.Info.Time = o.Info.Time.UTC()
	return o, err
}

// whose returns the history of the article that has one of the addresses,
// nobody when there is none yet.
func (m *importer) whose(ctx context.Context, asked, answered string) (at int, err error) {
	for _, address := range []string{answered, asked} {
		if at, err := m.noted(addressKey(address)); err != nil || at != nobody {
			return at, err
		}
	}
	at = nobody
	err = m.view(ctx, func(v View) error {
		for _, address := range []string{answered, asked} {
			ref, err := v.Lookup(address, 0)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err == nil {
				at, err = m.known(v, ref)
			}
			return err
		}
		return nil
	})
	return at, err
}

// twin returns the history of an article that holds the same text, or was
// forgotten with it: one more address of it.
func (m *importer) twin(ctx context.Context, c Content, digest Digest) (at int, err error) {
	if at, err := m.noted(contentKey(digest)); err != nil || at != nobody {
		return at, err
	}
	at = nobody
	err = m.view(ctx, func(v View) error {
		refs, err := v.Same(digest)
		if err == nil && len(refs) > 0 && c.Text() != "" {
			at, err = m.known(v, refs[0])
			return err
		}
		if err != nil {
			return err
		}
		ref, found, err := ForgottenWith(v, c)
		if err == nil && found {
			at, err = m.known(v, ref)
		}
		return err
	})
	return at, err
}

// known returns the history of an article that was known.
func (m *importer) known(v View, ref Ref) (at int, err error) {
	key := numberKey(asideKnown, uint32(ref))
	if at, err := m.noted(key); err != nil || at != nobody {
		return at, err
	}
	a, err := v.Article(ref, m.head.Number)
	if err != nil {
		return nobody, err
	}
	if a.State == Forgotten {
		return forgotten, m.Aside.Put(key, forgotten)
	}
	at = m.add()
	if err := m.Aside.Put(key, at); err != nil {
		return at, err
	}
	return at, m.Aside.Put(numberKey(asideHistory, uint32(at)), ref)
}

// historyAt returns the history of a number, as the archive knows it.
func (m *importer) historyAt(ctx context.Context, at int) (h *history, err error) {
	var ref Ref
	if known, err := m.Aside.Get(numberKey(asideHistory, uint32(at)), &ref); err != nil || !known {
		return &history{fresh: true, next: 1}, err
	}
	err = m.view(ctx, func(v View) error {
		h, err = m.load(v, ref)
		return err
	})
	return h, err
}
