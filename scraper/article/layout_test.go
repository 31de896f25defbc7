package article

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// Old layouts set the title in a cell with the text, and the latest news, this
// article among them, in the cell before.
func TestTextBesideALatestNewsCell(t *testing.T) {
	const title = "New lock opened at Middelwater"
	source := `<html lang="en"><head><title>Lake Union</title></head><body><table><tr><td><table><tr><td><b>Latest</b></td></tr>` +
		`<tr><td><font size=1>March 9, 2021<br><a href="/news/2021/other">The ferry to Sur will not sail on Friday</a></font></td></tr>` +
		`<tr><td><font size=1>March 1, 2021<br><a href="` + address + `">` + title + `</a></font></td></tr>` +
		`<tr><td><font size=1>February 2, 2021<br><a href="/news/2021/third">Prices of timber at the market of Ostburg</a></font></td></tr></table></td>` +
		`<td><font size=1>March 1, 2021</font><br><font size=4><b>` + title + `</b></font><br><br>` +
		prose1 + `<br><br>` + prose2 + `<br><br>` + prose3 + `<br><br><a href="/news/">Back</a></td></tr></table></body></html>`
	want := archive.Content{Title: title, Date: "2021-03-01", Body: body(prose1, prose2, prose3)}
	for name, o := range map[string]Options{
		"listed":   {Entry: archive.Entry{Title: title}},
		"selected": {Select: rules.Select{Title: `font[size="4"]`}},
	} {
		if diff := cmp.Diff(want, readHTML(t, source, o).Content); diff != "" {
			t.Errorf("%s: reading differs (-want +got):\n%s", name, diff)
		}
	}
}
