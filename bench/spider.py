"""The same crawl with Scrapy: the listing to its end, three fields of each article, nothing kept."""
import scrapy


class Feed(scrapy.Spider):
    name = "feed"
    custom_settings = {
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
    }
    read = 0

    def __init__(self, listing, **more):
        super().__init__(**more)
        self.start_urls = [listing]

    def parse(self, response):
        for link in response.css(".news-item a::attr(href)").getall():
            yield response.follow(link, self.article)
        for link in response.xpath("//a[text()='Next']/@href").getall():
            yield response.follow(link, self.parse)

    def article(self, response):
        body = [" ".join(p.css("::text").getall()).strip() for p in response.css(".news-detail > p")]
        title = response.css(".news-detail h3::text").get()
        if title and body:
            self.read += 1
        yield {"title": title, "date": response.css(".news-detail .news-date-time::text").get(), "body": "\n\n".join(body)}

    def closed(self, reason):
        print(self.read)
