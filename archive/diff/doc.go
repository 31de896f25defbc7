// Package diff says which words differ between two contents, and prints
// changes for terminals and for programs. It knows nothing of stores: two
// contents in, hunks out.
//
// # Comparison
//
// [Text] compares two texts word by word. Words are those of Unicode text
// segmentation (UAX #29); scripts that are written without spaces (Chinese,
// Japanese, Thai, Khmer …) are compared character by character, a paragraph
// break counts as a word, and punctuation marks are words of their own. White
// space between words is never a reason to match or not to match words: it
// goes with the words around it, and shows as a change only where it is one.
//
// Texts of up to some 12,000 words on either side are compared exactly: the
// result deletes and inserts the least number of words. Longer ones are first
// cut at paragraphs, then at words, that occur once on both sides, so that the
// work stays bounded whatever a page holds. Nothing depends on the clock: the
// same two texts always give the same result.
//
// # Formats
//
// What people are shown is cut into paragraphs first ([Paragraphs]): those that
// merely changed their place are told from those that came or went. Documents
// for programs hold the operations as they are.
//
// One file per format: text.go for terminals, stat.go for one line a change,
// html.go for a page to be sent to somebody, markdown.go, and json.go for the
// documents onrecord/diff and onrecord/log, whose JSON Schemas are [Schema] and
// [LogSchema].
package diff
