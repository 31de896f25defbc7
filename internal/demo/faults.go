package demo

import (
	"net"
	"net/http"
	"slices"
)

// intercept is a handler that may answer before the site does.
type intercept struct {
	answer func(http.ResponseWriter, *http.Request) bool
}

// Intercept puts fn before the site: a request for which it returns true is
// answered by it. The last one put there is asked first. The returned function
// takes it away again.
func (s *Site) Intercept(fn func(http.ResponseWriter, *http.Request) bool) (remove func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in := &intercept{answer: fn}
	s.intercepts = append(s.intercepts, in)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.intercepts = slices.DeleteFunc(s.intercepts, func(other *intercept) bool { return other == in })
	}
}

// Fail makes path answer with a status and a short page. The path may carry a
// query; without one it stands for every query. Status 0 mends it.
func (s *Site) Fail(path string, status int) {
	if status == 0 {
		s.Break(path, nil)
		return
	}
	s.Break(path, func(w http.ResponseWriter, _ *http.Request) { http.Error(w, http.StatusText(status), status) })
}

// Break makes path answer with a fault, such as Hang or Reset; nil mends it.
func (s *Site) Break(path string, fault http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if fault == nil {
		delete(s.faults, path)
		return
	}
	s.faults[path] = fault
}

// Hang is a fault: no answer, until the client gives up or the server stops.
func Hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// Reset is a fault: the connection is reset without an answer.
func Reset(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, "the connection cannot be reset: "+err.Error(), http.StatusInternalServerError)
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // without it the connection ends politely, which is a fault as well
	}
	_ = conn.Close() // the client's loss is what is asked for
}

// Truncate is a fault: the answer promises more bytes than it sends.
func Truncate(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", htmlType)
	w.Header().Set("Content-Length", "5000")
	_, _ = w.Write([]byte("<!DOCTYPE html>\n<html><head><title>Meridian Lakes")) // a client gone is no failure of ours
}

// Empty is a fault: a page of the site without any content.
func Empty(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", htmlType)
	_, _ = w.Write([]byte("<!DOCTYPE html>\n<html lang=\"en\"><head><title></title></head><body></body></html>\n"))
}

// Maintenance is a fault: the notice of a site that is closed for repair, with status 200.
func Maintenance(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", htmlType)
	_, _ = w.Write([]byte("<!DOCTYPE html>\n<html lang=\"en\"><head><title>Maintenance</title></head><body><h1>The site is under maintenance</h1>" +
		"<p>Technical work is in progress. Please come back later.</p></body></html>\n"))
}

// Captcha is a fault: a question to the visitor in place of the page, with status 200.
func Captcha(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", htmlType)
	_, _ = w.Write([]byte("<!DOCTYPE html>\n<html lang=\"en\"><head><title>Just a moment…</title></head><body><form method=\"post\" action=\"/check/\">" +
		"<h1>Are you human?</h1><p>Please type the letters of the picture to go on.</p><div class=\"captcha\"><input name=\"captcha_word\"></div></form></body></html>\n"))
}

// fault returns what answers a request in place of the site, or nil.
func (s *Site) fault(path, query string) http.HandlerFunc {
	if f, ok := s.faults[path+"?"+query]; ok && query != "" {
		return f
	}
	return s.faults[path]
}
