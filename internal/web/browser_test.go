package web

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is Chromium with the pages of the replica.
type browser struct {
	*testing.T
	*replica
	ctx  context.Context
	base string

	mu    sync.Mutex
	wrong []string // what its console said
}

// chromium returns the browser, or skips the test where there is none.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("there is no Chromium; make test-tools installs it")
	}
	t.Skip("there is no Chromium")
	return ""
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	path := chromium(t)
	o, r := replicaOptions(t)
	o.Feeds = append(o.Feeds, Feed{Name: "never", Title: "Never crawled", Language: "en", Location: time.UTC})
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute)
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, listener) }()
	ctx, endAllocator := chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "en"),
		chromedp.WSURLReadTimeout(time.Minute))
	b := &browser{T: t, replica: r, base: "http://" + listener.Addr().String()}
	ctx, endBrowser := chromedp.NewContext(ctx)
	b.ctx = ctx
	t.Cleanup(func() {
		endBrowser()
		endAllocator()
		stop()
		if err := <-served; err != nil {
			t.Errorf("the server: %v", err)
		}
	})
	b.do(chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(ctx, b.heard); err != nil {
		t.Fatal(err)
	}
	return b
}

// heard notes what the console says is wrong.
func (b *browser) heard(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.wrong = append(b.wrong, fmt.Sprintf("exception: %+v", e.ExceptionDetails))
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			b.wrong = append(b.wrong, e.Entry.Text)
		}
	}
}

// calm fails when the console said something since the last time.
func (b *browser) calm(where string) {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, text := range b.wrong {
		b.Errorf("%s: the console says: %s", where, text)
	}
	b.wrong = nil
}

// forget drops what the console said.
func (b *browser) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrong = nil
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// run runs an action and returns what it gives.
func run[T any](b *browser, action chromedp.Action[T]) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, action)
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// text returns the text of the first element that a selector finds.
func (b *browser) text(selector string) string {
	b.Helper()
	return strings.Join(strings.Fields(run(b, chromedp.TextContent(selector))), " ")
}

// until waits until an expression is true.
func (b *browser) until(expression string) {
	b.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
		b.Fatalf("waiting for %s: %v", expression, err)
	}
}

// ready waits until the page's script has run.
func (b *browser) ready() {
	b.Helper()
	b.until(`document.readyState === "complete"`)
}

// A reader follows a silent edit, finds the deleted words, and opens the page as it was.
func TestBrowserReader(t *testing.T) {
	b := newBrowser(t)
	b.do(chromedp.EmulateViewport(1400, 900), chromedp.Navigate(b.base+"/"), chromedp.Click(".feed h2 a"), chromedp.WaitVisible(".stream"))
	b.do(chromedp.Click(`nav a[href$="/changes"]`), chromedp.WaitVisible("article.card"))
	b.do(chromedp.Click(`//article[contains(., "nine bridges")]//p[@class="foot"]/a`), chromedp.WaitVisible(".diff"))
	if got := b.text("del") + " → " + b.text("ins"); got != "all nine → six" {
		t.Errorf("the comparison says %q", got)
	}
	b.do(chromedp.Click(`.tabs a[href="?view=side"]`), chromedp.WaitVisible("table.side"))
	b.calm("comparing")

	b.do(chromedp.Click(`nav a[href$="/search"]`), chromedp.WaitVisible("#q"), chromedp.Click("input[name=revisions]"))
	b.do(chromedp.SendKeys("#q", "\"no later than June 2025\"\r"), chromedp.WaitVisible(".results mark"))
	if got := b.text(".results .badge"); got != "no longer there" {
		t.Errorf("the deleted words are said to be %q", got)
	}
	b.do(chromedp.Click(".results h2 a"), chromedp.WaitVisible(".record"))
	b.calm("searching")
}

// An archived page cannot run, call home, or reach our origin: in its frame and alone.
func TestBrowserSandbox(t *testing.T) {
	b := newBrowser(t)
	before := b.beacon.Load()
	article := b.base + "/feeds/mlo/articles/" + b.idAt(t, bridges) + "/revisions/1/"
	b.do(chromedp.Navigate(article+"page"), chromedp.WaitVisible("iframe.archived"))
	b.until(`document.querySelector("iframe.archived").contentDocument === null`) // another origin
	b.do(chromedp.Navigate(article + "raw"))
	if got := b.text("body"); !strings.Contains(got, "all nine bridges in full") {
		t.Errorf("the page as it was says %q", got)
	}
	// DevTools can run scripts where the page cannot.
	for expression, want := range map[string]string{
		`document.title === "ran" || document.body.id === "ran" ? "ran" : "did not run"`: "did not run",
		`self.origin`:       "null",
		`location.pathname`: strings.TrimPrefix(article, b.base) + "raw",
		`(() => { try { return document.cookie + "read" } catch (e) { return e.name } })()`:     "SecurityError",
		`(() => { try { return localStorage.length + "read" } catch (e) { return e.name } })()`: "SecurityError",
	} {
		if got := run(b, chromedp.Evaluate[string](expression)); got != want {
			t.Errorf("%s: %q, wanted %q", expression, got, want)
		}
	}
	b.do(chromedp.Sleep(500 * time.Millisecond)) // what would call, calls at once
	if n := b.beacon.Load() - before; n != 0 {
		t.Errorf("the page made %d connections", n)
	}
	b.forget() // the console says what was blocked
}

// The keyboard alone leads from the feeds to a comparison.
func TestBrowserKeyboard(t *testing.T) {
	b := newBrowser(t)
	b.do(chromedp.Navigate(b.base+"/feeds/mlo/"), chromedp.WaitVisible(".stream"))
	b.ready()
	b.do(chromedp.KeyEvent("?"), chromedp.WaitVisible("dialog[open]"), chromedp.KeyEvent("\x1b"), chromedp.WaitNotVisible("dialog"))
	b.do(chromedp.KeyEvent("gc"), chromedp.WaitVisible("article.card"))
	b.ready()
	titles := run(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll(".card h3")].map(h => h.textContent.trim())`))
	b.do(chromedp.KeyEvent("jj"))
	if got := run(b, chromedp.Evaluate[string]("document.activeElement.textContent")); got != titles[1] {
		t.Errorf("j j leads to %q, not to %q", got, titles[1])
	}
	b.do(chromedp.KeyEvent("k\r"), chromedp.WaitVisible(".record"))
	if got := b.text("h1"); got != titles[0] {
		t.Errorf("k and Enter lead to %q, not to %q", got, titles[0])
	}
	b.ready()
	// Filter as one types.
	b.do(chromedp.KeyEvent("ga"), chromedp.WaitVisible(".stream"))
	b.ready()
	// As a keyboard does it: a key that the page takes is not typed.
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: "keyDown", Key: "/", Text: "/"})
		return err
	}), chromedp.WaitReady("#q:focus"))
	b.do(chromedp.KeyEvent("nine bridges"))
	b.until(`document.querySelectorAll(".stream li").length === 1 && location.search === "?q=nine+bridges"`)
	// The skip link comes first, and every control can be seen when it has the focus.
	b.do(chromedp.Navigate(b.base+"/feeds/mlo/changes"), chromedp.WaitVisible(".card"), chromedp.KeyEvent("\t"))
	if got := run(b, chromedp.Evaluate[string]("document.activeElement.className")); got != "skip" {
		t.Errorf("Tab leads to %q first", got)
	}
	b.calm("with keys")
}
