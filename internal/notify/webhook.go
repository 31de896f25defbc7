package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"

	"onrecord/internal/config"
)

// Limits of posting.
const (
	postTimeout = 20 * time.Second // of one attempt
	postTries   = 3
	postPause   = 2 * time.Second // before the second attempt; four times as long before the third
)

// webhook posts the document onrecord/diff, signed with HMAC-SHA256 over its
// bytes where there is a secret.
type webhook struct {
	config.Webhook
	Options
	client *http.Client
}

func newWebhook(w config.Webhook, o Options) webhook {
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return webhook{w, o, &http.Client{
		Timeout:   postTimeout,
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // the configuration names the only host that is told
		},
	}}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// Describe names the host only: such addresses hold keys.
func (w webhook) Describe() string {
	u, err := url.Parse(w.URL)
	if err != nil {
		return "webhook"
	}
	return "webhook at " + u.Host
}

func (w webhook) Send(ctx context.Context, m Message) (err error) {
	secret, err := w.Secret.Read()
	if err != nil {
		return err
	}
	body, signature, err := spool(m, secret)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, body.Close(), os.Remove(body.Name())) }()
	pause := postPause
	for try := 1; ; try++ {
		err = w.post(ctx, m, body, signature)
		var again *transient
		if err == nil || try == postTries || !errors.As(err, &again) {
			return err
		}
		if stopped := w.Sleep(ctx, pause); stopped != nil {
			return err
		}
		pause *= 4
	}
}

// spool writes the document to a file, for it may be large and be sent again,
// and signs it.
func spool(m Message, secret string) (*os.File, string, error) {
	file, err := os.CreateTemp("", "onrecord-*.json")
	if err != nil {
		return nil, "", err
	}
	mac := hmac.New(sha256.New, []byte(secret))
	if err := m.WriteJSON(io.MultiWriter(file, mac)); err != nil {
		return nil, "", errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	if secret == "" {
		return file, "", nil
	}
	return file, "sha256=" + hex.EncodeToString(mac.Sum(nil)), nil
}

// transient marks a failure that may be another moment's success.
type transient struct{ error }

func (t *transient) Unwrap() error { return t.error }

func (w webhook) post(ctx context.Context, m Message, body *os.File, signature string) error {
	size, err := body.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, io.NewSectionReader(body, 0, size))
	if err != nil {
		return errors.New("the address of the webhook is none")
	}
	request.ContentLength = size
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", w.Agent)
	request.Header.Set("X-Onrecord-Delivery", m.ID)
	request.Header.Set("X-Onrecord-Event", m.Event())
	if m.Held > 0 {
		request.Header.Set("X-Onrecord-Held", fmt.Sprint(m.Held))
	}
	if signature != "" {
		request.Header.Set("X-Hub-Signature-256", signature)
	}
	answer, err := w.client.Do(request)
	if err != nil {
		return &transient{bare(err)}
	}
	const enough = 64 << 10 // of an answer that nobody reads
	_, err = io.Copy(io.Discard, io.LimitReader(answer.Body, enough))
	return errors.Join(statusError(answer.StatusCode), err, answer.Body.Close())
}

func statusError(status int) error {
	err := fmt.Errorf("it answered %d", status)
	switch {
	case status >= 200 && status < 300:
		return nil
	case status >= 500, status == http.StatusTooManyRequests, status == http.StatusRequestTimeout:
		return &transient{err}
	}
	return err
}

// bare takes the address out of an error of net/http.
func bare(err error) error {
	var of *url.Error
	if errors.As(err, &of) {
		if of.Timeout() {
			return fmt.Errorf("no answer in %s", postTimeout)
		}
		return of.Err
	}
	return err
}
