package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Serve serves handler on a free port of 127.0.0.1 until stop is called or ctx
// ends. It returns the address to reach it by ("http://127.0.0.1:41234", no
// slash at the end). stop may be called twice; it returns when every
// connection is closed and the server's goroutine has ended.
func Serve(ctx context.Context, handler http.Handler) (baseURL string, stop func(), err error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("open a port on loopback for the replica: %w", err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()

	halt := sync.OnceFunc(func() {
		_ = server.Close() // only a listener that is closed already can fail
		if err := <-done; err != nil && !errors.Is(err, http.ErrServerClosed) {
			_ = listener.Close() // Serve gave up by itself; nothing of it may stay
		}
	})
	forget := context.AfterFunc(ctx, halt)
	return "http://" + listener.Addr().String(), func() { forget(); halt() }, nil
}
