package testbed

// drupal is a site on Drupal: every field in a wrapper of its own, the time of
// day beside the date, tags among the fields.
func drupal() design {
	return design{
		name: "drupal", listing: "/actualidad/noticias", language: "es", count: 20, perPage: 6, tongue: spanish(),
		path: numbered("/node/%d"), lead: mostly, documents: true, clock: true, next: byQuery("page"),
		old: newLook(drupalOld, layout("02/01/2006 - 15:04")),
		new: newLook(drupalNew, layout("02/01/2006 15:04")),
	}
}

const drupalOld = `<!DOCTYPE html>
<html lang="es" dir="ltr"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Noticias{{end}} | {{.Organization}}</title></head>
<body class="path-node page-node-type-noticia"><div class="dialog-off-canvas-main-canvas"><div class="layout-container">
<header role="banner"><div class="region region-header"><div class="site-branding__name"><a href="/" rel="home">{{.Organization}}</a></div>
<nav role="navigation" class="block block-menu"><ul class="menu"><li class="menu-item"><a href="{{.Listing}}">Noticias</a></li><li class="menu-item"><a href="/consejo">El Consejo</a></li><li class="menu-item"><a href="/contacto">Contacto</a></li></ul></nav></div></header>
<main role="main"><div class="layout-content"><div class="region region-content">
{{if .Article}}{{with .Article}}<div class="block block-page-title-block"><h1 class="page-title"><span class="field field--name-title field--type-string field--label-hidden">{{.Title}}</span></h1></div>
<article class="node node--type-noticia node--view-mode-full">
<footer class="node__meta"><div class="node__submitted">Enviado el <span class="field field--name-created">{{.Day}}</span></div></footer>
<div class="node__content">
{{if .Summary}}<div class="clearfix text-formatted field field--name-field-entradilla field--type-text"><div class="field__item"><p>{{.Summary}}</p></div></div>{{end}}
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary"><div class="field__item">{{text "p" .}}</div></div>
<div class="field field--name-field-tags field--type-entity-reference"><div class="field__label">Etiquetas</div><div class="field__items"><div class="field__item"><a href="/tags/agua">agua</a></div><div class="field__item"><a href="/tags/puerto">puerto {{.Article.Number}}</a></div></div></div>
</div></article>{{end}}
{{else}}<h1 class="page-title">Noticias</h1><div class="views-element-container"><div class="view view-noticias"><div class="view-content">{{range .Entries}}
<div class="views-row"><div class="views-field views-field-created"><span class="field-content">{{.Day}}</span></div><div class="views-field views-field-title"><span class="field-content"><a href="{{.Path}}" hreflang="es">{{.Title}}</a></span></div><div class="views-field views-field-body"><div class="field-content">{{.Teaser}}</div></div></div>{{end}}
</div><nav class="pager" role="navigation"><ul class="pager__items">{{if .Previous}}<li class="pager__item pager__item--previous"><a href="{{.Previous}}" rel="prev">‹‹</a></li>{{end}}{{if .Next}}<li class="pager__item pager__item--next"><a href="{{.Next}}" title="Ir a la página siguiente" rel="next">Siguiente ›</a></li>{{end}}</ul></nav></div></div>{{end}}
</div></div>
<aside class="layout-sidebar-second"><div class="block block-views"><h2>Lo último</h2>{{range .Latest}}<div class="views-row"><div class="views-field-created">{{.Day}}</div><a href="{{.Path}}">{{.Title}}</a></div>{{end}}</div></aside>
</main><footer role="contentinfo">Plaza del Agua, 1</footer></div></div></body></html>`

const drupalNew = `<!DOCTYPE html>
<html lang="es"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Noticias{{end}} - {{.Organization}}</title></head>
<body><div class="container"><div class="row nav-row"><a class="navbar-brand" href="/">{{.Organization}}</a><a class="nav-link" href="{{.Listing}}">Noticias</a><a class="nav-link" href="/contacto">Contacto</a></div>
{{if .Article}}{{with .Article}}<div class="row"><div class="col-md-8 noticia">
<p class="fecha">{{.Day}}</p>
<h2 class="titular">{{.Title}}</h2>
{{if .Summary}}<p class="entradilla"><strong>{{.Summary}}</strong></p>{{end}}
<div class="cuerpo">{{text "pj" .}}</div>
<div class="compartir"><span>Compartir en</span> <a href="#">Correo</a></div>
</div>{{end}}<div class="col-md-4 lateral"><h3>Otras noticias</h3><ul>{{range .Latest}}<li><span class="fecha">{{.Day}}</span> <a href="{{.Path}}">{{.Title}}</a></li>{{end}}</ul></div></div>
{{else}}<h1>Noticias</h1>{{range .Entries}}<div class="card"><div class="card-body"><p class="fecha">{{.Day}}</p><h5 class="card-title"><a href="{{.Path}}">{{.Title}}</a></h5><p class="card-text">{{.Teaser}}</p></div></div>{{end}}
<ul class="pagination">{{range .Pages}}<li class="page-item{{if .Current}} active{{end}}">{{if .Current}}<span class="page-link">{{.Number}}</span>{{else}}<a class="page-link" href="{{.Path}}">{{.Number}}</a>{{end}}</li>{{end}}</ul>{{end}}
<footer class="footer">Plaza del Agua, 1</footer></div></body></html>`
