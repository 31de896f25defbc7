package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/config"
)

// edit is an edit of a body.
func edit(title, before, after string) diff.Change {
	c := diff.Change{Change: archive.Change{
		Kind: archive.Edited, Title: title, URL: "https://works.example/a", Fields: []string{archive.FieldBody}, FromRevision: 1, ToRevision: 2,
	}}
	c.Hunks = diff.Contents(archive.Content{Body: before}, archive.Content{Body: after}, c.Fields)
	return c
}

func TestFilter(t *testing.T) {
	replaced := edit("Weir opened", "All eleven gates of the old weir.", "All twelve gates of the old weir.")
	typographic := replaced
	typographic.Minor = true
	redated := diff.Change{Change: archive.Change{Kind: archive.Edited, Fields: []string{archive.FieldDate}}}
	removed := diff.Change{Change: archive.Change{Kind: archive.Gone, Title: "Ferry timetable"}}
	for _, c := range []struct {
		name   string
		notice config.Notice
		change diff.Change
		text   string
		want   bool
	}{
		{"no filter", config.Notice{Minor: true}, typographic, "", true},
		{"not minor", config.Notice{}, typographic, "", false},
		{"kind", config.Notice{Kinds: []archive.Kind{archive.Gone}}, removed, "", true},
		{"other kind", config.Notice{Kinds: []archive.Kind{archive.Gone}}, replaced, "", false},
		{"field", config.Notice{Fields: []string{"body"}}, replaced, "", true},
		{"other field", config.Notice{Fields: []string{"title"}}, replaced, "", false},
		{"fields are of edits", config.Notice{Fields: []string{"title"}}, removed, "", true},
		{"word that came", config.Notice{Words: []string{"Twelve"}}, replaced, "", true},
		{"word that went", config.Notice{Words: []string{"eleven"}}, replaced, "", true},
		{"word that stayed", config.Notice{Words: []string{"gates"}}, replaced, "", false},
		{"word of the title", config.Notice{Words: []string{"weir"}}, replaced, "", true},
		{"part of a word", config.Notice{Words: []string{"twel"}}, replaced, "", false},
		{"beginning of a word", config.Notice{Words: []string{"twel*"}}, replaced, "", true},
		{"word of a removed text", config.Notice{Words: []string{"pier"}}, removed, "Leaves from Pier 4.", true},
		{"no word of a removed text", config.Notice{Words: []string{"airport"}}, removed, "Leaves from Pier 4.", false},
		{"one word is one", config.Notice{Minimum: 1}, replaced, "", true},
		{"one word is not two", config.Notice{Minimum: 2}, replaced, "", false},
		{"a date has no words", config.Notice{Minimum: 2}, redated, "", true},
	} {
		if got := NewFilter(c.notice).tells(c.change, c.text); got != c.want {
			t.Errorf("%s: told %v, want %v", c.name, got, c.want)
		}
	}
}

func TestHolds(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"The border post.", "border  post", true},
		{"the border posts", "border post", false},
		{"the border posts", "border post*", true},
		{"Санкции введены", "санкци*", true},
		{"несанкционный", "санкци*", false},
		{"对俄罗斯的制裁措施", "制裁", true},
		{"cafe\u0301", "CAFÉ", true},
		{"discord cord", "cord", true},
		{"discord", "cord", false},
		{"", "a", false},
	} {
		if got := holds(fold(c.text), fold(c.word)); got != c.want {
			t.Errorf("holds(%q, %q) = %v", c.text, c.word, got)
		}
	}
}

// hostile is a message whose texts try everything.
func hostile() Message {
	m := Sample("works", "Works <b>Office</b>\r\nBcc: x@example.org", time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
	m.Test = false
	m.Changes = []diff.Change{
		edit("Tïtle\r\nBcc: evil@example.org\x1b[31m <script>alert(1)</script> @everyone <!channel>", "One <i>word</i> here.", "Two <i>words</i> here."),
	}
	m.Changes[0].URL = "javascript:alert(1)"
	return m
}

func TestTextsAreSafe(t *testing.T) {
	m := hostile()
	html, err := m.html()
	if err != nil {
		t.Fatal(err)
	}
	text, err := m.text()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<i>", "<b>", "javascript:alert(1)\"", "\x1b"} {
		if strings.Contains(html, bad) {
			t.Errorf("the HTML holds %q:\n%s", bad, html)
		}
	}
	for _, want := range []string{"<del", ">One</del>", "<ins", "&lt;script&gt;"} {
		if !strings.Contains(html, want) {
			t.Errorf("the HTML lacks %q:\n%s", want, html)
		}
	}
	if !strings.Contains(text, "[-One-]{+Two+}") || strings.ContainsAny(text, "\x1b\r") {
		t.Errorf("text %q", text)
	}
	if subject := m.Subject(); strings.ContainsAny(subject, "\r\n\x1b") || !strings.HasPrefix(subject, "[works] edited: Tïtle") {
		t.Errorf("subject %q", subject)
	}
	if chat := m.chat(); strings.ContainsAny(chat, "@<>\x1b") || !strings.Contains(chat, "[-One-]{+Two+}") {
		t.Errorf("chat %q", chat)
	}
}

func TestLongMessagesAreCut(t *testing.T) {
	m := hostile()
	for range 200 {
		m.Changes = append(m.Changes, edit(strings.Repeat("long title ", 50), "a", strings.Repeat("b ", 5000)))
	}
	text, err := m.text()
	if err != nil || !strings.Contains(text, "… and 151 more.") {
		t.Errorf("%v, text ends %q", err, text[len(text)-300:])
	}
	if n := len([]rune(m.chat())); n > chatRunes+1 {
		t.Errorf("chat of %d characters", n)
	}
	if m.Subject() != "[works] 201 edited" {
		t.Errorf("subject %q", m.Subject())
	}
}

func TestWebhookIsSignedAndRetried(t *testing.T) {
	type request struct {
		body   []byte
		header http.Header
	}
	var got []request
	t.Setenv("TMPDIR", t.TempDir())
	answers := []int{503, 429, 200}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = append(got, request{body, r.Header})
		w.WriteHeader(answers[len(got)-1])
	}))
	defer server.Close()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("swordfish\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var pauses []time.Duration
	hook := newWebhook(config.Webhook{URL: server.URL + "/hook", Secret: config.Secret{File: secret}}, Options{Agent: "onrecord/1", Sleep: func(_ context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		return nil
	}})
	m := hostile()
	if err := hook.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	var document bytes.Buffer
	if err := m.WriteJSON(&document); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || len(pauses) != 2 || pauses[1] <= pauses[0] {
		t.Fatalf("%d requests, pauses %v", len(got), pauses)
	}
	for _, r := range got {
		mac := hmac.New(sha256.New, []byte("swordfish"))
		mac.Write(r.body)
		if want := "sha256=" + hex.EncodeToString(mac.Sum(nil)); r.header.Get("X-Hub-Signature-256") != want {
			t.Errorf("signature %q, want %q", r.header.Get("X-Hub-Signature-256"), want)
		}
		if !bytes.Equal(r.body, document.Bytes()) {
			t.Errorf("body %s", r.body)
		}
		if r.header.Get("X-Onrecord-Delivery") != m.ID || r.header.Get("X-Onrecord-Event") != "changes" || r.header.Get("Content-Type") != "application/json" {
			t.Errorf("header %v", r.header)
		}
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestWebhookGivesUp(t *testing.T) {
	asked := 0
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a redirect was followed") }))
	defer elsewhere.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path == "/moved/key123" {
			http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
			return
		}
		w.WriteHeader(http.StatusForbidden)
	}))
	defer server.Close()
	for _, path := range []string{"/hook/key123", "/moved/key123"} {
		asked = 0
		err := newWebhook(config.Webhook{URL: server.URL + path}, Options{}).Send(t.Context(), hostile())
		if err == nil || strings.Contains(err.Error(), "key123") || asked != 1 {
			t.Errorf("%s: error %v after %d requests", path, err, asked)
		}
	}
	server.Close()
	hook := newWebhook(config.Webhook{URL: server.URL + "/hook/key123"}, Options{Sleep: func(context.Context, time.Duration) error { return nil }})
	if err := hook.Send(t.Context(), hostile()); err == nil || strings.Contains(err.Error(), "key123") {
		t.Errorf("error %v", err)
	}
}

func TestServiceTells(t *testing.T) {
	var body []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ = io.ReadAll(r.Body)
		if r.URL.Path == "/broken-topic" {
			w.WriteHeader(http.StatusForbidden)
		}
		_, _ = io.WriteString(w, "{}")
	}))
	defer server.Close()
	t.Setenv("NTFY", "ntfy://user:hunter2hunter2@"+strings.TrimPrefix(server.URL, "http://")+"/topic?scheme=http")
	s, err := newService(config.Secret{Env: "NTFY"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), hostile()); err != nil {
		t.Fatal(err)
	}
	if string(body) != hostile().chat() {
		t.Errorf("the service was told %q", body)
	}
	for _, address := range []string{
		"ntfy://user:hunter2hunter2@" + strings.TrimPrefix(server.URL, "http://") + "/broken-topic?scheme=http",
		"ntfy://user:hunter2hunter2@127.0.0.1:1/broken-topic?scheme=http",
	} {
		t.Setenv("NTFY", address)
		if err := s.Send(t.Context(), hostile()); err == nil || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "broken-topic") {
			t.Errorf("error %v", err)
		}
	}
	t.Setenv("NTFY", "")
	if err := s.Send(t.Context(), hostile()); err == nil || !strings.Contains(err.Error(), "NTFY") {
		t.Errorf("error %v", err)
	}
}

// TestDocument: of a document that was replaced people are told the words, not
// only that its bytes are others.
func TestDocument(t *testing.T) {
	c := edit("Bridges", "", "")
	c.Fields = []string{archive.FieldAttachments}
	c.Hunks = []diff.Hunk{{Field: archive.FieldAttachments, Ops: []diff.Op{{Op: diff.Delete, Text: "sha256:aa"}, {Op: diff.Insert, Text: "sha256:bb"}}}}
	c.Files = []diff.FileText{{URL: "https://works.example/plan.pdf", From: "aa", To: "bb", Ops: diff.Text("It pays for nine bridges.", "It pays for six bridges.")}}
	m := Message{Feed: "works", Title: "Works", Changes: []diff.Change{c}}
	text, err := m.text()
	if err != nil {
		t.Fatal(err)
	}
	page, err := m.html()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct{ in, words string }{
		{text, "text of https://works.example/plan.pdf: 1 sentence changed"}, {text, "It pays for [-nine-]{+six+} bridges."},
		{page, "text of https://works.example/plan.pdf: 1 sentence changed"}, {page, ">nine</del><ins"},
		{m.chat(), "It pays for [-nine-]{+six+} bridges."},
	} {
		if !strings.Contains(want.in, want.words) {
			t.Errorf("%q is missing in\n%s", want.words, want.in)
		}
	}
	if strings.Contains(m.chat(), "sha256") {
		t.Errorf("digests in a chat: %s", m.chat())
	}
}
