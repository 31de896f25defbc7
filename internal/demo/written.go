package demo

// written returns the articles that are written out: those that the story of
// the demonstration is about, a speech, and one article without a date.
func written() []Article { return append(storied(), others()...) }

func storied() []Article {
	return []Article{
		{
			Path: bridgePath, Section: News, Language: "en", Date: "2024-11-21",
			Title:   "Common Fund to pay for the repair of all nine bridges on the Halver",
			Summary: "Work on the first three of them will begin in December, the Secretariat promises.",
			Paragraphs: []string{
				"On 20 November 2024, the Board of the Common Fund met in Calderhaven and considered applications from Velmara and Sarnovia for the repair of bridges damaged by the autumn flood on the Halver.",
				"The Board decided to pay for the repair of all nine bridges in full. Work on the first three of them will begin in December, and the remaining six will be finished no later than June 2025.",
				"“Every village that was cut off this autumn will have its bridge back before the next high water,” said Head of the Economic Department Kester Aumont.",
				"The cost of the works is estimated at 14 million. Communities will not be asked for a contribution.",
				"The Board also took note of the report of the auditors on the restoration of the embankment in Velm.",
			},
			Documents: []Document{{Path: "/upload/iblock/5e2/halver-bridges.pdf", Title: "List of bridges (PDF)"}},
		},
		{
			Path: weirPath, Section: News, Language: "en", Date: "2024-11-14",
			Title: "Inspection of the Tarrow weir finds serious defects in two gates",
			Paragraphs: []string{
				"On 13 November 2024, a joint commission of Aldovar and Ostrel completed the inspection of the Tarrow weir, which regulates the outflow of the Lower Meridian Lake.",
				"The commission examined all eleven gates of the weir. Nine of them are in good condition, while in two gates corrosion of the bearing beams was found.",
				"Until the beams have been replaced, the two gates will remain closed, and the outflow will be regulated with the others. There is no danger to settlements below the weir.",
				"Regular inspections are carried out every five years; the previous one took place in 2019.",
			},
		},
		{
			Path: archivePath, Section: News, Language: "en", Date: "2024-11-05", plainLead: true,
			Title:   "Reading room of the Organization’s archive opens in Calderhaven",
			Summary: "Anyone may now read the minutes of the Permanent Council that are older than fifteen years.",
			Paragraphs: []string{
				"On 5 November 2024, the reading room of the archive of the Meridian Lakes Organization was opened in the building of the Secretariat on Regatta Embankment.",
				"The collection comprises 3 400 folders, among them the drafts of the Charter with notes by the delegations, telegrams from the flood of 1987 and the logbooks of the ferry “Perseverance”.",
				"Readers need no recommendation. An identity card is enough, and copies may be made with one’s own camera without a flash.",
				"The reading room is open from Tuesday to Saturday, from ten to eighteen.",
			},
		},
		{
			Path: ferryPath, Section: News, Language: "en", Date: "2024-10-29",
			Title: "Statement by the Secretariat on the grounding of the ferry “Fidelity”",
			Paragraphs: []string{
				"On the evening of 28 October 2024, the passenger ferry “Fidelity” ran aground four kilometres from Maruv. There were 132 passengers and nine members of the crew on board.",
				"All of them were brought ashore within two hours. Seven persons asked for medical assistance, and none of them is in danger.",
				"According to preliminary information, the buoy that marks the shoal had not been lit for three nights. The duty service had been informed of the failure on 25 October.",
				"A joint commission headed by the Transport Department has begun an inquiry, the results of which will be made public.",
			},
		},
	}
}

func others() []Article {
	return []Article{
		{
			Path: speechPath, Section: Speeches, Language: "en", Date: "2024-11-18",
			Title:   "Remarks by Secretary General Ilvara Denholt at the Conference on Inland Shipping",
			Summary: "Remarks by Secretary General Ilvara Denholt at the opening of the Conference on Inland Shipping, Aldhaven, 18 November 2024",
			Paragraphs: []string{
				"Dear Mr. Chairman,",
				"Ladies and Gentlemen,",
				"Three weeks ago a ferry ran aground because a lamp worth less than a pair of shoes had not been replaced. I shall begin with this, because it would be dishonest to begin with our achievements.",
				"We knew about the lamp. The message was received, entered into the book and confirmed. What was missing was a person whose duty it was to get into a boat.",
				"Dear Mr. Chairman,",
				"I therefore propose three steps, and I ask you to hold me to each of them: a single register of lights with the name of the person responsible beside every one; a right of every master to close a fairway that is not lit; and a report to this Conference one year from now.",
				"Safety is not a department. It is what remains when all the departments have gone home.",
				"Thank you for your attention.",
			},
		},
		{
			Path: "/news/charter-in-brief/", Section: News, Language: "en", undated: "2022-06-15",
			Title: "The Charter of the Organization in brief",
			Paragraphs: []string{
				"The Charter of the Meridian Lakes Organization was signed on board a ferry between two shores and consists of a preamble and twenty-one articles.",
				"## Purposes",
				"The Organization was created for the safety of people on the water, for the common use of the lakes and for the protection of their nature.",
				"## Bodies",
				"The bodies of the Organization are:",
				"- the summit of heads of state, which meets once a year;",
				"- the Council of Ministers;",
				"- the Permanent Council;",
				"- the Secretariat in Calderhaven.",
				"Decisions are taken by consensus. A state that does not wish to take part in a decision may stand aside without preventing the others from acting.",
			},
		},
	}
}

// Addresses of the articles in the story.
const (
	bridgePath  = "/news/halver-bridges-4702/"
	weirPath    = "/news/tarrow-weir-4698/"
	archivePath = "/news/reading-room-4691/"
	ferryPath   = "/news/ferry-fidelity-4688/"
	speechPath  = "/speeches/inland-shipping-4700/"
	winterPath  = "/news/winter-duty-4709/"
	movedPath   = "/news/2024/reading-room/"
)
