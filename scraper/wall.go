package scraper

import (
	"errors"

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

// inTheWay returns why a page is no article, nil when nothing speaks against
// it: a short text under a heading that such pages have, though the listing
// announced something else.
func inTheWay(a article.Reading, e archive.Entry) error {
	const longest = 1500
	if len(a.Content.Text()) > longest || confirmed(a.Content, e) {
		return nil
	}
	switch {
	case says(wallWords, a.Content.Title):
		return ErrWall
	case says(maintenanceWords, a.Content.Title):
		return ErrMaintenance
	case says(loginWords, a.Content.Title):
		return ErrLogin
	}
	return nil
}

// wallWords are headings of pages that keep robots out.
var wallWords = []string{
	"captcha", "are you a robot", "are you human", "i'm not a robot", "verify you are human", "verify that you are human", "human verification",
	"just a moment", "checking your browser", "attention required", "access denied", "access to this page has been denied",
	"ddos protection", "ddos-guard", "security check", "one more step", "please verify", "please enable javascript", "please enable cookies",
	"вы не робот", "подтвердите, что вы не робот", "проверка браузера", "доступ ограничен", "доступ запрещен", "доступ запрещён",
	"проверка, что вы не робот", "защита от роботов", "zugriff verweigert", "accès refusé", "acceso denegado", "accesso negato", "acesso negado",
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
	"under construction", "site is temporarily unavailable", "temporarily unavailable", "service unavailable", "we'll be back soon", "be right back",
	"технические работы", "ведутся технические работы", "на сайте ведутся технические работы", "сайт временно недоступен", "сайт на реконструкции",
	"профилактические работы", "временно недоступен", "технічні роботи", "wartungsarbeiten", "wartungsmodus", "site en maintenance", "en mantenimiento",
	"em manutenção", "sito in manutenzione", "bakım çalışması", "网站维护", "メンテナンス中",
}
