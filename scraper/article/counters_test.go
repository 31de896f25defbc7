package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// Counters differ at every look, and closing lines are the site's: neither is
// text, in the languages of the region either.
func TestCountersAndClosingLinesAreNoText(t *testing.T) {
	tests := []struct {
		line string
		text bool
	}{
		{"Қаралымдар саны: 214", false},
		{"Қаралды: 1 204", false},
		{"Көрүүлөр: 12", false},
		{"Дида шуд: 77", false},
		{"Դիտումներ՝ 315", false},
		{"ნახვების რაოდენობა: 9", false},
		{"Праглядаў: 81", false},
		{"Кількість переглядів: 1204", false},
		{"Broj pregleda: 33", false},
		{"Прегледа: 33", false},
		{"Ko‘rishlar soni: 18", false},
		{"Количество просмотров: 1,204", false},
		{"1.204 views", false},
		{"浏览次数：18", false},
		{"<< Nazad | Štampa", false},
		{"<< Назад | Штампа", false},
		{"【打印本页】 【关闭窗口】", false},
		{"Артқа", false},
		{"Вярнуцца да спісу", false},
		{"Повернутися до списку", false},
		{"Տպել", false},
		{"უკან", false},
		{"2. Views of the lake and of both of its shores", true},
		{"На выставке было 1204 просмотра, и все они были платными.", true},
		{"Number of ships: 1204", true},
		{"Ships / barges", true},
	}
	for _, tt := range tests {
		for _, selected := range []string{"", ".text"} {
			want, lines := []string{prose1, prose2, prose3}, []string{prose1, prose2, prose3, tt.line}
			if tt.text {
				lines = []string{prose1, prose2, tt.line, prose3}
				want = lines
			}
			escaped := strings.ReplaceAll("<p>"+strings.Join(lines, "</p><p>")+"</p>", "<<", "&lt;&lt;")
			r := readHTML(t, site(headline+`<div class="text">`+escaped+`</div>`), Options{Select: rules.Select{Body: selected}})
			if diff := cmp.Diff(want, archive.Paragraphs(r.Content.Text())); diff != "" {
				t.Errorf("%q, selected by %q (-want +got):\n%s", tt.line, selected, diff)
			}
		}
	}
}
