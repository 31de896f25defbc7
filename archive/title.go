package archive

// ToldTitle returns the title of a revision from what changes of its article
// say: far cheaper than its text, which lies compressed among others. It is
// false when they do not tell, as of what an import brought, or when the
// revision was read once more since, perhaps in another way.
func ToldTitle(r Revision, changes []Change) (string, bool) {
	if len(r.Readings) != 1 {
		return "", false
	}
	for _, c := range changes {
		if c.ToRevision == r.Number && c.Title != "" {
			return c.Title, true
		}
	}
	return "", false
}

// titleOf returns the title of an article's revision as it reads today.
func titleOf(v View, ref Ref, r Revision) (string, error) {
	changes, err := v.ChangesOf(ref, r.Snapshot-1, r.Snapshot)
	if err != nil {
		return "", err
	}
	if title, ok := ToldTitle(r, changes); ok {
		return title, nil
	}
	content, err := v.Content(r.Reading().Content)
	return content.Title, err
}
