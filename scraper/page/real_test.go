package page

import (
	"testing"

	"onrecord/internal/realpages"
)

// TestRealPages parses saved pages: none is refused, none loses a tag to the
// limits, and each is read as the UTF-8 it was saved in, whatever its labels.
func TestRealPages(t *testing.T) {
	for _, variable := range []string{realpages.Pages, realpages.Listings} {
		t.Run(variable, func(t *testing.T) {
			for _, file := range realpages.Below(t, realpages.Folder(t, variable)) {
				checkRealPage(t, file)
			}
		})
	}
}

func checkRealPage(t *testing.T, file string) {
	t.Helper()
	body := realpages.Body(t, file)
	text, name := decode(Source{Body: body})
	if name != utf8Name && !shapeOf(body).ascii {
		t.Errorf("%s: read as %s without TrustUTF8", file, name)
	}
	trimmed, err := newTrimmer(text).trim()
	if err != nil || trimmed != text {
		t.Errorf("%s: trimmed by %d bytes, error %v", file, len(text)-len(trimmed), err)
	}
	p, err := Parse(Source{Body: body, TrustUTF8: true})
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	if p.Doc.Find("a[href], p, td, div").Length() == 0 {
		t.Errorf("%s: nothing was parsed", file)
	}
}
