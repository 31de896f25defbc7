package archive

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ResolveSnapshot returns the number of the snapshot that a person means by
// "3", "latest", "latest~1" or a date "2024-12-05": the newest snapshot taken
// by the end of that day in loc. A spec of none of these forms is an error; ErrNotFound
// is returned when there is no such snapshot.
func ResolveSnapshot(v View, spec string, loc *time.Location) (int, error) {
	latest, err := v.Latest()
	if err != nil {
		return 0, err
	}
	if latest == 0 {
		return 0, fmt.Errorf("snapshot %q: %w: the feed has no snapshot yet; run: onrecord crawl", spec, ErrNotFound)
	}
	if day, err := time.ParseInLocation(DayLayout, spec, loc); err == nil {
		return snapshotBy(v, day, latest)
	}
	number, err := snapshotNumber(spec, latest)
	if err != nil {
		return 0, err
	}
	if number < 1 || number > latest {
		return 0, fmt.Errorf("snapshot %q: %w: %s", spec, ErrNotFound, thereAre(latest))
	}
	return number, nil
}

// thereAre says which snapshots a feed has.
func thereAre(latest int) string {
	if latest == 1 {
		return "the feed has only snapshot 1 so far"
	}
	return fmt.Sprintf("the feed has snapshots 1 to %d", latest)
}

// snapshotNumber reads "3", "latest" and "latest~1".
func snapshotNumber(spec string, latest int) (int, error) {
	if n, err := strconv.Atoi(spec); err == nil {
		return n, nil
	}
	back, ok := strings.CutPrefix(spec, "latest")
	if ok && back == "" {
		return latest, nil
	}
	if steps, found := strings.CutPrefix(back, "~"); ok && found {
		if n, err := strconv.Atoi(steps); err == nil && n >= 0 {
			return latest - n, nil
		}
	}
	return 0, fmt.Errorf("snapshot %q: want a number such as 3, latest, latest~1, or a date such as 2024-12-05", spec)
}

// snapshotBy returns the newest snapshot taken before the day after day.
func snapshotBy(v View, day time.Time, latest int) (int, error) {
	end := day.AddDate(0, 0, 1)
	low, high := 0, latest // the answer lies between; snapshots are ordered by time
	for low < high {
		middle := (low + high + 1) / 2
		s, err := OneSnapshot(v, middle)
		if err != nil {
			return 0, err
		}
		if s.Taken.Before(end) {
			low = middle
		} else {
			high = middle - 1
		}
	}
	if low == 0 {
		first, err := OneSnapshot(v, 1)
		if err != nil {
			return 0, err
		}
		return 0, fmt.Errorf("snapshot of %s: %w: the first one was taken on %s (days in %s)",
			day.Format(DayLayout), ErrNotFound, first.Taken.In(day.Location()).Format(DayLayout), day.Location())
	}
	return low, nil
}

// OneSnapshot returns snapshot number, ErrNotFound when there is none.
func OneSnapshot(v View, number int) (Snapshot, error) {
	found, err := v.Snapshots(number, number)
	if err != nil {
		return Snapshot{}, err
	}
	if number < 1 || len(found) != 1 {
		return Snapshot{}, fmt.Errorf("snapshot %d: %w", number, ErrNotFound)
	}
	return found[0], nil
}

// NewestSnapshot returns the newest snapshot, a zero one when there is none.
func NewestSnapshot(v View) (Snapshot, error) {
	latest, err := v.Latest()
	if err != nil || latest == 0 {
		return Snapshot{}, err
	}
	return OneSnapshot(v, latest)
}

// ParseSince returns the instant that a person means by "7d", "12h", "2w" (that
// long before now) or by a date (the start of that day in loc) or an RFC 3339 time.
func ParseSince(spec string, now time.Time, loc *time.Location) (time.Time, error) {
	if t, err := time.ParseInLocation(DayLayout, spec, loc); err == nil {
		return t, nil
	}
	if t, err := time.Parse(time.RFC3339, spec); err == nil {
		return t, nil
	}
	units := map[byte]func(n int) time.Time{
		'h': func(n int) time.Time { return now.Add(-time.Duration(n) * time.Hour) },
		'd': func(n int) time.Time { return now.AddDate(0, 0, -n) },
		'w': func(n int) time.Time { return now.AddDate(0, 0, -7*n) },
		'm': func(n int) time.Time { return now.AddDate(0, -n, 0) },
		'y': func(n int) time.Time { return now.AddDate(-n, 0, 0) },
	}
	if spec != "" {
		n, err := strconv.Atoi(spec[:len(spec)-1])
		if back, ok := units[spec[len(spec)-1]]; ok && err == nil && n >= 0 && n < 100_000 {
			return back(n), nil
		}
	}
	return time.Time{}, fmt.Errorf("time %q: want a date such as 2024-12-05, or how long ago: 12h, 7d, 2w, 6m, 1y", spec)
}
