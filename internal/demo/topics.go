package demo

// topic holds the sentences of one kind of news. In them, {name} stands for
// something that holds for the whole article, {12-40} for a number between
// those two, drawn anew each time.
type topic struct {
	slug     string
	angles   []angle
	facts    []string
	quotes   []string
	list     []string // its introduction, then the items
	table    []string // its introduction, then the head, then the names of the rows
	document string
}

// angle is one way to write about a topic.
type angle struct{ title, lead, opening string }

var newsTopics = []topic{
	{
		slug: "water-levels",
		angles: []angle{
			{"{N} session of the working group on water levels held in {city}", "Experts of the six member states compared measurements of {station} stations and agreed on a common forecast for {lake}.",
				"On {day}, the working group on water levels of the Meridian Lakes Organization met in {city} under the chairmanship of {state}."},
			{"Hydrological Centre publishes its outlook for {lake}", "The outlook covers {lake} and the lower course of the {river}; no restrictions on shipping are expected.",
				"On {day}, the Hydrological Centre of the Meridian Lakes Organization presented in {city} its outlook for {lake} and the rivers that feed it."},
			{"Member states agree on the regime of the {river} reservoirs for the coming season", "",
				"On {day}, representatives of {state} and {state2} agreed in {city} how the reservoirs on the {river} will be filled and emptied in the coming season."},
		},
		facts: []string{
			"According to the measurements, the level of {lake} was {4-38} centimetres above the long-term average for the season.",
			"The snow reserves in the upper basin of the {river} are estimated at {80-140} per cent of the usual amount.",
			"Delegations noted that the exchange of hourly readings, which began {years} years ago, has shortened the time needed for a flood warning from two days to {6-11} hours.",
			"Special attention was paid to the state of gauges on the {river}, of which {3-9} are to be replaced before the ice breaks up.",
			"The side of {state} informed its partners about the planned lowering of the {river} reservoir and its effect on downstream intakes.",
			"It was agreed that changes of more than ten centimetres a day would be reported to neighbouring states without waiting for the weekly bulletin.",
			"The common model of the basin now covers {62-88} per cent of the catchment and is run twice a day in Calderhaven.",
			"Specialists of {state2} proposed to include groundwater wells along the eastern shore in the common network.",
			"During the dry weeks of last summer the outflow at the Tarrow weir was kept at no less than {35-60} cubic metres a second.",
			"The delegations examined the accuracy of the previous forecast and found that the peak had been predicted to within {1-3} days.",
			"Data of the network remain open to universities of the member states free of charge.",
			"The next bulletin will for the first time give the range of uncertainty beside every figure.",
		},
		quotes: []string{
			"A forecast is worth as much as the measurement behind it, and a measurement is worth as much as the trust between those who share it",
			"Nobody on this lake can raise the water for himself alone, and that is why we count every centimetre together",
			"We do not promise a quiet spring, but we do promise that nobody will learn of high water from his own cellar",
		},
		list:     []string{"Following the discussion, the working group decided:", "to replace the gauges on the {river} before the end of the year;", "to exchange readings every {15-30} minutes during high water;", "to publish the bulletin in the languages of all member states;", "to prepare a joint exercise of duty officers in {city2}."},
		table:    []string{"The outlook for the gauging stations is as follows:", "Station | Level, cm | Deviation, cm", "Tarrow weir", "Velm harbour", "Ostrelle pier", "Lower Ness"},
		document: "Hydrological outlook of the Meridian Lakes Organization",
	},
	{
		slug: "rescue-exercise",
		angles: []angle{
			{"Rescue teams of the member states complete the exercise “{exercise}” on {lake}", "{rescuers} rescuers, {9-24} vessels and four helicopters took part in the exercise on {lake}.",
				"On {day}, the active phase of the joint exercise “{exercise}” ended on {lake}, in the waters of {state}."},
			{"Final stage of the exercise “{exercise}” held near {city}", "The exercise tested how duty services of neighbouring states act together when a passenger vessel is in distress.",
				"On {day}, the final stage of the exercise “{exercise}” of the rescue services of the Meridian Lakes Organization was held near {city}."},
			{"Results of the exercise “{exercise}” reviewed in {city}", "",
				"On {day}, those who led the exercise “{exercise}” and observers of the member states met in {city} to review its results."},
		},
		facts: []string{
			"According to the scenario, a ferry with {90-210} passengers lost power in a storm {6-14} kilometres from the shore.",
			"The first boats reached the conditional place of the accident {11-19} minutes after the alarm.",
			"Divers of {state} and {state2} worked for the first time under one command and with common signals.",
			"Helicopter crews practised lifting injured persons from a moving deck, at night and in poor visibility.",
			"The radio plan adopted last year proved itself: no message had to be repeated through an intermediary.",
			"Observers from {state3} followed the exercise from the mobile control point deployed in the port of {city}.",
			"Medical teams set up a field station on the embankment and received {25-60} conditional casualties.",
			"Volunteers of lake communities, who come to accidents first more often than anyone else, acted together with the professionals.",
			"The leadership of the exercise noted shortcomings in the towing of vessels with a draught of more than two metres.",
			"All equipment used in the exercise will stay at the depot in {city2} as a common reserve.",
			"All teams will answer a common list of questions within {20-40} days.",
			"The exercise was held without restrictions for regular shipping; captains were warned in advance.",
		},
		quotes: []string{
			"In the water a person has minutes, and no border on the map makes those minutes longer",
			"What we saw today was not a parade but work, with mistakes that we shall speak about openly among ourselves",
			"The teams no longer ask whose boat is nearer; they simply send the one that is nearer",
		},
		list:     []string{"The following tasks were practised in the course of the exercise:", "search for persons in the water with the use of drones;", "evacuation of passengers from a vessel without power;", "containment of spilled fuel with floating barriers;", "first aid and transfer of the injured to hospitals of {city};", "informing relatives in the languages of the member states."},
		document: "Concept of the exercise",
	},
	{
		slug: "shipping",
		angles: []angle{
			{"New rules of navigation on {lake} enter into force", "The rules set common requirements for lights, life jackets and the training of masters on {lake}.",
				"On {day}, new rules of navigation on {lake} entered into force, which all the states on its shores had ratified by the spring."},
			{"Ferry line between {city} and {city2} to run all year round", "",
				"On {day}, the transport administrations of {state} and {state2} signed in {city} an agreement under which ferries will also run in winter."},
			{"Heads of transport administrations discuss the safety of passenger shipping in {city}", "Accidents with small craft remain the main concern of the transport administrations.",
				"On {day}, the heads of the transport administrations of the member states met in {city} to discuss the safety of passenger shipping."},
		},
		facts: []string{
			"During the season, {310-690} thousand passengers and {40-95} thousand tonnes of goods were carried between the ports of the member states.",
			"The number of accidents with small craft fell by {6-19} per cent compared with the previous year.",
			"From now on, life jackets of the common standard are obligatory for every person on board, whatever the length of the voyage.",
			"Certificates of masters issued in one member state are recognised in all the others without further examination.",
			"The fairway to {city2} has been deepened to {28-42} decimetres, and {12-30} new buoys with solar lamps have been set.",
			"{state} reported on the replacement of two ferries that had been in service for more than forty years.",
			"The parties agreed on common tariffs for pilotage, which had differed by a factor of three.",
			"A single telephone number for skippers, 1147, is now answered around the clock in all six languages.",
			"Port inspectors will carry out no more than one joint check a season on each vessel with a clean record.",
			"The timetable has been matched with railway connections in {city} so that no passenger has to wait for more than {25-50} minutes.",
			"Owners of wooden boats built before the adoption of the rules may use them for a transitional period of {2-4} years.",
		},
		quotes: []string{
			"Passengers should not have to notice that the lake belongs to six states; they should notice that the ferry is on time",
			"Every line of these rules was written after an accident, and we hope that there will be no need to add many more",
		},
		list:     []string{"The new rules provide, in particular, for:", "common lights and sound signals for all vessels longer than seven metres;", "a speed limit of {8-14} kilometres an hour within harbours;", "obligatory reports to the coast station when crossing the middle of the lake;", "yearly training of crews in first aid."},
		table:    []string{"Passengers carried during the season, in thousands:", "Line | This year | Last year", "Velm – Aldhaven", "Ostrelle – Maruv", "Teskar – Calderhaven"},
		document: "Rules of navigation, consolidated text",
	},
	{
		slug: "fisheries",
		angles: []angle{
			{"Catch quotas for {lake} agreed for the next season", "The total allowable catch was reduced by {5-15} per cent on the advice of scientists.",
				"On {day}, the Fisheries Commission of the Meridian Lakes Organization agreed in {city} on catch quotas for {lake}."},
			{"Joint release of young whitefish on {lake}", "",
				"On {day}, {120-480} thousand young whitefish raised in hatcheries of {state} and {state2} were released into {lake}."},
			{"{N} meeting of the Fisheries Commission held in {city}", "The Fisheries Commission took note of the recovery of whitefish and left the spring closure unchanged.",
				"On {day}, the Fisheries Commission of the Meridian Lakes Organization met in {city} and considered the state of stocks on {lake}."},
		},
		facts: []string{
			"According to the joint survey, the spawning stock of whitefish has grown by {4-17} per cent in {2-4} years.",
			"Scientists advised to keep the closed season from {day2} until the water reaches eight degrees.",
			"The share of {state} in the total allowable catch is unchanged; {state2} passed part of its quota to fishing cooperatives of {state3}.",
			"The minimum mesh size for drift nets will be increased by five millimetres, with compensation for small enterprises.",
			"Inspectors held {70-160} joint patrols and seized {2-9} kilometres of nets set without a mark.",
			"The Commission heard a report about the spread of the striped goby, which came to the lake with ballast water.",
			"Fishermen will report their catch through a common application, in which an entry takes less than two minutes.",
			"Hatcheries of the member states exchanged {15-40} kilograms of roe in order to preserve the diversity of the stock.",
			"Amateur anglers still need no permit for one rod from the shore.",
			"The Commission supported the request of lake communities to keep the traditional winter fishery with handlines.",
			"The next survey with hydroacoustic equipment will be carried out by the research vessel “Patience”.",
		},
		quotes: []string{
			"A quota is not a gift of a commission to a fisherman but a loan from the lake, and the lake keeps its books very well",
			"We have learned to agree before the fish are gone, which our grandfathers did not always manage",
		},
		list:     []string{"The Commission approved:", "the total allowable catch for whitefish, perch and vendace;", "the programme of joint patrols in the areas of spawning;", "the plan of work of hatcheries for {3-5} years;", "the form of the common logbook."},
		table:    []string{"Allowable catch by species, in tonnes:", "Species | Quota | Of the previous quota, %", "Whitefish", "Perch", "Vendace", "Pike"},
		document: "Decision of the Fisheries Commission",
	},
	{
		slug: "border-crossing",
		angles: []angle{
			{"Border crossing between {state} and {state2} reopened after reconstruction", "The capacity of the crossing has doubled, and buses now pass it without unloading.",
				"On {day}, the reconstructed road crossing between {state} and {state2} was opened in the presence of representatives of the Secretariat."},
			{"Customs services agree on electronic declarations for perishable goods", "",
				"On {day}, the customs services of the member states agreed in {city} to accept electronic declarations for perishable goods."},
			{"Meeting of the heads of border services held in {city}", "Waiting times, joint training and smuggling were the main subjects of the meeting.",
				"On {day}, the heads of the border and customs services of the member states held a regular meeting in {city}."},
		},
		facts: []string{
			"The new crossing is designed for {900-1800} cars and {140-320} lorries a day.",
			"The average waiting time for lorries has fallen from {5-9} hours to {35-70} minutes.",
			"Declarations for fish, fruit and dairy products may be sent in advance and are checked before the vehicle arrives.",
			"Residents of communities on both banks keep the right to cross at all former ferry landings with a simple identity card.",
			"Officers of both states work in one hall, so that each vehicle stops only once.",
			"The parties discussed the fight against smuggling of tobacco and of protected species of birds.",
			"The reconstruction of the crossing between {state} and {state2} cost {6-14} million and was paid for in equal shares from the budgets of the two states and the Common Fund.",
			"The services agreed to recognise each other's seals on containers and to exchange images from scanners.",
			"For the first time, drivers could rate the crossing; {71-93} per cent were satisfied with the time spent.",
			"{state3} intends to apply the same scheme at its own crossings from the beginning of next year.",
			"Instruction for {40-120} officers in the languages of the neighbours has begun at the training centre in {city2}.",
		},
		quotes: []string{
			"A border is a line where two states greet each other, and it is polite not to keep a guest waiting in the rain",
			"We counted the stamps on one consignment of cheese; there were eleven of them, and now there is one",
		},
		list:     []string{"The participants of the meeting agreed:", "to open a second lane for buses;", "to extend working hours of crossings during holidays;", "to publish waiting times on the site of the Organization;", "to hold joint training of dog handlers in {city2}."},
		document: "Protocol of the meeting of the heads of services",
	},
	{
		slug: "floods",
		angles: []angle{
			{"Assistance provided to communities of {state} affected by floods on the {river}", "Member states sent pumps, boats and {rescuers} specialists to the valley of the {river}.",
				"On {day}, at the request of {state}, the Secretariat put the mechanism of mutual assistance into operation in connection with high water on the {river}."},
			{"Operational headquarters end work after high water on the {river}", "",
				"On {day}, the operational headquarters in {city} ended their work and summed up the results of the flood on the {river}."},
			{"Mobile dams delivered to {city}", "At the request of {state}, the Organization opened its reserve of mobile dams.",
				"On {day}, a column with mobile dams from the common reserve arrived in {city}, which is threatened by high water on the {river}."},
		},
		facts: []string{
			"Over {3-9} days, {400-1900} residents of low-lying districts were taken to safe places.",
			"{state2} sent {12-35} high-capacity pumps, and {state3} provided boats with crews.",
			"The level of the river near {city} exceeded the dangerous mark by {15-80} centimetres.",
			"Thanks to a timely warning, no one was hurt, and cattle were driven to upper pastures.",
			"Mobile dams with a total length of {14-36} hundred metres protected the waterworks and the hospital.",
			"Supplies of drinking water, blankets and field kitchens were delivered from the depot in {city2}.",
			"Engineers examined {20-70} bridges and closed two of them until they are repaired.",
			"The Common Fund allocated {1-5} million for the restoration of the embankment.",
			"Schools will reopen as soon as the sanitary service has examined the buildings.",
			"Teams of psychologists worked with families who had lost their homes.",
			"The headquarters recorded {70-180} appeals a day at the height of the flood and answered each of them.",
			"An analysis of the causes, including the state of drainage canals, has been entrusted to independent experts.",
		},
		quotes: []string{
			"Help that comes after three telephone calls is good, but help that leaves before the first one is what we are working for",
			"People stood on the dam all night, and in the morning nobody asked who had come from which bank",
		},
		list:     []string{"By the evening, the following had been delivered to the affected districts:", "{12-35} pumps with hoses;", "{4-9} field kitchens;", "{800-2400} sets of bedding;", "{14-60} tonnes of drinking water."},
		document: "Summary of assistance provided",
	},
	{
		slug: "power-grid",
		angles: []angle{
			{"Third cable between {state} and {state2} put into operation", "The cable on the bed of {lake} raises the capacity of exchange to {240-480} megawatts.",
				"On {day}, the third submarine cable between {state} and {state2} was put into operation on the bed of {lake}."},
			{"Energy ministers discuss the balance for the winter in {city}", "",
				"On {day}, ministers responsible for energy met in {city} to examine the readiness of power systems for the winter."},
			{"Small hydropower plants of the {river} join the common dispatch system", "{14-31} small plants on the {river} will be controlled from {city2}.",
				"On {day}, owners of small hydropower plants on the {river} signed in {city} an agreement on joining the common dispatch system."},
		},
		facts: []string{
			"The submarine cable between {state} and {state2} is {18-46} kilometres long and lies at a depth of down to {70-160} metres.",
			"During the last winter, mutual deliveries made it possible to avoid restrictions on {5-14} occasions.",
			"The dispatch centre in {city2} receives data from {30-90} power plants every four seconds.",
			"Plants on the {river} will keep a minimum flow for fish even at the peak of demand.",
			"The price of the exchange is published each morning and is the same for all participants.",
			"Ministers noted the growing share of solar plants, which reached {9-22} per cent in {state}.",
			"Reserves of fuel at heating plants exceed the norm by {8-25} per cent.",
			"Works on the bed of the lake are carried out only in autumn, so as not to disturb the spawning grounds.",
			"The reliability of the interconnection is checked once a month by a planned disconnection of one line.",
			"{state3} presented a project of pumped storage in the abandoned slate quarry above {city2}.",
			"Consumers in remote settlements on the islands will be connected before the end of next year.",
		},
		quotes: []string{
			"Electricity does not carry a passport, but it does like to know in advance where it is expected",
			"The best winter for a dispatcher is the one about which newspapers have nothing to write",
		},
		table:    []string{"Expected balance at the winter peak, in megawatts:", "Power system | Demand | Reserve", "Velmara", "Aldovar", "Sarnovia", "Ostrel"},
		document: "Communiqué of the meeting of energy ministers",
	},
	{
		slug: "regatta",
		angles: []angle{
			{"Youth regatta of the member states opens in {city}", "{24-60} crews aged from twelve to seventeen started in the waters off {city}.",
				"On {day}, the youth regatta of the Meridian Lakes Organization was opened on the embankment of {city}."},
			{"Exhibition of boatbuilders’ craft opened in {city}", "",
				"On {day}, an exhibition devoted to the craft of boatbuilders, held on the eve of the youth regatta, was opened in {city}."},
			{"Winners of the schoolchildren’s contest “My Lake” named in {city}", "The jury looked through {600-1900} drawings, stories and photographs from all the member states.",
				"On {day}, during the youth regatta, the results of the contest “My Lake” were announced at the Palace of Youth in {city}."},
		},
		facts: []string{
			"The crews are mixed: in each boat there are participants from at least two states.",
			"The youngest participant, a schoolgirl from {city2}, is {10-12} years old.",
			"The programme includes races, a competition in knots and an evening of songs.",
			"The boats were built by students of the vocational school in {city} after a drawing of 1911.",
			"Visitors of the exhibition can try to caulk a plank under the guidance of an old master.",
			"The best works will be shown in the building of the Secretariat until the end of the season.",
			"Parents and teachers were accommodated in families of {city}, as tradition requires.",
			"A separate prize was given for the observation of birds on the islands of {lake}.",
			"The regatta has been held for {years} years and has never been postponed because of wind.",
			"A time capsule with letters of the participants was lowered to the bed of the lake near the old lighthouse.",
			"Next year the regatta will be received by {state2}.",
		},
		quotes: []string{
			"Those who have once pulled on the same rope will later find it easier to sit at the same table",
			"In my day we drew the lake blue; the children of today draw it in eleven colours, and they are right",
		},
		list: []string{"Prizes were awarded in the following categories:", "“Best drawing” – to a pupil of the third school of {city2};", "“Best story” – to a class from {state2};", "“Best photograph” – to a young ornithologist from {state3};", "“Choice of the public” – to the model of the ferry “Perseverance”."},
	},
	{
		slug: "council",
		angles: []angle{
			{"{N} meeting of the Permanent Council held in {city}", "The Permanent Council considered {9-17} questions and adopted a plan of consultations for the next half-year.",
				"On {day}, a regular meeting of the Permanent Council of the Meridian Lakes Organization took place in {city} under the chairmanship of {state}."},
			{"Permanent Council approves the budget of the Organization in {city}", "",
				"On {day}, the permanent representatives of the member states considered in {city} the financial questions of the Organization."},
			{"Secretary General Ilvara Denholt received the credentials of the representative of {state}", "",
				"On {day}, before the beginning of a meeting of the Permanent Council, Secretary General Ilvara Denholt received the credentials of the new permanent representative of {state}."},
		},
		facts: []string{
			"The representatives exchanged views on the situation in the region and on relations with neighbouring basins.",
			"The Council approved the report of the Secretariat on the implementation of decisions taken at the summit in {city2}.",
			"The budget provides for a growth of expenditure on rescue and hydrology and for a reduction of travel costs by {4-12} per cent.",
			"The draft declaration proposed by {state2} was sent to the capitals for study.",
			"The Council took note of information on the preparation of the summit, which {state} will host.",
			"A separate item was devoted to the equal use of languages in the documents of the Organization.",
			"The representatives supported the candidate of {state3} for the post of head of the archive.",
			"It was decided to invite observers from two basins of other regions to the open part of the next meeting.",
			"The Council listened to a report of auditors, who had no remarks of principle.",
			"The representatives agreed that statistical yearbooks would be published in machine-readable form.",
			"The next meeting of the Council will be held in {city2} on {day2}.",
		},
		quotes: []string{
			"Our agreements are modest in wording and stubborn in execution, and I would not wish it to be the other way round",
			"The Council has learned to disagree in the morning and to sign in the evening, without forgetting why it disagreed",
		},
		list:     []string{"The Council adopted decisions:", "on the budget for the coming year;", "on the schedule of joint exercises;", "on the regulations of the common reserve;", "on the badge “For rescue on the water”."},
		document: "Decision of the Permanent Council",
	},
	{
		slug: "water-quality",
		angles: []angle{
			{"Water quality on {lake}: results of the summer survey", "The survey confirmed that bathing is safe at {88-97} per cent of beaches.",
				"On {day}, the ecologists of the member states presented in {city} the results of the summer survey of {lake}."},
			{"Joint expedition of ecologists completes its work on {lake}", "",
				"On {day}, the research vessel “Patience” returned to {city} after {12-30} days of work on {lake}."},
			{"Member states restrict phosphates in detergents", "The decision follows the summer survey of {lake}.",
				"On {day}, in {city}, ministers of the environment approved a common limit for phosphates in detergents and heard the results of the summer survey of {lake}."},
		},
		facts: []string{
			"Specialists took {300-900} samples at depths down to {40-110} metres.",
			"The transparency of the water, measured with a white disc, was {35-72} decimetres on average.",
			"The bloom of algae in the southern bays lasted {6-13} days, which is shorter than a year ago.",
			"The amount of phosphorus that enters the lake with the {river} has fallen by {7-21} per cent since the reconstruction of treatment plants in {city2}.",
			"Traces of medicines were found for the first time in the vicinity of {3-7} outfalls; their effect has yet to be studied.",
			"The expedition counted {40-95} pairs of black-throated divers, a bird that nests only near clean water.",
			"Plastic waste collected by volunteers weighed {3-11} tonnes; most of it was packaging of fishing bait.",
			"The laboratory in {city} was entrusted with the comparison of methods, since results for nitrates had differed between the states.",
			"Farmers of {state} receive support for leaving a strip of {5-15} metres along streams unploughed.",
			"Factories on the {river} have until the end of next year to switch to closed water circulation.",
			"The full tables will be published on the site of the Hydrological Centre.",
		},
		quotes: []string{
			"The lake answers slowly: what we see in the samples today is the decision of those who worked here twenty years ago",
			"Clean water has no author, which is why everybody has to sign for it",
		},
		table:    []string{"Average results of the survey by area:", "Area | Transparency, dm | Phosphorus, µg/l", "Northern basin", "Central basin", "Southern bays", "Mouth of the Halver"},
		list:     []string{"Scientists recommend:", "to finish the treatment plant in {city2} ahead of schedule;", "to prohibit the washing of boats with detergents in harbours;", "to extend the network of automatic buoys;", "to repeat the survey in winter, under the ice."},
		document: "Report on the state of the lake",
	},
}

// commonFacts may stand in any news.
var commonFacts = []string{
	"The participants expressed their gratitude to the authorities of {city} for their hospitality and the good organization of the work.",
	"The documents of the meeting will be sent to the capitals within {5-14} days.",
	"In the margins of the event, a number of bilateral meetings took place.",
	"Representatives of the media of the member states were accredited to the event.",
	"The Secretariat was instructed to report on the progress made before the end of the year.",
	"The working languages of the event were those of all the member states, with simultaneous interpretation.",
	"The delegation of {state3} took part by videoconference.",
	"The discussion was held in a businesslike and constructive atmosphere.",
	"The parties confirmed their adherence to the principles of the Charter of the Organization signed in Calderhaven.",
	"An exhibition of archival photographs was timed to coincide with the event.",
}

// closings end a piece of news.
var closings = []string{
	"The next event is planned to be held in {city2}.",
	"Following the event, a protocol was signed.",
	"The results will be considered at the forthcoming meeting of the Permanent Council.",
	"Work in this direction will be continued.",
	"The participants agreed to meet again in {city2} no later than in {4-9} months.",
}

var exercises = []string{"Calm Water", "Northern Pier", "Signal Lamp", "Safe Harbour", "Lifeline", "Autumn Ice"}
