package archive

import (
	"strings"
	"testing"
	"time"
)

func TestChoose(t *testing.T) {
	var times []time.Time
	for _, s := range strings.Fields("2024-03-01T08:00:00Z 2025-12-30T08:00:00Z 2026-01-04T08:00:00Z 2026-01-05T08:00:00Z 2026-01-05T22:30:00Z 2026-01-06T08:00:00Z") {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		times = append(times, at)
	}
	for name, c := range map[string]struct {
		keep Keeping
		zone string
		want string // x: kept
	}{
		"last 2":            {Keeping{Last: 2}, "UTC", "....xx"},
		"more than all":     {Keeping{Last: 9}, "UTC", "xxxxxx"},
		"two days":          {Keeping{Daily: 2}, "UTC", "....xx"},
		"two days of Minsk": {Keeping{Daily: 2}, "Europe/Minsk", "...x.x"}, // there the fifth is of 6 January already
		"two weeks":         {Keeping{Weekly: 2}, "UTC", "..x..x"},         // 30 December and 4 January are of one
		"two months":        {Keeping{Monthly: 2}, "UTC", ".x...x"},
		"three years":       {Keeping{Yearly: 3}, "UTC", "xx...x"},
		"since":             {Keeping{Since: times[3]}, "UTC", "...xxx"},
		"one or the other":  {Keeping{Last: 1, Yearly: 2}, "UTC", ".x...x"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, kept := range c.keep.choose(times, zone) {
			got += map[bool]string{true: "x", false: "."}[kept]
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
