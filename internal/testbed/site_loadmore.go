package testbed

// loadMore is a site whose listing goes on by a button that says where more is.
func loadMore() design {
	return design{
		name: "loadmore", listing: "/noticias/", language: "pt", count: 21, perPage: 7, tongue: portuguese(),
		path: numbered("/noticias/nota-%d/"), lead: mostly, next: byQuery("pagina"),
		old: newLook(loadMoreOld, named("pt", "%d de %s de %d")),
		new: newLook(loadMoreNew, layout("02/01/2006")),
	}
}

const loadMoreOld = `<!DOCTYPE html>
<html lang="pt"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Notícias{{end}} – {{.Organization}}</title></head>
<body><header class="topo"><a href="/">{{.Organization}}</a><nav><a href="{{.Listing}}">Notícias</a><a href="/servicos/">Serviços</a><a href="/contacto/">Contacto</a></nav></header>
<div class="pagina">
{{if .Article}}{{with .Article}}<section class="noticia"><h1 class="noticia-titulo">{{.Title}}</h1>
{{if .Summary}}<h2 class="noticia-subtitulo">{{.Summary}}</h2>{{end}}
<div class="noticia-data"><i class="icone"></i>{{.Day}}</div>
<div class="noticia-texto">{{text "p" .}}<div class="leia-tambem"><strong>Leia também</strong>{{range $.Latest}}<a href="{{.Path}}">{{.Title}}</a>{{end}}</div></div>
</section>{{end}}
{{else}}<h1>Notícias</h1><div class="lista" id="lista">{{range .Entries}}
<div class="bloco"><span class="data">{{.Day}}</span><h3><a href="{{.Path}}">{{.Title}}</a></h3><p>{{.Teaser}}</p></div>{{end}}</div>
{{if .Next}}<button class="carregar-mais" type="button" data-url="{{.Next}}">Carregar mais</button>{{end}}{{end}}
</div><footer class="rodape">Rua do Cais, 4 – visita {{.Number}}</footer></body></html>`

const loadMoreNew = `<!doctype html>
<html lang="pt"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}Notícias{{end}}</title></head>
<body><div id="app"><div class="barra"><a href="/">Início</a><a href="{{.Listing}}">Notícias</a></div>
{{if .Article}}{{with .Article}}<div class="artigo"><div class="artigo__cabeca"><time class="artigo__dia">{{.Day}}</time><h1 class="artigo__titulo">{{.Title}}</h1></div>
{{if .Summary}}<div class="artigo__resumo"><p>{{.Summary}}</p></div>{{end}}<div class="artigo__corpo">{{text "div" .}}</div></div>{{end}}
<div class="relacionados">{{range .Latest}}<div class="relacionado"><time class="artigo__dia">{{.Day}}</time><a href="{{.Path}}">{{.Title}}</a></div>{{end}}</div>
{{else}}<div class="grelha">{{range .Entries}}<div class="peca"><time>{{.Day}}</time><a class="peca__titulo" href="{{.Path}}">{{.Title}}</a><p>{{.Teaser}}</p></div>{{end}}</div>
{{if .Next}}<a class="mais load-more" href="{{.Next}}">Mais notícias</a>{{end}}{{end}}
<div class="pe">visita {{.Number}}</div></div></body></html>`
