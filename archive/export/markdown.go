package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
	"onrecord/archive/plain"
)

// WriteMarkdown writes a folder with a Markdown file for each article
// (CommonMark, with YAML front matter), ready for git or Obsidian, and the
// attachments that are kept, in a folder beside them. When the folder
// is there already, only files that differ are written; files that an earlier
// export of the feed made and this one does not are removed, other files stay.
// Of a selection of articles only those are removed that were given another name.
// It is written whole or not at all, but for a failure while the files that are
// ready are put in their places.
func WriteMarkdown(path string, s Source) (w Wrote, err error) {
	f, err := newFolder(path)
	if err != nil {
		return w, fmt.Errorf("cannot write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("cannot write %s: %w", path, errors.Join(err, f.discard()))
		}
	}()
	feed, ids := s.Snapshot.Feed.Name, map[string]bool{}
	for a, err := range s.Articles {
		if err != nil {
			return w, err
		}
		ids[a.ID] = true
		files, err := f.files(a, s.File)
		if err != nil {
			return w, fmt.Errorf("attachments of article %s: %w", a.ID, err)
		}
		if err := f.add(markdownName(a), []byte(markdown(feed, a, files))); err != nil {
			return w, err
		}
	}
	var stale []string
	ours := f.ours(feed)
	for name, id := range ours {
		if !f.names[name] && (ids[id] || !s.Selected) {
			stale = append(stale, name)
		}
	}
	before := map[string]bool{} // ids of articles that an earlier export had
	for _, id := range ours {
		before[id] = true
	}
	stale = append(stale, f.staleFiles(func(id string) bool { return ids[id] || before[id] && !s.Selected })...)
	return f.commit(stale)
}

// mark begins the second line of every file, by which it is known to be ours:
// it goes on with the names of feed and article.
const mark = "onrecord: "

// ours returns the files in the folder that an export of the feed made, with
// the ids of their articles.
func (f *folder) ours(feed string) map[string]string {
	found := map[string]string{}
	if !f.there {
		return found
	}
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return found
	}
	for _, e := range entries {
		owner, id, ok := strings.Cut(markOf(filepath.Join(f.path, e.Name())), "/")
		if ok && owner == feed && e.Type().IsRegular() && strings.HasSuffix(e.Name(), id+".md") {
			found[e.Name()] = id
		}
	}
	return found
}

// markOf returns what the mark of a file says, "" where there is none.
func markOf(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	r := bufio.NewReader(io.LimitReader(f, 1<<10))
	if first, err := r.ReadString('\n'); err != nil || first != "---\n" {
		return ""
	}
	second, err := r.ReadString('\n')
	if err != nil || !strings.HasPrefix(second, mark) {
		return ""
	}
	return strings.TrimSpace(strings.TrimPrefix(second, mark))
}

// markdownName is the name of an article's file: its day, the words of its
// title and its id, of letters, digits and hyphens only.
func markdownName(a Article) string {
	day := archive.Date(a.Date).Day()
	if day == "" {
		day = "undated"
	}
	if words := slug(string(a.Title)); words != "" {
		return day + "-" + words + "-" + a.ID + ".md"
	}
	return day + "-" + a.ID + ".md"
}

// slug returns the words of a title in lower case, joined by hyphens: letters
// and digits of any script, at most 60 bytes, so that no file system minds.
func slug(title string) string {
	const most = 60
	var b strings.Builder
	for _, word := range strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		if b.Len()+1+len(word) > most {
			if b.Len() == 0 {
				return strings.ToValidUTF8(word[:most], "")
			}
			break
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(word)
	}
	return b.String()
}

// markdown is the file of an article. What changes with every crawl is left
// out, so that a file changes when the article does.
// files are the names of attachments in the folder, by their SHA-256.
func markdown(feed string, a Article, files map[string]string) string {
	var b strings.Builder
	b.WriteString("---\n" + mark + feed + "/" + a.ID + "\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString(name + ": " + yamlText(value) + "\n")
		}
	}
	list := func(name string, values []string) {
		if len(values) > 0 {
			b.WriteString(name + ":\n")
		}
		for _, v := range values {
			b.WriteString("  - " + yamlText(v) + "\n")
		}
	}
	field("title", string(a.Title))
	if a.Date != "" {
		b.WriteString("date: " + string(a.Date) + "\n")
	}
	field("url", a.URL)
	list("earlier_urls", a.Aliases)
	field("language", string(a.Language))
	field("state", a.State)
	b.WriteString("state_since: " + a.StateSince.String() + "\n")
	b.WriteString("revision: " + strconv.Itoa(a.Revision) + "\n")
	field("digest", a.Digest)
	b.WriteString("first_seen: " + a.FirstSeen.String() + "\nlast_changed: " + a.LastChanged.String() + "\n---\n")
	if a.Title != "" {
		b.WriteString("\n# " + plain.Markdown(string(a.Title)) + "\n")
	}
	for _, text := range []jsondoc.Text{a.Summary, a.Body} {
		for _, p := range archive.Paragraphs(string(text)) {
			b.WriteString("\n" + plain.Markdown(p) + "\n")
		}
	}
	b.WriteString(markdownAttachments(a.Attachments, files))
	return b.String()
}

func markdownAttachments(list []Attachment, files map[string]string) string {
	var b strings.Builder
	for i, a := range list {
		if i == 0 {
			b.WriteString("\n## Attachments\n\n")
		}
		title := plain.Line(string(a.Title))
		if strings.TrimSpace(title) == "" {
			title = a.URL
		}
		b.WriteString("- [" + plain.Markdown(title) + "](" + plain.MarkdownAddress(a.URL) + ")")
		if name := files[string(a.SHA256)]; name != "" {
			b.WriteString(": [kept as captured](" + name + ")")
		}
		b.WriteByte('\n')
	}
	return b.String()
}
