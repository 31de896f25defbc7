package dates_test

import (
	"fmt"
	"time"

	"onrecord/scraper/dates"
)

func ExampleParse() {
	moscow := time.FixedZone("", 3*60*60)
	date, ok := dates.Parse("Опубликовано: вторник, 22 сентября 2020 г., 14:05", dates.Options{Language: "ru", Location: moscow})
	fmt.Println(date, ok)
	// Output: 2020-09-22T14:05:00+03:00 true
}

func ExampleFind() {
	text := "The Council met on 22 September 2020 and will meet again on 03.10.2020."
	for _, m := range dates.Find(text, dates.Options{Language: "en"}) {
		fmt.Println(m.Date, text[m.Start:m.End], m.Ambiguous)
	}
	// Output:
	// 2020-09-22 22 September 2020 false
	// 2020-10-03 03.10.2020 true
}

func ExampleOrderOf() {
	fmt.Println(dates.OrderOf([]string{"03/04/2020", "09/22/2020"}) == dates.MonthFirst)
	// Output: true
}

func ExampleParseMachine() {
	date, ok := dates.ParseMachine("2020-09-22 14:05:00.000 +0300", nil)
	fmt.Println(date, ok)
	// Output: 2020-09-22T14:05:00+03:00 true
}
