package schedule

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFieldsOfASlot(t *testing.T) {
	for _, c := range []struct {
		every             time.Duration
		slot              slot
		crontab, calendar string
	}{
		{time.Minute, slot{}, "* * * * *", "*-*-* *:*:00"},
		{2 * time.Minute, slot{minute: 1}, "1-59/2 * * * *", "*-*-* *:01/2:00"},
		{5 * time.Minute, slot{minute: 3}, "3-59/5 * * * *", "*-*-* *:03/5:00"},
		{15 * time.Minute, slot{minute: 7}, "7,22,37,52 * * * *", "*-*-* *:07/15:00"},
		{30 * time.Minute, slot{minute: 29}, "29,59 * * * *", "*-*-* *:29/30:00"},
		{time.Hour, slot{minute: 17, hour: 3}, "17 * * * *", "*-*-* *:17:00"},
		{2 * time.Hour, slot{minute: 17, hour: 1}, "17 1-23/2 * * *", "*-*-* 01/2:17:00"},
		{6 * time.Hour, slot{minute: 17, hour: 5}, "17 5,11,17,23 * * *", "*-*-* 05/6:17:00"},
		{12 * time.Hour, slot{minute: 9, hour: 0}, "9 0,12 * * *", "*-*-* 00/12:09:00"},
		{day, slot{minute: 9, hour: 4, weekday: 2}, "9 4 * * *", "*-*-* 04:09:00"},
		{week, slot{minute: 9, hour: 14, weekday: 0}, "9 14 * * 0", "Sun *-*-* 14:09:00"},
		{week, slot{minute: 59, hour: 23, weekday: 6}, "59 23 * * 6", "Sat *-*-* 23:59:00"},
	} {
		if got := c.slot.crontab(c.every); got != c.crontab {
			t.Errorf("%v at %v: crontab %q, want %q", c.every, c.slot, got, c.crontab)
		}
		if got := c.slot.calendar(c.every); got != c.calendar {
			t.Errorf("%v at %v: calendar %q, want %q", c.every, c.slot, got, c.calendar)
		}
	}
}

// expand reads a field of a crontab: *, a list, or a range with a step.
func expand(t *testing.T, text string, size int) []bool {
	t.Helper()
	on := make([]bool, size)
	for _, part := range strings.Split(text, ",") {
		first, last, step := 0, size-1, 1
		span, after, stepped := strings.Cut(part, "/")
		if stepped {
			step = number(t, after)
		}
		if span != "*" {
			from, to, isRange := strings.Cut(span, "-")
			first = number(t, from)
			last = first
			if isRange {
				last = number(t, to)
			}
		}
		for n := first; n <= last; n += step {
			on[n] = true
		}
	}
	return on
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// start is a Sunday.
var start = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// runs returns when a crontab's line runs in the two weeks from start on.
func runs(t *testing.T, line string) []time.Time {
	t.Helper()
	f := strings.Fields(line)
	minutes, hours, days := expand(t, f[0], 60), expand(t, f[1], 24), expand(t, f[4], 7)
	if f[2] != "*" || f[3] != "*" {
		t.Fatalf("%q", line)
	}
	var list []time.Time
	for at := start; at.Before(start.Add(2 * week)); at = at.Add(time.Minute) {
		if minutes[at.Minute()] && hours[at.Hour()] && days[at.Weekday()] {
			list = append(list, at)
		}
	}
	return list
}

// TestTimesComeOutEven checks that every job runs at its interval, never on the
// full hour, and always at the same times.
func TestTimesComeOutEven(t *testing.T) {
	for _, every := range intervals {
		for i := range 40 {
			j := Job{Host: fmt.Sprintf("host-%d", i), Config: "/srv/news/config.yaml", Every: every}
			line := j.slot().crontab(every)
			list := runs(t, line)
			if want := int(2 * week / every); len(list) != want {
				t.Fatalf("%v: %q runs %d times in two weeks, want %d", every, line, len(list), want)
			}
			for k, at := range list {
				if k > 0 && at.Sub(list[k-1]) != every {
					t.Fatalf("%v: %q runs at %s and %s", every, line, list[k-1], at)
				}
				if at.Minute() == 0 && every > time.Minute {
					t.Fatalf("%v: %q runs on the full hour", every, line)
				}
			}
			if again := j.slot().crontab(every); again != line {
				t.Fatalf("%v: %q, then %q", every, line, again)
			}
		}
	}
}

// TestCalendarMeansTheSame lets systemd say when its calendar events are.
func TestCalendarMeansTheSame(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("systemd-analyze is missing: make test-tools")
		}
		t.Skip("systemd-analyze is missing: make test-tools")
	}
	const times = 5
	for _, every := range intervals {
		s := Job{Host: "host", Config: "/srv/news/config.yaml", Every: every}.slot()
		cmd := exec.Command("systemd-analyze", "calendar", fmt.Sprintf("--iterations=%d", times),
			"--base-time="+start.Add(-time.Second).Format("2006-01-02 15:04:05"), s.calendar(every))
		cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", s.calendar(every), err, out)
		}
		var got []time.Time
		for line := range strings.Lines(string(out)) {
			_, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
			if at, err := time.Parse("Mon 2006-01-02 15:04:05 UTC", strings.TrimSpace(text)); err == nil {
				got = append(got, at)
			}
		}
		first := runs(t, s.crontab(every))[0]
		var want []time.Time
		for i := range times {
			want = append(want, first.Add(time.Duration(i)*every))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s against %s (-cron +systemd):\n%s\n%s", s.calendar(every), s.crontab(every), diff, out)
		}
	}
}

// TestJobsAreSpread checks that many machines use all minutes, hours and days,
// and none far more than its share.
func TestJobsAreSpread(t *testing.T) {
	const machines = 20_000
	var minutes [60]int
	var hours [24]int
	var days [7]int
	for i := range machines {
		s := Job{Host: fmt.Sprintf("host-%d", i), Config: "/srv/news/config.yaml", Every: week}.slot()
		minutes[s.minute]++
		hours[s.hour]++
		days[s.weekday]++
	}
	for name, counts := range map[string][]int{"minute": minutes[1:], "hour": hours[:], "day": days[:]} {
		share := machines / len(counts)
		for i, n := range counts {
			if n < share*3/4 || n > share*5/4 {
				t.Errorf("%s %d: %d of %d machines, want about %d", name, i, n, machines, share)
			}
		}
	}
	if minutes[0] > 0 {
		t.Errorf("%d machines ask on the full hour", minutes[0])
	}
}

func TestSlotDependsOnTheJob(t *testing.T) {
	base := Job{Host: "a", Config: "/srv/news/config.yaml", Every: week}
	seen := map[slot]string{base.slot(): "base"}
	for name, j := range map[string]Job{
		"host":   {Host: "b", Config: base.Config, Every: week},
		"config": {Host: "a", Config: "/srv/other/config.yaml", Every: week},
		"feeds":  {Host: "a", Config: base.Config, Feeds: []string{"mlo"}, Every: week},
	} {
		if before, ok := seen[j.slot()]; ok {
			t.Errorf("another %s has the same time as %s", name, before)
		}
		seen[j.slot()] = name
	}
	base.User, base.Program = "news", "/usr/bin/onrecord"
	if seen[base.slot()] != "base" {
		t.Error("the time depends on the program or the user")
	}
}
