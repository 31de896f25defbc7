package pdftext

import "testing"

func TestJoined(t *testing.T) {
	tests := []struct{ name, old, new, wantOld, wantNew string }{
		{"broken in one of them", "Their (exami- nation), it said.", "Their (examination), it said.", "Their (examination), it said.", "Their (examination), it said."},
		{"a hyphen of its own", "A well- known weir.", "A well-known weir.", "A well-known weir.", "A well-known weir."},
		{"broken at several places", "It was re- peated.", "It was repeat- ed.", "It was repeated.", "It was repeated."},
		{"whole elsewhere in the text", "Floods. The ice and floo- ds.", "Floods. The ice.", "Floods. The ice and floods.", "Floods. The ice."},
		{"whole with a capital", "Exami- nation of gates, an examination", "x", "Examination of gates, an examination", "x"},
		{"no broken word", "pre- and post-war", "pre- and post-war plans", "pre- and post-war", "pre- and post-war plans"},
		{"nothing tells", "Its exami- nation", "Its exami- nation ended", "Its exami- nation", "Its exami- nation ended"},
		{"a dash", "gates - all of them", "gates -all of them", "gates - all of them", "gates -all of them"},
		{"another edit beside it", "The exami- nation of two", "The examination of three", "The examination of two", "The examination of three"},
		{"another hyphen, twice in a word", "слово\u2010 сочета\u2010 ние", "словосочета- ние словосочетание", "слово\u2010 сочета\u2010 ние", "словосочетание словосочетание"},
		{"nothing", "", "One", "", "One"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if old, new := Joined(tt.old, tt.new); old != tt.wantOld || new != tt.wantNew {
				t.Errorf("got %q and %q", old, new)
			}
		})
	}
}
