package web

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestScreenshots makes the pictures of the README in the folder that
// ONRECORD_SCREENSHOTS names; make screenshots runs it.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("ONRECORD_SCREENSHOTS")
	if folder == "" {
		t.Skip("make screenshots makes them")
	}
	b := newBrowser(t)
	article := "/feeds/mlo/articles/" + b.idAt(t, bridges)
	for name, path := range map[string]string{"articles": "/feeds/mlo/", "changes": "/feeds/mlo/changes", "compare": article + "/compare/1/2?view=side", "article": article} {
		b.do(chromedp.EmulateViewport(1000, 640), chromedp.Navigate(b.base+path), chromedp.WaitReady("main"))
		b.ready()
		picture := run(b, chromedp.CaptureScreenshot())
		if len(picture) > 150_000 {
			t.Errorf("%s has %d bytes", name, len(picture))
		}
		if err := os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
