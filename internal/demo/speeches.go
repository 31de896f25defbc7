package demo

// speech holds what speeches are made of. Salutations return in the middle of
// a speech, as they do in real ones: a repeated paragraph is text.
type speech struct {
	slug        string
	title, lead string
	salutations []string
	sentences   []string
}

var speeches = []speech{
	{
		slug:        "assembly",
		title:       "Statement by {speaker} at the {n} session of the Assembly of Basin Organizations",
		lead:        "Statement by {speaker} on behalf of the member states of the Meridian Lakes Organization at the {n} session of the Assembly of Basin Organizations, {city}, {day}",
		salutations: []string{"Madam President,", "Your Excellencies,", "Ladies and Gentlemen,"},
		sentences: []string{
			"I have the honour to speak on behalf of the six member states of the Meridian Lakes Organization.",
			"When our founders met in Calderhaven, they had before them two maps: one showed the borders, the other showed the water, and the two did not agree; they chose to begin with the water.",
			"Since then our Organization has learned that common rules last only where they are useful to those who obey them.",
			"We are alarmed by the fact that in several regions of the world water is once again spoken of as a weapon.",
			"No treaty can make a river run backwards, but a good treaty can make it run past a neighbour without fear.",
			"We support the proposal to open the archives of measurements of all basin organizations to science.",
			"It is our conviction that upstream and downstream states have equal rights and unequal duties.",
			"The experience of mutual warning in times of flood can be of use far beyond our shores.",
			"We call on all participants of the Assembly to refrain from unilateral works on common rivers until their effects have been studied together.",
			"The states that I represent are ready to share their methods, their software and, where it is needed, their pumps.",
			"At the same time, we are against turning expert discussions into a platform for accusations.",
			"Let us remember that every figure in our tables stands for a field, a well or a cellar.",
			"Over the past year the number of common gauging stations has grown by {20-60}, and all of them report without delay.",
			"It would be short-sighted to save on measurement in years when nothing happens.",
			"We propose to devote the next session to ice, which will soon be the rarest of our resources.",
			"In conclusion, allow me to wish the Assembly the patience of water, which reaches its aim without hurry.",
		},
	},
	{
		slug:        "council-opening",
		title:       "Opening remarks by {speaker} at the meeting of the Council of Ministers in {city}",
		lead:        "Opening remarks by {speaker} at the meeting of the Council of Ministers of the Meridian Lakes Organization, {city}, {day}",
		salutations: []string{"Dear colleagues,", "Distinguished ministers,"},
		sentences: []string{
			"I am glad to welcome you to {city} and to thank {state} for the warm reception.",
			"Today we have to consider {11-19} questions, and I suggest that we begin with the most difficult of them.",
			"Over the half-year the Organization has been called upon for help {4-12} times and has not once answered late.",
			"All the same, we must not be content with reports in which every paragraph begins with the word “successfully”.",
			"The mechanism of mutual assistance still depends too much on the telephone number of a particular person.",
			"I propose to complete the transition to a single duty service before the beginning of the high water.",
			"The Common Fund is filled to {84-99} per cent, and I thank those who paid before the date.",
			"Particular attention should be paid to small harbours, where an accident is usually met by two people and one boat.",
			"We shall hear a report on the summer exercise, including the part that went wrong.",
			"It is important that decisions of the Council are understood not only in capitals but on the landing stages.",
			"The draft agreement on the recognition of seamen's documents has been waiting for {2-5} years and deserves a decision.",
			"We have prepared proposals on a common price for data, and that price is zero.",
			"I ask you to look at the budget with the eyes of a person who lives on the shore.",
			"Our statistics show that three quarters of all accidents happen within sight of a harbour.",
			"The Secretariat is ready to answer questions on each of the items.",
			"I wish us all fruitful work.",
		},
	},
	{
		slug:        "veterans",
		title:       "Address by {speaker} at the evening of veterans in {city}",
		lead:        "Address by {speaker} at the evening of veterans of the lake rescue service, {city}, {day}",
		salutations: []string{"Dear friends,", "Honoured veterans of the lake rescue service,"},
		sentences: []string{
			"Many of you remember how the Charter was signed on board the ferry “Perseverance”, because the delegations could not agree on a shore.",
			"Signing it on the water was a wise decision: since then none of us has forgotten what lies between us and what joins us.",
			"The first budget of the Organization was smaller than the price of a modern rescue boat.",
			"There were {14-22} members of staff, two typewriters and one barometer, which still hangs in the hall.",
			"Those who served in these years know the price of a forecast that came true and of one that did not.",
			"Today we honour the names of rescuers who did not come back to the pier, and their memory obliges us to train, to check the equipment and never to trust a calm evening.",
			"The Organization has grown, but its purpose can still be told in one sentence: nobody should be alone on the water.",
			"We have preserved the custom of beginning each meeting with a report on the weather.",
			"Young colleagues sometimes smile at our customs, until their first autumn on duty.",
			"In this year {30-70} graduates of the training centre will join the services of the member states.",
			"I am grateful to teachers, translators, mechanics and cooks, without whom no summit would have taken place.",
			"Let me also thank those who criticise us, for they read our reports more attentively than others.",
			"The next decade will test us with droughts, and we should prepare for them in the years of plenty.",
			"I wish you health, clear skies and a following wind.",
		},
	},
	{
		slug:        "answer-to-media",
		title:       "Comment by {speaker} on the situation on the {river}",
		lead:        "",
		salutations: []string{"Question: How do you assess the situation on the {river}?", "Question: What will the Organization do next?"},
		sentences: []string{
			"The situation is difficult but under control, and the duty services of {state} and {state2} act in concert.",
			"The level of the river rises by {3-12} centimetres a day, as the Hydrological Centre had predicted.",
			"We have seen reports about alleged disagreements between the states of the upper and the lower course, and they do not correspond to reality.",
			"All the data are public, and everyone can compare the outflow of the reservoir with the readings of the gauges.",
			"The Secretariat has received no complaints from the governments of the member states.",
			"Yesterday I spoke with the mayors of three towns, and the main thing they ask for is fuel for the pumps; it will be delivered to {city} in the course of the day.",
			"I would ask the media to publish only those warnings that come from the duty services.",
			"A rumour travels faster than high water and may do as much harm.",
			"If the rain continues, we shall send mobile dams from the depot in {city2}.",
			"The operational headquarters meet twice a day, in the morning and in the evening.",
			"As for compensation, it is a matter for national legislation, though the Common Fund can help with bridges and embankments.",
			"After the high water we shall carry out an analysis and publish it in full.",
		},
	},
}
