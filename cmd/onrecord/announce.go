package main

import (
	"context"
	"fmt"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/config"
	"onrecord/internal/notify"
)

// outbox returns what tells of a feed's changes, nil when nobody is to be told.
func (a *app) outbox(o *opened, f config.Feed) (*notify.Outbox, error) {
	channels, err := notify.Channels(o.config.Notices(f), notify.Options{Agent: userAgent(o.config.Contact), Sleep: a.fetching.Sleep})
	if err != nil || len(channels) == 0 {
		return nil, err
	}
	of := subject{store: o.store, name: f.Name}
	return &notify.Outbox{
		Store: o.store, Feed: f.Name, Title: f.Title, Path: notify.Path(o.config.Archive, f.Name), Channels: channels,
		Documents: func(ctx context.Context, c archive.NetChange) ([]diff.FileText, error) {
			return a.documents(ctx, of, diff.Replaced(c.Old, c.New))
		},
	}, nil
}

// outboxes returns the outboxes of feeds that have one. That a channel cannot
// be made is a mistake in the configuration.
func (a *app) outboxes(o *opened, feeds []config.Feed) (map[string]*notify.Outbox, error) {
	boxes := map[string]*notify.Outbox{}
	for _, f := range feeds {
		box, err := a.outbox(o, f)
		if err != nil {
			return nil, err
		}
		if box != nil {
			boxes[f.Name] = box
		}
	}
	return boxes, nil
}

// beginTelling is called before a crawl. What goes wrong is said after it.
func (a *app) beginTelling(ctx context.Context, box *notify.Outbox) {
	if box == nil {
		return
	}
	if err := box.Begin(ctx); err != nil && ctx.Err() == nil {
		a.sayUntold(box.Feed, err)
	}
}

// announce sends what waits, and says what became of it. A message that fails is
// kept, and the crawl went as it went. While another crawl runs there is
// nothing to tell: that one will.
func (a *app) announce(ctx context.Context, box *notify.Outbox, code int) (failed bool) {
	if box == nil || code == exitBusy {
		return false
	}
	outcomes, err := box.Send(ctx)
	for _, o := range outcomes {
		if o.Err == nil {
			a.say("%s: told the %s of snapshot %d (%s)\n", box.Feed, safe(o.Channel), o.Snapshot, count(o.Changes, "change"))
			continue
		}
		failed = true
		fmt.Fprintf(a.stderr, "onrecord: %s: the %s could not be told of snapshot %d: %s\n  the message is kept and will be sent with the next crawl, or by: onrecord notify send\n",
			box.Feed, safe(o.Channel), o.Snapshot, safe(o.Err.Error()))
	}
	if err != nil && ctx.Err() == nil {
		a.sayUntold(box.Feed, err)
		failed = true
	}
	return failed
}

func (a *app) sayUntold(feed string, err error) {
	fmt.Fprintf(a.stderr, "onrecord: %s: nobody was told: %s\n", feed, safe(err.Error()))
}
