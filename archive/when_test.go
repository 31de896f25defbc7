package archive_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/storetest"
)

func TestResolveSnapshot(t *testing.T) {
	moscow := time.FixedZone("MSK", 3*3600)
	store := storetest.NewMemory()
	taken := []string{"2026-03-01T10:00:00Z", "2026-03-02T20:59:59Z", "2026-03-02T21:00:00Z", "2026-03-05T10:00:00Z"}
	ctx := context.Background()
	w, err := store.Claim(ctx, "f")
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range taken {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		s := archive.Snapshot{Number: i + 1, Started: when, Taken: when, Status: archive.Complete}
		if err := w.Commit(ctx, s, archive.NewLooks(), nil); err != nil {
			t.Fatal(err)
		}
	}
	resolve := func(spec string) (n int, err error) {
		errView := store.View(ctx, "f", func(v archive.View) error {
			n, err = archive.ResolveSnapshot(v, spec, moscow)
			return nil
		})
		if errView != nil {
			t.Fatal(errView)
		}
		return n, err
	}
	for spec, want := range map[string]int{
		"1": 1, "4": 4, "latest": 4, "latest~0": 4, "latest~3": 1,
		"2026-03-01": 1,
		"2026-03-02": 2, // 23:59:59 in Moscow
		"2026-03-03": 3, // midnight in Moscow
		"2026-03-04": 3, "2026-03-05": 4, "2030-01-01": 4,
	} {
		if got, err := resolve(spec); err != nil || got != want {
			t.Errorf("%s = %d, %v; want %d", spec, got, err, want)
		}
	}
	for _, spec := range []string{"0", "5", "-1", "latest~4", "2026-02-28"} {
		if got, err := resolve(spec); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("%s = %d, %v; want ErrNotFound", spec, got, err)
		}
	}
	for _, spec := range []string{"", "last", "latest~", "latest~x", "2026-13-01", "1.5", "v1"} {
		if got, err := resolve(spec); err == nil {
			t.Errorf("%s = %d; want an error", spec, got)
		}
	}
}

func TestParseSince(t *testing.T) {
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	for spec, want := range map[string]string{
		"7d": "2026-03-03T12:00:00Z", "12h": "2026-03-10T00:00:00Z", "2w": "2026-02-24T12:00:00Z",
		"1m": "2026-02-10T12:00:00Z", "1y": "2025-03-10T12:00:00Z",
		"2026-03-01": "2026-02-28T21:00:00Z", "2026-03-01T05:00:00+01:00": "2026-03-01T04:00:00Z",
	} {
		got, err := archive.ParseSince(spec, now, time.FixedZone("MSK", 3*3600))
		if err != nil || got.UTC().Format(time.RFC3339) != want {
			t.Errorf("%s = %s, %v; want %s", spec, got, err, want)
		}
	}
	for _, spec := range []string{"", "d", "7", "7x", "-7d", "soon", "2026-02-30"} {
		if got, err := archive.ParseSince(spec, now, time.UTC); err == nil {
			t.Errorf("%q = %s; want an error", spec, got)
		}
	}
}
