package reader

import (
	"testing"
)

func TestText(t *testing.T) {
	doc, err := parse([]byte(`<head><title>no</title></head><body><div>one <b>two</b>
		three<p>four<br>five</p><script>no</script>six</div><table><tr><td>7</td><td>8</td></tr></table>`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := text(doc), "one two three\n\nfour five\n\nsix\n\n7 8"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := text(nil); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestMetadata(t *testing.T) {
	for _, c := range []struct{ name, page, title, date string }{
		{"JSON-LD first", `<meta property="og:title" content="Other"><script type="application/ld+json">
			{"@graph":[{"@type":"WebSite","name":"Board"},{"@type":"NewsArticle","headline":"Nine &quot;bridges&quot;","datePublished":"2024-03-05T10:00:00+01:00"}]}
			</script><h1>Third</h1>`, `Nine "bridges"`, "2024-03-05T10:00:00+01:00"},
		{"the site's name behind", `<meta property="og:site_name" content="Harbour Board"><meta property="og:title" content="Nine bridges - Harbour Board">`, "Nine bridges", ""},
		{"the host's name before", `<h1>Mellow | Nine – bridges</h1><time datetime="2024-03-05">`, "Nine – bridges", "2024-03-05"},
		{"another part stays", `<meta property="og:title" content="Nine bridges - and a ford">`, "Nine bridges - and a ford", ""},
		{"no date of a machine", `<meta property="article:published_time" content="yesterday">`, "", ""},
		{"broken JSON", `<script type="application/ld+json">{"headline":</script><h1>Heading</h1>`, "Heading", ""},
	} {
		got, err := metadata([]byte(c.page), "https://www.mellow.example/news/1")
		if err != nil {
			t.Fatal(err)
		}
		if got.Title != c.title || got.Date != c.date {
			t.Errorf("%s: got %q, %q; want %q, %q", c.name, got.Title, got.Date, c.title, c.date)
		}
	}
}

func TestEveryLink(t *testing.T) {
	got, err := everyLink([]byte(`<a href="/menu">Menu</a><p>5 March 2024 <a href="a.pdf">A</a> 6 March 2024</p><a href="#top">Top</a>`), "https://court.example/list/")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"https://court.example/menu ", "https://court.example/list/a.pdf 2024-03-05", "https://court.example/list/#top 2024-03-06"}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i, e := range got {
		if e.URL+" "+e.Date != want[i] {
			t.Errorf("link %d: %v, want %s", i, e, want[i])
		}
	}
}
