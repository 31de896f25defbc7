package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"unicode"
)

// Reason puts an error of this package, or of the network, into a few words for
// a person and for the record: "timeout", "connection refused", "too large
// (over 32 MiB)". It is one line, without the address asked. "" for nil.
func Reason(err error) string {
	if err == nil {
		return ""
	}
	reason := reasonOf(err)
	if errors.Is(err, ErrRobotsUnavailable) && !strings.HasPrefix(reason, "robots.txt") {
		reason = "robots.txt unavailable: " + reason
	}
	return oneLine(reason)
}

func reasonOf(err error) string {
	var ours *refusal
	if errors.As(err, &ours) {
		return ours.text
	}
	if text := tlsReason(err); text != "" {
		return text
	}
	for _, known := range reasons {
		if errors.Is(err, known.err) {
			return known.text
		}
	}
	if isTimeout(err) {
		return "timeout"
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		if dns.IsNotFound {
			return "no such host"
		}
		return "the name server failed: " + dns.Err
	}
	return innermost(err).Error()
}

var reasons = []struct {
	err  error
	text string
}{
	{context.Canceled, "interrupted"},
	{ErrTimeout, "timeout"},
	{ErrRobotsForbids, ErrRobotsForbids.Error()},
	{ErrAddress, ErrAddress.Error()},
	{ErrNotModified, ErrNotModified.Error()},
	{syscall.ECONNREFUSED, "connection refused"},
	{syscall.ECONNRESET, "connection reset"},
	{syscall.ECONNABORTED, "connection reset"},
	{syscall.EPIPE, "connection reset"},
	{syscall.EHOSTUNREACH, "no route to host"},
	{syscall.ENETUNREACH, "network unreachable"},
	{io.ErrUnexpectedEOF, "the answer broke off"},
	{io.EOF, "connection closed without an answer"},
}

func tlsReason(err error) string {
	var (
		unknown  x509.UnknownAuthorityError
		hostname x509.HostnameError
		invalid  x509.CertificateInvalidError
		alert    tls.AlertError
		record   tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &unknown):
		return "TLS: certificate of an unknown authority"
	case errors.As(err, &hostname):
		return "TLS: certificate of another host"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "TLS: certificate expired or not yet valid"
	case errors.As(err, &invalid):
		return "TLS: certificate not valid"
	case errors.As(err, &alert):
		return "TLS: " + alert.Error()
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "TLS: the server does not speak it"
	case strings.Contains(err.Error(), "tls: "), strings.Contains(err.Error(), "x509: "):
		return fmt.Sprintf("TLS: %v", innermost(err))
	}
	return ""
}

// innermost returns the error that all others are wrapped around.
func innermost(err error) error {
	var several interface{ Unwrap() []error }
	if errors.As(err, &several) && len(several.Unwrap()) > 0 {
		all := several.Unwrap()
		return innermost(all[len(all)-1])
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}

// oneLine makes what a server may have said harmless in logs and on terminals.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) { // incl. bidi controls
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "") + "…"
	}
	return s
}
