package notify

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/nicholas-fedor/shoutrrr"
	"github.com/nicholas-fedor/shoutrrr/pkg/router"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"

	"onrecord/internal/config"
	"onrecord/internal/nearest"
)

// service tells by one of shoutrrr's services: Slack, Telegram, Matrix, ntfy …
type service struct {
	address config.Secret
	scheme  string // empty: the address is read when it is needed
}

// newService checks an address that stands in the configuration.
func newService(address config.Secret) (service, error) {
	s := service{address: address}
	if address.Value == "" {
		return s, nil
	}
	s.scheme, _, _ = strings.Cut(address.Value, ":")
	if _, err := shoutrrr.CreateSender(address.Value); err != nil {
		return s, fmt.Errorf("%w: notify: the service address %s://… cannot be used: %w", config.ErrInvalid, s.scheme, s.explain(err, address.Value))
	}
	return s, nil
}

// explain names the nearest service there is, and takes secrets out of an error.
func (s service) explain(err error, address string) error {
	if errors.Is(err, router.ErrUnknownService) {
		text := "unknown service"
		if near := nearest.Name(s.scheme, (&router.ServiceRouter{}).ListServices()); near != "" {
			text += fmt.Sprintf("; did you mean %q?", near)
		}
		return errors.New(text)
	}
	return errors.New(redact(err.Error(), address))
}

func (s service) Describe() string {
	if s.scheme == "" {
		return "service"
	}
	return "service " + s.scheme
}

// serviceTimeout limits sending; the services' own limits are shorter.
const serviceTimeout = 30 * time.Second

func (s service) Send(ctx context.Context, m Message) error {
	address, err := s.address.Read()
	if err != nil {
		return err
	}
	sender, err := shoutrrr.CreateSender(address)
	if err != nil {
		return s.explain(err, address)
	}
	ctx, cancel := context.WithTimeout(ctx, serviceTimeout)
	defer cancel()
	sent := make(chan error, 1)
	go func() { sent <- errors.Join(sender.Send(m.chat(), &types.Params{})...) }()
	select {
	case err := <-sent:
		if err != nil {
			return s.explain(err, address)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("no answer in %s", serviceTimeout)
	}
}

var addresses = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://[^\s"']+`) })

// redact takes addresses, and whatever of the service's address may be a
// secret, out of a text.
func redact(text, address string) string {
	text = addresses().ReplaceAllStringFunc(text, func(found string) string {
		scheme, _, _ := strings.Cut(found, "://")
		if u, err := url.Parse(found); err == nil && u.Host != "" && u.User == nil && strings.HasPrefix(scheme, "http") {
			return scheme + "://" + u.Host + "/…"
		}
		return scheme + "://…"
	})
	_, rest, _ := strings.Cut(address, "://")
	const short = 6 // shorter parts are words
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("/@:?&=,", r) }) {
		if len(part) >= short && !strings.Contains(part, ".") {
			text = strings.ReplaceAll(text, part, "…")
		}
	}
	return text
}
