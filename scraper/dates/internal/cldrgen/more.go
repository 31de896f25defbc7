package main

// moreNames are names of months that CLDR does not have, January to December:
// other cases of the name, and other spellings.
var moreNames = map[string]string{
	"de": ";feber;maerz;;;;;;;;;",
	"es": ";;;;;;;;setiembre;;;",
	"id": "djanuari;pebruari;;;;djuni;djuli;;;;nopember;",
	"vi": "tháng một,tháng giêng;tháng hai;tháng ba;tháng tư,tháng bốn;tháng năm;tháng sáu;tháng bảy;tháng tám;tháng chín;tháng mười;tháng mười một;tháng mười hai,tháng chạp",
	"be": ";;;;траўня,травень;;;;;;;",
	"he": ";;מרס,במרס;;;;;;;;;",
	"hi": ";;;;;;;;सितम्बर;अक्तूबर;नवम्बर;दिसम्बर",
	"sr": "јануара,januara;фебруара,februara;марта,marta;априла,aprila;маја,maja;јуна,јуни,juna;јула,јули,jula;августа,avgusta;септембра,septembra;октобра,oktobra;новембра,novembra;децембра,decembra",
	"bs": "januara;februara;marta;aprila;maja;juna;jula;augusta,avgust,avgusta;septembra;oktobra;novembra;decembra",
	"sl": "januarja;februarja;marca;aprila;maja;junija;julija;avgusta;septembra;oktobra;novembra;decembra",
	"fi": "tammikuun;helmikuun;maaliskuun;huhtikuun;toukokuun;kesäkuun;heinäkuun;elokuun;syyskuun;lokakuun;marraskuun;joulukuun",
	"et": "jaanuaril;veebruaril;märtsil;aprillil;mail;juunil;juulil;augustil;septembril;oktoobril;novembril;detsembril",
	"lv": "janvārī;februārī;martā;aprīlī;maijā;jūnijā;jūlijā;augustā;septembrī;oktobrī;novembrī;decembrī",
	"tg": "январи;феврали;марти;апрели;майи;июни;июли;августи;сентябри;октябри;ноябри;декабри",
	"kk": "қаңтарда,қаңтары;ақпанда,ақпаны;наурызда,наурызы;сәуірде,сәуірі;мамырда,мамыры;маусымда,маусымы;шілдеде,шілдесі;тамызда,тамызы;қыркүйекте,қыркүйегі;қазанда,қазаны;қарашада,қарашасы;желтоқсанда,желтоқсаны",
	"ky": "январы,январда;февралы,февралда;марты,мартта;апрели,апрелде;майы,майда;июну,июнда;июлу,июлда;августу,августта;сентябры,сентябрда;октябры,октябрда;ноябры,ноябрда;декабры,декабрда",
	"az": "yanvarın,yanvar;fevralın,fevral;martın,mart;aprelin,aprel;mayın,may;iyunun,iyun;iyulun,iyul;avqustun,avqust;sentyabrın,sentyabr;oktyabrın,oktyabr;noyabrın,noyabr;dekabrın,dekabr",
	"tt": "гыйнвары;феврале;марты;апреле;мае;июне;июле;августы;сентябре;октябре;ноябре;декабре",
	"uz": ";;;;;;;;sentyabr,сентябрь;oktyabr,октябрь;noyabr,ноябрь;dekabr,декабрь",
	"ka": "იანვარს,იანვრის;თებერვალს,თებერვლის;მარტს,მარტის;აპრილს,აპრილის;მაისს,მაისის;ივნისს,ივნისის;ივლისს,ივლისის;აგვისტოს;სექტემბერს,სექტემბრის;ოქტომბერს,ოქტომბრის;ნოემბერს,ნოემბრის;დეკემბერს,დეკემბრის",
}

// moreDays are words for the day before yesterday, yesterday and today that
// CLDR does not have.
var moreDays = map[string]string{
	"uk": ";вчора;",
	"be": ";учора,ўчора;",
	"it": "l'altro ieri,avantieri;;",
	"tr": ";;bu gün",
}
