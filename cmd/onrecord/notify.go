package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"onrecord/internal/config"
	"onrecord/internal/notify"
)

func newNotifyCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "notify",
		Short: "Try and send the messages that tell of changes",
		Long: `Whom a crawl tells of the changes it found, and which, stands in the configuration
under notify: see docs/configuration.md. A message that could not be sent is kept,
and sent with the next crawl.`,
		Example: `  onrecord notify test                # a test message to everybody who is told
  onrecord notify send                # send what waits, without a crawl
  onrecord notify drop --feed csto    # forget what waits`,
	}
	cmd.AddCommand(
		a.notifySub("test", "Send a test message to everybody who is told", "  onrecord notify test --feed csto", a.runNotifyTest),
		a.notifySub("send", "Send what waits", "  onrecord notify send", a.runNotifySend),
		a.notifySub("drop", "Forget what waits: it is never sent", "  onrecord notify drop --feed csto", a.runNotifyDrop),
	)
	onlySubcommands(cmd)
	return cmd
}

func (a *app) notifySub(name, short, example string, run func(context.Context, *opened, []config.Feed) error) *cobra.Command {
	var feed string
	cmd := &cobra.Command{
		Use: name, Short: short, Example: example, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.open()
			if err != nil {
				return err
			}
			var names []string
			if feed != "" {
				names = []string{feed}
			}
			feeds, err := o.named(names)
			if err != nil {
				return err
			}
			return run(cmd.Context(), o, feeds)
		},
	}
	a.feedFlag(cmd, &feed)
	return cmd
}

// eachOutbox calls fn with the outboxes of feeds; none at all is said.
func (a *app) eachOutbox(o *opened, feeds []config.Feed, fn func(*notify.Outbox) error) error {
	boxes, err := a.outboxes(o, feeds)
	if err != nil {
		return err
	}
	if len(boxes) == 0 {
		a.say("the configuration names nobody to tell (notify:)\n")
	}
	for _, f := range feeds {
		if box := boxes[f.Name]; box != nil {
			if err := fn(box); err != nil {
				return fmt.Errorf("feed %s: %w", f.Name, err)
			}
		}
	}
	return nil
}

func (a *app) runNotifyTest(ctx context.Context, o *opened, feeds []config.Feed) error {
	tried, failed := false, false
	err := a.eachOutbox(o, feeds, func(box *notify.Outbox) error {
		for _, c := range box.Channels {
			tried = true
			if err := c.Send(ctx, notify.Sample(box.Feed, box.Title, a.now())); err != nil {
				failed = true
				fmt.Fprintf(a.stderr, "onrecord: %s: the %s could not be told: %s\n", box.Feed, safe(c.Describe()), safe(err.Error()))
				continue
			}
			fmt.Fprintf(a.stdout, "%s: %s: sent\n", box.Feed, safe(c.Describe()))
		}
		return ctx.Err()
	})
	switch {
	case err != nil:
		return err
	case !tried:
		return usageError{errors.New("nobody was told, so nothing was tested: add an item to notify: in the configuration")}
	case failed:
		return &toldError{exitFailed}
	}
	return nil
}

func (a *app) runNotifySend(ctx context.Context, o *opened, feeds []config.Feed) error {
	failed := false
	err := a.eachOutbox(o, feeds, func(box *notify.Outbox) error {
		failed = a.announce(ctx, box, exitDone) || failed
		return ctx.Err()
	})
	if err == nil && failed {
		return &toldError{exitFailed}
	}
	return err
}

func (a *app) runNotifyDrop(ctx context.Context, o *opened, feeds []config.Feed) error {
	return a.eachOutbox(o, feeds, func(box *notify.Outbox) error {
		n, err := box.Drop(ctx)
		if err == nil {
			a.say("%s: forgot what waited of %s\n", box.Feed, count(n, "snapshot"))
		}
		return err
	})
}
