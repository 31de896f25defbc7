package guard

import "net/http"

// Policy is the Content-Security-Policy of our own pages: nothing from
// elsewhere, no script or style that is not a file of ours.
const Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// SandboxPolicy is that of archived pages: an origin of their own, no scripts,
// no forms, nothing loaded; only what the page itself carries is shown. Our own
// page may frame it.
const SandboxPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

// setHeaders sets what every answer carries.
func setHeaders(h http.Header) {
	h.Set("Content-Security-Policy", Policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("X-DNS-Prefetch-Control", "off")
	h.Set("X-Robots-Tag", "noindex, noarchive")
}

// Sandbox sets the headers of an archived page in place of those of our own.
func Sandbox(h http.Header) {
	h.Set("Content-Security-Policy", SandboxPolicy)
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Del("Cross-Origin-Opener-Policy") // browsers refuse it in a sandbox, which has no opener anyway
}
