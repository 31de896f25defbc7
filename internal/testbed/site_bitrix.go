package testbed

// bitrix is a site on 1C-Bitrix: an article's page opens with the latest news,
// which are set with the same classes as the article.
func bitrix() design {
	return design{
		name: "bitrix", listing: "/press/news/", language: "ru", count: 24, perPage: 8, tongue: russian(),
		path: numbered("/press/news/%d/"), lead: mostly, next: byQuery("PAGEN_1"),
		old: newLook(bitrixOld, layout("02.01.2006")),
		new: newLook(bitrixNew, named("ru", "%d %s %d")),
	}
}

const bitrixOld = `<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Новости{{end}}</title></head>
<body>
<div id="panel"></div>
<div class="top"><a href="/"><span class="logo">{{.Organization}}</span></a>
<ul id="top-menu"><li><a href="/about/">О совете</a></li><li><a href="{{.Listing}}">Новости</a></li><li><a href="/docs/">Документы</a></li><li><a href="/contacts/">Контакты</a></li></ul></div>
<div class="workarea"><div class="content">
{{if .Article}}<h1 id="pagetitle">Новости</h1>
<div class="news-list latest">{{range .Latest}}
<p class="news-item"><span class="news-date-time">{{.Day}}</span> <a href="{{.Path}}"><b>{{.Title}}</b></a><br>{{.Teaser}}</p>{{end}}
</div>
{{with .Article}}<div class="news-detail">
<span class="news-date-time">{{.Day}}</span>
<h3>{{.Title}}</h3>
{{if .Summary}}<div class="preview-text">{{.Summary}}</div>{{end}}
{{text "pj" .}}
<div style="clear:both"></div>
<div class="share-block">Поделиться: <a href="#">ВК</a> <a href="#">ОК</a></div>
<div class="show-counter">Просмотров: {{.Views}}</div>
</div>{{end}}
<p><a href="{{.Listing}}">Возврат к списку</a></p>
{{else}}<h1 id="pagetitle">Новости</h1>
<div class="news-list">{{range .Entries}}
<p class="news-item"><span class="news-date-time">{{.Day}}</span> <a href="{{.Path}}"><b>{{.Title}}</b></a><br>{{.Teaser}}</p>{{end}}
</div>
<div class="pager">{{range .Pages}}{{if .Current}}<b>{{.Number}}</b>{{else}}<a href="{{.Path}}">{{.Number}}</a>{{end}} {{end}}</div>{{end}}
</div><div class="right"><div class="visitors">Посетителей: {{.Number}}</div></div></div>
<div class="footer">© {{.Organization}}. При использовании материалов ссылка обязательна.</div>
</body></html>`

const bitrixNew = `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}} — {{end}}{{.Organization}}</title></head>
<body class="b-page">
<header class="b-header"><a class="b-header__logo" href="/">{{.Organization}}</a><nav class="b-nav"><a class="b-nav__link" href="{{.Listing}}">Новости</a><a class="b-nav__link" href="/docs/">Документы</a><a class="b-nav__link" href="/contacts/">Контакты</a></nav></header>
<main class="b-main">
{{with .Article}}<article class="b-article">
<h1 class="b-article__title">{{.Title}}</h1>
<div class="b-article__info"><span class="b-article__date">{{.Day}}</span><span class="b-article__views">{{.Views}}</span></div>
{{if .Summary}}<p class="b-article__anons">{{.Summary}}</p>{{end}}
<div class="b-article__body">{{text "p" .}}</div>
<div class="b-social"><a href="#">ВКонтакте</a><a href="#">Телеграм</a></div>
</article>
{{else}}<h1 class="b-title">Новости</h1><div class="b-feed">{{range .Entries}}
<div class="b-feed__item"><div class="b-feed__date">{{.Day}}</div><a class="b-feed__title" href="{{.Path}}">{{.Title}}</a><div class="b-feed__text">{{.Teaser}}</div></div>{{end}}</div>
<div class="b-pages">{{range .Pages}}{{if .Current}}<span>{{.Number}}</span>{{else}}<a href="{{.Path}}">{{.Number}}</a>{{end}}{{end}}</div>{{end}}
{{if .Article}}<section class="b-more"><h2>Другие новости</h2>{{range .Latest}}<div class="b-more__item"><span class="b-article__date">{{.Day}}</span> <a href="{{.Path}}">{{.Title}}</a></div>{{end}}</section>{{end}}
</main><footer class="b-footer">© {{.Organization}}</footer></body></html>`
