package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"onrecord/archive/bolt"
	"onrecord/archive/jsondoc"
	"onrecord/internal/config"
)

func newVerifyCommand(a *app) *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove that the archive is whole",
		Long: `verify reads the whole archive: every page of the file, every record, digest,
reference and index. It says what is damaged and what that means, and ends with 1
when anything is. Crawls may run meanwhile. It writes nothing, but puts a copy of
what can be read of a damaged archive into the folder for temporary files meanwhile.

With --repair it salvages what can be read into a new file, makes the indexes anew,
and lists what is lost. The damaged file stays as it is, and none is overwritten. Ids
and the numbers of snapshots and revisions stay; where a text is lost, a sentence
says so until the next crawl or reextract has read it again from its page. The exit
code is 1 also then.`,
		Example: `  onrecord verify
  onrecord verify --quiet      # prints nothing when all is well
  onrecord verify --json | jq -r '.damage[].what'
  onrecord verify --repair     # archive.db is salvaged into archive.repaired.db`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.runVerify(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, "print JSON (onrecord/verify)")
	f.BoolVar(&o.repair, "repair", false, "salvage what can be read of a damaged archive into a new file")
	f.StringVarP(&o.output, "output", "o", "", "with --repair, the new `file` (default: ARCHIVE.repaired.db)")
	return cmd
}

// verifyOptions are the flags of verify.
type verifyOptions struct {
	json, repair bool
	output       string
}

// verified is what verify did.
type verified struct {
	archive  string
	found    *bolt.Report
	repaired string // the new file; empty: none was made
	lost     []bolt.Damage
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
	Absent    int `json:"absent"` // pages known by their digest alone: an import of texts did not bring them, or they were pruned
}

type damageFound struct {
	Feed     jsondoc.Text `json:"feed"` // null: the file itself
	Kind     string       `json:"kind"`
	Article  jsondoc.Text `json:"article"`
	Snapshot *int         `json:"snapshot"`
	What     string       `json:"what"`
}

func (a *app) runVerify(ctx context.Context, o verifyOptions) error {
	if o.output != "" && !o.repair {
		return usageError{errors.New("--output goes with --repair (see: onrecord verify --help)")}
	}
	c, err := config.Load(a.configPath)
	if err != nil {
		return err
	}
	v := verified{archive: c.Archive}
	if o.repair {
		err = v.repair(ctx, o.output)
	} else {
		v.found, err = bolt.Verify(ctx, c.Archive, bolt.Options{})
	}
	if v.found == nil {
		return err
	}
	if o.json {
		err = errors.Join(err, a.printVerifiedJSON(v))
	} else {
		a.printVerified(v)
	}
	if err == nil && !v.found.Whole() {
		err = &toldError{exitFailed}
	}
	return err
}

// repair salvages a damaged archive.
func (v *verified) repair(ctx context.Context, to string) error {
	if to == "" {
		to = strings.TrimSuffix(v.archive, filepath.Ext(v.archive)) + ".repaired.db"
	}
	found, lost, err := bolt.Repair(ctx, v.archive, to, bolt.Options{})
	if errors.Is(err, fs.ErrExist) {
		return usageError{fmt.Errorf("%s exists already and is not overwritten; name another file with -o", to)}
	}
	v.found = found
	if err == nil && !found.Whole() {
		v.repaired, v.lost = to, lost.Damage
	}
	return err
}

func (a *app) printVerifiedJSON(v verified) error {
	d := jsondoc.New(a.stdout, "onrecord/verify", 1)
	d.Member("archive", v.archive)
	d.Member("whole", v.found.Whole())
	d.Member("checked", checkedCounts(v.found.Checked))
	jsondoc.List(d, "damage", jsondoc.All(damagesFound(v.found.Damage)))
	d.Member("repaired", jsondoc.Text(v.repaired))
	jsondoc.List(d, "lost", jsondoc.All(damagesFound(v.lost)))
	return d.Close()
}

func damagesFound(damage []bolt.Damage) []damageFound {
	var list []damageFound
	for _, d := range damage {
		found := damageFound{Feed: jsondoc.Text(d.Feed), Kind: d.Kind, Article: jsondoc.Text(d.Article), What: d.What}
		if d.Snapshot > 0 {
			found.Snapshot = &d.Snapshot
		}
		list = append(list, found)
	}
	return list
}

// printVerified prints a line for each damage, what was read, and what became
// of it.
func (a *app) printVerified(v verified) {
	r := v.found
	if r.Whole() {
		a.tell("%s is whole: %s\n", v.archive, counted(r.Checked))
		return
	}
	a.printDamage(r.Damage)
	touched := map[[2]string]bool{}
	for _, d := range r.Damage {
		if d.Article != "" {
			touched[[2]string{d.Feed, d.Article}] = true
		}
	}
	fmt.Fprintf(a.stdout, "%s is DAMAGED, see above (%s). Checked: %s. %s\n",
		v.archive, count(len(r.Damage), "finding"), counted(r.Checked), left(r, len(touched)))
	switch {
	case v.repaired == "":
	case len(v.lost) == 0:
		fmt.Fprintf(a.stdout, "It was repaired into %s; nothing is lost that a snapshot holds.\n", v.repaired)
	default:
		fmt.Fprintf(a.stdout, "It was repaired into %s, but for:\n", v.repaired)
		a.printDamage(v.lost)
	}
}

// left says what can be read all the same.
func left(r *bolt.Report, touched int) string {
	switch {
	case r.Checked.Articles == 0:
		return "No article can be read."
	case slices.ContainsFunc(r.Damage, func(d bolt.Damage) bool { return d.Kind == bolt.DamagePage }):
		return fmt.Sprintf("Touched: %s, and whatever else stood on the pages that were lost.", count(touched, "article"))
	}
	return fmt.Sprintf("Touched: %s; all others can be read.", count(touched, "article"))
}

// printDamage prints a line for each damage.
func (a *app) printDamage(damage []bolt.Damage) {
	for _, d := range damage {
		line := d.What
		if d.Feed != "" {
			line = "feed " + d.Feed + ": " + line
		}
		fmt.Fprintln(a.stdout, safe(line))
	}
}

// tell prints a result that --quiet leaves out.
func (a *app) tell(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stdout, format, args...)
	}
}

func counted(c bolt.Checked) string {
	list := []string{
		count(c.Feeds, "feed"), count(c.Snapshots, "snapshot"), count(c.Articles, "article"), count(c.Revisions, "revision"),
		count(c.Captures, "capture"), count(c.Changes, "change"), count(c.Documents, "document"), count(c.Pages, "file page"),
	}
	text := joined(list)
	if c.Absent > 0 {
		text += fmt.Sprintf("; absent, which is no damage: %s known by the digest alone, imported so or pruned", count(c.Absent, "page"))
	}
	return text
}
