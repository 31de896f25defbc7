package article

import (
	"strings"
	"sync"
)

// nameKinds maps words of class names and ids, in the languages publishers use
// there, to what they say. A name of several words is written as one.
var nameKinds = sync.OnceValue(func() map[string]kind { return tabulate(nameLists) })

// nameLists are the words of each kind.
var nameLists = map[kind]string{
	kindCaption: `caption captions figcaption cutline wpcaption imagecaption photocaption credit credits photocredit
		imagecredit imagecopyright picbox bildbox bildinfo absatzbild imgcaption photographer imagetext imageinfo imagedescription imagemeta phototext photoinfo
		copyright fotocredit bildunterschrift bildtext bildquelle bildnachweis bildcredit fotograf
		legende legendephoto piefoto piedefoto leyenda didascalia legenda onderschrift bijschrift podpis podpisfoto
		bildebyline bildebeskrivelse billedtekst kuvateksti`,
	kindByline: `byline bylines author authors authorbox authorbio authorinfo authorname writer contributor contributors
		reporter correspondent vcard signature autor autoren autorin auteur auteurs autore redacteur redaktor
		firma forfatter forfattare kirjoittaja yazar penulis avtor postauthor byuser`,
	kindDate: `date datetime timestamp pubdate publishdate publisheddate published publication postdate entrydate
		posted postedon time updated lastupdated lastmodified modified datum fecha dateposted datepublished
		datepublication datapubblicazione datapublicacao dato paivamaara tarih tanggal newsdatetime publishtime`,
	kindShare: `share shares sharing sharebar sharer shareicons sharetools social socials socialmedia sociallinks
		socialshare addthis addtoany atoa sharedaddy shariff sharethis teilen partage partager compartir condividi
		compartilhar delen udostepnij dela paylas follow followus telegramlink whatsapplink`,
	kindRelated: `related relateds relatedposts relatedarticles relatedcontent relatednews relatedlinks relatedstories
		recommended recommendation recommendations recommend recommends similar alsoread readalso seealso readmore
		readnext mostread mostpopular mostviewed popular trending latestnews lastnews recentposts recentnews
		morenews morestories morefrom morearticles moreon morelike othernews othernewslist othermaterials
		furtherreading keepreading nextarticle nextpost nextstory prevnext previouspost postnavigation outbrain taboola
		recirc recirculation suggested suggestions youmaylike youmightlike upnext crosslink crosslinks
		dontmiss editorspicks toppicks topstories teasers teaserlist teasergrid linkbox linklist
		leesook gerelateerd weiterlesen weitere weiterethemen mehrzumthema zumthema verwandte auchinteressant
		lirelaussi lireaussi alireaussi surlememesujet articleslies relacionadas relacionados relacionado relacionada
		tambien leaalso leiatambem vejatambem saibamais correlati correlate leggianche powiazane podobne
		czytajtez czytajrowniez chitaytetakzhe pohozhie drugienovosti lesogsa lasmer lesmer ilgili ilgilihaberler
		bacajuga storyrelated inlinerelated relateditem`,
	kindTags: `tag tags taglist tagcloud tagged keywords keyword topics topiclist topictags category categories
		catlinks taglinks rubric rubrics rubrik schlagworte schlagwort stichworte etiquetas etichette motscles tagi
		trefwoorden etiket etiketler metki tegi themen`,
	kindNav: `logo sitelogo sitetitle sitename branding sitebranding pagelogo nav navbar navi navigation menu menus mainmenu submenu topnav subnav mainnav breadcrumb breadcrumbs crumb
		crumbs brotkrumen filariane topbar masthead sitemap pagination pager pagenav skiplink skiplinks skip
		searchform searchbox search sitenav siteheader sitefooter pagefooter hauptmenue languageswitcher
		langswitcher backlink backtolist goback toc tableofcontents inhaltsverzeichnis jumplinks`,
	kindComments: `comment comments commentlist commentform commentarea commentssection disqus respond replies
		commentary kommentar kommentare kommentarer kommentaarit reacties reactie commentaire commentaires
		comentario comentarios commenti komentarze komentari kommentarii yorum yorumlar komentar talkback
		fbcomments viafoura coral openweb discussion leserkommentare lesermeinungen`,
	kindSignup: `newsletter newsletters subscribe subscription subscriptions subscriber signup signupform paywall
		paywalled regwall mailinglist optin piano offer offers donate donation donations membership supportus login
		signin abonnement abonnieren abonnez inscription suscripcion suscribete iscriviti registrierung
		registration paygate purchase upsell`,
	kindAd: `ad ads adv advert adverts advertisement advertisements advertising advertisment adslot adunit adcontainer
		adwrapper adbox adplaceholder adsbygoogle adsense adhesion dfp gpt gptad mpu leaderboard billboard
		skyscraper sponsor sponsored sponsors sponsoring promo promos promobox promotion promotions promoted promotional
		affiliate affiliates werbung anzeige anzeigen publicite publicidad pubblicita reklama reklam reklame annons
		annonce advertentie banner banners bannerad cta calltoaction partner partners teads commercial marketing
		shop shopping iklan`,
	kindConsent: `cookie cookies cookiebanner cookieconsent cookienotice consent gdpr cmp ccpa privacybanner modal modals
		popup popups popover lightbox overlay dialog offcanvas interstitial toast tooltip onetrust didomi optinbox embedprivacy embedconsent socialplaceholder consentplaceholder externalcontent placeholder sourcepoint displayembed`,
	kindMedia: `player videoplayer audioplayer podcast podcasts listen texttospeech tts readaloud slideshow carousel
		swiper slick gallery photogallery galleries galerie galeria bildergalerie fotostrecke diaporama
		videocontainer videowrapper videoembed videoinfo videotitle`,
	kindMeta: `meta metadata metatext metatextline metaline metainfo postmeta articlemeta entrymeta articleinfo postinfo newsinfo storyinfo byinfo views viewcount
		viewscount pageviews counter counters hits rating ratings vote votes voting likes likebutton readtime
		readingtime timetoread minread lesezeit tempslecture print printonly printbutton printlink tools
		articletools posttools pagetools toolbar toolbox actions articleactions actionbar footer
		entryfooter postfooter articlefooter disclaimer legal feedback reportlink reporterror errata
		edittools editsection shortlink permalink colophon`,
	kindAside: `sidebar sidebars rightrail leftrail rail sidecol sidecolumn rightcolumn aside complementary
		marginalia marginalspalte seitenleiste zijbalk barralateral textwidget widgetarea`,
	kindEmbed: `twittertweet tweet tweetembed instagrammedia tiktokembed fbpost facebookpost embeddedpost embedpost
		socialembed telegrampost blueskyembed mastodonembed`,
	kindUnseen: `visuallyhidden visuallyhiddenfocusable sronly screenreader screenreadertext screenreaderonly
		assistivetext audiblytext offscreen invisible ishidden elementinvisible vh ariahidden noprintonly`,
	kindControl: `btn btns button buttons readmorebutton loadmore showmore closebutton expander accordiontoggle
		translatebutton copylink`,
	kindLead: `lead leader leadtext leadin leadparagraph lede leade intro introtext introduction standfirst anons announce
		announcement previewtext newspreviewtext newsdetailpreview chapo chapeau ingress ingres ingressi perex manchet
		manchete dek deck articledek subheadline subhead subheading subtitle subtitles excerpt entrysummary
		articlesummary storysummary preamble shorttext articledesc newsdescription postdescription storydescription abstract sommario sumario entradilla bajada copete zajawka vorspann
		anleser catenaccio occhiello summary articledescription postexcerpt underrubrik underrubrick undertittel
		lid newslead articlelead articleintro postintro storyintro sinopsis resumen resume resumo
		articleteaser teasertext spot spottext ozet ringkasan`,
	kindFiles: `attachment attachments attachmentlist files filelist download downloads downloadlist documents documentlist
		docs relateddocuments dokumente dokumenty dokumentliste piecesjointes fichiers telechargement telechargements
		allegati adjuntos descargas anexos bijlagen bilagor vedlegg bilag liitteet zalaczniki prilohy ekler lampiran
		prikreplennyefayly vlozheniya`,
	kindTeaser: `teaser teaserbox teasercard teaseritem card cards storycard articlecard newscard infobox factbox facts faktaboks
		faktaruta faktabox factsheet expandablebox sidebox boxout insetbox storybox accordion`,
	kindBody: `articlebody articletext articlecontent articlemain bodytext bodycontent storybody storytext
		storycontent entrycontent postcontent postbody posttext newstext newsbody newscontent newsdetail detailtext
		contentbody contenttext maincontent textbody fulltext richtext artikeltext artikelbody articulocontenido
		textoarticulo corpsarticle testoarticolo tekstartykulu articlebodycontent singlecontent pagecontent body
		wysiwyg fliesstext brodtext detail`,
	kindTitle: `title headline heading entrytitle posttitle articletitle newstitle storytitle pagetitle titel titre
		titulo titolo zagolovok overskrift rubrikk otsikko headlinetext storyheadline articleheadline`,
	kindKicker: `kicker overline overhead topline roofline dachzeile spitzmarke eyebrow supertitle suptitle surtitre
		antetitulo preheadline pretitle headlinekicker articlekicker toptitle prekicker headlineintro`,
	// Names that look like one of the above and say nothing.
	0: `contentinfotext shareholder shareholders elementorwidget elementorwidgetcontainer commentopen commentsopen
		commentsclosed hascomments bodyfont nocomments withsidebar hassidebar nosidebar sidebarright sidebarleft
		adfree timeline timelines lifetime realtime rightsidebar leftsidebar singletag posttag hastag tagline
		tabpane navless singlebanner articleswithcomments overlaylink adsenabled hasads withads postcategory
		categorynews hasmedia tooltiptrigger`,
}

// tabulate turns lists of words into a table.
func tabulate(lists map[kind]string) map[string]kind {
	table := make(map[string]kind, 1024)
	for k, words := range lists {
		for word := range strings.FieldsSeq(words) {
			table[word] |= k
		}
	}
	return table
}
