package dates

// orderOfTag returns the order of short numeric dates in a language and region.
func orderOfTag(tag string) Order {
	lang := languageOf(tag)
	if lang == anyLanguage {
		return Unknown
	}
	if lang == english {
		switch regionOf(tag) {
		case "", "US", "PH", "PR", "GU", "VI", "AS", "MP", "UM":
			return MonthFirst
		}
		return DayFirst
	}
	return languages[lang].order
}

// OrderOf decides from the dates of a whole listing how its numeric dates are
// read: a 22.09 means day first, a 09/22 month first. It returns Unknown when
// nothing decides, or when the samples contradict each other.
func OrderOf(samples []string) Order {
	var votes [YearFirst + 1]int
	for _, text := range samples {
		votes[sampleOrder(text)]++
	}
	switch day, month, year := votes[DayFirst], votes[MonthFirst], votes[YearFirst]; {
	case day > 0 && month == 0 && year == 0:
		return DayFirst
	case month > 0 && day == 0 && year == 0:
		return MonthFirst
	case year > 0 && day == 0 && month == 0:
		return YearFirst
	}
	return Unknown
}

// sampleOrder returns what the first numeric date of a text says.
func sampleOrder(text string) Order {
	s := newScanner(text, Options{})
	s.alone = true
	s.tokenize(0)
	for i := range s.toks {
		a, p, b, q, c := s.at(i), s.at(i+1), s.at(i+2), s.at(i+3), s.at(i+4)
		if a.kind != number || b.kind != number || !p.oneOf("./-") || b.digits > 2 || !s.opens(a) {
			continue
		}
		whole := s.sameMark(p, q) && c.kind == number
		switch {
		case whole && a.digits == 4:
			return YearFirst
		case a.digits > 2 || !whole && !s.closes(b.end):
			continue
		case a.value > 31 && whole:
			return YearFirst
		case a.value > 12 && a.value <= 31 && b.value <= 12:
			return DayFirst
		case b.value > 12 && b.value <= 31 && a.value <= 12:
			return MonthFirst
		}
	}
	return Unknown
}
