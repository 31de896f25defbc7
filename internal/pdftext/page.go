package pdftext

import (
	"fmt"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// maxForms is how deep drawings may stand in each other.
const maxForms = 5

// page follows how a page is drawn (ISO 32000-1, section 9.4) and writes down
// the text that it shows, with a space where the pen moves to elsewhere.
type page struct {
	out       *strings.Builder
	resources pdf.Value
	forms     int // how deep this drawing stands in others
	fonts     map[string]*font

	space, line        matrix // of the page, and of the line of text
	text               matrix // where the next letter stands
	saved              []matrix
	font               *font
	size, leading      float64
	letterGap, wordGap float64
	lastX, lastY       float64 // where the letter before ended, on the page
	wrote, measured    bool    // and whether it is known where
}

func readPage(out *strings.Builder, p pdf.Page) {
	d := page{out: out, resources: p.Resources(), fonts: map[string]*font{}, space: unmoved(), line: unmoved(), text: unmoved()}
	if contents := p.V.Key("Contents"); !contents.IsNull() {
		d.draw(contents)
	}
	out.WriteByte(' ')
}

// draw follows a stream of operators.
func (d *page) draw(stream pdf.Value) {
	pdf.Interpret(stream, func(stack *pdf.Stack, operator string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		d.operate(operator, args)
	})
}

// operands is how many operands the operators have that matter here.
func operands(operator string) int {
	switch operator {
	case "cm", "Tm":
		return 6
	case `"`:
		return 3
	case "Td", "TD", "Tf":
		return 2
	case "TL", "Tc", "Tw", "Tj", "TJ", "'", "Do":
		return 1
	}
	return 0
}

func (d *page) operate(operator string, args []pdf.Value) {
	if len(args) < operands(operator) {
		return // viewers go on, too
	}
	switch operator {
	case "q":
		d.saved = append(d.saved, d.space)
	case "Q":
		if n := len(d.saved); n > 0 {
			d.space, d.saved = d.saved[n-1], d.saved[:n-1]
		}
	case "cm":
		d.space = matrixOf(args).times(d.space)
	case "Do":
		d.form(d.resources.Key("XObject").Key(args[0].Name()))
	case "BT":
		d.line, d.text = unmoved(), unmoved()
	case "Tf":
		d.font, d.size = d.fontNamed(args[0].Name()), args[1].Float64()
	case "TL":
		d.leading = args[0].Float64()
	case "Tc":
		d.letterGap = args[0].Float64()
	case "Tw":
		d.wordGap = args[0].Float64()
	case "Tm":
		d.line = matrixOf(args)
		d.text = d.line
	case "TD":
		d.leading = -args[1].Float64()
		d.move(args[0].Float64(), args[1].Float64())
	case "Td":
		d.move(args[0].Float64(), args[1].Float64())
	case "T*":
		d.move(0, -d.leading)
	default:
		d.show(operator, args)
	}
}

// show follows the operators that show text.
func (d *page) show(operator string, args []pdf.Value) {
	switch operator {
	case "Tj":
		d.write(args[0].RawString())
	case "'":
		d.move(0, -d.leading)
		d.write(args[0].RawString())
	case `"`:
		d.wordGap, d.letterGap = args[0].Float64(), args[1].Float64()
		d.move(0, -d.leading)
		d.write(args[2].RawString())
	case "TJ":
		for i := range args[0].Len() {
			if v := args[0].Index(i); v.Kind() == pdf.String {
				d.write(v.RawString())
			} else {
				d.kern(v.Float64())
			}
		}
	}
}

// move begins a line of text.
func (d *page) move(x, y float64) {
	d.line = matrix{1, 0, 0, 1, x, y}.times(d.line)
	d.text = d.line
}

// kern moves the pen back by thousandths of the font's size.
func (d *page) kern(back float64) {
	const apart = -200 // what letters are moved apart by is less, what stands for a space more
	if back < apart {
		d.out.WriteByte(' ')
	}
	d.advance(-back / 1000 * d.size)
}

func (d *page) advance(x float64) { d.text = matrix{1, 0, 0, 1, x, 0}.times(d.text) }

// write writes down what a string shows.
func (d *page) write(raw string) {
	if d.font == nil || raw == "" {
		return
	}
	at := d.text.times(d.space)
	size := math.Abs(d.size) * math.Max(math.Abs(at[0]), math.Abs(at[1]))
	if d.wrote && d.apart(at[4], at[5], size) {
		d.out.WriteByte(' ')
	}
	d.out.WriteString(d.font.Encoder().Decode(raw))
	if d.out.Len() > maxText {
		panic(fmt.Sprintf("it is longer than %d KB", maxText>>10))
	}
	d.advance(d.width(raw))
	at = d.text.times(d.space)
	d.lastX, d.lastY, d.wrote = at[4], at[5], true
	d.measured = d.font.measured()
}

// apart reports whether letters of a size at a place stand on another line than
// those before, or away from them. Where the font does not say how wide its
// letters are, as the standard ones need not, no gap can be told.
func (d *page) apart(x, y, size float64) bool {
	if math.Abs(y-d.lastY) > size*0.4 {
		return true
	}
	return d.measured && (x-d.lastX > size*0.15 || x < d.lastX-size)
}

// width returns how far a string moves the pen.
func (d *page) width(raw string) (width float64) {
	d.font.codes(raw, func(w float64, space bool) {
		width += w/1000*d.size + d.letterGap
		if space {
			width += d.wordGap
		}
	})
	return width
}

// form draws what is used as a drawing within this one.
func (d *page) form(object pdf.Value) {
	if object.Key("Subtype").Name() != "Form" || d.forms >= maxForms {
		return
	}
	inner := page{out: d.out, resources: object.Key("Resources"), forms: d.forms + 1, fonts: map[string]*font{}, space: d.space, line: unmoved(), text: unmoved()}
	if inner.resources.IsNull() {
		inner.resources, inner.fonts = d.resources, d.fonts
	}
	d.out.WriteByte(' ')
	inner.draw(object)
	d.out.WriteByte(' ')
}

// fontNamed returns a font, each read once.
func (d *page) fontNamed(name string) *font {
	if d.fonts[name] == nil {
		d.fonts[name] = newFont(d.resources.Key("Font").Key(name))
	}
	return d.fonts[name]
}

// matrix is a transformation of the plane: a, b, c, d, e, f of ISO 32000-1, section 8.3.
type matrix [6]float64

func unmoved() matrix { return matrix{1, 0, 0, 1, 0, 0} }

func matrixOf(args []pdf.Value) (m matrix) {
	for i := range m {
		m[i] = args[i].Float64()
	}
	return m
}

// times returns the transformation that does m, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}
