package testbed

// ministry is a ministry's site of 2003: tables lay the page out, fonts set its
// parts, and the bytes are windows-1251.
func ministry() design {
	return design{
		name: "ministry", listing: "/news.html", language: "ru", count: 18, perPage: 6, tongue: russian(),
		path: numbered("/news/%d.html"), lead: never, charset: "windows-1251", next: byQuery("page"),
		old: newLook(ministryOld, named("ru", "%d %s %d г.")),
		new: newLook(ministryNew, layout("02.01.2006")),
	}
}

const ministryOld = `<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251"><TITLE>{{.Organization}}</TITLE></HEAD>
<BODY BGCOLOR="#FFFFFF" TEXT="#000000" LINK="#003366">
<TABLE WIDTH="780" BORDER="0" CELLPADDING="0" CELLSPACING="0" ALIGN="center">
<TR><TD COLSPAN="3" BGCOLOR="#003366" HEIGHT="60"><FONT COLOR="#FFFFFF" SIZE="5"><B>{{.Organization}}</B></FONT></TD></TR>
<TR><TD WIDTH="180" VALIGN="top" BGCOLOR="#E0E8F0"><FONT SIZE="2"><A HREF="/">Главная</A><BR><A HREF="/about.html">О совете</A><BR><A HREF="{{.Listing}}">Новости</A><BR><A HREF="/docs.html">Документы</A><BR><A HREF="/map.html">Карта сайта</A></FONT></TD>
<TD WIDTH="10">&nbsp;</TD>
<TD WIDTH="590" VALIGN="top">
{{if .Article}}{{with .Article}}<FONT SIZE="1" COLOR="#666666">{{.Day}}</FONT><BR>
<FONT SIZE="4" COLOR="#003366"><B>{{.Title}}</B></FONT><BR><BR>
{{text "br" .}}
<HR SIZE="1" NOSHADE>
<P ALIGN="right"><FONT SIZE="1"><A HREF="{{$.Listing}}">Другие новости</A> | <A HREF="/print.html?n={{.Article.Number}}">Версия для печати</A></FONT></P>{{end}}
{{else}}<FONT SIZE="4" COLOR="#003366"><B>Новости</B></FONT><BR><BR>
<TABLE WIDTH="100%" BORDER="0" CELLPADDING="3">{{range .Entries}}
<TR><TD WIDTH="120" VALIGN="top"><FONT SIZE="1" COLOR="#666666">{{.Day}}</FONT></TD><TD><FONT SIZE="2"><A HREF="{{.Path}}">{{.Title}}</A></FONT></TD></TR>{{end}}
</TABLE><BR><CENTER><FONT SIZE="2">Страницы: {{range .Pages}}{{if .Current}}<B>{{.Number}}</B>{{else}}<A HREF="{{.Path}}">{{.Number}}</A>{{end}} {{end}}</FONT></CENTER>{{end}}
</TD></TR>
<TR><TD COLSPAN="3" BGCOLOR="#E0E8F0"><FONT SIZE="1">Посетителей сегодня: {{.Number}}. Адрес: набережная, 12</FONT></TD></TR>
</TABLE></BODY></HTML>`

const ministryNew = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>{{.Organization}}{{with .Article}}: {{.Title}}{{end}}</title></head>
<body><div id="header"><h1><a href="/">{{.Organization}}</a></h1></div>
<div id="menu"><a href="/about.html">О совете</a> <a href="{{.Listing}}">Новости</a> <a href="/docs.html">Документы</a></div>
<div id="main">{{if .Article}}{{with .Article}}<h2>{{.Title}}</h2><div class="date">{{.Day}}</div><div class="text">{{text "p" .}}</div>{{end}}
<div class="others"><b>Другие новости</b>{{range .Latest}}<div><span class="date">{{.Day}}</span> <a href="{{.Path}}">{{.Title}}</a></div>{{end}}</div>
{{else}}<h2>Новости</h2><ul class="list">{{range .Entries}}<li><span class="date">{{.Day}}</span> <a href="{{.Path}}">{{.Title}}</a></li>{{end}}</ul>
<div class="pages">{{range .Pages}}{{if .Current}}<b>{{.Number}}</b>{{else}}<a href="{{.Path}}">{{.Number}}</a>{{end}} {{end}}</div>{{end}}</div>
<div id="footer">Посетителей сегодня: {{.Number}}</div></body></html>`
