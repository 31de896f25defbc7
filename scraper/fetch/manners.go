package fetch

import (
	"net/url"
	"sync"
)

// Manners are what is known of hosts beyond one client: when each was last
// asked, how long it asked to wait, and its robots.txt. Clients that share them
// treat a host as one would, however many feeds it has.
type Manners struct {
	mu     sync.Mutex
	paces  map[string]*pace        // by site key
	robots map[string]*robotsEntry // by scheme and authority
}

// NewManners returns the manners of somebody who knows no host yet.
func NewManners() *Manners {
	return &Manners{paces: map[string]*pace{}, robots: map[string]*robotsEntry{}}
}

func (m *Manners) pace(key string) *pace {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.paces[key] == nil {
		m.paces[key] = &pace{}
	}
	return m.paces[key]
}

func (m *Manners) robotsEntry(u *url.URL) *robotsEntry {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	if m.robots[key] == nil {
		m.robots[key] = &robotsEntry{lock: make(chan struct{}, 1)}
	}
	return m.robots[key]
}
