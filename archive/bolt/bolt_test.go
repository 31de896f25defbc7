package bolt_test

import (
	"path/filepath"
	"testing"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/archive/storetest"
)

// inTemp makes stores on one file in a directory of the test's own.
func inTemp(t testing.TB) func() archive.Store {
	path := filepath.Join(t.TempDir(), "archive.db")
	return func() archive.Store { return open(t, path) }
}

// open opens the store at path.
func open(t testing.TB, path string) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, inTemp)
}

func TestStoreAgainstModel(t *testing.T) {
	storetest.RunModel(t, inTemp)
}
