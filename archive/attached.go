package archive

import (
	"context"
	"slices"
)

// hashed returns a content of today with the SHA-256 of the attachments that
// were captured in this crawl, and otherwise those known before.
func (r *recorder) hashed(c, before Content) Content {
	c = withHashes(c, before)
	for i, a := range c.Attachments {
		if captured, ok := r.attached[a.URL]; ok && !captured.Raw.IsZero() {
			c.Attachments[i].SHA256 = captured.Raw.Hex()
		}
	}
	return c
}

// withHashes returns a content with the SHA-256 of those of its attachments
// that before knows: a page says nothing of them.
func withHashes(c, before Content) Content {
	if len(c.Attachments) == 0 {
		return c
	}
	c.Attachments = slices.Clone(c.Attachments)
	known := map[string]string{}
	for _, a := range before.Attachments {
		known[a.URL] = a.SHA256
	}
	for i, a := range c.Attachments {
		if a.SHA256 == "" {
			c.Attachments[i].SHA256 = known[a.URL]
		}
	}
	return c
}

// link notes an article of which an attachment was captured in this crawl.
func (r *recorder) link(ref Ref, c Content) {
	if slices.ContainsFunc(c.Attachments, func(a Attachment) bool { return r.attached[a.URL].Of != "" }) {
		r.linking = append(r.linking, ref)
		r.linked[ref] = c.Attachments
	}
}

// attachments keeps the captures of attachments with the articles that link to
// them, each once.
func (r *recorder) attachments(ctx context.Context) error {
	for _, ref := range r.linking {
		var held []CaptureInfo
		if int(ref) < r.head.Articles {
			err := r.view(ctx, func(v View) (err error) {
				held, err = v.Attached(ref, r.head.Number)
				return err
			})
			if err != nil {
				return err
			}
		}
		for _, a := range r.linked[ref] {
			c, ok := r.attached[a.URL]
			if !ok || slices.ContainsFunc(held, func(h CaptureInfo) bool { return h.URL == c.URL && h.Raw == c.Raw }) {
				continue
			}
			held = append(held, c)
			if err := r.put(ctx, Update{Ref: ref, Kept: &c}); err != nil {
				return err
			}
		}
	}
	return nil
}
