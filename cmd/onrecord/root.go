package main

import (
	"github.com/spf13/cobra"

	"onrecord/internal/config"
)

const rootHelp = `onrecord keeps what an official news feed published, and shows what was
changed, moved or taken down afterwards.

It crawls a feed's listing and article pages, reads date, title and text out of
them, and records them in an archive that never keeps the same thing twice.

Exit codes:
    0    done (diff --exit-code: no changes)
    1    failed, nothing recorded (diff --exit-code: changes)
    2    wrong usage or configuration, incl. a feed, article or snapshot that
         does not exist (diff --exit-code: any failure)
    3    recorded, but partial: some of the feed could not be read
    4    recorded, but edits are held back: it looks like a redesign of the site
   75    another crawl of this feed is running
  130    interrupted: no snapshot; pages fetched so far are kept for the next run
  143    terminated: the same`

func newRootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "onrecord",
		Short:         "Keep what an official news feed published, and see what was changed or removed",
		Long:          rootHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		Example: `  onrecord crawl                # look at every feed of config.yaml once
  onrecord diff                 # what changed between the last two snapshots
  onrecord log --since 7d       # every change of the last week
  onrecord export > feed.json   # the archive as JSON`,
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(badFlag)
	flags := root.PersistentFlags()
	flags.StringVar(&a.configPath, "config", "config.yaml", "configuration `file`")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print results and errors only")
	root.AddCommand(
		newCrawlCommand(a), newSnapshotsCommand(a), newListCommand(a), newShowCommand(a),
		newLogCommand(a), newDiffCommand(a), newSearchCommand(a), newCiteCommand(a), newExportCommand(a), newImportCommand(a), newReadCommand(a), newReextractCommand(a), newHealthCommand(a), newNotifyCommand(a), newScheduleCommand(a),
		newVerifyCommand(a), newBackupCommand(a), newForgetCommand(a), newPruneCommand(a), newDemoCommand(a), newServeCommand(a), newInitCommand(a), newVersionCommand(a), newPDFTextCommand(a),
	)
	root.SetHelpCommand(newHelpCommand())
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			onlySubcommands(c)
		}
		usageErrors(c)
	}
	return root
}

// feedNames completes feed names.
func (a *app) feedNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	c, err := config.Load(a.configPath)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return c.Names(), cobra.ShellCompDirectiveNoFileComp
}

// feedFlag adds --feed to a command.
func (a *app) feedFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "feed", "", "the `feed`, when the configuration has several")
	if err := cmd.RegisterFlagCompletionFunc("feed", a.feedNames); err != nil {
		a.say("completion of --feed: %v\n", err)
	}
}
