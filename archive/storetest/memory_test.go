package storetest

import (
	"testing"

	"onrecord/archive"
)

func TestMemory(t *testing.T) {
	Run(t, func(testing.TB) func() archive.Store {
		m := NewMemory()
		return func() archive.Store { return m }
	})
}
