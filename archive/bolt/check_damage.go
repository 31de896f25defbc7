package bolt

import (
	"fmt"
	"strings"
)

// rowDamage says what a damaged row means.
func (c *findings) rowDamage(bucket, k []byte, err error) Damage {
	d := Damage{Feed: c.feed, What: reason(err)}
	number := func(i int) int {
		if len(k) < 4*i+4 {
			return 0
		}
		return int(at32(k, i))
	}
	name := strings.TrimSuffix(string(bucket), "s")
	article := func(kind string, format string, args ...any) {
		d.Kind, d.Article = kind, c.id(number(0))
		d.What = fmt.Sprintf("%s: %s: %s", articleName(c.id(number(0)), number(0)), fmt.Sprintf(format, args...), d.What)
	}
	switch string(bucket) {
	case string(bucketSnapshots):
		d.Kind, d.Snapshot = DamageSnapshot, number(0)
		d.What = fmt.Sprintf("snapshot %d: when it was taken and what it could not see cannot be read: %s; what it says of articles can", number(0), d.What)
	case string(bucketLooks):
		d.Kind, d.Snapshot = DamageSnapshot, number(0)
		d.What = fmt.Sprintf("snapshot %d: which articles it looked at cannot be read: %s; what it says of articles can", number(0), d.What)
	case string(bucketStates):
		d.Snapshot = number(1)
		article(DamageArticle, "where it stood from snapshot %d on cannot be read; its revisions can, unless named here", number(1))
	case string(bucketRevisions):
		article(DamageRevision, "revision %d cannot be read; other revisions and the changes can, unless named here", number(1))
	case string(bucketKept):
		d.Snapshot = number(1)
		article(DamageCapture, "which page snapshot %d kept of it cannot be read", number(1))
	case string(bucketChanges):
		d.Snapshot = number(1)
		article(DamageChange, "a change in snapshot %d cannot be read; the texts before and after it can, unless named here", number(1))
	case string(bucketNotes):
		article(DamageMemo, "what the crawler noted of it cannot be read; nothing that was archived is lost by that")
	case string(bucketMemos):
		d.Kind, d.What = DamageMemo, fmt.Sprintf("what the crawler noted as %q cannot be read: %s; nothing that was archived is lost by that", k, d.What)
	case string(bucketCaptures), string(bucketPending):
		d.Kind, d.What = DamageCapture, fmt.Sprintf("when and with which headers a page was fetched (%s %x) cannot be read: %s", name, k, d.What)
	case string(bucketSamples), string(bucketFresh), string(bucketStaged):
		d.Kind, d.What = DamageFeed, fmt.Sprintf("%s %x: %s", name, k, d.What)
	case string(bucketObjects), string(bucketDeltas), string(bucketPages), string(bucketTexts), string(bucketBlobs):
		d.Kind, d.What = DamageBytes, fmt.Sprintf("%s %x: %s; what needs them is named here too", bucket, k, d.What)
	default:
		d.Kind, d.What = DamageIndex, fmt.Sprintf("%s %x: %s; nothing that was archived is lost by that", bucket, k, d.What)
	}
	return d
}
