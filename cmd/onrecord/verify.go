package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"onrecord/archive/bolt"
	"onrecord/archive/jsondoc"
	"onrecord/internal/config"
)

func newVerifyCommand(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove that the archive is whole",
		Long: `verify reads the whole archive: every page of the file, every record, digest,
reference and index. It says what is damaged and what that means, and ends with 1
when anything is. Crawls may run meanwhile. It writes nothing, but puts a copy of
what can be read of a damaged archive into the folder for temporary files meanwhile.`,
		Example: `  onrecord verify
  onrecord verify --quiet      # prints nothing when all is well
  onrecord verify --json | jq -r '.damage[].what'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.runVerify(cmd.Context(), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON (onrecord/verify)")
	return cmd
}

// checkedCounts and damageFound are parts of verify's JSON.
type checkedCounts struct {
	Pages     int `json:"pages"`
	Feeds     int `json:"feeds"`
	Snapshots int `json:"snapshots"`
	Articles  int `json:"articles"`
	Revisions int `json:"revisions"`
	Captures  int `json:"captures"`
	Changes   int `json:"changes"`
	Documents int `json:"documents"`
}

type damageFound struct {
	Feed     jsondoc.Text `json:"feed"` // null: the file itself
	Kind     string       `json:"kind"`
	Article  jsondoc.Text `json:"article"`
	Snapshot *int         `json:"snapshot"`
	What     string       `json:"what"`
}

func (a *app) runVerify(ctx context.Context, asJSON bool) error {
	c, err := config.Load(a.configPath)
	if err != nil {
		return err
	}
	report, err := bolt.Verify(ctx, c.Archive, bolt.Options{})
	if err != nil {
		return err
	}
	if asJSON {
		err = a.printVerifiedJSON(c.Archive, report)
	} else {
		a.printVerified(c.Archive, report)
	}
	if err == nil && !report.Whole() {
		err = &toldError{exitFailed}
	}
	return err
}

func (a *app) printVerifiedJSON(path string, r *bolt.Report) error {
	var list []damageFound
	for _, d := range r.Damage {
		found := damageFound{Feed: jsondoc.Text(d.Feed), Kind: d.Kind, Article: jsondoc.Text(d.Article), What: d.What}
		if d.Snapshot > 0 {
			found.Snapshot = &d.Snapshot
		}
		list = append(list, found)
	}
	d := jsondoc.New(a.stdout, "onrecord/verify", 1)
	d.Member("archive", path)
	d.Member("whole", r.Whole())
	d.Member("checked", checkedCounts(r.Checked))
	jsondoc.List(d, "damage", jsondoc.All(list))
	return d.Close()
}

// printVerified prints a line for each damage, and what was read.
func (a *app) printVerified(path string, r *bolt.Report) {
	touched := map[[2]string]bool{}
	for _, d := range r.Damage {
		line := d.What
		if d.Feed != "" {
			line = "feed " + d.Feed + ": " + line
		}
		fmt.Fprintln(a.stdout, safe(line))
		if d.Article != "" {
			touched[[2]string{d.Feed, d.Article}] = true
		}
	}
	if r.Whole() {
		a.tell("%s is whole: %s\n", path, counted(r.Checked))
		return
	}
	fmt.Fprintf(a.stdout, "%s is DAMAGED, see above (%s). Checked: %s. Touched: %s; all others can be read.\n",
		path, count(len(r.Damage), "finding"), counted(r.Checked), count(len(touched), "article"))
}

// tell prints a result that --quiet leaves out.
func (a *app) tell(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stdout, format, args...)
	}
}

func counted(c bolt.Checked) string {
	return joined([]string{
		count(c.Feeds, "feed"), count(c.Snapshots, "snapshot"), count(c.Articles, "article"), count(c.Revisions, "revision"),
		count(c.Captures, "capture"), count(c.Changes, "change"), count(c.Documents, "document"), count(c.Pages, "file page"),
	})
}
