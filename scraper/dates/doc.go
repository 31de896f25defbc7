// Package dates reads dates as officials print them.
//
// [Parse] reads a text that is a date, with whatever label, weekday and time
// stand around it; [Find] finds the dates in running text; [OrderOf] decides
// from a whole listing whether 03.04.2020 is in March or in April;
// [ParseMachine] reads the forms written for programs.
//
// What is read is the printed day. A printed offset is kept, a time without one
// takes the zone of [Options], and no conversion ever changes the day.
// A text that does not name a day (a month alone, "two weeks ago") is no date.
//
// The names of months, weekdays, halves of the day and relative days come from
// Unicode CLDR (the generated table), what CLDR lacks from the lists in
// extra.go. Years of the Persian, Thai Buddhist, Japanese and Republic of
// China calendars are converted where the page's language uses them.
package dates
