// Package notify tells people and programs what a crawl found: one message a
// snapshot and channel, with the words that changed and links to the articles.
//
// A [Channel] is one way to tell: mail, a chat service, a webhook, a command. A
// [Filter] says which changes it is told; it never decides what is kept. An
// [Outbox] remembers, in a small file beside the archive, up to which snapshot
// each channel was told. What the archive holds beyond that is what waits: a
// message is made of the archive whenever it can be sent, so nothing has to be
// stored twice, and nothing is lost when the program dies.
//
// A message counts as sent once the other side has taken it. When the program
// dies, or the line does, just between that and writing it down, the message is
// sent again under the same id, by which those who receive it can know it: as
// Message-ID of a mail, as X-Onrecord-Delivery of a webhook, as
// ONRECORD_MESSAGE_ID of a command.
//
// The first snapshot of a feed takes stock of what there is and is not told. A
// channel that is new in the configuration is told what is found from then on.
package notify
