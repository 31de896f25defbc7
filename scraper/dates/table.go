package dates

// The table of words is made from Unicode CLDR, which the npm package
// cldr-dates-full carries: install it beside go.mod ("npm install
// cldr-dates-full"), run "go generate" here, and remove node_modules again.
//
//go:generate go run ./internal/cldrgen -cldr ../../node_modules/cldr-dates-full

// language holds the words of one language, folded as internal/fold does it, so
// that they need no work at run time. Groups are divided by semicolons, the
// words of a group by commas.
type language struct {
	tags     string // BCP 47 primary languages, divided by spaces
	order    Order  // of its short numeric dates
	dotted   bool   // hours and minutes are divided by a dot
	months   string // January to December
	weekdays string // Sunday to Saturday
	halves   string // before noon; after noon
	days     string // the day before yesterday; yesterday; today
	ago      string // past minutes; hours; days, the number as #, ideographs one by one
}
