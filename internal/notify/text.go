package notify

import (
	"strings"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/jsondoc"
	"onrecord/archive/plain"
)

// Sizes of what people read.
const (
	textWidth = 76  // columns of a mail's text
	nearby    = 60  // columns of unchanged text beside a change
	chatShown = 8   // changes in a chat message
	chatWords = 160 // columns of changed text of one change there
	chatRunes = 1800
)

// text is the message as plain text.
func (m Message) text() (string, error) {
	var b strings.Builder
	b.WriteString(m.intro() + "\n")
	if held := m.heldText(); held != "" {
		b.WriteString("\n" + held + "\n")
	}
	first := m.Changes[:min(len(m.Changes), shown)]
	if len(first) > 0 {
		b.WriteString("\n")
		if err := diff.WriteText(&b, jsondoc.All(first), diff.Options{Width: textWidth, Context: nearby}); err != nil {
			return "", err
		}
	}
	if more := m.more(shown); more != "" {
		b.WriteString("\n" + more + "\n")
	}
	b.WriteString("\n-- \n" + m.claim() + "\n")
	return b.String(), nil
}

// chat is the message in a few lines.
func (m Message) chat() string {
	lines := []string{quiet(m.Subject())}
	if held := m.heldText(); held != "" {
		lines = append(lines, held)
	}
	for _, c := range m.Changes[:min(len(m.Changes), chatShown)] {
		line := string(c.Kind) + ": " + quiet(titleOf(c))
		if words := brief(spoken(c)); words != "" {
			line += "\n" + quiet(words)
		}
		lines = append(lines, line+"\n"+plain.Line(c.URL))
	}
	if more := m.more(chatShown); more != "" {
		lines = append(lines, more)
	}
	text := strings.Join(lines, "\n\n")
	if runes := []rune(text); len(runes) > chatRunes {
		return string(runes[:chatRunes]) + "…"
	}
	return text
}

// spoken returns the hunks of a change of which a chat message shows words: those
// of documents in place of what tells only that they are others.
func spoken(c diff.Change) (list []diff.Hunk) {
	for _, f := range c.Files {
		if len(f.Ops) > 0 {
			list = append(list, textOf(f))
		}
	}
	for _, h := range c.Hunks {
		if h.Field != archive.FieldAttachments || len(list) == 0 {
			list = append(list, h)
		}
	}
	return list
}

// textOf is the text of a document as a hunk.
func textOf(f diff.FileText) diff.Hunk { return diff.Hunk{Field: archive.FieldBody, Ops: f.Ops} }

// brief shows the first words that changed, marked as on a terminal.
func brief(hunks []diff.Hunk) string {
	var parts []string
	for _, h := range hunks {
		for _, paragraph := range diff.Excerpts(h, nearby/2) {
			var b strings.Builder
			for _, op := range paragraph {
				switch op.Op {
				case diff.Delete:
					b.WriteString("[-" + op.Text + "-]")
				case diff.Insert:
					b.WriteString("{+" + op.Text + "+}")
				default:
					b.WriteString(op.Text)
				}
			}
			parts = append(parts, b.String())
		}
	}
	return plain.Fit(strings.Join(parts, " / "), chatWords)
}

// quiet takes from a text what chat services read as a call to everyone, a link
// or markup.
func quiet(text string) string {
	return strings.NewReplacer("@", "＠", "<", "‹", ">", "›", "`", "'").Replace(text)
}
