package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"onrecord/archive/bolt"
	"onrecord/internal/config"
)

func newBackupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the archive, whole and consistent, while crawls go on",
		Long: `backup copies the archive to a new file. Crawls may run meanwhile: they wait only
while the bytes are copied. The copy appears when it is whole and durable, and is an archive
like any other. A file that exists is never overwritten.`,
		Example: `  onrecord backup /backup/archive-$(date +%F).db`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runBackup(cmd.Context(), args[0])
		},
	}
}

func (a *app) runBackup(ctx context.Context, path string) error {
	store, err := a.openBolt()
	if err != nil {
		return err
	}
	err = store.Backup(ctx, path)
	if errors.Is(err, fs.ErrExist) {
		return usageError{fmt.Errorf("%s exists already and is not overwritten; name another file", path)}
	}
	if err == nil {
		a.say("the archive was copied to %s\n", path)
	}
	return err
}

// openBolt opens the archive as the file it is.
func (a *app) openBolt() (*bolt.Store, error) {
	c, err := config.Load(a.configPath)
	if err != nil {
		return nil, err
	}
	store, err := bolt.Open(c.Archive, bolt.Options{})
	if err != nil {
		return nil, fmt.Errorf("open the archive %s: %w", c.Archive, err)
	}
	return store, nil
}
