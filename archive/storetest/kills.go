package storetest

import (
	"os"
	"strconv"
	"testing"
)

// Kills is how often a test kills what it tests: 20 times, or $ONRECORD_KILLS.
func Kills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("ONRECORD_KILLS")
	if text == "" {
		return 20
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("ONRECORD_KILLS: %v", err)
	}
	return n
}
