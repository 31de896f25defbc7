package demo

// link is a link of a menu.
type link struct{ Path, Text string }

// words are what a page says around its content, in one language.
type words struct {
	Organization, Home, Search, Banner, Subscribe, Visitors, Address, Reprint string
	Menu, Side                                                                []link
	Of, Start, Previous, Next, Last                                           string
	Documents, Mail, Print, Views, Back, BackAll, All                         string
	Missing, MissingTitle                                                     string
}

var english = words{
	Organization: "Meridian Lakes Organization",
	Home:         "Home", Search: "Search", Banner: "Charter of the Organization: full text",
	Subscribe: "Receive news by e-mail", Visitors: "Visitors now",
	Address: "12 Regatta Embankment, Calderhaven, 100010", Reprint: "When materials are used, a reference to the site of the Meridian Lakes Organization is required.",
	Menu: []link{{"/about/", "About the Organization"}, {"/structure/", "Structure"}, {"/documents/", "Documents"}, {News, "News"}, {Speeches, "Speeches"}, {"/contacts/", "Contacts"}},
	Side: []link{{News, "News of the Organization"}, {Speeches, "Speeches and statements"}, {"/photo/", "Photo gallery"}, {"/video/", "Video"}, {"/accreditation/", "Accreditation of the media"}},
	Of:   "of", Start: "First", Previous: "Prev.", Next: "Next", Last: "Last",
	Documents: "Attached files:", Mail: "Send by e-mail", Print: "Print version", Views: "Number of views",
	Back: "Back to the list", BackAll: "Back to all news", All: News,
	Missing: "The page was not found. It may have been moved, or its address may be mistyped.", MissingTitle: "Page not found",
}

var russian = words{
	Organization: "Организация Меридианных озёр",
	Home:         "Главная", Search: "Поиск", Banner: "Устав Организации: полный текст",
	Subscribe: "Получать новости по почте", Visitors: "Сейчас на сайте",
	Address: "100010, г. Кальдерхавен, Регатная набережная, 12", Reprint: "При использовании материалов ссылка на сайт Организации обязательна.",
	Menu: []link{{"/ru/about/", "Об Организации"}, {"/ru/structure/", "Структура"}, {"/ru/documents/", "Документы"}, {RussianNews, "Новости"}, {"/ru/contacts/", "Контакты"}},
	Side: []link{{RussianNews, "Новости Организации"}, {"/ru/photo/", "Фотогалерея"}, {"/ru/video/", "Видео"}, {"/ru/accreditation/", "Аккредитация СМИ"}},
	Of:   "из", Start: "Начало", Previous: "Пред.", Next: "След.", Last: "Конец",
	Documents: "Прикреплённые файлы:", Mail: "Отправить по почте", Print: "Версия для печати", Views: "Количество просмотров",
	Back: "Возврат к списку", BackAll: "Ко всем новостям", All: RussianNews,
	Missing: "Страница не найдена. Возможно, она была перемещена или адрес набран с ошибкой.", MissingTitle: "Страница не найдена",
}

// say returns the words of a language.
func say(language string) words {
	if language == "ru" {
		return russian
	}
	return english
}

// sectionName is the heading of a listing.
func sectionName(section string) string {
	switch section {
	case Speeches:
		return "Speeches and statements"
	case RussianNews:
		return "Новости Организации"
	}
	return "News of the Organization"
}
