package schedule

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// slot is when a job runs: the first minute and the first hour of those that it
// uses, and the day of the week.
type slot struct {
	minute, hour int
	weekday      time.Weekday
}

// slot takes the job's time from a hash of what tells it from others.
func (j Job) slot() slot {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{j.Host, j.Config}, j.Feeds...), "\x00")))
	part := func(i int, n uint64) int { // a number below n
		return int(binary.BigEndian.Uint64(sum[8*i:]) % n)
	}
	var s slot
	if n := min(j.Every, time.Hour) / time.Minute; n > 1 {
		s.minute = 1 + part(0, uint64(n-1))
	}
	if n := min(j.Every, day) / time.Hour; n > 1 {
		s.hour = part(1, uint64(n))
	}
	s.weekday = time.Weekday(part(2, 7))
	return s
}

// crontab returns the five time fields of a crontab's line (crontab(5)).
func (s slot) crontab(every time.Duration) string {
	minutes, hours, weekday := strconv.Itoa(s.minute), strconv.Itoa(s.hour), "*"
	switch {
	case every < time.Hour:
		minutes, hours = field(s.minute, int(every/time.Minute), 60), "*"
	case every < day:
		hours = field(s.hour, int(every/time.Hour), 24)
	case every == week:
		weekday = strconv.Itoa(int(s.weekday))
	}
	return strings.Join([]string{minutes, hours, "*", "*", weekday}, " ")
}

// field returns first, first+step and so on below size: as a list, which every
// cron and every person can read, unless that gets long.
func field(first, step, size int) string {
	const longestList = 6
	var list []string
	for n := first; n < size; n += step {
		list = append(list, strconv.Itoa(n))
	}
	switch {
	case step == 1:
		return "*"
	case len(list) > longestList:
		return fmt.Sprintf("%d-%d/%d", first, size-1, step)
	}
	return strings.Join(list, ",")
}

// calendar returns the same times as a calendar event (systemd.time(7)).
func (s slot) calendar(every time.Duration) string {
	minutes, hours, weekday := fmt.Sprintf("%02d", s.minute), fmt.Sprintf("%02d", s.hour), ""
	switch {
	case every == time.Minute:
		minutes, hours = "*", "*"
	case every < time.Hour:
		minutes, hours = fmt.Sprintf("%02d/%d", s.minute, every/time.Minute), "*"
	case every == time.Hour:
		hours = "*"
	case every < day:
		hours = fmt.Sprintf("%02d/%d", s.hour, every/time.Hour)
	case every == week:
		weekday = s.weekday.String()[:3] + " "
	}
	return weekday + "*-*-* " + hours + ":" + minutes + ":00"
}
