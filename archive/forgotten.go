package archive

import "time"

// Forgotten is the state of an article whose content was removed for good. It
// is in no list and no export, and no crawl looks at it.
const Forgotten State = "forgotten"

// ForgottenStamp is the stamp of a reading that stands for one that was forgotten.
const ForgottenStamp Stamp = "forgotten"

// Tombstone is what stays of an article that was forgotten: that there was one,
// why it went, and the digests by which what was held can be recognised.
type Tombstone struct {
	Article   string              `json:"article"`
	URL       string              `json:"url"`
	Why       string              `json:"why"`
	Time      time.Time           `json:"forgotten"`
	Revisions []ForgottenRevision `json:"revisions"`
	Captures  []string            `json:"captures"` // digests of other captures, attachments among them
}

// ForgottenRevision is what stays of a revision.
type ForgottenRevision struct {
	Revision int       `json:"revision"`
	Seen     time.Time `json:"seen"`
	Digest   string    `json:"digest"`        // of its content
	Raw      string    `json:"raw,omitempty"` // of its page
	Records  []string  `json:"records"`       // of its stored readings
}

// TombstoneKey names the memo that holds an article's tombstone.
func TombstoneKey(id string) string { return "forgotten " + id }

// MemoForgotten is the key of the memo that lists the ids of forgotten articles,
// in the order in which that was done, so that who keeps a picture of the articles
// in memory can take them out at once.
const MemoForgotten = "forgotten"

// ForgottenIDs returns the ids of forgotten articles.
func ForgottenIDs(v View) (ids []string, err error) {
	_, err = ReadMemo(v, MemoForgotten, "the list of forgotten articles", &ids)
	return ids, err
}

// ForgottenTextKey names the memo that holds the id of the forgotten article
// that a content was of, by the content's digest.
func ForgottenTextKey(digest Digest) string { return "forgotten text " + digest.String() }

// ForgottenWith returns the forgotten article that had a content; found is false
// when there is none. Articles without text share too easily what they have.
func ForgottenWith(v View, c Content) (ref Ref, found bool, err error) {
	if c.Text() == "" {
		return 0, false, nil
	}
	return forgottenWith(v, c.Digest())
}

func forgottenWith(v View, text Digest) (ref Ref, found bool, err error) {
	id, err := v.Memo(ForgottenTextKey(text))
	if err != nil || id == nil {
		return 0, false, err
	}
	refs, err := v.Match(string(id), 1)
	if err != nil || len(refs) == 0 {
		return 0, false, err
	}
	return refs[0], true, nil
}

// TombstoneOf returns the tombstone of an article, nil when it was not forgotten.
func TombstoneOf(v View, id string) (*Tombstone, error) {
	var t Tombstone
	if found, err := ReadMemo(v, TombstoneKey(id), "the tombstone of "+id, &t); err != nil || !found {
		return nil, err
	}
	return &t, nil
}

// Entomb returns the tombstone of an article as it stands, and the texts by
// which traces of it can be found.
func Entomb(v View, a Article, why string, now time.Time) (t Tombstone, texts []string, err error) {
	t = Tombstone{Article: a.ID, URL: a.URL, Why: why, Time: now.UTC().Truncate(time.Second), Captures: []string{}}
	at, err := v.Latest()
	if err != nil {
		return t, nil, err
	}
	revisions, err := v.Revisions(a.Ref, at)
	if err != nil {
		return t, nil, err
	}
	for _, r := range revisions {
		f := ForgottenRevision{Revision: r.Number, Seen: r.Capture.Time, Digest: r.Reading().Digest.String(), Records: []string{}}
		if !r.Capture.Raw.IsZero() {
			f.Raw = r.Capture.Raw.String()
		}
		texts = append(texts, r.Capture.Entry.Title, r.Capture.Entry.Teaser)
		for _, reading := range r.Readings {
			f.Records = append(f.Records, reading.Content.String())
			c, err := v.Content(reading.Content)
			if err != nil {
				return t, nil, err
			}
			texts = append(append(texts, c.Title), Paragraphs(c.Text())...)
		}
		t.Revisions = append(t.Revisions, f)
	}
	for _, list := range []func(Ref, int) ([]CaptureInfo, error){v.Kept, v.Attached} {
		captures, err := list(a.Ref, at)
		if err != nil {
			return t, nil, err
		}
		for _, c := range captures {
			if !c.Raw.IsZero() {
				t.Captures = append(t.Captures, c.Raw.String())
			}
			texts = append(texts, c.Entry.Title, c.Entry.Teaser)
		}
	}
	return t, telling(texts), nil
}

// telling returns those texts that are long enough to tell an article.
func telling(texts []string) []string {
	const least = 12 // bytes
	var list []string
	for _, text := range texts {
		if len(text) >= least {
			list = append(list, text)
		}
	}
	return list
}

// Digests returns the digests of all bytes that were held.
func (t Tombstone) Digests() ([]Digest, error) {
	var list []Digest
	add := func(text string) error {
		d, err := ParseDigest(text)
		list = append(list, d)
		return err
	}
	for _, r := range t.Revisions {
		for _, text := range append([]string{r.Raw}, r.Records...) {
			if text == "" {
				continue
			}
			if err := add(text); err != nil {
				return nil, err
			}
		}
	}
	for _, text := range t.Captures {
		if err := add(text); err != nil {
			return nil, err
		}
	}
	return list, nil
}
