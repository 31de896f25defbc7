package schedule

import (
	"errors"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"1m": time.Minute, "15m": 15 * time.Minute, "900s": 15 * time.Minute, "1h": time.Hour, "60m": time.Hour, " 2H ": 2 * time.Hour,
		"24h": day, "1d": day, "daily": day, "hourly": time.Hour, "weekly": week, "7d": week, "1w": week, "168h": week,
	} {
		if got, err := Parse(text); got != want || err != nil {
			t.Errorf("Parse(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestParseNamesTheNearest(t *testing.T) {
	const want = " cannot be scheduled: want an interval such as 15m, 1h, 12h, daily or weekly"
	uneven := func(two string) string {
		return " cannot be scheduled: such times do not come out even; the nearest that do are " + two
	}
	for text, want := range map[string]string{
		"7m": uneven("6m and 10m"), "45m": uneven("30m and 1h"), "90m": uneven("1h and 2h"), "5h": uneven("4h and 6h"),
		"61s": uneven("1m and 2m"), "36h": uneven("24h and weekly"), "3d": uneven("24h and weekly"),
		"30s": " cannot be scheduled: the shortest interval is 1m", "0s": " cannot be scheduled: the shortest interval is 1m",
		"-1h": " cannot be scheduled: the shortest interval is 1m", "-1d": " cannot be scheduled: the shortest interval is 1m",
		"8d": " cannot be scheduled: the longest interval is weekly", "2w": " cannot be scheduled: the longest interval is weekly",
		"": want, "often": want, "1": want, "d": want, "1x": want, "1.5d": want, "9999999w": want, "monthly": want,
	} {
		got, err := Parse(text)
		if err == nil || got != 0 || !errors.Is(err, ErrInterval) || err.Error() != `"`+text+`"`+want {
			t.Errorf("Parse(%q) = %v, %v; want error%s", text, got, err, want)
		}
	}
}

func TestEveryIntervalIsReadBack(t *testing.T) {
	for _, every := range intervals {
		if got, err := Parse(Text(every)); got != every || err != nil {
			t.Errorf("Parse(%q) = %v, %v", Text(every), got, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"1h", "15m", "7d", "1w", "daily", "", "-1d", "1h1m", "9223372036854775807ns"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		every, err := Parse(text)
		if err != nil {
			if !errors.Is(err, ErrInterval) {
				t.Errorf("Parse(%q): %v", text, err)
			}
			return
		}
		if again, err := Parse(Text(every)); again != every || err != nil {
			t.Errorf("Parse(%q) = %v, which is read back as %v, %v", text, every, again, err)
		}
	})
}
