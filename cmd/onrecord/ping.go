package main

import (
	"context"
	"fmt"

	"onrecord/internal/config"
	"onrecord/internal/ping"
)

// ping tells the feed's dead man's switch how a crawl ended. While another
// crawl runs there is nothing to tell: that one will. A ping that fails is
// said, but the crawl went as it went.
func (a *app) ping(ctx context.Context, f config.Feed, contact string, code int) {
	if f.Ping == "" || code == exitBusy {
		return
	}
	err := ping.Send(ctx, f.Ping, code == exitDone, userAgent(contact))
	if err != nil && ctx.Err() == nil {
		fmt.Fprintf(a.stderr, "onrecord: %s: %s\n", f.Name, safe(err.Error()))
	}
}
