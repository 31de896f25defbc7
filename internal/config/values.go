package config

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/language"

	"onrecord/internal/nearest"
)

// Largest numbers that mean something.
const (
	maxConnections = 64
	maxCount       = 1_000_000
)

// archive reads the path of the archive.
func (d *decoder) archive(n ast.Node) string {
	text, ok := d.text(n, "archive")
	switch {
	case !ok || text == "":
		return DefaultArchive
	case strings.HasPrefix(text, "postgres://"), strings.HasPrefix(text, "postgresql://"):
		d.fail(n, "an archive in PostgreSQL is not supported yet; give the path of a file, such as %s", DefaultArchive)
	case strings.Contains(text, "://"):
		d.fail(n, "archive must be the path of a file, such as %s, not an address", DefaultArchive)
	case strings.HasSuffix(text, "/"):
		d.fail(n, "archive names a folder; name a file in it, such as %s%s", text, DefaultArchive)
	case strings.ContainsRune(text, 0):
		d.fail(n, "archive holds a null character")
	}
	return text
}

// contact reads what goes into the User-Agent, a header of one line.
func (d *decoder) contact(n ast.Node) string {
	text, _ := d.text(n, "contact")
	for _, r := range text {
		if r < ' ' || r > '~' || r == '(' || r == ')' {
			d.fail(n, "contact must be an e-mail address or the address of a page; %q cannot stand in it", r)
			return ""
		}
	}
	return text
}

// listings reads the addresses of a feed's listings.
func (d *decoder) listings(n ast.Node) []string {
	var out []string
	for _, item := range d.list(n, "listings") {
		text, ok := d.text(item, "a listing")
		if !ok {
			continue
		}
		if problem := addressProblem(text, "exports would publish it"); problem != "" {
			d.fail(item, "the listing %q %s", text, problem)
			continue
		}
		if slices.Contains(out, text) {
			d.fail(item, "the listing %q is named twice", text)
			continue
		}
		out = append(out, text)
	}
	return out
}

// ping reads the address of a dead man's switch.
func (d *decoder) ping(n ast.Node) string {
	text, ok := d.text(n, "ping")
	if !ok || text == "" {
		return ""
	}
	if problem := addressProblem(text, "messages could show it; such services put the key into the path"); problem != "" {
		d.fail(n, "ping %q %s", text, problem)
		return ""
	}
	return text
}

// addressProblem says why an address cannot be asked, or is empty. secret says
// why a password is refused.
func addressProblem(text, secret string) string {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return "is no address: " + strings.TrimPrefix(err.Error(), fmt.Sprintf("parse %q: ", text))
	case u.Scheme != "http" && u.Scheme != "https":
		return "must be a whole address that begins with http:// or https://"
	case u.Hostname() == "":
		return "has no host"
	case u.User != nil:
		return "must not carry a user name or password; " + secret
	}
	return ""
}

// language reads a BCP 47 tag and returns its canonical form.
func (d *decoder) language(n ast.Node) string {
	text, ok := d.text(n, "language")
	if !ok || text == "" {
		return ""
	}
	tag, err := language.Parse(text)
	switch {
	case err != nil:
		d.fail(n, "language %q is no BCP 47 tag, such as en, ru or pt-BR", text)
	case strings.Contains(text, "_"):
		d.fail(n, "language %q is no BCP 47 tag; did you mean %q?", text, tag.String())
	default:
		return tag.String()
	}
	return ""
}

// timezone reads the name of a time zone.
func (d *decoder) timezone(n ast.Node) string {
	text, ok := d.text(n, "timezone")
	if !ok || text == "" {
		return DefaultTimezone
	}
	if text == "Local" {
		d.fail(n, "timezone \"Local\" would mean another zone on another machine; name the publisher's, such as Europe/Moscow")
		return DefaultTimezone
	}
	if _, err := time.LoadLocation(text); err != nil {
		d.fail(n, "unknown time zone %q; names are those of the IANA database, such as Europe/Moscow or UTC", text)
		return DefaultTimezone
	}
	return text
}

// duration reads a length of time that is not negative.
func (d *decoder) duration(n ast.Node, what string) time.Duration {
	text := ""
	switch v := d.value(n).(type) {
	case nil:
		return 0
	case *ast.StringNode:
		text = strings.TrimSpace(v.Value)
	case *ast.IntegerNode, *ast.FloatNode:
		if text = v.GetToken().Value; strings.Trim(text, "+-0.") != "" {
			d.fail(n, "%s needs a unit: %ss for seconds, %sms for milliseconds", what, text, text)
			return 0
		}
		text = "0"
	default:
		d.fail(n, "%s must be a duration such as 1s or 500ms, not %s", what, kind(v))
		return 0
	}
	duration, err := time.ParseDuration(text)
	switch {
	case err != nil:
		d.fail(n, "%s must be a duration such as 1s or 500ms, not %q", what, text)
	case duration < 0:
		d.fail(n, "%s must not be negative", what)
	}
	return duration
}

// number reads a whole number between least and most.
func (d *decoder) number(n ast.Node, what string, least, most int) int {
	v := d.value(n)
	if v == nil {
		return least
	}
	whole, ok := v.(*ast.IntegerNode)
	if !ok {
		d.fail(n, "%s must be a whole number, not %s", what, kindOfNumber(v))
		return least
	}
	switch value := whole.Value.(type) {
	case int64:
		if value >= int64(least) && value <= int64(most) {
			return int(value)
		}
	case uint64:
		if value >= uint64(least) && value <= uint64(most) {
			return int(value)
		}
	}
	d.fail(n, "%s must be between %d and %d, not %s", what, least, most, whole.GetToken().Value)
	return least
}

func kindOfNumber(n ast.Node) string {
	switch v := n.(type) {
	case *ast.FloatNode:
		return v.GetToken().Value
	case *ast.StringNode:
		return fmt.Sprintf("%q", v.Value)
	}
	return kind(n)
}

// patterns reads regular expressions for the path and query of addresses.
func (d *decoder) patterns(n ast.Node) []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, item := range d.list(n, "include") {
		text, ok := d.text(item, "an item of include")
		if !ok {
			continue
		}
		pattern, err := regexp.Compile(text)
		if err != nil {
			d.fail(item, "an item of include is no regular expression: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
			continue
		}
		out = append(out, pattern)
	}
	return out
}

// hosts reads further hosts of attachments.
func (d *decoder) hosts(n ast.Node) []string {
	var out []string
	for _, item := range d.list(n, "attachment_hosts") {
		text, ok := d.text(item, "an item of attachment_hosts")
		if !ok {
			continue
		}
		if u, err := url.Parse("https://" + text + "/"); err != nil || u.Host != text || u.Hostname() == "" || u.User != nil {
			d.fail(item, "an item of attachment_hosts must be a host, such as cdn.example.org, not %q", text)
			continue
		}
		out = append(out, text)
	}
	return out
}

// attachments reads which attachments are fetched.
func (d *decoder) attachments(n ast.Node) Attachments {
	text, ok := d.text(n, "attachments")
	if !ok {
		return AttachNone
	}
	choices := []string{string(AttachNone), string(AttachDocuments), string(AttachAll)}
	if slices.Contains(choices, text) {
		return Attachments(text)
	}
	hint := ""
	if near := nearest.Name(text, choices); near != "" {
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	d.fail(n, "attachments must be none, documents or all, not %q%s", text, hint)
	return AttachNone
}
