//go:build !unix

package bolt_test

func limitFiles() error { return nil }
