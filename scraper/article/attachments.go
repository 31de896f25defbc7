package article

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// fileKinds says which extensions of an address are attachments.
var fileKinds = map[string]string{
	".pdf": archive.KindDocument, ".doc": archive.KindDocument, ".docx": archive.KindDocument, ".docm": archive.KindDocument,
	".xls": archive.KindDocument, ".xlsx": archive.KindDocument, ".xlsm": archive.KindDocument, ".csv": archive.KindDocument,
	".odt": archive.KindDocument, ".ods": archive.KindDocument, ".odp": archive.KindDocument, ".rtf": archive.KindDocument,
	".ppt": archive.KindDocument, ".pptx": archive.KindDocument, ".pps": archive.KindDocument, ".ppsx": archive.KindDocument,
	".epub": archive.KindDocument, ".djvu": archive.KindDocument, ".pages": archive.KindDocument, ".hwp": archive.KindDocument,
	".zip": archive.KindFile, ".rar": archive.KindFile, ".7z": archive.KindFile, ".gz": archive.KindFile, ".tgz": archive.KindFile,
	".tar": archive.KindFile,
}

// maxAttachments bounds how many attachments an article may have.
const maxAttachments = 500

// readAttachments lists the documents that the article links to: in its text
// and in lists of files beside it.
func (r *reader) readAttachments() {
	seen := make(map[string]bool)
	for _, root := range r.attachmentRoots() {
		for n := root; n != nil && len(seen) < maxAttachments; n = r.nextLink(n, root) {
			r.addAttachment(n, seen)
		}
	}
	if len(r.reading.Content.Attachments) > 0 {
		r.take(archive.FieldAttachments, r.reading.Sources[archive.FieldBody])
	}
}

// attachmentRoots returns the elements whose links are the article's own.
func (r *reader) attachmentRoots() []*html.Node {
	if r.reading.Sources[archive.FieldBody] == SourceSelector {
		return r.picked.body
	}
	if len(r.region.elements) == 0 {
		return nil
	}
	o := r.outline()
	var roots []*html.Node
	for _, e := range r.region.elements {
		roots = append(roots, o.elements[e].node)
	}
	last := r.region.elements[len(r.region.elements)-1]
	for e := o.elements[last].end; e < len(o.elements); e++ {
		if o.elements[e].kind.is(kindFiles) && o.sharesArticle(e, last) && !o.aboutOthers(e) {
			roots = append(roots, o.elements[e].node)
			e = o.elements[e].end - 1
		}
	}
	return roots
}

// sharesArticle reports whether element e stands near element region: one of
// the three elements around region holds it too, and is not the whole page.
func (o *outline) sharesArticle(e, region int) bool {
	for up := 0; up < 3; up++ {
		region = o.elements[region].parent
		if region < 0 || o.elements[region].node.DataAtom == atom.Body {
			return false
		}
		if o.inside(e, region) {
			return true
		}
	}
	return false
}

// nextLink returns the node after n within root, without what is left out.
func (r *reader) nextLink(n, root *html.Node) *html.Node {
	if n.Type == html.ElementNode && (r.picked.removed[n] || page.Silent(n)) || n.FirstChild == nil {
		for n != root && n.NextSibling == nil {
			n = n.Parent
		}
		if n == root {
			return nil
		}
		return n.NextSibling
	}
	return n.FirstChild
}

// addAttachment lists n if it is a link to a document.
func (r *reader) addAttachment(n *html.Node, seen map[string]bool) {
	address, kind := r.fileAt(n)
	if kind == "" {
		return
	}
	clean, err := archive.CleanURL(address)
	if err != nil || seen[clean] {
		return
	}
	seen[clean] = true
	title := archive.NormaliseLine(page.Text(n))
	for _, name := range []string{"title", "alt"} {
		if title == "" {
			title = archive.NormaliseLine(attribute(n, name))
		}
	}
	r.reading.Content.Attachments = append(r.reading.Content.Attachments, archive.Attachment{Kind: kind, URL: clean, Title: title})
	r.claim(archive.FieldAttachments, SourcePage, clean, title)
}

// fileAt returns the address and the kind of the file that n leads to, or
// shows; "" when it does neither.
func (r *reader) fileAt(n *html.Node) (address, kind string) {
	if n.Type != html.ElementNode {
		return "", ""
	}
	all, ok := r.options.Attachments == AttachAll, false
	switch {
	case n.DataAtom == atom.A:
		if address, ok = r.page.Resolve(attribute(n, "href")); !ok {
			return "", ""
		}
		if kind = fileKind(address, attribute(n, "type")); kind == "" && all && isImage(address) {
			kind = archive.KindImage
		}
	case n.DataAtom == atom.Img && all:
		if address, ok = r.page.Resolve(attribute(n, "src")); ok {
			kind = archive.KindImage
		}
	}
	return address, kind
}

// isImage reports whether an address ends like that of an image.
func isImage(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".bmp":
		return true
	}
	return false
}

// fileKind returns the kind of file that an address leads to, "" for a page.
func fileKind(address, mediaType string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if kind := fileKinds[strings.ToLower(path.Ext(u.Path))]; kind != "" {
		return kind
	}
	for parameter := range strings.SplitSeq(u.RawQuery, "&") {
		if kind := fileKinds[strings.ToLower(path.Ext(parameter))]; kind != "" {
			return kind
		}
	}
	if strings.EqualFold(strings.TrimSpace(mediaType), "application/pdf") {
		return archive.KindDocument
	}
	return ""
}
