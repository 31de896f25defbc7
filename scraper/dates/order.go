package dates

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
	s.tokenize(nextDigit(text, 0))
	for i := range s.toks {
		a, p, b := s.at(i), s.at(i+1), s.at(i+2)
		if a.kind != number || b.kind != number || b.digits > 2 || !p.oneOf("./-") || !s.opens(a) {
			continue
		}
		if o := s.pairOrder(i, a, b); o != Unknown {
			return o
		}
	}
	return Unknown
}

// pairOrder returns what the numbers a and b at token i say, alone or with a
// third one behind them.
func (s *scanner) pairOrder(i int, a, b token) Order {
	t, whole := s.tripleAt(i)
	switch {
	case whole && (a.digits == 4 || a.digits == 2 && a.value > 31 && t.c.value <= 31):
		return YearFirst
	case a.digits > 2 || !whole && !s.closes(b.end):
		return Unknown
	case 12 < a.value && a.value <= 31 && 1 <= b.value && b.value <= 12:
		return DayFirst
	case 12 < b.value && b.value <= 31 && 1 <= a.value && a.value <= 12:
		return MonthFirst
	}
	return Unknown
}
