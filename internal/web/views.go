package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/internal/web/say"
)

//go:embed templates/*.html
var templates embed.FS

// views are the templates of every page in every language.
type views struct {
	pages map[string]map[string]*template.Template // by language, then name
}

// parseViews reads the templates. Files that begin with an underscore are parts
// of the others.
func parseViews(texts *say.Catalogue, prefix string, a *assets) (*views, error) {
	v := &views{pages: map[string]map[string]*template.Template{}}
	names, err := fs.Glob(templates, "templates/[^_]*.html")
	if err != nil {
		return nil, fmt.Errorf("find the templates: %w", err)
	}
	for _, lang := range texts.Languages() {
		base, err := template.New("").Funcs(funcs(lang, prefix, a)).ParseFS(templates, "templates/_*.html")
		if err != nil {
			return nil, fmt.Errorf("read the templates: %w", err)
		}
		v.pages[lang.Tag] = map[string]*template.Template{}
		for _, name := range names {
			page, err := base.Clone()
			if err == nil {
				page, err = page.ParseFS(templates, name)
			}
			if err != nil {
				return nil, fmt.Errorf("read the templates: %w", err)
			}
			short := strings.TrimSuffix(strings.TrimPrefix(name, "templates/"), ".html")
			v.pages[lang.Tag][short] = page
		}
	}
	return v, nil
}

func (v *views) execute(b *bytes.Buffer, lang *say.Language, name string, data any) error {
	page := v.pages[lang.Tag][name]
	if page == nil {
		return fmt.Errorf("there is no template %q", name)
	}
	return page.ExecuteTemplate(b, "frame", data)
}

// funcs are what templates can call.
func funcs(lang *say.Language, prefix string, a *assets) template.FuncMap {
	return template.FuncMap{
		"t":      lang.Text,
		"n":      lang.Count,
		"number": lang.Number,
		"notice": lang.Notice,
		"u":      func(parts ...any) string { return prefix + joinPath(parts) },
		"asset":  func(name string) string { return prefix + "static/" + a.hashed(name) },
		"stamp":  lang.Stamp,
		"again":  func() int { return again },
		"rfc":    func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"day":    func(day string) string { return inWords(day, lang.LongDate) },
		"short":  func(day string) string { return inWords(day, lang.Date) },
		"month":  func(m time.Month) string { return lang.Text(fmt.Sprintf("month.%d", int(m))) },
		"title": func(title string) string {
			if title == "" {
				return lang.Text("untitled")
			}
			return title
		},
		"headline": func(title string) string {
			if title == "" {
				return lang.Text("untitled")
			}
			return shortened(title, headlineMost)
		},
		"date": func(d archive.Date) string {
			if d == "" {
				return lang.Text("undated")
			}
			return printed(lang, d)
		},
		"kind":  func(k archive.Kind) string { return lang.Text("kind." + string(k)) },
		"paras": archive.Paragraphs,
		"plus":  func(a, b int) int { return a + b },
	}
}

// headlineMost is how many characters of a title stand where it is one of several.
const headlineMost = 160

// joinPath puts a path together. Its parts are names that need no escaping:
// feeds, ids and numbers.
func joinPath(parts []any) string {
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = fmt.Sprint(p)
	}
	return strings.Join(words, "/")
}

// printed writes a date as the publisher printed it: its day, and its time.
func printed(lang *say.Language, d archive.Date) string {
	day := inWords(d.Day(), lang.Date)
	if !d.HasTime() {
		return day
	}
	return day + ", " + d.Time(nil).Format("15:04")
}

// inWords writes a day such as 2024-12-05 as a language does.
func inWords(day string, write func(time.Time) string) string {
	t, err := time.Parse(archive.DayLayout, day)
	if err != nil {
		return day
	}
	return write(t)
}
