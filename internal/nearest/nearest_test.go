package nearest

import "testing"

func TestName(t *testing.T) {
	keys := []string{"title", "listings", "language", "timezone", "max_pages"}
	for name, want := range map[string]string{
		"title": "title", "tittle": "title", "TITLE": "title", "lang": "language", "maxpages": "max_pages",
		"max-page": "max_pages", "time_zone": "timezone", "lsitings": "listings", "url": "", "x": "", "": "", "robots": "",
	} {
		if got := Name(name, keys); got != want {
			t.Errorf("Name(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"ab", "ba", 1}, {"kitten", "sitting", 3}, {"ой", "йо", 1}, {"abc", "abc", 0},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
