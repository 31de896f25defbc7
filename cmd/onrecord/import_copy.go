package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"onrecord/archive"
	"onrecord/archive/export"
)

// importCopy imports a JSON export with its history.
func (a *app) importCopy(ctx context.Context, o *opened, path, feed string) (broken bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return false, err
	}
	c, err := export.ReadCopy(file, info.Size())
	if err != nil {
		return false, err
	}
	name := c.Snapshot().Feed.Name
	if feed != "" && feed != name {
		return false, usageError{fmt.Errorf("it is an export of the feed %s, not of %s: ids belong to a feed", safe(name), feed)}
	}
	if _, err := o.config.Feed(name); err != nil { // and so its name is one that feeds can have
		return false, err
	}
	writer, err := o.store.Claim(ctx, name)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, writer.Release()) }()
	done, err := archive.Restore(ctx, o.store, writer, c)
	if err != nil {
		return false, err
	}
	if done {
		fmt.Fprintf(a.stdout, "%s: snapshots 1 to %d from %s: %s, without their pages", safe(name), c.Snapshot().Number, safe(path), count(c.Len(), "article"))
	} else {
		fmt.Fprintf(a.stdout, "%s: nothing new in %s", safe(name), safe(path))
	}
	if c.Broken > 0 {
		fmt.Fprintf(a.stdout, "; %s left out that contradict themselves", count(c.Broken, "article"))
	}
	fmt.Fprintln(a.stdout)
	return c.Broken > 0, nil
}
