package notify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"onrecord/internal/config"
)

// Addressed is a channel with what it is told and what it is remembered by.
type Addressed struct {
	Channel
	Filter Filter
	Key    string
}

// Options are what channels work with.
type Options struct {
	Agent string                                     // User-Agent of requests
	Sleep func(context.Context, time.Duration) error // nil: as time passes
}

// Channels makes the channels of a feed.
func Channels(notices []config.Notice, o Options) ([]Addressed, error) {
	var list []Addressed
	used := map[string]int{}
	for _, n := range notices {
		made, err := channelsOf(n, o)
		if err != nil {
			return nil, err
		}
		for _, m := range made {
			if n.Name != "" {
				m.Key = n.Name + " (" + m.Key[:strings.IndexByte(m.Key, ':')] + ")"
			}
			used[m.Key]++
			if used[m.Key] > 1 { // another filter for the same people
				m.Key = fmt.Sprintf("%s #%d", m.Key, used[m.Key])
			}
			m.Filter = NewFilter(n)
			list = append(list, m)
		}
	}
	return list, nil
}

// channelsOf makes the channels of one item, each with a key of its address.
func channelsOf(n config.Notice, o Options) ([]Addressed, error) {
	var list []Addressed
	if m := n.Mail; m != nil {
		list = append(list, Addressed{Channel: mailer{*m}, Key: "mail:" + hashOf(m.Host, m.From, strings.Join(m.To, ","))})
	}
	if s := n.Service; s != nil {
		service, err := newService(*s)
		if err != nil {
			return nil, err
		}
		list = append(list, Addressed{Channel: service, Key: "service:" + hashOf(s.Value, s.Env, s.File)})
	}
	if w := n.Webhook; w != nil {
		list = append(list, Addressed{Channel: newWebhook(*w, o), Key: "webhook:" + hashOf(w.URL)})
	}
	if len(n.Command) > 0 {
		list = append(list, Addressed{Channel: command{n.Command}, Key: "command:" + hashOf(n.Command...)})
	}
	return list, nil
}

// hashOf is short: addresses may hold secrets, and are told apart only.
func hashOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}
