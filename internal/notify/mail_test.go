package notify

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/internal/config"
)

// receiver is a mail server of another make: aiosmtpd (Debian: python3-aiosmtpd),
// which wants a login and writes the envelopes and mails it takes to a folder.
const receiver = `
import asyncio, os, ssl, sys
from aiosmtpd.smtp import SMTP, AuthResult
class Keep:
    n = 0
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('nobody@'):
            return '550 no such mailbox'
        envelope.rcpt_tos.append(address)
        return '250 OK'
    async def handle_DATA(self, server, session, envelope):
        Keep.n += 1
        with open(os.path.join(sys.argv[1], '%d.eml' % Keep.n), 'wb') as f:
            f.write(('X-Envelope: %s > %s\r\n' % (envelope.mail_from, ' '.join(envelope.rcpt_tos))).encode() + envelope.content)
        return '250 taken'
def login(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b'me' and data.password == b'swordfish', handled=False)
async def main():
    loop = asyncio.get_running_loop()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(os.path.join(sys.argv[1], 'server.pem'))
    def serve(**more):
        return lambda: SMTP(Keep(), hostname='mail.works.example', **more)
    starttls = dict(tls_context=tls, require_starttls=True, authenticator=login, auth_required=True)
    servers = [await loop.create_server(serve(**starttls), '127.0.0.1', 0),
        await loop.create_server(serve(), '127.0.0.1', 0, ssl=tls),
        await loop.create_server(serve(), '127.0.0.1', 0)]
    print(*[s.sockets[0].getsockname()[1] for s in servers], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
asyncio.run(main())
`

// startReceiver returns the folder that mails come to, and three ports: with
// STARTTLS and a login, with TLS from the first byte, and without any.
func startReceiver(t *testing.T) (folder string, ports [3]int) {
	t.Helper()
	const python = "/usr/bin/python3" // of Debian, which has Debian's modules
	if exec.Command(python, "-c", "import aiosmtpd").Run() != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no python3-aiosmtpd; make test-tools installs it")
		}
		t.Skip("there is no python3-aiosmtpd")
	}
	folder = t.TempDir()
	certify(t, filepath.Join(folder, "server.pem"))
	cmd := exec.Command(python, "-c", receiver, folder)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stdin.Close()
		cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("the receiver did not start: %v", err)
	}
	if _, err := fmt.Sscan(line, &ports[0], &ports[1], &ports[2]); err != nil {
		t.Fatal(err)
	}
	return folder, ports
}

// certify writes a key and a certificate for 127.0.0.1, and lets this process
// trust it: nothing in this package has asked for a certificate before.
func certify(t *testing.T, path string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	data := append(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}),
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})...)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", path)
}

func TestMailToARealServer(t *testing.T) {
	folder, ports := startReceiver(t)
	t.Setenv("MAIL_PASSWORD", "swordfish")
	m := mailer{config.Mail{
		Host: "127.0.0.1", Port: ports[0], TLS: config.MailStartTLS, User: "me", Password: config.Secret{Env: "MAIL_PASSWORD"},
		From: "onrecord <watch@works.example>", To: []string{"desk@example.org", "Ärchiv <archive@example.org>"},
	}}
	open := m
	open.User, open.Password = "", config.Secret{}
	implicit, plain := open, open
	implicit.Port, implicit.TLS = ports[1], config.MailImplicit
	plain.Port, plain.TLS = ports[2], config.MailPlain
	message := hostile()
	for i, way := range []mailer{m, implicit, plain} {
		if err := way.Send(t.Context(), message); err != nil {
			t.Fatalf("%s: %v", way.TLS, err)
		}
		data, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("%d.eml", i+1)))
		if err != nil {
			t.Fatal(err)
		}
		checkMail(t, data, message)
	}

	refused, unencrypted := plain, plain
	refused.To = []string{"nobody@example.org"}
	unencrypted.TLS = config.MailStartTLS
	for _, c := range []struct {
		way                  mailer
		password, want, hide string
	}{
		{refused, "", "550", "?"},
		{unencrypted, "", "STARTTLS", "?"},
		{open, "", "530", "?"},
		{m, "hunter2", "535", "hunter2"},
		{m, "", "MAIL_PASSWORD", "?"},
	} {
		t.Setenv("MAIL_PASSWORD", c.password)
		if err := c.way.Send(t.Context(), message); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), c.hide) {
			t.Errorf("error %v, want one with %s", err, c.want)
		}
	}
	if list, _ := filepath.Glob(filepath.Join(folder, "*.eml")); len(list) != 3 {
		t.Errorf("the server took %v", list)
	}
}

func checkMail(t *testing.T, data []byte, m Message) {
	t.Helper()
	mail, err := netmail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(mail.Header.Get("Subject"))
	if err != nil || subject != m.Subject() {
		t.Errorf("subject %q (%v), want %q", subject, err, m.Subject())
	}
	for name, want := range map[string]string{
		"X-Envelope":     "watch@works.example > desk@example.org archive@example.org",
		"Message-ID":     "<" + m.ID + "@works.example>",
		"Auto-Submitted": "auto-generated",
		"List-Id":        "<works.onrecord.works.example>",
		"Bcc":            "",
	} {
		if got := mail.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if _, err := mail.Header.Date(); err != nil {
		t.Errorf("date: %v", err)
	}
	if to, err := mail.Header.AddressList("To"); err != nil || len(to) != 2 || to[1].Name != "Ärchiv" {
		t.Errorf("to %v, %v", to, err)
	}
	kind, params, err := mime.ParseMediaType(mail.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type %q, %v", kind, err)
	}
	text, err := m.text()
	if err != nil {
		t.Fatal(err)
	}
	html, err := m.html()
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(mail.Body, params["boundary"])
	for _, want := range []struct{ kind, text string }{{"text/plain", text}, {"text/html", html}} {
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil || !strings.HasPrefix(part.Header.Get("Content-Type"), want.kind) ||
			strings.ReplaceAll(string(got), "\r\n", "\n") != want.text {
			t.Errorf("part %s, %v:\n%s\nwant\n%s", part.Header.Get("Content-Type"), err, got, want.text)
		}
	}
}
