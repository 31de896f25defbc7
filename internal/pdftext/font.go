package pdftext

import "github.com/ledongthuc/pdf"

// font is a font with the widths of its letters, in thousandths of its size.
type font struct {
	pdf.Font
	composite bool // its codes are two bytes long
	widths    map[int]float64
	other     float64 // the width of the codes that widths lacks
}

// newFont reads the widths of a font (ISO 32000-1, sections 9.2.4 and 9.7.4.3).
func newFont(v pdf.Value) *font {
	f := &font{Font: pdf.Font{V: v}, widths: map[int]float64{}}
	if v.Key("Subtype").Name() == "Type0" {
		f.composite = true
		f.readComposite(v.Key("DescendantFonts").Index(0))
		return f
	}
	first := f.FirstChar()
	for i, w := range f.Widths() {
		f.widths[first+i] = w
	}
	return f
}

// readComposite reads the widths of a font of many letters: of each run either
// its first code and a list, or its first code, its last and the width of all.
func (f *font) readComposite(v pdf.Value) {
	f.other = 1000
	if v.Key("DW").Kind() != pdf.Null {
		f.other = v.Key("DW").Float64()
	}
	list := v.Key("W")
	for i := 0; i+1 < list.Len(); {
		first := int(list.Index(i).Int64())
		if of := list.Index(i + 1); of.Kind() == pdf.Array {
			for k := range of.Len() {
				f.widths[first+k] = of.Index(k).Float64()
			}
			i += 2
			continue
		}
		width := list.Index(i + 2).Float64()
		for code := max(first, 0); code <= min(int(list.Index(i+1).Int64()), 0xffff); code++ {
			f.widths[code] = width
		}
		i += 3
	}
}

// measured reports whether the font says how wide its letters are.
func (f *font) measured() bool { return len(f.widths) > 0 }

// codes calls fn with the width of each letter of a string, and whether it is
// the space that the gap between words is added to.
func (f *font) codes(raw string, fn func(width float64, space bool)) {
	step := 1
	if f.composite {
		step = 2
	}
	for i := 0; i+step <= len(raw); i += step {
		code := int(raw[i])
		if f.composite {
			code = code<<8 | int(raw[i+1])
		}
		width, known := f.widths[code]
		if !known {
			width = f.other
		}
		fn(width, !f.composite && code == ' ')
	}
}
