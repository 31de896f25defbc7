package schedule

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrInterval is returned by Parse for what cron cannot do, or is no interval.
var ErrInterval = errors.New("cannot be scheduled")

const (
	day  = 24 * time.Hour
	week = 7 * day
)

// intervals are the times between two runs that cron keeps evenly, ascending.
var intervals = []time.Duration{
	time.Minute, 2 * time.Minute, 3 * time.Minute, 4 * time.Minute, 5 * time.Minute, 6 * time.Minute,
	10 * time.Minute, 12 * time.Minute, 15 * time.Minute, 20 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 4 * time.Hour, 6 * time.Hour, 8 * time.Hour, 12 * time.Hour,
	day, week,
}

// Parse reads an interval: a duration as Go writes it (15m, 1h30m), a number of
// days or weeks (1d, 1w), or one of hourly, daily and weekly. An interval that
// cron cannot keep is ErrInterval; the error names the nearest it can.
func Parse(text string) (time.Duration, error) {
	every, err := duration(strings.TrimSpace(strings.ToLower(text)))
	if err != nil {
		return 0, fmt.Errorf("%q %w: want an interval such as 15m, 1h, 12h, daily or weekly", text, err)
	}
	at, exact := slices.BinarySearch(intervals, every)
	switch {
	case exact:
		return every, nil
	case at == 0:
		return 0, fmt.Errorf("%q %w: the shortest interval is %s", text, ErrInterval, Text(intervals[0]))
	case at == len(intervals):
		return 0, fmt.Errorf("%q %w: the longest interval is %s", text, ErrInterval, Text(week))
	}
	return 0, fmt.Errorf("%q %w: such times do not come out even; the nearest that do are %s and %s",
		text, ErrInterval, Text(intervals[at-1]), Text(intervals[at]))
}

func duration(text string) (time.Duration, error) {
	switch text {
	case "hourly":
		return time.Hour, nil
	case "daily":
		return day, nil
	case "weekly":
		return week, nil
	}
	if d, err := time.ParseDuration(text); err == nil {
		return d, nil
	}
	unit := week
	number, ok := strings.CutSuffix(text, "w")
	if !ok {
		unit = day
		number, ok = strings.CutSuffix(text, "d")
	}
	n, err := strconv.ParseInt(number, 10, 12)
	if !ok || err != nil {
		return 0, ErrInterval
	}
	return time.Duration(n) * unit, nil
}

// Text writes an interval as Parse reads it: 15m, 6h, 24h, weekly.
func Text(every time.Duration) string {
	switch {
	case every == week:
		return "weekly"
	case every%time.Hour == 0:
		return fmt.Sprintf("%dh", every/time.Hour)
	}
	return fmt.Sprintf("%dm", every/time.Minute)
}
