package testbed

import "fmt"

// wordpress is a site on WordPress: the listing prints the beginning of each
// text, and buttons, captions and related posts stand around and in the text.
func wordpress() design {
	return design{
		name: "wordpress", listing: "/news/", language: "en", count: 30, perPage: 10, tongue: english(),
		path: numbered("/2024/post-%d/"), lead: always, opens: true, documents: true, clock: true,
		next: func(listing string, n int) string {
			if n == 1 {
				return listing
			}
			return fmt.Sprintf("%spage/%d/", listing, n)
		},
		old: newLook(wordpressOld, layout("January 2, 2006")),
		new: newLook(wordpressNew, layout("2 Jan 2006")),
	}
}

const wordpressOld = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="UTF-8"><title>{{if .Article}}{{.Article.Title}} – {{end}}{{.Organization}}</title>
<meta property="og:site_name" content="{{.Organization}}">
{{with .Article}}<meta property="og:title" content="{{.Title}}"><meta property="article:published_time" content="{{.Machine}}">{{end}}
</head>
<body class="{{if .Article}}single single-post postid-{{.Number}}{{else}}archive{{end}}">
<header id="masthead" class="site-header"><p class="site-title"><a href="/">{{.Organization}}</a></p>
<nav id="site-navigation" class="main-navigation"><ul class="menu"><li class="menu-item menu-item-12"><a href="/about/">About</a></li><li class="menu-item menu-item-13"><a href="{{.Listing}}">News</a></li><li class="menu-item menu-item-14"><a href="/contact/">Contact</a></li></ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main">
{{if .Article}}{{with .Article}}<article id="post-{{.Number}}" class="post-{{.Number}} post type-post status-publish hentry category-news">
<header class="entry-header"><h1 class="entry-title">{{.Title}}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <a href="{{.Path}}" rel="bookmark"><time class="entry-date published" datetime="{{.Machine}}">{{.Day}}</time></a></span> <span class="byline">by <a class="url fn n" href="/author/press/">Press office</a></span></div></header>
<div class="entry-content"><p>{{.Summary}}</p>
<figure class="wp-caption alignright"><img src="/files/photo-{{.Article.Number}}.jpg" alt=""><figcaption class="wp-caption-text">Photograph {{.Article.Number}} from the collection of the harbour</figcaption></figure>
{{text "p" .}}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#" class="share-mail">Email</a></li><li><a href="#" class="share-print">Print</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>{{range $.Latest}}<p class="jp-relatedposts-post"><a href="{{.Path}}">{{.Title}}</a> <span class="date">{{.Day}}</span></p>{{end}}</div>
</div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/category/news/" rel="category tag">News</a></span></footer>
</article>{{end}}
{{else}}<header class="page-header"><h1 class="page-title">News</h1></header>{{range .Entries}}
<article class="post type-post hentry"><header class="entry-header"><h2 class="entry-title"><a href="{{.Path}}" rel="bookmark">{{.Title}}</a></h2>
<div class="entry-meta"><span class="posted-on">Posted on <a href="{{.Path}}"><time class="entry-date published" datetime="{{.Machine}}">{{.Day}}</time></a></span></div></header>
<div class="entry-summary"><p>{{.Teaser}} <a href="{{.Path}}" class="more-link">Continue reading</a></p></div></article>{{end}}
<nav class="navigation posts-navigation"><div class="nav-links">{{if .Next}}<div class="nav-previous"><a href="{{.Next}}">Older posts</a></div>{{end}}{{if .Previous}}<div class="nav-next"><a href="{{.Previous}}">Newer posts</a></div>{{end}}</div></nav>{{end}}
</main>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul>{{range .Latest}}<li><a href="{{.Path}}">{{.Title}}</a> <span class="post-date">{{.Day}}</span></li>{{end}}</ul></section></aside></div>
<footer id="colophon" class="site-footer">Proudly set on paper since 1871</footer></body></html>`

const wordpressNew = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="UTF-8"><title>{{if .Article}}{{.Article.Title}} | {{end}}{{.Organization}}</title></head>
<body class="wp-embed-responsive"><div class="wp-site-blocks">
<header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">{{.Organization}}</a></p><nav class="wp-block-navigation"><a href="{{.Listing}}">News</a> <a href="/about/">About</a></nav></header>
<main class="wp-block-group">
{{if .Article}}{{with .Article}}<h1 class="wp-block-post-title">{{.Title}}</h1>
<div class="wp-block-template-part meta"><div class="wp-block-post-date"><time datetime="{{.Machine}}">{{.Day}}</time></div><div class="wp-block-post-author">Press office</div></div>
<div class="wp-block-post-content"><p class="intro">{{.Summary}}</p>
{{text "p" .}}
<div class="wp-block-buttons"><a class="wp-block-button__link" href="/subscribe/">Subscribe to our notices</a></div></div>{{end}}
<div class="wp-block-query">{{range .Latest}}<div class="wp-block-post"><h2 class="wp-block-post-title"><a href="{{.Path}}">{{.Title}}</a></h2><div class="wp-block-post-date"><time datetime="{{.Machine}}">{{.Day}}</time></div></div>{{end}}</div>
{{else}}<h1 class="wp-block-query-title">News</h1><ul class="wp-block-post-template">{{range .Entries}}
<li class="wp-block-post"><h2 class="wp-block-post-title"><a href="{{.Path}}">{{.Title}}</a></h2><div class="wp-block-post-date"><time datetime="{{.Machine}}">{{.Day}}</time></div><div class="wp-block-post-excerpt"><p>{{.Teaser}}</p></div></li>{{end}}</ul>
<nav class="wp-block-query-pagination">{{if .Previous}}<a class="wp-block-query-pagination-previous" href="{{.Previous}}">Previous Page</a>{{end}}{{if .Next}}<a class="wp-block-query-pagination-next" href="{{.Next}}">Next Page</a>{{end}}</nav>{{end}}
</main><footer class="wp-block-template-part">{{.Organization}}, harbour office</footer></div></body></html>`
