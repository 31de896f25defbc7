// Package bolt keeps an archive in one file of bbolt.
package bolt
