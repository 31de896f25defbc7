package guard

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"strings"
)

const (
	cookieName = "onrecord"
	cookieDays = 180
	// open is answered to everybody, for what watches the server.
	open = "healthz"
)

// noToken refuses who does not show the token: as a cookie, as ?token= (which
// sets the cookie), as the password of Basic or as a Bearer token.
func (g *Guard) noToken(w http.ResponseWriter, r *http.Request) bool {
	if g.o.Token == "" || r.URL.Path == g.o.Prefix+open || g.shows(r) {
		return false
	}
	query := r.URL.Query()
	if given := query.Get("token"); given != "" && g.right(given) {
		g.admit(w, r)
		return true
	}
	w.Header().Set("WWW-Authenticate", `Basic realm="onrecord", charset="UTF-8"`)
	return refuse(w, http.StatusUnauthorized, "this archive wants a token: open the address with ?token=… once, or give it as the password")
}

// shows reports whether a request carries the token in its headers.
func (g *Guard) shows(r *http.Request) bool {
	if c, err := r.Cookie(cookieName); err == nil && subtle.ConstantTimeCompare([]byte(c.Value), []byte(g.cookie)) == 1 {
		return true
	}
	if _, password, ok := r.BasicAuth(); ok {
		return g.right(password)
	}
	bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return ok && g.right(bearer)
}

func (g *Guard) right(token string) bool {
	return subtle.ConstantTimeCompare(digest(token), g.expects) == 1
}

// admit sets the cookie and sends the client to the same address without the token.
func (g *Guard) admit(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: g.cookie, Path: g.o.Prefix, MaxAge: cookieDays * 24 * 60 * 60,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: g.o.Secure,
	})
	query := r.URL.Query()
	query.Del("token")
	target := "?" + query.Encode() // relative, so it cannot lead elsewhere
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", target)
	w.WriteHeader(http.StatusSeeOther)
}

func digest(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// cookieFor returns what a cookie says in place of the token, which it does not tell.
func cookieFor(token string) string {
	mac := hmac.New(sha256.New, []byte(token))
	mac.Write([]byte("onrecord cookie 1"))
	return hex.EncodeToString(mac.Sum(nil))
}
