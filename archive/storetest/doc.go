// Package storetest says what every [archive.Store] must do: [Run] is the
// conformance suite, [RunModel] compares a store with the plain [Memory] store
// under random operations.
//
// # What the suite fixes beyond the interface
//
// A few questions that the interface leaves open are answered here, once for
// all stores:
//
//   - Snapshot 0 is the empty state before the first snapshot: lists of it are
//     empty. A snapshot that does not exist is ErrNotFound. An article unknown
//     to a snapshot has no revisions, captures or changes; asking for the
//     article itself is ErrNotFound.
//   - Articles are ordered by the bytes of their printed date, then by id;
//     descending turns both around, and leaves the undated last.
//   - An address that several articles have belongs to the one whose own
//     address it is, and otherwise to the one captured last.
//   - A limit of 0 or less is no limit.
//   - Instants come back in UTC, empty lists as nil.
//   - A pending capture that takes the place of an earlier one stands at the
//     end of the order.
package storetest
