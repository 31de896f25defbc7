package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The requests of RFC 7089, section 4.1.2 (a time gate that redirects) and 5,
// of an article with two captures.
func TestMemento(t *testing.T) {
	s, r := newServer(t)
	original := r.base + bridges
	const self = "http://127.0.0.1:8080"
	list, err := s.mementos(t.Context(), original)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d mementos, %v", len(list), err)
	}
	first, last := list[0].at, list[1].at
	memento := func(at time.Time) string { return self + "/memento/" + at.Format("20060102150405") + "/" + original }
	for _, tt := range []struct {
		wanted string
		want   time.Time
	}{
		{"", last},                               // no preference: the newest
		{"Thu, 31 May 2007 20:35:00 GMT", first}, // before all
		{"Sat, 01 Jan 2050 00:00:00 GMT", last},  // after all
		{first.Format(http.TimeFormat), first},
		{last.Format(http.TimeFormat), last},
		{last.Add(-time.Second).Format(http.TimeFormat), first}, // what held then, though the other is nearer
	} {
		got := get(t, s, "/timegate/"+original, "Accept-Datetime", tt.wanted)
		if got.StatusCode != http.StatusFound || got.Header.Get("Location") != memento(tt.want) {
			t.Errorf("%q: %s to %q", tt.wanted, got.Status, got.Header.Get("Location"))
		}
		if got.Header.Get("Vary") != "accept-datetime" || got.Header.Get("Memento-Datetime") != "" {
			t.Errorf("%q: Vary %q, Memento-Datetime %q", tt.wanted, got.Header.Get("Vary"), got.Header.Get("Memento-Datetime"))
		}
		for _, link := range []string{`<` + original + `>; rel="original"`, `<` + self + `/timemap/link/` + original + `>; rel="timemap"; type="application/link-format"`, `<` + memento(first) + `>; rel="`, `<` + memento(last) + `>; rel="`} {
			if !strings.Contains(got.Header.Get("Link"), link) {
				t.Errorf("%q: Link %q lacks %s", tt.wanted, got.Header.Get("Link"), link)
			}
		}
	}
	m := get(t, s, strings.TrimPrefix(memento(first), self))
	if m.StatusCode != http.StatusOK || m.Header.Get("Memento-Datetime") != first.Format(http.TimeFormat) {
		t.Errorf("memento: %s of %q", m.Status, m.Header.Get("Memento-Datetime"))
	}
	for _, link := range []string{`rel="original"`, `rel="timegate"`, `rel="timemap"`, `rel="first memento"; datetime="` + first.Format(http.TimeFormat) + `"`, `rel="next last memento"`} {
		if !strings.Contains(m.Header.Get("Link"), link) {
			t.Errorf("Link %q lacks %s", m.Header.Get("Link"), link)
		}
	}
	if body := string(read(t, m)); !strings.Contains(body, "all nine bridges in full") || !strings.HasPrefix(m.Header.Get("Content-Security-Policy"), "sandbox;") {
		t.Error("it is not the page as it was, in its sandbox")
	}
}

func TestTimeMap(t *testing.T) {
	s, r := newServer(t)
	original := r.base + bridges
	got := get(t, s, "/timemap/link/"+original)
	lines := strings.Split(strings.TrimSpace(string(read(t, got))), "\n")
	if got.Header.Get("Content-Type") != "application/link-format" || len(lines) != 5 {
		t.Fatalf("%s: %q", got.Header.Get("Content-Type"), lines)
	}
	for i, want := range []string{
		`<` + original + `>; rel="original",`, `; rel="self"; type="application/link-format"; from="Fri, 20 Nov 2026 09:00:`, `/timegate/` + original + `>; rel="timegate",`,
		`; rel="first memento"; datetime="Fri, 20 Nov 2026 09:00:`, `; rel="last memento"; datetime="Mon, 23 Nov 2026 09:00:`,
	} {
		if !strings.Contains(lines[i], want) {
			t.Errorf("line %d is %q, wanted %q", i, lines[i], want)
		}
	}
}

// Addresses as clients write them, and what is no memento.
func TestMementoAddresses(t *testing.T) {
	s, r := newServer(t)
	original := r.base + room // it moved: the old address still names it
	for path, want := range map[string]int{
		"/timegate/" + original: 302, "/timegate/" + url.PathEscape(original): 302, "/timegate/" + strings.Replace(original, "://", ":/", 1): 302,
		"/timegate/" + strings.Replace(original, "://", "://www.", 1) + "?utm_source=a": 302,
		"/memento/20261121000000/" + original:                                           302, "/memento/2026/" + original: 400, "/memento/20261341000000/" + original: 400,
		"/timegate/https://elsewhere.example/": 404, "/timegate/": 404, "/timegate/ftp://a.example/": 404, "/timemap/link/nothing": 404, "/memento/20261121000000/": 404,
		"/timegate/https://a.example/%0d%0aX:%20y": 404,
	} {
		if got := get(t, s, path); got.StatusCode != want {
			t.Errorf("%s: %s, wanted %d", path, got.Status, want)
		}
	}
	for _, bad := range []string{"yesterday", "2007-05-31", "Thu, 31 May 2007 20:35:00 CET", "1180643700"} {
		if got := get(t, s, "/timegate/"+original, "Accept-Datetime", bad); got.StatusCode != http.StatusBadRequest {
			t.Errorf("Accept-Datetime %q: %s", bad, got.Status)
		}
	}
}

func FuzzOriginal(f *testing.F) {
	f.Add("https://a.example/b", "c=d")
	f.Add("https%3A%2F%2Fa.example%2F%3E%22", "")
	f.Add("https:/a.example", "x=<>\"")
	f.Fuzz(func(t *testing.T, rest, query string) {
		original, err := originalOf(rest, query)
		if err != nil {
			return
		}
		if strings.ContainsAny(original, "<>\"\r\n ") || !strings.HasPrefix(original, "http") {
			t.Errorf("%q and %q give %q", rest, query, original)
		}
	})
}
