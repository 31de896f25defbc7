package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/archive/bolt"
	"onrecord/archive/storetest"
)

// migratorVariable makes the test binary a program that migrates archives until
// it is killed.
const migratorVariable = "ONRECORD_TEST_MIGRATOR"

// migrateForEver migrates one archive after the other in a folder, and says
// which it has begun and which it has finished.
func migrateForEver(dir string) error {
	old, err := bolt.Version1()
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		path := filepath.Join(dir, fmt.Sprint(n), "archive.db")
		if err := errors.Join(os.Mkdir(filepath.Dir(path), 0o700), os.WriteFile(path, old, 0o600)); err != nil {
			return err
		}
		fmt.Println("begun", n)
		if _, err := bolt.Open(path, bolt.Options{}); err != nil {
			return err
		}
		fmt.Println("migrated", n)
	}
}

// TestKillMigration kills a program that migrates at any instant. The archive is
// the old one or the new one then, a copy that appeared is whole, and the next
// program that opens it ends what was begun.
func TestKillMigration(t *testing.T) {
	old, err := bolt.Version1()
	if err != nil {
		t.Fatal(err)
	}
	reference := filepath.Join(t.TempDir(), "archive.db")
	if err := os.WriteFile(reference, old, 0o600); err != nil {
		t.Fatal(err)
	}
	before := bolt.Rows(t, reference)
	open(t, reference)
	after := bolt.Rows(t, reference)
	var found [3]int // of the archives whose migration was under way: untouched, with a copy, migrated
	for i := range storetest.Kills(t) {
		path, finished := killMigrator(t, time.Duration(60+7*(i%20))*time.Millisecond)
		if path == "" {
			continue
		}
		backups, err := filepath.Glob(path + ".*.bak")
		if err != nil || len(backups) > 1 || finished && len(backups) == 0 {
			t.Fatalf("copies %v, %v", backups, err)
		}
		now := bolt.Rows(t, path)
		isOld := slices.Equal(now, before)
		switch {
		case !isOld && !slices.Equal(now, after):
			t.Fatal("the archive is neither the old one nor the new one")
		case isOld && finished || !isOld && len(backups) == 0:
			t.Fatalf("old %v, said to be finished %v, copies %v", isOld, finished, backups)
		case finished:
		case isOld:
			found[len(backups)]++
		default:
			found[2]++
		}
		for _, backup := range backups {
			if data, err := os.ReadFile(backup); err != nil || !bytes.HasPrefix(old, data) || len(data) < len(old)/2 {
				t.Fatalf("the copy has %d bytes of %d, %v", len(data), len(old), err)
			}
		}
		open(t, path)
		if !slices.Equal(bolt.Rows(t, path), after) {
			t.Fatal("opened again it is not what it should be")
		}
		if parts, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); err != nil || isOld && len(parts) != 0 {
			t.Errorf("left behind: %v, %v", parts, err)
		}
	}
	t.Logf("killed before the copy was there %d times, before the migration %d, after it %d", found[0], found[1], found[2])
}

// killMigrator runs a migrator for a while and returns the archive it worked on
// last; none if it did not come so far.
func killMigrator(t *testing.T, after time.Duration) (path string, finished bool) {
	t.Helper()
	dir := t.TempDir()
	victim := exec.Command(os.Args[0])
	victim.Env = append(os.Environ(), migratorVariable+"="+dir)
	var out bytes.Buffer
	victim.Stdout = &out
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := victim.Wait(); err == nil {
		t.Fatal("the program ended by itself")
	}
	for line := range strings.Lines(out.String()) {
		var n int
		switch {
		case scan(line, "begun %d\n", &n):
			path, finished = filepath.Join(dir, fmt.Sprint(n), "archive.db"), false
		case scan(line, "migrated %d\n", &n):
			finished = true
		default:
			t.Fatalf("the program said %q", line)
		}
	}
	return path, finished
}
