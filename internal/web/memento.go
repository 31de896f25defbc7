package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"onrecord/archive"
)

// momentLayout is the time in the address of a memento.
const momentLayout = "20060102150405"

// memento is a capture of a page as RFC 7089 knows it.
type memento struct {
	at   time.Time // UTC, to the second
	feed string
	info archive.CaptureInfo
}

// memento answers requests of the Memento protocol (RFC 7089) and reports
// whether this was one. Their addresses hold whole addresses, which a
// [http.ServeMux] would tidy up.
func (s *Server) memento(w http.ResponseWriter, r *http.Request) bool {
	path := strings.TrimPrefix(r.URL.EscapedPath(), s.prefix)
	for _, route := range []struct {
		lead  string
		serve func(http.ResponseWriter, *http.Request, string, []memento)
	}{
		{"timegate/", s.serveTimeGate}, {"timemap/link/", s.serveTimeMap}, {"memento/", s.serveMemento},
	} {
		rest, ok := strings.CutPrefix(path, route.lead)
		if !ok {
			continue
		}
		moment := ""
		if route.lead == "memento/" {
			moment, rest, _ = strings.Cut(rest, "/")
		}
		original, err := originalOf(rest, r.URL.RawQuery)
		if err != nil {
			http.NotFound(w, r)
			return true
		}
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		list, err := s.mementos(ctx, original)
		if err != nil {
			s.plainError(w, r, err)
			return true
		}
		r.SetPathValue("moment", moment)
		route.serve(w, r.WithContext(ctx), original, list)
		return true
	}
	return false
}

// originalOf returns the address in the path of a request: as it is, or
// escaped, perhaps with one of its slashes lost on the way.
func originalOf(rest, query string) (string, error) {
	scheme, _, _ := strings.Cut(strings.Replace(strings.ToLower(rest), "%3a", ":", 1), "%2f")
	if scheme == "http:" || scheme == "https:" { // a slash of "://" was escaped, so all of it is
		unescaped, err := url.PathUnescape(rest)
		if err != nil {
			return "", err
		}
		rest = unescaped
	}
	for _, scheme := range []string{"http:", "https:"} {
		if after, ok := strings.CutPrefix(rest, scheme+"/"); ok && !strings.HasPrefix(after, "/") {
			rest = scheme + "//" + after
		}
	}
	if query != "" {
		rest += "?" + query
	}
	clean, err := archive.CleanURL(rest)
	return strings.NewReplacer("<", "%3C", ">", "%3E", `"`, "%22").Replace(clean), err
}

// mementos returns the captures of the article at an address, oldest first;
// ErrNotFound when no feed has one, errForgotten when one had.
func (s *Server) mementos(ctx context.Context, original string) ([]memento, error) {
	canonical, err := archive.Canonical(original)
	if err != nil {
		return nil, errNoPage
	}
	var list []memento
	none := archive.ErrNotFound
	for _, f := range s.o.Feeds {
		err := s.o.Store.View(ctx, f.Name, func(v archive.View) error {
			found, err := capturesAt(v, canonical)
			for _, c := range found {
				list = append(list, memento{c.Time.UTC().Truncate(time.Second), f.Name, c})
			}
			return err
		})
		switch {
		case errors.Is(err, errForgotten):
			none = errForgotten
		case err != nil && !errors.Is(err, archive.ErrNotFound):
			return nil, err
		}
	}
	if len(list) == 0 {
		return nil, none
	}
	slices.SortStableFunc(list, func(a, b memento) int { return a.at.Compare(b.at) })
	return slices.CompactFunc(list, func(a, b memento) bool { return a.at.Equal(b.at) }), nil
}

// capturesAt returns every stored page of the article that has an address.
func capturesAt(v archive.View, canonical string) ([]archive.CaptureInfo, error) {
	at, err := v.Latest()
	if err != nil {
		return nil, err
	}
	ref, err := v.Lookup(canonical, at)
	if err != nil {
		return nil, err
	}
	article, err := v.Article(ref, at)
	if err == nil && article.State == archive.Forgotten {
		err = errForgotten
	}
	if err != nil {
		return nil, err
	}
	return archive.PagesOf(v, ref, at)
}

// serveTimeGate leads to the memento that held at Accept-Datetime: the newest
// by then, or the first of all. Without the header it is the newest.
func (s *Server) serveTimeGate(w http.ResponseWriter, r *http.Request, original string, list []memento) {
	w.Header().Set("Vary", "accept-datetime")
	i := len(list) - 1
	if wanted := r.Header.Get("Accept-Datetime"); wanted != "" {
		at, err := time.Parse(http.TimeFormat, wanted)
		if err != nil {
			http.Error(w, "Accept-Datetime wants a date such as Thu, 31 May 2007 20:35:00 GMT", http.StatusBadRequest)
			return
		}
		i = heldAt(list, at)
	}
	w.Header().Set("Link", s.mementoLinks(r, original, list, i))
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("Location", s.mementoURL(r, original, list[i]))
	w.WriteHeader(http.StatusFound)
}

// heldAt returns the place of the newest memento by at, else of the first.
func heldAt(list []memento, at time.Time) int {
	i, found := slices.BinarySearchFunc(list, at, func(m memento, t time.Time) int { return m.at.Compare(t) })
	if found {
		return i
	}
	return max(i-1, 0)
}

// serveMemento answers with a capture as it was. A time at which nothing was
// captured leads to the capture that held then.
func (s *Server) serveMemento(w http.ResponseWriter, r *http.Request, original string, list []memento) {
	at, err := time.Parse(momentLayout, r.PathValue("moment"))
	if err != nil {
		http.Error(w, "the time of a memento is written 20241205143000", http.StatusBadRequest)
		return
	}
	i := heldAt(list, at)
	if !list[i].at.Equal(at) {
		http.Redirect(w, r, s.mementoURL(r, original, list[i]), http.StatusFound)
		return
	}
	var body []byte
	err = s.o.Store.View(r.Context(), list[i].feed, func(v archive.View) error {
		body, err = v.Raw(list[i].info.Raw)
		return err
	})
	if err != nil {
		s.plainError(w, r, err)
		return
	}
	w.Header().Set("Memento-Datetime", list[i].at.Format(http.TimeFormat))
	w.Header().Set("Link", s.mementoLinks(r, original, list, i))
	s.sendCapture(w, r, list[i].info, body)
}

// serveTimeMap lists every memento in the format of RFC 6690.
func (s *Server) serveTimeMap(w http.ResponseWriter, r *http.Request, original string, list []memento) {
	first, last := list[0].at.Format(http.TimeFormat), list[len(list)-1].at.Format(http.TimeFormat)
	links := []string{
		link(original, `rel="original"`),
		link(s.absolute(r, "timemap/link/"+original), `rel="self"`, `type="application/link-format"`, `from="`+first+`"`, `until="`+last+`"`),
		link(s.absolute(r, "timegate/"+original), `rel="timegate"`),
	}
	for i, m := range list {
		links = append(links, link(s.mementoURL(r, original, m), `rel="`+relation(i, len(list))+`"`, `datetime="`+m.at.Format(http.TimeFormat)+`"`))
	}
	s.send(w, r, http.StatusOK, "application/link-format", []byte(strings.Join(links, ",\n")+"\n"))
}

// mementoLinks are the links of an answer about memento i (RFC 7089, section 2.2).
func (s *Server) mementoLinks(r *http.Request, original string, list []memento, i int) string {
	links := []string{
		link(original, `rel="original"`),
		link(s.absolute(r, "timegate/"+original), `rel="timegate"`),
		link(s.absolute(r, "timemap/link/"+original), `rel="timemap"`, `type="application/link-format"`),
	}
	places := []int{0, i - 1, i, i + 1, len(list) - 1}
	slices.Sort(places)
	for _, at := range slices.Compact(places) {
		if at < 0 || at >= len(list) {
			continue
		}
		rel := relation(at, len(list))
		switch at {
		case i - 1:
			rel = "prev " + rel
		case i + 1:
			rel = "next " + rel
		}
		links = append(links, link(s.mementoURL(r, original, list[at]), `rel="`+rel+`"`, `datetime="`+list[at].at.Format(http.TimeFormat)+`"`))
	}
	return strings.Join(links, ", ")
}

// relation says what a memento is among all.
func relation(i, of int) string {
	var words []string
	if i == 0 {
		words = append(words, "first")
	}
	if i == of-1 {
		words = append(words, "last")
	}
	return strings.Join(append(words, "memento"), " ")
}

func link(address string, attributes ...string) string {
	return fmt.Sprintf("<%s>; %s", address, strings.Join(attributes, "; "))
}

func (s *Server) mementoURL(r *http.Request, original string, m memento) string {
	return s.absolute(r, "memento/"+m.at.Format(momentLayout)+"/"+original)
}
