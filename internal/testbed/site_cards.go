package testbed

// cards is a site whose listing shows cards with a picture, title and teaser,
// and no day.
func cards() design {
	return design{
		name: "cards", listing: "/actualites", language: "fr", count: 18, perPage: 9, tongue: french(),
		path: numbered("/actualites/article-%d"), lead: always, next: byQuery("page"),
		old: newLook(cardsOld, named("fr", "%d %s %d")),
		new: newLook(cardsNew, layout("02/01/2006")),
	}
}

const cardsOld = `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Actualités{{end}} | {{.Organization}}</title>
{{with .Article}}<meta name="description" content="{{.Summary}}">{{end}}</head>
<body><header><div class="brand"><a href="/">{{.Organization}}</a></div><nav class="menu"><a href="{{.Listing}}">Actualités</a><a href="/conseil">Le Conseil</a><a href="/contact">Contact</a></nav></header>
<main>
{{if .Article}}{{with .Article}}<article class="article"><div class="article-head"><p class="rubrique">Actualité</p><h1>{{.Title}}</h1><p class="date">Publié le <time datetime="{{.Machine}}">{{.Day}}</time></p></div>
<p class="chapo">{{.Summary}}</p>
<div class="contenu">{{text "p" .}}</div>
<div class="partage"><span>Partager</span><a href="#">Courriel</a><a href="#">Imprimer</a></div></article>{{end}}
<section class="a-lire"><h2>À lire aussi</h2><div class="grille">{{range .Latest}}<div class="carte"><a href="{{.Path}}"><img src="/img.jpg" alt=""><h3>{{.Title}}</h3></a><p>{{.Teaser}}</p></div>{{end}}</div></section>
{{else}}<h1>Actualités</h1><div class="grille">{{range .Entries}}
<div class="carte"><a href="{{.Path}}"><img src="/img.jpg" alt=""><h3>{{.Title}}</h3></a><p>{{.Teaser}}</p><a class="suite" href="{{.Path}}">Lire la suite</a></div>{{end}}</div>
<div class="pagination">{{range .Pages}}{{if .Current}}<span class="courante">{{.Number}}</span>{{else}}<a href="{{.Path}}">{{.Number}}</a>{{end}} {{end}}{{if .Next}}<a class="suivante" href="{{.Next}}">Suivant</a>{{end}}</div>{{end}}
</main><footer><p>Quai des Frênes – {{.Number}} visites</p></footer></body></html>`

const cardsNew = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{{.Organization}}{{with .Article}} – {{.Title}}{{end}}</title></head>
<body><div class="o-header"><a href="/">{{.Organization}}</a><a href="{{.Listing}}">Actualités</a></div>
{{if .Article}}{{with .Article}}<div class="o-news"><div class="o-news__left"><div class="o-news__day">{{.Day}}</div></div><div class="o-news__right"><div class="o-news__name">{{.Title}}</div><div class="o-news__intro">{{.Summary}}</div><div class="o-news__text">{{text "p" .}}</div></div></div>{{end}}
<div class="o-others">{{range .Latest}}<div class="o-other"><div class="o-news__day">{{.Day}}</div><a href="{{.Path}}">{{.Title}}</a></div>{{end}}</div>
{{else}}<div class="o-list">{{range .Entries}}<div class="o-list__item"><a href="{{.Path}}">{{.Title}}</a><div class="o-list__intro">{{.Teaser}}</div></div>{{end}}</div>
<div class="o-pages">{{if .Next}}<a class="o-pages__next" href="{{.Next}}">Page suivante</a>{{end}}</div>{{end}}
<div class="o-footer">{{.Number}} visites</div></body></html>`
