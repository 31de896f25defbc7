package dates

// language holds the words of one language. Words are folded; groups are
// divided by semicolons, the words of a group by commas.
type language struct {
	tags     string // BCP 47 primary languages, divided by spaces
	months   string // January to December
	weekdays string // Sunday to Saturday
	halves   string // before noon; after noon
	days     string // the day before yesterday; yesterday; today; tomorrow
	ago      string // past minutes; hours; days, the number as #
	order    Order  // of its short numeric dates
	dotted   bool   // hours and minutes are divided by a dot
}
