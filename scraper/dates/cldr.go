package dates

var languages = [...]language{
	{
		tags:     "en",
		months:   "january,jan;february,feb;march,mar;april,apr;may;june,jun;july,jul;august,aug;september,sep,sept;october,oct;november,nov;december,dec",
		weekdays: "sunday,sun;monday,mon;tuesday,tue,tues;wednesday,wed;thursday,thu,thur,thurs;friday,fri;saturday,sat",
		halves:   "am;pm",
		days:     ";yesterday;today;tomorrow",
		ago:      "# minutes ago,# minute ago,# min ago;# hours ago,# hour ago,# hr ago;# days ago,# day ago",
		order:    MonthFirst,
	},
	{
		tags:     "ru",
		months:   "января,январь,янв;февраля,февраль,фев,февр;марта,март,мар;апреля,апрель,апр;мая,маи;июня,июнь,июн;июля,июль,июл;августа,август,авг;сентября,сентябрь,сен,сент;октября,октябрь,окт;ноября,ноябрь,ноя,нояб;декабря,декабрь,дек",
		weekdays: "воскресенье,вс;понедельник,пн;вторник,вт;среда,ср;четверг,чт;пятница,пт;суббота,сб",
		halves:   ";",
		days:     "позавчера;вчера;сегодня;завтра",
		ago:      "# минут назад,# минуты назад,# минуту назад;# часов назад,# часа назад,# час назад;# днеи назад,# дня назад,# день назад",
		order:    DayFirst,
	},
}
