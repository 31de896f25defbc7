package scraper

import (
	"errors"
	"strings"

	"onrecord/archive"
	"onrecord/scraper/article"
)

// Errors for pages of status 200 that stand in the way of the article. They
// are failures to see it, never a change of it.
var (
	ErrWall        = errors.New("the site asks for proof that a person is reading")
	ErrMaintenance = errors.New("the site says that it is closed for maintenance")
	ErrLogin       = errors.New("the site asks to log in")
)

// inTheWay returns why a page that does not carry the title which the listing
// announced is no article, nil when nothing speaks against it: a short text under
// a heading that such pages have.
func inTheWay(a article.Reading) error {
	const longest = 1500
	if len(a.Content.Text()) > longest {
		return nil
	}
	for _, line := range noticeLines(a) {
		switch {
		case says(wallWords, line):
			return ErrWall
		case says(maintenanceWords, line):
			return ErrMaintenance
		}
	}
	if says(loginWords, a.Content.Title) {
		return ErrLogin
	}
	return nil
}

// noticeLines returns what a notice in the way would say: the heading, the title
// tag, and the sentences of a text that is hardly more than one.
func noticeLines(a article.Reading) []string {
	const longest = 400
	lines := []string{a.Content.Title}
	for _, c := range a.Claims {
		if c.Field == archive.FieldTitle && c.Source == article.SourceTitleTag {
			lines = append(lines, c.Value)
		}
	}
	if text := a.Content.Text(); len(text) <= longest {
		lines = append(lines, strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n.!?。！？؟", r) })...)
	}
	return lines
}

// wallWords are headings of pages that keep robots out.
var wallWords = []string{
	"captcha", "are you a robot", "are you human", "i'm not a robot", "verify you are human", "verify that you are human", "human verification",
	"just a moment", "checking your browser", "attention required", "access denied", "access to this page has been denied",
	"ddos protection", "ddos-guard", "security check", "one more step", "please verify", "please enable javascript", "please enable cookies",
	"вы не робот", "подтвердите, что вы не робот", "проверка браузера", "доступ ограничен", "доступ запрещен", "доступ запрещён",
	"проверка, что вы не робот", "защита от роботов", "доступ обмежено", "доступ заборонено", "приступ одбијен", "pristup odbijen", "odmowa dostępu",
	"přístup odepřen", "erişim engellendi", "تم رفض الوصول", "访问被拒绝", "安全验证", "アクセスが拒否されました", "zugriff verweigert", "accès refusé", "acceso denegado", "accesso negato", "acesso negado",
}

// loginWords are headings of forms to log in.
var loginWords = []string{
	"log in", "login", "sign in", "please log in", "please sign in", "authorization", "authorisation", "authentication", "authentication required",
	"авторизация", "вход на сайт", "вход в систему", "войти", "авторизація", "anmelden", "anmeldung", "connexion", "se connecter", "iniciar sesión",
	"accedi", "zaloguj się", "logowanie", "přihlášení", "autentificare", "giriş yap", "登录", "ログイン", "로그인",
}

// maintenanceWords are headings of sites that are closed for repair.
var maintenanceWords = []string{
	"maintenance", "site maintenance", "scheduled maintenance", "under maintenance", "site is under maintenance", "down for maintenance",
	"under construction", "site is temporarily unavailable", "temporarily unavailable", "service unavailable", "we'll be back soon", "we will be back soon", "be right back",
	"back shortly", "planned maintenance", "undergoing maintenance", "currently unavailable",
	"технические работы", "ведутся технические работы", "на сайте ведутся технические работы", "сайт временно недоступен", "сайт на реконструкции",
	"профилактические работы", "временно недоступен", "технічні роботи", "технічне обслуговування",
	"сайт тимчасово недоступний", "тимчасово недоступний", "техникалық жұмыстар жүргізілуде", "у току је одржавање", "сајт је привремено недоступан", "у изради",
	"održavanje u toku", "u toku je održavanje", "privremeno nedostupan", "przerwa techniczna", "prace konserwacyjne", "chwilowo niedostępna", "údržba",
	"wegen wartung nicht erreichbar", "vorübergehend nicht erreichbar", "maintenance en cours", "en cours de maintenance", "temporairement indisponible",
	"temporalmente fuera de servicio", "fuera de servicio por mantenimiento", "wartungsarbeiten", "wartungsmodus", "site en maintenance", "en mantenimiento",
	"em manutenção", "sito in manutenzione", "bakım çalışması", "网站维护", "网站正在维护中", "系统维护中", "正在维护", "メンテナンス中", "ただいまメンテナンス中です",
	"الموقع تحت الصيانة", "تحت الصيانة", "الموقع غير متاح حاليا", "시스템 점검 중",
}
