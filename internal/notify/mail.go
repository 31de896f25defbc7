package notify

import (
	"context"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"onrecord/internal/config"
)

// mailTimeout limits the whole talk with a mail server.
const mailTimeout = time.Minute

// mailer tells by mail: one message for all recipients, as text and as HTML.
type mailer struct{ config.Mail }

func (m mailer) Describe() string { return "mail to " + strings.Join(m.To, ", ") }

func (m mailer) Send(ctx context.Context, message Message) error {
	ctx, cancel := context.WithTimeout(ctx, mailTimeout)
	defer cancel()
	letter, err := m.letter(message)
	if err != nil {
		return err
	}
	client, err := m.client()
	if err != nil {
		return err
	}
	if err := client.DialAndSendWithContext(ctx, letter); err != nil {
		return fmt.Errorf("the mail server %s:%d did not take it: %w", m.Host, m.Port, err)
	}
	return nil
}

func (m mailer) client() (*mail.Client, error) {
	options := []mail.Option{mail.WithPort(m.Port), mail.WithTimeout(mailTimeout / 2), mail.WithTLSPolicy(mail.TLSMandatory)}
	switch m.TLS {
	case config.MailImplicit:
		options = append(options, mail.WithSSL())
	case config.MailPlain:
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if m.User != "" {
		password, err := m.Password.Read()
		if err != nil {
			return nil, err
		}
		options = append(options, mail.WithSMTPAuth(m.login()), mail.WithUsername(m.User), mail.WithPassword(password))
	}
	client, err := mail.NewClient(m.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("the settings of the mail server %s: %w", m.Host, err)
	}
	return client, nil
}

// login is how the user logs in. Without encryption only those ways are taken
// that do not show the password, unless the server is this machine.
func (m mailer) login() mail.SMTPAuthType {
	if local := m.Host == "localhost" || m.Host == "127.0.0.1" || m.Host == "::1"; local && m.TLS == config.MailPlain {
		return mail.SMTPAuthPlain
	}
	return mail.SMTPAuthAutoDiscover
}

// letter writes the mail. Auto-Submitted (RFC 3834) keeps away the answers of
// those who are on holiday, List-Id (RFC 2919) lets people sort by feed.
func (m mailer) letter(message Message) (*mail.Msg, error) {
	letter := mail.NewMsg()
	if err := letter.From(m.From); err != nil {
		return nil, fmt.Errorf("the sender's address: %w", err)
	}
	if err := letter.To(m.To...); err != nil {
		return nil, fmt.Errorf("the recipients' addresses: %w", err)
	}
	domain := domainOf(m.From)
	letter.Subject(message.Subject())
	letter.SetDate()
	letter.SetMessageIDWithValue(message.ID + "@" + domain)
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetGenHeader("List-Id", fmt.Sprintf("<%s.onrecord.%s>", message.Feed, domain))
	text, err := message.text()
	if err != nil {
		return nil, err
	}
	html, err := message.html()
	if err != nil {
		return nil, err
	}
	letter.SetBodyString(mail.TypeTextPlain, text)
	letter.AddAlternativeString(mail.TypeTextHTML, html)
	return letter, nil
}

// domainOf returns what follows the @ of an address.
func domainOf(address string) string {
	if parsed, err := netmail.ParseAddress(address); err == nil {
		address = parsed.Address
	}
	return address[strings.LastIndexByte(address, '@')+1:]
}
