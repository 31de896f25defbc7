package bolt

// recordDictionary is the raw dictionary with which records are compressed:
// what the header lines and addresses of captures mostly consist of. It is
// part of the format and must never change; what stands nearer its end is
// pointed to with fewer bits.
const recordDictionary = "Content-Security-Policy\x00default-src 'self'; script-src 'unsafe-inline' 'unsafe-eval' data: blob: " +
	"Permissions-Policy Cross-Origin-Opener-Policy same-origin Access-Control-Allow-Origin Expect-Ct Alt-Svc h3=\":443\"; ma=86400 " +
	"Cf-Cache-Status DYNAMIC MISS HIT Cf-Ray X-Cache Age Via 1.1 varnish Cloudflare CloudFront Apache/2.4 nginx/1.24 Microsoft-IIS/10.0 openresty " +
	"X-Powered-By PHP/8.2 ASP.NET Express X-Powered-Cms Bitrix Site Manager WordPress Drupal Joomla X-Generator X-Drupal-Cache Link rel=shortlink " +
	"Set-Cookie PHPSESSID; path=/; domain=; expires=; Max-Age=; secure; HttpOnly; SameSite=Lax P3p policyref=\"/bitrix/p3p.xml\" " +
	"Strict-Transport-Security max-age=31536000; includeSubDomains; preload X-Frame-Options SAMEORIGIN DENY X-Content-Type-Options nosniff " +
	"X-Xss-Protection 1; mode=block Referrer-Policy strict-origin-when-cross-origin X-Ua-Compatible IE=edge " +
	"Last-Modified Etag W/\" Accept-Ranges bytes Content-Length Transfer-Encoding chunked Content-Encoding gzip Content-Language en " +
	"Expires Thu, 19 Nov 1981 08:52:00 GMT Pragma no-cache Cache-Control no-store, no-cache, must-revalidate, max-age=0, private, public " +
	"Mon, Tue, Wed, Thu, Fri, Sat, Sun, Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec 2024 2025 2026 2027 00:00 GMT " +
	"Connection keep-alive Keep-Alive timeout=60 Vary Accept-Encoding, User-Agent, Cookie Server nginx Date " +
	"Content-Type text/html; charset=utf-8 UTF-8 application/pdf windows-1251 " +
	"listed unlisted removed added edited moved title date summary body attachments 404 410 soft-404 redirect timeout status 503 " +
	"/index.php?PAGEN_1=2 /page/2/ /news/detail.php?ID= /press-releases/ /statements/ /speeches/ /press/ /en/news/ .html .org/ .gov/ .int/ .com/ " +
	"http:// https://www. https://"
