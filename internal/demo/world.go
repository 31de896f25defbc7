package demo

// The invented world: nothing in it exists.

// state is a member of the Organization.
type state struct{ name, city string }

var states = []state{
	{"Velmara", "Velm"},
	{"Aldovar", "Aldhaven"},
	{"Sarnovia", "Sarnograd"},
	{"Teskaria", "Teskar"},
	{"Ostrel", "Ostrelle"},
	{"Maruvia", "Maruv"},
}

var lakes = []string{"Lake Ansgar", "Lake Tolmir", "Lake Greater Ysen", "Lake Brenna", "the Upper Meridian Lake", "the Lower Meridian Lake", "Lake Corvil"}

var rivers = []string{"Halver", "Ness", "Oltava", "Perrin", "Dunmark"}

// officials speak for the Organization: first its leaders, who speak about everything.
var officials = []string{
	"Secretary General Ilvara Denholt",
	"Deputy Secretary General Tomas Arkwell",
	"Chairwoman of the Permanent Council Reva Lindqvar",
	headOfRescue, headOfHydrology, headOfTransport, headOfFisheries, headOfEconomy,
}

// leaders is how many of the officials are its leaders.
const leaders = 3

const (
	headOfRescue    = "Head of the Rescue Directorate Bastian Corve"
	headOfHydrology = "Director of the Hydrological Centre Mirel Asken"
	headOfTransport = "Head of the Transport Department Joren Haddick"
	headOfFisheries = "Head of the Fisheries Department Sanna Ottwell"
	headOfEconomy   = "Head of the Economic Department Kester Aumont"
)

// guests speak for member states.
var guests = []string{
	"Minister for Inland Waters of Velmara Oskar Thandil",
	"Minister of Transport of Aldovar Lady Merrin Vask",
	"Minister of Emergency Response of Sarnovia Danil Orefin",
	"Deputy Minister of Agriculture of Teskaria Haline Dorvec",
	"State Councillor of Ostrel Pellin Auberg",
	"Minister of the Environment of Maruvia Corin Estavel",
}

// The same world in Russian, in the cases that the texts need.
var (
	russianStates = []struct{ nominative, genitive, inCity string }{
		{"Велмара", "Велмары", "Вельме"},
		{"Альдовар", "Альдовара", "Альдхавене"},
		{"Сарновия", "Сарновии", "Сарнограде"},
		{"Тескария", "Тескарии", "Тескаре"},
		{"Острель", "Острели", "Острелле"},
		{"Марувия", "Марувии", "Маруве"},
	}
	russianOnLake = []string{"озере Ансгар", "озере Тольмир", "озере Большой Исен", "озере Бренна", "озере Корвиль"}
	// With the verb in the gender of the person.
	russianSaid = []string{
		"отметила Генеральный секретарь Ильвара Денхольт",
		"сказал заместитель Генерального секретаря Томас Арквелл",
		"подчеркнул начальник Спасательного управления Бастиан Корве",
		"отметил директор Гидрологического центра Мирель Аскен",
		"подчеркнула председатель Постоянного совета Рева Линдквар",
	}
)
