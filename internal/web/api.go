package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"onrecord/archive"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
	"onrecord/internal/web/roster"
)

// jsonType is the media type of the API's answers.
const jsonType = "application/json; charset=utf-8"

// Limits of lists.
const (
	limitUsual = 50
	limitMost  = 200
)

// document writes an answer of the API.
type document func(a ask, b *bytes.Buffer) (next string, err error)

// api answers with a document. Where more follows, the header Link leads there
// (RFC 8288), and the document carries the same as "next".
func (s *Server) api(write document) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		a := ask{Request: r.WithContext(ctx)}
		var b bytes.Buffer
		next := ""
		err := s.locate(&a)
		if err == nil {
			next, err = write(a, &b)
		}
		if err != nil {
			s.apiError(w, r, err)
			return
		}
		if next != "" {
			query := a.URL.Query()
			query.Set("after", next)
			w.Header().Set("Link", "<"+s.absolute(r, r.URL.Path[1:])+"?"+query.Encode()+`>; rel="next"`)
		}
		s.send(w, r, http.StatusOK, jsonType, b.Bytes())
	})
}

// apiError answers with a problem (RFC 9457).
func (s *Server) apiError(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusInternalServerError
	var p problem
	unread := &roster.UnreadError{}
	switch {
	case errors.As(err, &unread):
		status, p.key = http.StatusServiceUnavailable, "reading"
		w.Header().Set("Retry-After", strconv.Itoa(again))
	case errors.As(err, &p):
		status = p.status
	case errors.Is(err, archive.ErrNotFound), errors.Is(err, archive.ErrNoArchive):
		status = http.StatusNotFound
	case errors.Is(err, archive.ErrAmbiguous), errors.Is(err, archive.ErrSnapshotOrder):
		status = http.StatusBadRequest
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		status = http.StatusServiceUnavailable
	default:
		s.o.Log.Error("a request of the API failed", "path", r.URL.Path, "error", err)
	}
	english := s.texts.Languages()[0]
	detail := english.Text(p.key + ".what")
	if p.key == "" {
		detail = http.StatusText(status)
	}
	body, err := json.Marshal(struct {
		Type   string `json:"type"`
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{"about:blank", http.StatusText(status), status, detail})
	if err != nil {
		http.Error(w, http.StatusText(status), status)
		return
	}
	s.send(w, r, status, "application/problem+json", body)
}

// limit returns how many items a request wants.
func limit(query url.Values) (int, error) {
	text := query.Get("limit")
	if text == "" {
		return limitUsual, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > limitMost {
		return 0, errLimit
	}
	return n, nil
}

var errLimit = problem{http.StatusBadRequest, "error.limit"}

// apiFeed is a feed as the API lists it.
type apiFeed struct {
	export.FeedHealth
	Title    string       `json:"title"`
	Language jsondoc.Text `json:"language"`
	Timezone string       `json:"timezone"`
}

// apiFeeds writes the document onrecord/feeds.
func (s *Server) apiFeeds(a ask, b *bytes.Buffer) (string, error) {
	var list []apiFeed
	for _, f := range s.o.Feeds {
		o, err := s.keeper.Outline(a.Context(), f.Name)
		if err != nil {
			return "", err
		}
		h := archive.Examine(o.Snapshots, s.o.Now())
		list = append(list, apiFeed{export.HealthOf(f.Name, h), f.Title, jsondoc.Text(f.Language), f.Location.String()})
	}
	d := jsondoc.New(b, "onrecord/feeds", 1)
	jsondoc.List(d, "feeds", jsondoc.All(list))
	return "", d.Close()
}

// apiNothing answers for addresses of the API that lead nowhere.
func (s *Server) apiNothing(ask, *bytes.Buffer) (string, error) { return "", errNoPage }
