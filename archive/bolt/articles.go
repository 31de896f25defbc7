package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"onrecord/archive"
)

// Article implements archive.View.
func (v *view) Article(ref archive.Ref, at int) (a archive.Article, err error) {
	err = v.run(fmt.Sprintf("article %d in snapshot %d", ref, at), func() error {
		if err := v.check(at); err != nil {
			return err
		}
		a, err = v.article(ref, at)
		return err
	})
	return a, err
}

// article returns an article as snapshot at holds it.
func (v *view) article(ref archive.Ref, at int) (archive.Article, error) {
	if v.feed == nil {
		return archive.Article{}, errNone
	}
	return v.feed.article(ref, at)
}

func (f *feedTx) article(ref archive.Ref, at int) (archive.Article, error) {
	key, value := lastUpTo(f.in(bucketStates), uint32(ref), at)
	if key == nil {
		return archive.Article{}, errNone
	}
	var r articleRecord
	if err := f.decode(key, value, &r); err != nil {
		return archive.Article{}, err
	}
	return r.article(ref), nil
}

// Lookup implements archive.View. Of several articles that have the address
// it returns the one whose own address it is, and else the newest one.
func (v *view) Lookup(canonical string, at int) (ref archive.Ref, err error) {
	err = v.run(fmt.Sprintf("the address %q", canonical), func() error {
		if v.feed == nil {
			return errNone
		}
		if at == 0 {
			at = v.head.Number
		}
		if err := v.check(at); err != nil {
			return err
		}
		ref, err = v.lookup(canonical, at)
		return err
	})
	return ref, err
}

func (v *view) lookup(canonical string, at int) (archive.Ref, error) {
	prefix := addressKey(canonical)
	var owner, alias *archive.Ref
	for _, key := range keysWith(v.feed.in(bucketAddresses), prefix) {
		ref := archive.Ref(binary.BigEndian.Uint32(key[len(prefix):]))
		a, err := v.article(ref, at)
		switch {
		case isNone(err):
		case err != nil:
			return 0, err
		case canonicalOf(a.URL) == canonical:
			owner = &ref
		case slices.ContainsFunc(a.Aliases, func(s string) bool { return canonicalOf(s) == canonical }):
			alias = &ref
		}
	}
	switch {
	case owner != nil:
		return *owner, nil
	case alias != nil:
		return *alias, nil
	}
	return 0, errNone
}

// Match implements archive.View.
func (v *view) Match(prefix string, limit int) (refs []archive.Ref, err error) {
	err = v.run(fmt.Sprintf("ids that begin with %q", prefix), func() error {
		if v.feed == nil {
			return nil
		}
		return from(v.feed.in(bucketIDs), []byte(prefix), func(k, value []byte) (bool, error) {
			if !bytes.HasPrefix(k, []byte(prefix)) {
				return false, nil
			}
			if ref := binary.BigEndian.Uint32(value); ref < v.head.Articles {
				refs = append(refs, archive.Ref(ref))
			}
			return limit <= 0 || len(refs) < limit, nil
		})
	})
	return refs, err
}

// Same implements archive.View.
func (v *view) Same(content archive.Digest) (refs []archive.Ref, err error) {
	err = v.run("articles with the same content", func() error {
		if v.feed == nil {
			return nil
		}
		return from(v.feed.in(bucketDigests), content[:], func(k, value []byte) (bool, error) {
			if !hasPrefix(k, content[:], len(content)+4) {
				return false, nil
			}
			if int(binary.BigEndian.Uint32(value)) <= v.head.Number {
				refs = append(refs, archive.Ref(binary.BigEndian.Uint32(k[len(content):])))
			}
			return true, nil
		})
	})
	return refs, err
}
