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
		Long: `backup copies the archive to a new file, or to stdout when FILE is "-". Crawls may
run meanwhile: they wait only as long as it takes to read the archive once. The file
appears when it is whole and durable, has the archive's permissions, and is an archive like
any other. A file that exists is never overwritten. For stdout the copy is made beside the
archive first, which needs room for it there.`,
		Example: `  onrecord backup /backup/archive-$(date +%F).db
  onrecord backup - | gzip | ssh backup.example.org 'cat > archive.db.gz'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runBackup(cmd.Context(), args[0])
		},
	}
}

func (a *app) runBackup(ctx context.Context, path string) error {
	if path == "-" && a.terminal {
		return usageError{errors.New("the archive is not written to a terminal; name a file, or send it on: onrecord backup - > FILE")}
	}
	store, err := a.openBolt()
	if err != nil {
		return err
	}
	if path == "-" {
		return store.WriteTo(ctx, a.stdout)
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
	return a.openArchive(c.Archive)
}
