package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/pdftext"
)

// pdfTextCommand is the command that the program gives itself to read a PDF
// document in a process that may die of it.
const pdfTextCommand = "read-pdf"

func newPDFTextCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     pdfTextCommand,
		Hidden:  true,
		Short:   "Print the text of a PDF document (used by diff)",
		Long:    "read-pdf reads a PDF document from standard input and prints its text. diff uses it.",
		Example: "  onrecord read-pdf < plan.pdf",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if code := pdftext.Serve(os.Stdin, a.stdout, a.stderr); code != 0 {
				return &toldError{code}
			}
			return nil
		},
	}
}

// readPDF reads the text of a document in a process of its own.
func readPDF(ctx context.Context, document []byte) (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("read a PDF document: %w", err)
	}
	return pdftext.Apart(ctx, document, program, pdfTextCommand)
}

// withDocuments adds to edits how the texts of PDF documents changed that were
// replaced behind their address.
func (a *app) withDocuments(ctx context.Context, s subject, changes iter.Seq2[archive.NetChange, error]) diff.Changes {
	return func(yield func(diff.Change, error) bool) {
		for c, err := range changes {
			d := diff.Of(c)
			if err == nil && slices.Contains(c.Fields, archive.FieldAttachments) {
				d.Files, err = a.documents(ctx, s, diff.Replaced(c.Old, c.New))
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// documents compares those of the replaced attachments that are PDF documents.
func (a *app) documents(ctx context.Context, s subject, replaced []diff.FileText) (list []diff.FileText, err error) {
	for _, d := range replaced {
		old, errOld := s.attachment(ctx, d.From)
		now, errNow := s.attachment(ctx, d.To)
		err := errors.Join(errOld, errNow)
		switch {
		case errors.Is(err, archive.ErrNotFound) && (pdftext.Is(old) || pdftext.Is(now)):
			d.Unread = "one of the two files is not kept"
		case errors.Is(err, archive.ErrNotFound):
			continue
		case err != nil:
			return nil, err
		case !pdftext.Is(old) || !pdftext.Is(now):
			continue
		default:
			if err := a.compareTexts(ctx, &d, old, now); err != nil {
				return nil, err
			}
		}
		list = append(list, d)
	}
	return list, nil
}

// compareTexts compares two versions of a document.
func (a *app) compareTexts(ctx context.Context, d *diff.FileText, old, now []byte) error {
	var texts [2]string
	for i, document := range [][]byte{old, now} {
		text, err := a.readPDF(ctx, document)
		if errors.Is(err, pdftext.ErrUnreadable) {
			d.Unread = fmt.Sprintf("of the version with the SHA-256 %s, %v", []string{d.From, d.To}[i], err)
			return nil
		}
		if err != nil {
			return err
		}
		texts[i] = text
	}
	d.Ops = diff.Text(pdftext.Joined(texts[0], texts[1]))
	return nil
}

// attachment returns the bytes of an attachment by its SHA-256.
func (s subject) attachment(ctx context.Context, sha256 string) (body []byte, err error) {
	digest, err := archive.ParseDigest("sha256:" + sha256)
	if err != nil {
		return nil, err
	}
	return s.raw(ctx, digest)
}
