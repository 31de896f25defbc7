package web

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// show makes the browser as wide and its colours as a reader's, on paper where
// media is "print".
func (b *browser) show(width int64, media, scheme string) {
	b.Helper()
	b.do(chromedp.EmulateViewport(width, 900), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// axeSource is axe-core, which looks for what keeps people out.
func axeSource(t *testing.T) string {
	t.Helper()
	axe, err := os.ReadFile("../../tools/node_modules/axe-core/axe.min.js")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("there is no axe-core; make test-tools installs it")
	}
	return string(axe)
}

// Nobody is kept out of any page, nothing on it is too wide, too small to hit or
// moves while it loads: wide and narrow, dark and light, in both languages; with
// ONRECORD_SOAK in more combinations of these.
func TestBrowserEveryPage(t *testing.T) {
	axe := axeSource(t)
	_, r := replicaOptions(t)
	all := paths(t, r)
	for name, path := range map[string]string{
		"nothing found": "/search?q=xylophone", "no query": "/search?q=%22", "not found": "/feeds/mlo/articles/zzzz", "bad filter": "/feeds/mlo/?state=no",
		"never": "/feeds/never/", "never changes": "/feeds/never/changes", "never calendar": "/feeds/never/calendar", "never snapshots": "/feeds/never/snapshots",
		"found in all": "/search?q=bridges", "same": all["article"] + "/compare/2/2", "unfiltered": "/feeds/mlo/changes?kind=relisted",
	} {
		all[name] = path
	}
	main := []string{"feeds", "stream", "changes", "article", "side", "calendar", "found", "statistics", "snapshots"}
	type look struct {
		width        int64
		scheme, lang string
		all          bool
	}
	looks := []look{{1400, "dark", "en", true}, {390, "light", "ru", false}}
	if os.Getenv("ONRECORD_SOAK") != "" {
		looks = []look{{1400, "dark", "en", true}, {390, "light", "ru", true}, {390, "dark", "ru", false}, {1400, "light", "ru", false}}
	}
	for _, look := range looks {
		t.Run(fmt.Sprintf("%d px, %s, %s", look.width, look.scheme, look.lang), func(t *testing.T) {
			b := newBrowser(t)
			b.show(look.width, "", look.scheme)
			for name, path := range all {
				if !look.all && !slices.Contains(main, name) {
					continue
				}
				separator := "?"
				if strings.Contains(path, "?") {
					separator = "&"
				}
				b.do(chromedp.Navigate(b.base+path+separator+"lang="+look.lang), chromedp.WaitReady("main"))
				b.axe(name, axe)
				b.measure(name, look.width < 640)
				if slices.Contains([]string{"archived", "no query", "not found", "bad filter"}, name) {
					b.forget() // it says what was blocked, or the status
				}
				b.calm(name)
			}
		})
	}
}

// axe checks the page that is shown. Days of the calendar are smaller than what is
// asked for; the filter by date leads to the same.
func (b *browser) axe(name, source string) {
	b.Helper()
	found := run(b, chromedp.Evaluate[string](source+`;axe.run(document, {iframes: false, resultTypes: ["violations"], rules: {"target-size": {enabled: true}}}).then(r =>
		JSON.stringify(r.violations.map(v => ({id: v.id, nodes: v.nodes.filter(n => v.id !== "target-size" || !n.target.join().includes("calendar") && !n.html.includes("<rect"))})).filter(v => v.nodes.length).map(v =>
			v.id + ": " + v.nodes.map(n => n.html.slice(0, 120) + " " + n.any.concat(n.all).map(c => c.message).join("; ")).slice(0, 2).join(" | "))))`,
		chromedp.EvalAwaitPromise))
	var violations []string
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.Fatal(err)
	}
	for _, v := range violations {
		b.Errorf("%s: %s", name, v)
	}
}

// measure checks sizes: nothing makes the page wider than the window or moved
// while it loaded, and on a phone a thumb hits what leads on.
func (b *browser) measure(name string, phone bool) {
	b.Helper()
	if wide := run(b, chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth")); wide > 0 {
		b.Errorf("%s is %d px too wide", name, wide)
	}
	moved := run(b, chromedp.Evaluate[float64](`new Promise(done => {
		let sum = 0;
		new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; }).observe({type: "layout-shift", buffered: true});
		setTimeout(() => done(sum), 0);
	})`, chromedp.EvalAwaitPromise))
	if moved > 0.01 { // less is a page that came in two parts, and a tenth of what readers notice
		b.Errorf("%s moves by %v while it loads", name, moved)
	}
	if !phone {
		return
	}
	for _, small := range run(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll("main button, main select, main input:not([type=checkbox], [type=radio]), .top nav a, .tabs a, .pager a")]
		.filter(e => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height < 43.5)
		.map(e => e.outerHTML.slice(0, 80) + ": " + e.getBoundingClientRect().height)`)) {
		b.Errorf("%s: too small for a thumb: %s", name, small)
	}
}

// With Tab alone every control is reached, in the order of the page, and one sees where one is.
func TestBrowserTab(t *testing.T) {
	b := newBrowser(t)
	for _, width := range []int64{390, 1400} {
		b.show(width, "", "light")
		for _, path := range []string{"/feeds/mlo/?q=bridges", "/feeds/mlo/changes?kind=edited", "/feeds/mlo/articles/" + b.idAt(t, bridges)} {
			b.do(chromedp.Navigate(b.base+path), chromedp.WaitReady("main"))
			b.ready()
			want := run(b, chromedp.Evaluate[int](`(window.all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter(e => e.checkVisibility({contentVisibilityAuto: true})
				&& (e.type !== "radio" || e.checked))).length`))
			for i := range want {
				b.do(chromedp.KeyEvent("\t"))
				if got := run(b, chromedp.Evaluate[string](`(() => {
					const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
					if (box.width < 1 || box.bottom < 0 || box.top > innerHeight || box.right < 0) return "not seen: " + e.outerHTML.slice(0, 100);
					if (style.outlineStyle === "none" || style.outlineWidth === "0px") return "not marked: " + e.outerHTML.slice(0, 100);
					const at = window.all.indexOf(e);
					// A date has a stop for each of its parts.
					return at === window.last || at === (window.last ?? -1) + 1 ? (window.last = at, "") : "out of order: " + e.outerHTML.slice(0, 100);
				})()`)); got != "" {
					t.Errorf("%s, %d px, Tab %d: %s", path, width, i+1, got)
				}
			}
			if want < 15 {
				t.Errorf("%s, %d px: %d controls", path, width, want)
			}
		}
	}
	b.calm("with Tab")
}

// Without scripts, a phone's reader finds the filters, and they filter.
func TestBrowserWithoutScripts(t *testing.T) {
	b := newBrowser(t)
	b.show(390, "", "light")
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	b.do(chromedp.Navigate(b.base+"/feeds/mlo/"), chromedp.WaitReady("#state"))
	shown := func() bool {
		return run(b, chromedp.Evaluate[bool](`document.querySelector("#state").checkVisibility({contentVisibilityAuto: true})`))
	}
	if shown() {
		t.Error("the filters stand open")
	}
	b.do(chromedp.Click(".more > summary"))
	if !shown() {
		t.Error("the filters stay closed")
	}
	b.do(chromedp.SendKeys("#state", "removed"), chromedp.Click(".filters button"), chromedp.WaitReady(`details[open] #state option[selected][value="removed"]`))
	if got := b.text(".stream"); !strings.Contains(got, "Fidelity") || strings.Contains(got, "bridges") {
		t.Errorf("what is removed: %q", got)
	}
	b.calm("without scripts")
}

// Paper is white whatever the screen, and shows nothing that only leads elsewhere.
func TestBrowserPrint(t *testing.T) {
	b := newBrowser(t)
	b.show(700, "print", "dark")
	b.do(chromedp.Navigate(b.base+"/feeds/mlo/articles/"+b.idAt(t, bridges)+"/compare/1/2"), chromedp.WaitReady("main"))
	for expression, want := range map[string]string{
		`getComputedStyle(document.body).backgroundColor`:                 "rgb(255, 255, 255)",
		`getComputedStyle(document.body).color`:                           "rgb(0, 0, 0)",
		`getComputedStyle(document.querySelector("del")).backgroundColor`: "rgb(251, 222, 220)",
		`[...document.querySelectorAll("nav, .tabs, .crumbs, .bottom, button, summary")].filter(e => e.checkVisibility()).map(e => e.className).join()`: "",
	} {
		if got := run(b, chromedp.Evaluate[string](expression)); got != want {
			t.Errorf("%s: %q, wanted %q", expression, got, want)
		}
	}
}

// An article in a script that goes from right to left has its date at its side,
// and the date still reads from left to right.
func TestBrowserRightToLeft(t *testing.T) {
	b := newBrowser(t)
	b.show(1400, "", "light")
	b.do(chromedp.Navigate(b.base+"/feeds/mlo/"), chromedp.WaitReady(".stream"))
	if got := run(b, chromedp.Evaluate[string](`(() => {
		const item = document.querySelector(".stream li"), time = item.querySelector("time");
		item.querySelector("h2 a").textContent = "המועצה חתמה על הסכם";
		const right = e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().right; };
		const left = (from, to) => { const r = document.createRange(); r.setStart(time.firstChild, from); r.setEnd(time.firstChild, to); return r.getBoundingClientRect().left; };
		const all = time.textContent.length;
		return [Math.abs(right(item.querySelector("h2 a")) - right(item)) < 300, right(time) > item.getBoundingClientRect().right - 10, left(0, 1) < left(all - 1, all)].join();
	})()`)); got != "true,true,true" {
		t.Errorf("title at the right, date at the right, day before year: %s", got)
	}
}
