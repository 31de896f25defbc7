package article

import (
	"testing"

	"onrecord/archive"
)

// What names a date often stands in an element of its own.
func TestLabelsOfDatesInOtherElements(t *testing.T) {
	const published, updated = "3 May 2021", "7 May 2021"
	tests := []struct{ name, markup string }{
		{"dl", "<dl><dt>Last updated</dt><dd>" + updated + "</dd><dt>Published</dt><dd>" + published + "</dd></dl>"},
		{"dl in wrappers", "<dl><div><dt><span>Last updated:</span></dt><dd><p>" + updated + "</p></dd></div><div><dt>Published:</dt><dd>" + published + "</dd></div></dl>"},
		{"table", "<table><tr><th>Last updated</th><td>" + updated + "</td></tr><tr><th>Published</th><td>" + published + "</td></tr></table>"},
		{"blocks", "<div class=meta><div>Updated</div><div>" + updated + "</div><div>Published</div><div>" + published + "</div></div>"},
		{"marked as dates", "<p>Last updated <span class=date>" + updated + "</span> Published <span class=date>" + published + "</span></p>"},
		{"for programs", `<p>Last updated <time datetime="2021-05-07">` + updated + `</time>, published <time datetime="2021-05-03">` + published + "</time></p>"},
		{"a day that is called the date of an update", "<p>Дата обновления: 07.05.2021</p><p>Опубликовано: 03.05.2021</p>"},
		{"for programs in dl", `<dl><dt>Last updated</dt><dd><time datetime="2021-05-07">` + updated + `</time></dd><dt>Published</dt><dd><time datetime="2021-05-03">` + published + "</time></dd></dl>"},
		{"in the other order", "<dl><dt>Published</dt><dd>" + published + "</dd><dt>Last updated</dt><dd>" + updated + "</dd></dl>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readHTML(t, `<html lang="en"><body><article><h1>New lock opened at Middelwater</h1>`+tt.markup+text(prose1, prose2, prose3)+"</article></body></html>", Options{})
			if r.Content.Date != archive.Date("2021-05-03") {
				t.Errorf("date %q; claims %v", r.Content.Date, r.Claims)
			}
		})
	}
}
