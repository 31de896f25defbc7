package archive

import "context"

// unseen notes that the page at an address whose article is not known yet is
// not the article.
func (r *recorder) unseen(info CaptureInfo, reason string) {
	r.fail(info.URL, reason, info.Time)
	r.unseenNew = append(r.unseenNew, info.URL)
}

// noteUnseen lets the crawler remember what it has to ask for again.
func (r *recorder) noteUnseen(context.Context) error {
	if r.Unseen == nil {
		return nil
	}
	memos, err := r.Unseen(r.unseenNew)
	if err == nil {
		r.note(memos)
	}
	return err
}
