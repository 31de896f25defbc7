package notify

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"onrecord/archive"
	"onrecord/archive/export"
)

// told is the file that says up to which snapshot each channel was told.
type told struct {
	Format   string          `json:"format"`
	Version  int             `json:"version"`
	Channels map[string]mark `json:"channels"` // by key
}

// mark is the last snapshot that a channel was told of. Its time tells, when an
// older copy of the archive was put in place, which of its snapshots are meant.
type mark struct {
	Snapshot int       `json:"snapshot"`
	Taken    time.Time `json:"taken"`
}

const toldFormat = "onrecord/told"

// covers reports whether the channel was told of a snapshot.
func (m mark) covers(s archive.Snapshot) bool {
	return s.Taken.Before(m.Taken) || s.Taken.Equal(m.Taken) && s.Number <= m.Snapshot
}

func markOf(s archive.Snapshot) mark { return mark{s.Number, s.Taken} }

// readTold reads the file; where there is none, nobody was told anything.
func readTold(path string) (told, error) {
	t := told{Format: toldFormat, Version: 1, Channels: map[string]mark{}}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return t, fmt.Errorf("what was told already: %w", err)
	}
	if err := json.Unmarshal(data, &t); err != nil || t.Format != toldFormat || t.Version != 1 || t.Channels == nil {
		return t, fmt.Errorf("what was told already cannot be read: %s holds something else; remove it, and everything from then on is told", path)
	}
	return t, nil
}

func (t told) write(path string) error {
	return export.WriteFile(path, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(t)
	})
}
