package demo

import "strings"

// Step is one thing that the publisher does in the demonstration.
type Step struct {
	Say string // in one plain sentence
	Do  func(*Site)
}

// Story returns what the publisher does between the two crawls of the
// demonstration: one article is added, one edited without a word, one
// retitled, one moved, one deleted. Nothing else of the site changes except
// what changes with every request.
func Story() []Step {
	return []Step{
		{"The Secretariat publishes a new article about the winter duty of the rescue services.", func(s *Site) { s.Publish(winterDuty()) }},
		{"It quietly rewrites the promise of three weeks ago to repair all nine bridges.", func(s *Site) { s.Edit(bridgePath, softenPromise) }},
		{"It gives the report about defects at a weir a milder title.", func(s *Site) {
			s.Retitle(weirPath, "Planned inspection of the Tarrow weir completed")
		}},
		{"It moves the article about the reading room to another address.", func(s *Site) { s.Move(archivePath, movedPath) }},
		{"It deletes its statement about the ferry that ran aground.", func(s *Site) { s.Delete(ferryPath) }},
	}
}

// softenPromise takes words out of a text that was published three weeks before.
func softenPromise(a *Article) {
	words := strings.NewReplacer(
		"the repair of all nine bridges in full", "the repair of six bridges in part",
		"the remaining six will be finished no later than June 2025", "the others will follow as funds allow",
		"Communities will not be asked for a contribution.", "Communities may be asked for a contribution.",
	)
	for i, p := range a.Paragraphs {
		a.Paragraphs[i] = words.Replace(p)
	}
}

// winterDuty is the article that the story adds.
func winterDuty() Article {
	return Article{
		Path: winterPath, Section: News, Language: "en", Date: "2024-12-12",
		Title:   "Rescue services of the member states go over to winter duty",
		Summary: "From 15 December, ice patrols will go out every morning from eleven stations.",
		Paragraphs: []string{
			"On 12 December 2024, the Rescue Directorate of the Meridian Lakes Organization confirmed the schedule of winter duty for the services of all six member states.",
			"Ice patrols will go out at dawn from eleven stations and mark the thickness of the ice with coloured flags: green from fifteen centimetres, yellow from ten, red below that.",
			"Hovercraft are stationed in Ostrelle and Teskar. The time needed to reach any point of the Upper Meridian Lake must not exceed 25 minutes.",
			"“Ice is the only road that nobody has built and for which nobody answers, so we shall answer for it,” said Head of the Rescue Directorate Bastian Corve.",
		},
	}
}
