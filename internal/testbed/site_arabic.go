package testbed

// arabic is a site that is written from right to left, with Arabic digits.
func arabic() design {
	return design{
		name: "arabic", listing: "/ar/news", language: "ar", count: 16, perPage: 8, tongue: arabicTongue(),
		path: numbered("/ar/news/%d"), lead: mostly, next: byQuery("page"),
		old: newLook(arabicOld, arabicDigits(named("ar", "%d %s %d"))),
		new: newLook(arabicNew, layout("02-01-2006")),
	}
}

const arabicOld = `<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{{if .Article}}{{.Article.Title}}{{else}}الأخبار{{end}} - {{.Organization}}</title></head>
<body><div class="header"><a class="logo" href="/">{{.Organization}}</a><ul class="main-menu"><li><a href="{{.Listing}}">الأخبار</a></li><li><a href="/ar/about">عن المجلس</a></li><li><a href="/ar/contact">اتصل بنا</a></li></ul></div>
<div class="page-content">
{{if .Article}}{{with .Article}}<div class="details"><h2 class="details-title">{{.Title}}</h2>
<div class="details-info"><span class="details-date">{{.Day}}</span> <span class="details-views">عدد القراءات: {{.Views}}</span></div>
{{if .Summary}}<div class="details-brief">{{.Summary}}</div>{{end}}
<div class="details-body">{{text "p" .}}<div class="print-share"><a href="#">طباعة</a> <a href="#">مشاركة</a></div></div></div>{{end}}
<div class="latest"><h4>أحدث الأخبار</h4>{{range .Latest}}<div class="latest-item"><a href="{{.Path}}">{{.Title}}</a><span class="details-date">{{.Day}}</span></div>{{end}}</div>
{{else}}<h1>الأخبار</h1><div class="news">{{range .Entries}}<div class="news-box"><a class="news-title" href="{{.Path}}">{{.Title}}</a><span class="news-date">{{.Day}}</span><p class="news-brief">{{.Teaser}}</p></div>{{end}}</div>
<ul class="pager">{{range .Pages}}<li>{{if .Current}}<strong>{{.Number}}</strong>{{else}}<a href="{{.Path}}">{{.Number}}</a>{{end}}</li>{{end}}</ul>{{end}}
</div><div class="footer">جميع الحقوق محفوظة - زائر رقم {{.Number}}</div></body></html>`

const arabicNew = `<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{{.Organization}}{{with .Article}} | {{.Title}}{{end}}</title></head>
<body><nav class="nv"><a href="/">الرئيسية</a><a href="{{.Listing}}">الأخبار</a></nav>
{{if .Article}}<div class="side"><b>مختارات</b>{{range .Latest}}<p><em class="day">{{.Day}}</em> <a href="{{.Path}}">{{.Title}}</a></p>{{end}}</div>
{{with .Article}}<article class="khabar"><em class="day">{{.Day}}</em><h1>{{.Title}}</h1>{{if .Summary}}<p class="muqaddima">{{.Summary}}</p>{{end}}<div class="matn">{{text "div" .}}</div></article>{{end}}
{{else}}<h1>الأخبار</h1>{{range .Entries}}<section class="khabar-item"><em class="day">{{.Day}}</em><h2><a href="{{.Path}}">{{.Title}}</a></h2><p>{{.Teaser}}</p></section>{{end}}
<div class="pages">{{range .Pages}}{{if .Current}}<b>{{.Number}}</b>{{else}}<a href="{{.Path}}">{{.Number}}</a>{{end}} {{end}}</div>{{end}}
<footer>زائر رقم {{.Number}}</footer></body></html>`
