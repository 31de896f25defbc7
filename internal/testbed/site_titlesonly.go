package testbed

// titlesOnly is a site whose listing prints nothing but titles; the day stands
// on the articles' pages.
func titlesOnly() design {
	return design{
		name: "titlesonly", listing: "/presse/mitteilungen/", language: "de", count: 22, perPage: 11, tongue: german(),
		path: numbered("/presse/mitteilungen/%d-pm.php"), lead: always, next: byQuery("seite"),
		old: newLook(titlesOnlyOld, named("de", "%d. %s %d")),
		new: newLook(titlesOnlyNew, layout("02.01.2006")),
	}
}

const titlesOnlyOld = `<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>{{.Organization}} – {{if .Article}}{{.Article.Title}}{{else}}Pressemitteilungen{{end}}</title></head>
<body><div class="kopf"><a href="/">{{.Organization}}</a><ul class="navi"><li><a href="/amt/">Das Amt</a></li><li><a href="{{.Listing}}">Pressemitteilungen</a></li><li><a href="/kontakt/">Kontakt</a></li></ul></div>
<div class="inhalt">
{{with .Article}}<div class="pm"><p class="ort-datum">Lindmoor, {{.Day}}</p><h1>{{.Title}}</h1>
<p class="vorspann">{{.Summary}}</p>
{{text "p" .}}
<p class="kontakt">Pressestelle des Hafenamts, Telefon 0100 200</p></div>
<a class="zurueck" href="{{$.Listing}}">Zur Übersicht</a>
{{else}}<h1>Pressemitteilungen</h1><ul class="liste">{{range .Entries}}<li><a href="{{.Path}}">{{.Title}}</a></li>{{end}}</ul>
<div class="blaettern">{{if .Previous}}<a href="{{.Previous}}">zurück</a>{{end}} {{if .Next}}<a href="{{.Next}}">weiter</a>{{end}}</div>{{end}}
</div><div class="fuss">Aufrufe: {{.Number}} – Impressum</div></body></html>`

const titlesOnlyNew = `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Presse{{end}} | {{.Organization}}</title></head>
<body><div class="c-page"><div class="c-nav"><a href="/">Start</a><a href="{{.Listing}}">Presse</a><a href="/kontakt/">Kontakt</a></div>
{{with .Article}}<div class="c-stage"><span class="c-kicker">Pressemitteilung</span><h1 class="c-headline">{{.Title}}</h1><span class="c-date">{{.Day}}</span></div>
<div class="c-richtext"><p class="c-lead">{{.Summary}}</p>{{text "p" .}}</div>
<div class="c-share"><button>Teilen</button><button>Drucken</button></div>
{{else}}<h1 class="c-headline">Presse</h1><div class="c-teasers">{{range .Entries}}<a class="c-teaser" href="{{.Path}}"><span class="c-teaser__title">{{.Title}}</span></a>{{end}}</div>
<div class="c-pager">{{range .Pages}}{{if .Current}}<em>{{.Number}}</em>{{else}}<a href="{{.Path}}">{{.Number}}</a>{{end}}{{end}}</div>{{end}}
</div></body></html>`
