package main

import (
	"os"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
	"go.etcd.io/bbolt"
)

// spoilCommand is "spoil FILE N": of up to N values of an archive that go on
// over several pages, which blocks of texts and pages do, the second page is
// overwritten.
func spoilCommand(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	limit, err := strconv.Atoi(args[1])
	ts.Check(err)
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, PreLoadFreelist: true})
	ts.Check(err)
	var spoiled []int
	ts.Check(db.View(func(tx *bbolt.Tx) error {
		for id := 2; len(spoiled) < limit; id++ {
			info, err := tx.Page(id)
			if err != nil || info == nil {
				return err
			}
			if info.Type == "leaf" && info.OverflowCount > 0 {
				spoiled = append(spoiled, id+1)
			}
			id += info.OverflowCount
		}
		return nil
	}))
	ts.Check(db.Close())
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	ts.Check(err)
	for _, id := range spoiled {
		_, err := file.WriteAt(make([]byte, 4096), int64(id)*4096)
		ts.Check(err)
	}
	ts.Check(file.Close())
	if len(spoiled) == 0 {
		ts.Fatalf("%s has no value of several pages", args[0])
	}
}
