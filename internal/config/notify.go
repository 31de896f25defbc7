package config

import (
	"fmt"
	"net/mail"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"onrecord/archive"
	"onrecord/internal/nearest"
)

// Notice is one item of notify: which changes are told, and to whom.
type Notice struct {
	Name    string         // names the item for what was told already; may be empty
	Kinds   []archive.Kind // kinds of changes; empty: all
	Fields  []string       // edits that touch one of these; empty: all
	Words   []string       // one of these stands in what changed or in the title; empty: all
	Minimum int            // words that came or went in an edit, at least
	Minor   bool           // edits of typography only are told too

	Mail    *Mail
	Service *Secret // address of a chat service, as the library shoutrrr writes them
	Webhook *Webhook
	Command []string // program and arguments; none of them is made of what a feed says
}

// Mail is where and how a mail is handed in.
type Mail struct {
	Host     string
	Port     int
	TLS      MailTLS
	User     string // empty: without logging in
	Password Secret
	From     string   // an address, with or without a name
	To       []string // likewise; at least one
}

// MailTLS says how the connection to a mail server is encrypted.
type MailTLS string

// Values of MailTLS.
const (
	MailStartTLS MailTLS = "starttls" // and nothing is sent without
	MailImplicit MailTLS = "implicit" // from the first byte
	MailPlain    MailTLS = "none"
)

// Webhook is an address that a document is posted to.
type Webhook struct {
	URL    string
	Secret Secret // signs what is posted; none: it is not signed
}

// kinds reads which kinds of changes are told.
func (d *decoder) kinds(n ast.Node) []archive.Kind {
	var kinds []archive.Kind
	var known []string
	for _, k := range archive.Kinds() {
		known = append(known, string(k))
	}
	for _, text := range d.choices(n, "kinds", known) {
		kinds = append(kinds, archive.Kind(text))
	}
	return kinds
}

// choices reads a list, or one text, of which each is one of the known words.
func (d *decoder) choices(n ast.Node, what string, known []string) []string {
	var list []string
	for _, item := range d.oneOrMore(n, what) {
		text, ok := d.text(item, "an item of "+what)
		if !ok {
			continue
		}
		if !slices.Contains(known, text) {
			d.fail(item, "%s must be some of %s, not %q%s", what, strings.Join(known, ", "), text, meant(text, known))
			continue
		}
		list = append(list, text)
	}
	return list
}

// meant is a hint at the known word nearest to text, or empty.
func meant(text string, known []string) string {
	if near := nearest.Name(text, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// oneOrMore returns the items of a sequence; one text stands for a sequence of it.
func (d *decoder) oneOrMore(n ast.Node, what string) []ast.Node {
	switch v := d.value(n).(type) {
	case *ast.StringNode, *ast.LiteralNode:
		return []ast.Node{v}
	}
	return d.list(n, what)
}

// words reads words and phrases that must appear.
func (d *decoder) words(n ast.Node) []string {
	var list []string
	for _, item := range d.oneOrMore(n, "words") {
		text, ok := d.text(item, "an item of words")
		if !ok {
			continue
		}
		if strings.Trim(text, "* ") == "" {
			d.fail(item, "an item of words is empty")
			continue
		}
		list = append(list, text)
	}
	return list
}

// boolean reads true or false.
func (d *decoder) boolean(n ast.Node, what string) bool {
	switch v := d.value(n).(type) {
	case nil:
	case *ast.BoolNode:
		return v.Value
	default:
		d.fail(n, "%s must be true or false, not %s", what, kind(v))
	}
	return false
}

// mail reads where a mail goes.
func (d *decoder) mail(n ast.Node) *Mail {
	m := &Mail{TLS: MailStartTLS}
	before := len(d.problems)
	d.mapping(n, inMail, d.mailFields(m))
	if len(d.problems) > before {
		return m
	}
	switch {
	case m.Host == "":
		d.fail(n, "mail needs the host of the mail server that takes the message")
	case m.From == "":
		d.fail(n, "mail needs from, the sender's address")
	case len(m.To) == 0:
		d.fail(n, "mail needs to, the addresses of those who are told")
	case (m.User == "") != m.Password.Empty():
		d.fail(n, "mail needs both user and password_env or password_file, or neither")
	}
	if m.Port == 0 {
		m.Port = map[MailTLS]int{MailStartTLS: 587, MailImplicit: 465, MailPlain: 25}[m.TLS]
	}
	return m
}

// mailFields are the keys of mail; their values go into m.
func (d *decoder) mailFields(m *Mail) []field {
	return append([]field{
		{"host", func(n ast.Node) { m.Host = d.host(n) }},
		{"port", func(n ast.Node) { m.Port = d.number(n, "port", 1, 65535) }},
		{"tls", func(n ast.Node) { m.TLS = d.mailTLS(n) }},
		{"user", func(n ast.Node) { m.User, _ = d.text(n, "user") }},
		{"from", func(n ast.Node) { m.From = d.mailAddress(n, "from") }},
		{"to", func(n ast.Node) {
			for _, item := range d.oneOrMore(n, "to") {
				m.To = append(m.To, d.mailAddress(item, "an item of to"))
			}
		}},
	}, d.secretFields(func() *Secret { return &m.Password }, "password_")...)
}

func (d *decoder) host(n ast.Node) string {
	text, _ := d.text(n, "host")
	if strings.ContainsAny(text, "/: \t") && strings.Count(text, ":") < 2 {
		d.fail(n, "host must be the name of a mail server, such as mail.example.org; its port is a key of its own")
	}
	return text
}

func (d *decoder) mailTLS(n ast.Node) MailTLS {
	text, ok := d.text(n, "tls")
	known := []string{string(MailStartTLS), string(MailImplicit), string(MailPlain)}
	if ok && !slices.Contains(known, text) {
		d.fail(n, "tls must be starttls, implicit or none, not %q%s", text, meant(text, known))
	}
	return MailTLS(text)
}

func (d *decoder) mailAddress(n ast.Node, what string) string {
	text, ok := d.text(n, what)
	if !ok {
		return ""
	}
	if _, err := mail.ParseAddress(text); err != nil {
		d.fail(n, "%s must be a mail address, such as desk@example.org or \"News desk <desk@example.org>\", not %q", what, text)
	}
	return text
}

// webhook reads an address to post to: alone, or with a secret.
func (d *decoder) webhook(n ast.Node) *Webhook {
	w := &Webhook{}
	if text, ok := d.value(n).(*ast.StringNode); ok {
		w.URL = d.postAddress(text)
		return w
	}
	before := len(d.problems)
	d.mapping(n, inWebhook, d.webhookFields(w))
	if w.URL == "" && len(d.problems) == before {
		d.fail(n, "webhook needs url, the address that is posted to")
	}
	return w
}

func (d *decoder) webhookFields(w *Webhook) []field {
	return append([]field{
		{"url", func(n ast.Node) { w.URL = d.postAddress(n) }},
	}, d.secretFields(func() *Secret { return &w.Secret }, "secret_")...)
}

func (d *decoder) postAddress(n ast.Node) string {
	text, ok := d.text(n, "the address of a webhook")
	if !ok {
		return ""
	}
	if problem := addressProblem(text, "sign the message with secret_env or secret_file instead"); problem != "" {
		d.fail(n, "the address of a webhook %s", problem)
	}
	return text
}

// service reads the address of a chat service: as it is, or where it lies.
func (d *decoder) service(n ast.Node) *Secret {
	s := &Secret{}
	if text, ok := d.value(n).(*ast.StringNode); ok {
		s.Value = strings.TrimSpace(text.Value)
		if scheme, rest, ok := strings.Cut(s.Value, "://"); !ok || scheme == "" || rest == "" {
			d.fail(n, "service must be an address such as ntfy://ntfy.sh/topic or telegram://token@telegram?chats=@channel")
		}
		return s
	}
	before := len(d.problems)
	d.mapping(n, inService, d.secretFields(func() *Secret { return s }, ""))
	if s.Empty() && len(d.problems) == before {
		d.fail(n, "service needs an address, or env or file that hold one")
	}
	return s
}

// command reads a program and its arguments.
func (d *decoder) command(n ast.Node) []string {
	var args []string
	for _, item := range d.list(n, "command") {
		text, _ := d.text(item, "an item of command")
		args = append(args, text)
	}
	if len(args) == 0 || args[0] == "" {
		d.fail(n, "command must be a list of a program and its arguments, such as [/usr/local/bin/tell, --feed]; no shell reads it")
		return nil
	}
	if strings.ContainsRune(args[0], '/') && !filepath.IsAbs(args[0]) {
		args[0] = filepath.Join(d.folder, args[0])
	}
	return args
}
