package testbed

import (
	"fmt"
	"strings"
	"time"
)

// chinese is a site as offices in China have them: a plain list of titles with
// their days, and a line with day, source and counter over the text.
func chinese() design {
	return design{
		name: "chinese", listing: "/xwzx/gzdt/", language: "zh-CN", count: 20, perPage: 10, tongue: chineseTongue(),
		path: func(i, count int) string { return fmt.Sprintf("/xwzx/gzdt/content_%d.html", 5000+count-i) },
		lead: never,
		next: func(listing string, n int) string {
			if n == 1 {
				return listing
			}
			return fmt.Sprintf("%sindex_%d.html", strings.TrimSuffix(listing, "index.html"), n)
		},
		old: newLook(chineseOld, layout("2006-01-02")),
		new: newLook(chineseNew, func(t time.Time) string { return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day()) }),
	}
}

const chineseOld = `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{with .Article}}{{.Title}}-{{end}}{{.Organization}}</title></head>
<body><div class="top"><a href="/">{{.Organization}}</a></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="{{.Listing}}">工作动态</a></li><li><a href="/zcfg/">政策法规</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="main"><div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="{{.Listing}}">工作动态</a></div>
{{with .Article}}<div class="article"><div class="title">{{.Title}}</div>
<div class="info"><span class="time">发布时间：{{.Day}}</span><span class="source">来源：办公室</span><span class="hits">点击数：{{.Views}}</span></div>
<div class="con" id="zoom">{{text "p" .}}</div>
<div class="tool">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</div></div>
{{else}}<div class="list"><ul>{{range .Entries}}<li><span>{{.Day}}</span><a href="{{.Path}}" title="{{.Title}}">{{.Title}}</a></li>{{end}}</ul></div>
<div class="page">{{if .Previous}}<a href="{{.Previous}}">上一页</a>{{end}}{{if .Next}}<a href="{{.Next}}">下一页</a>{{end}}</div>{{end}}
</div><div class="foot">主办：{{.Organization}} 访问量：{{.Number}}</div></body></html>`

const chineseNew = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{.Organization}}</title></head>
<body><header class="hd"><a href="/">{{.Organization}}</a><a href="{{.Listing}}">工作动态</a><a href="/zwgk/">政务公开</a></header>
<section class="bd">{{if .Article}}{{with .Article}}<h1 class="bt">{{.Title}}</h1><p class="sj">{{.Day}}　办公室　浏览{{.Views}}次</p><div class="nr">{{text "p" .}}<p class="bj">（责任编辑：办公室）</p></div>{{end}}
<div class="xg"><h3>相关新闻</h3>{{range .Latest}}<p><a href="{{.Path}}">{{.Title}}</a><span class="sj">{{.Day}}</span></p>{{end}}</div>
{{else}}{{range .Entries}}<div class="tm"><a href="{{.Path}}">{{.Title}}</a><span class="sj">{{.Day}}</span></div>{{end}}
<div class="fy">{{range .Pages}}{{if .Current}}<b>{{.Number}}</b>{{else}}<a href="{{.Path}}">{{.Number}}</a>{{end}}{{end}}</div>{{end}}</section>
<footer class="ft">访问量：{{.Number}}</footer></body></html>`
