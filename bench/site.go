package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"onrecord/internal/demo"
)

// pageBytes is the length of a page; a tenth of it is the article's text.
const pageBytes = 36_000

// serveSite serves a large site until its standard input ends, so that it ends
// with the harness. A line on the input lets the publisher work for a round.
func serveSite(ctx context.Context, o options) error {
	site := demo.NewLargeSite(o.articles, o.page)
	site.EditEvery, site.Validators = o.editEvery, o.validators
	base, stop, err := demo.Serve(ctx, site)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Println(base + site.Listing())
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		fmt.Println(site.NextRound())
	}
	return in.Err()
}

// site is a served site in a process of its own: its work is no one's cost.
type site struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	listing string
}

// startSite starts that process, with the options that say what the site is like.
func startSite(ctx context.Context, self string, o options) (*site, error) {
	cmd := exec.CommandContext(ctx, self, "-articles", fmt.Sprint(o.articles), "-edit-every", fmt.Sprint(o.editEvery),
		"-page", fmt.Sprint(o.page), fmt.Sprintf("-validators=%t", o.validators), "serve")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("serve the site: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("serve the site: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("serve the site: %w", err)
	}
	s := &site{cmd: cmd, in: in, out: bufio.NewReader(out)}
	s.listing, err = s.line()
	return s, err
}

func (s *site) line() (string, error) {
	l, err := s.out.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("the site has ended: %w", err)
	}
	return strings.TrimSpace(l), nil
}

// nextRound lets the publisher work.
func (s *site) nextRound() error {
	if _, err := io.WriteString(s.in, "\n"); err != nil {
		return fmt.Errorf("ask the site for the next round: %w", err)
	}
	_, err := s.line()
	return err
}

// stop ends the site.
func (s *site) stop() {
	_ = s.in.Close() // the site ends with its input, whatever Close says
	_ = s.cmd.Wait()
}
