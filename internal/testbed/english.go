package testbed

func english() *tongue {
	return &tongue{
		organization: "Harbour Authority of Lindmoor",
		places:       []string{"Lindmoor", "Eastvale", "Corrin Bay", "Tarnholm", "Ashby Sound", "Wexley"},
		people:       []string{"Maren Oldcastle", "Tobias Fenn", "Ruth Ambler", "Colin Tarrant"},
		topics:       []string{"the tide gauge network", "the pilot service", "the ferry timetable", "the dredging of the outer channel", "the lighthouse fund", "winter mooring"},
		titles: []string{
			"Harbour Authority reports on {t} in {p}", "New rules for {t} take effect between {p} and {q}",
			"{p} and {q} sign an agreement on {t}", "Consultation on {t} opens in {p}", "{n} vessels took part in the review of {t} at {p}",
		},
		leads: []string{
			"The {o} has published its findings on {t}; {n} observations from {p} and {q} were taken into account.",
			"From next month {n} berths in {p} will be managed under one plan for {t}, the {o} announced after its meeting in {q}.",
			"A delegation from {p} visited {q} for talks on {t} that lasted {m} days.",
		},
		sentences: []string{
			"The report on {t} covers {n} entries from the log of the station at {p}.",
			"Officials in {q} stressed that the figures were checked twice, most recently by a team of {m} surveyors.",
			"Work is to begin once the {m} permits needed for {p} have been issued.",
			"The cost is put at {n} thousand crowns, of which {p} will carry about a third.",
			"Shipowners were asked to send their comments on {t} within {m} days.",
			"A similar arrangement has been in force in {q} for {m} years and is regarded as a success.",
			"During the works the eastern entrance to {p} will be open to vessels of up to {n} tonnes.",
			"The council of {q} voted for the proposal by {m} votes to three.",
			"Residents of {p} can inspect the drawings at the harbour office, room {m}.",
			"Measurements taken over {n} nights showed no harm to the seal colony near {q}.",
		},
		quotes: []string{
			"“Nobody in {p} remembers a quieter season, and we mean to keep it that way,” said {w}, who heads the department in charge of {t}.",
			"“We counted {n} boats in a single morning,” {w} told the meeting in {q}.",
		},
		lists:    []string{"The plan for {p} rests on the following steps:", "The parties agreed on {m} points, among them:"},
		items:    []string{"a common register for {p} and {q};", "repairs to quay number {m};", "training for {n} volunteers;", "a hotline for masters of vessels bound for {p};", "yearly publication of the figures."},
		headings: []string{"What changes in {p}", "Next steps for {q}"},
		space:    " ",
	}
}
