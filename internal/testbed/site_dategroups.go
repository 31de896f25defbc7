package testbed

// dateGroups is a site whose listing prints each day once, as a heading over
// the links of that day, and whose articles print no date at all.
func dateGroups() design {
	return design{
		name: "dategroups", listing: "/bulletin", language: "en", count: 24, perPage: 12, tongue: english(),
		path: numbered("/bulletin/item-%d"), lead: never, next: byQuery("p"), sameDay: true,
		old: newLook(dateGroupsOld, layout("2 January 2006")),
		new: newLook(dateGroupsNew, layout("Monday, 2 January 2006")),
	}
}

const dateGroupsOld = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Bulletin{{end}} :: {{.Organization}}</title></head>
<body><div id="head"><a href="/">{{.Organization}}</a> <a href="{{.Listing}}">Bulletin</a> <a href="/archive">Archive</a> <a href="/contact">Contact</a></div>
<div id="wrap"><div id="col">
{{with .Article}}<h2 class="headline">{{.Title}}</h2>
<div id="story">{{text "p" .}}</div>
<div class="tools"><a href="javascript:print()">Print</a> <a href="/bulletin">All items of the bulletin</a></div>
{{else}}<h2>Bulletin</h2>{{range .Groups}}
<h4 class="day">{{.Day}}</h4><ul class="items">{{range .Entries}}<li><a href="{{.Path}}">{{.Title}}</a></li>{{end}}</ul>{{end}}
<p class="nav">{{if .Previous}}<a href="{{.Previous}}">Newer</a>{{end}} {{if .Next}}<a href="{{.Next}}">Older items</a>{{end}}</p>{{end}}
</div><div id="side"><h5>Tide today</h5><p>High water at {{.Number}} minutes past noon</p></div></div>
<div id="foot">Quay 4, Lindmoor</div></body></html>`

const dateGroupsNew = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Bulletin{{end}} | {{.Organization}}</title></head>
<body><header><a href="/">{{.Organization}}</a><nav><a href="{{.Listing}}">Bulletin</a><a href="/contact">Contact</a></nav></header>
<main>{{if .Article}}{{with .Article}}<article><h1>{{.Title}}</h1><section class="copy">{{text "p" .}}</section><footer><a href="{{$.Listing}}">Back to the bulletin</a></footer></article>{{end}}
{{else}}<h1>Bulletin</h1>{{range .Groups}}<section class="day"><h2>{{.Day}}</h2>{{range .Entries}}<p class="entry"><a href="{{.Path}}">{{.Title}}</a></p>{{end}}</section>{{end}}
<nav class="pages">{{if .Next}}<a rel="next" href="{{.Next}}">Older items</a>{{end}}</nav>{{end}}</main>
<footer>Quay 4, Lindmoor. Visitors: {{.Number}}</footer></body></html>`
