//! What months and days of the week are called, in the languages of news pages.
//!
//! Names are compared folded ([`crate::text::fold`]), so case and accents don't
//! matter, and without a trailing dot. Chinese, Japanese and Korean count their months;
//! the Solar Hijri months of Persian belong to another calendar ([`super::solar`]).
//! Neither is here.

use std::sync::LazyLock;

use chrono::Weekday;

use crate::quick::Map;
use crate::text::fold;

/// A line per language: its BCP 47 tag and the names of January to December,
/// other forms and the usual abbreviations after a `|`. Where two languages
/// mean different months by a word (Polish and Croatian 'listopad'), the one
/// that stands first is meant.
const MONTHS: &str = "\
en:january|jan,february|feb|febr,march|mar,april|apr,may,june|jun,july|jul,august|aug,september|sept|sep,october|oct,november|nov,december|dec
it:gennaio|gen|genn,febbraio|feb|febb,marzo|mar,aprile|apr,maggio|mag|magg,giugno|giu,luglio|lug,agosto|ago,settembre|set|sett,ottobre|ott,novembre|nov,dicembre|dic
fr:janvier|janv|jan,février|fév|févr,mars,avril|avr,mai,juin,juillet|juil,août,septembre|sept,octobre|oct,novembre|nov,décembre|déc
de:januar|jänner|jan,februar|feber|feb,märz|mär|mrz|maerz,april|apr,mai,juni|jun,juli|jul,august|aug,september|sept|sep,oktober|okt,november|nov,dezember|dez
es:enero|ene,febrero|feb,marzo|mar,abril|abr,mayo|may,junio|jun,julio|jul,agosto|ago,septiembre|setiembre|sept|sep|set,octubre|oct,noviembre|nov,diciembre|dic
pt:janeiro|jan,fevereiro|fev,março|mar,abril|abr,maio|mai,junho|jun,julho|jul,agosto|ago,setembro|set,outubro|out,novembro|nov,dezembro|dez
nl:januari|jan,februari|feb,maart|mrt,april|apr,mei,juni|jun,juli|jul,augustus|aug,september|sept|sep,oktober|okt,november|nov,december|dec
ru:января|январь|янв,февраля|февраль|фев|февр,марта|март|мар,апреля|апрель|апр,мая|май,июня|июнь|июн,июля|июль|июл,августа|август|авг,сентября|сентябрь|сен|сент,октября|октябрь|окт,ноября|ноябрь|ноя|нояб,декабря|декабрь|дек
uk:січня|січень|січ,лютого|лютий|лют,березня|березень|бер,квітня|квітень|кві|квіт,травня|травень|тра|трав,червня|червень|чер|черв,липня|липень|лип,серпня|серпень|сер|серп,вересня|вересень|вер,жовтня|жовтень|жов|жовт,листопада|листопад|лис,грудня|грудень|гру|груд
pl:stycznia|styczeń|sty,lutego|luty|lut,marca|marzec|mar,kwietnia|kwiecień|kwi,maja|maj,czerwca|czerwiec|cze,lipca|lipiec|lip,sierpnia|sierpień|sie,września|wrzesień|wrz,października|październik|paź,listopada|listopad|lis,grudnia|grudzień|gru
sv:januari|jan,februari|feb,mars,april|apr,maj,juni|jun,juli|jul,augusti|aug,september|sep|sept,oktober|okt,november|nov,december|dec
tr:ocak|oca,şubat|şub,mart,nisan|nis,mayıs,haziran|haz,temmuz|tem,ağustos|ağu,eylül|eyl,ekim|eki,kasım|kas,aralık|ara
ar:يناير|كانون الثاني|جانفي,فبراير|شباط|فيفري,مارس|آذار,أبريل|إبريل|نيسان|أفريل,مايو|أيار|ماي,يونيو|حزيران|جوان,يوليو|تموز|جويلية,أغسطس|آب|أوت,سبتمبر|أيلول,أكتوبر|تشرين الأول,نوفمبر|تشرين الثاني,ديسمبر|كانون الأول
fa:ژانویه,فوریه,مارس,آوریل,مه|می,ژوئن,ژوئیه|جولای,اوت|آگوست,سپتامبر,اکتبر,نوامبر,دسامبر
da:januar|jan,februar|feb,marts|mar,april|apr,maj,juni|jun,juli|jul,august|aug,september|sep|sept,oktober|okt,november|nov,december|dec
nb:januar|jan,februar|feb,mars|mar,april|apr,mai,juni|jun,juli|jul,august|aug,september|sep|sept,oktober|okt,november|nov,desember|des
fi:tammikuuta|tammikuu|tammi,helmikuuta|helmikuu|helmi,maaliskuuta|maaliskuu|maalis,huhtikuuta|huhtikuu|huhti,toukokuuta|toukokuu|touko,kesäkuuta|kesäkuu|kesä,heinäkuuta|heinäkuu|heinä,elokuuta|elokuu|elo,syyskuuta|syyskuu|syys,lokakuuta|lokakuu|loka,marraskuuta|marraskuu|marras,joulukuuta|joulukuu|joulu
cs:ledna|leden,února|únor|úno,března|březen|bře,dubna|duben|dub,května|květen|kvě,června|červen|čvn,července|červenec|čvc,srpna|srpen|srp,září|zář,října|říjen|říj,listopadu|listopad,prosince|prosinec
sk:januára|január,februára|február,marca|marec,apríla|apríl,mája|máj,júna|jún,júla|júl,augusta|august,septembra|september,októbra|október,novembra|november,decembra|december
hu:január|jan,február|febr,március|márc,április|ápr,május|máj,június|jún,július|júl,augusztus|aug,szeptember|szept,október|okt,november|nov,december|dec
ro:ianuarie|ian,februarie|feb,martie|mar,aprilie|apr,mai,iunie|iun,iulie|iul,august|aug,septembrie|sept,octombrie|oct,noiembrie|nov|noi,decembrie|dec
el:ιανουαρίου|ιανουάριος|ιαν,φεβρουαρίου|φεβρουάριος|φεβ,μαρτίου|μάρτιος|μαρ,απριλίου|απρίλιος|απρ,μαΐου|μάιος|μαι,ιουνίου|ιούνιος|ιουν,ιουλίου|ιούλιος|ιουλ,αυγούστου|αύγουστος|αυγ,σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ,οκτωβρίου|οκτώβριος|οκτ,νοεμβρίου|νοέμβριος|νοε,δεκεμβρίου|δεκέμβριος|δεκ
bg:януари,февруари,март,април,май,юни,юли,август,септември,октомври,ноември,декември
hr:siječnja|siječanj,veljače|veljača,ožujka|ožujak,travnja|travanj,svibnja|svibanj,lipnja|lipanj,srpnja|srpanj,kolovoza|kolovoz,rujna|rujan,listopada|listopad,studenoga|studenog|studeni,prosinca|prosinac
sr:јануар|januar,фебруар|februar,март|mart,април|april,мај|maj,јун|jun,јул|jul,август|avgust,септембар|septembar,октобар|oktobar,новембар|novembar,децембар|decembar
id:januari|jan,februari|feb,maret|mar,april|apr,mei,juni|jun,juli|jul,agustus|agt|agu,september|sep,oktober|okt,november|nov,desember|des
ca:gener,febrer,març,abril,maig,juny,juliol,agost,setembre,octubre,novembre,desembre
";

/// A line per language: its tag and the names of Monday to Sunday.
const WEEKDAYS: &str = "\
en:monday|mon,tuesday|tue|tues,wednesday|wed|weds,thursday|thu|thur|thurs,friday|fri,saturday|sat,sunday|sun
it:lunedì|lun,martedì|mar,mercoledì|mer,giovedì|gio,venerdì|ven,sabato|sab,domenica|dom
fr:lundi|lun,mardi|mar,mercredi|mer,jeudi|jeu,vendredi|ven,samedi|sam,dimanche|dim
de:montag|mo,dienstag|di,mittwoch|mi,donnerstag|do,freitag|fr,samstag|sonnabend|sa,sonntag|so
es:lunes|lun,martes|mar,miércoles|mié,jueves|jue,viernes|vie,sábado|sáb,domingo|dom
pt:segunda-feira|segunda,terça-feira|terça,quarta-feira|quarta,quinta-feira|quinta,sexta-feira|sexta,sábado,domingo
nl:maandag|ma,dinsdag|di,woensdag|wo,donderdag|do,vrijdag|vr,zaterdag|za,zondag|zo
ru:понедельник|пн,вторник|вт,среда|среду|ср,четверг|чт,пятница|пятницу|пт,суббота|субботу|сб,воскресенье|вс
pl:poniedziałek|pon,wtorek|wt,środa|środę|śr,czwartek|czw,piątek|pt,sobota|sobotę,niedziela|niedzielę
sv:måndag,tisdag,onsdag,torsdag,fredag,lördag,söndag
tr:pazartesi,salı,çarşamba,perşembe,cuma,cumartesi,pazar
ar:الاثنين|الإثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد
fa:دوشنبه,سه‌شنبه,چهارشنبه,پنجشنبه|پنج‌شنبه,جمعه,شنبه,یکشنبه|یک‌شنبه
zh:星期一|周一,星期二|周二,星期三|周三,星期四|周四,星期五|周五,星期六|周六,星期日|星期天|周日
ja:月曜日,火曜日,水曜日,木曜日,金曜日,土曜日,日曜日
da:mandag,tirsdag,onsdag,torsdag,fredag,lørdag,søndag
fi:maanantai|maanantaina,tiistai|tiistaina,keskiviikko|keskiviikkona,torstai|torstaina,perjantai|perjantaina,lauantai|lauantaina,sunnuntai|sunnuntaina
cs:pondělí,úterý,středa|středu,čtvrtek,pátek,sobota|sobotu,neděle|neděli
hu:hétfő,kedd,szerda,csütörtök,péntek,szombat,vasárnap
ro:luni,marți,miercuri,joi,vineri,sâmbătă,duminică
el:δευτέρα,τρίτη,τετάρτη,πέμπτη,παρασκευή,σάββατο,κυριακή
uk:понеділок,вівторок,середа|середу,четвер,п'ятниця|п’ятниця|п'ятницю,субота|суботу,неділя|неділю
id:senin,selasa,rabu,kamis,jumat,sabtu,minggu
";

type Names = Map<String, Vec<(&'static str, u8)>>;

static MONTH_NAMES: LazyLock<Names> = LazyLock::new(|| by_name(MONTHS));
static WEEKDAY_NAMES: LazyLock<Names> = LazyLock::new(|| by_name(WEEKDAYS));

fn by_name(table: &'static str) -> Names {
    let mut names = Names::default();
    for (language, row) in table.lines().filter_map(|line| line.split_once(':')) {
        for (n, cell) in row.split(',').enumerate() {
            for name in cell.split('|') {
                names.entry(fold(name)).or_default().push((language, n as u8));
            }
        }
    }
    names
}

/// The letters, folded, with which this language's months and weekdays begin.
pub fn initials(language: &str) -> String {
    let mut initials = String::new();
    for table in [MONTHS, WEEKDAYS] {
        let rows = table.lines().filter_map(|line| line.split_once(':')).filter(|(tag, _)| *tag == language);
        for name in rows.flat_map(|(_, row)| row.split([',', '|'])) {
            initials.extend(fold(name).chars().next().filter(|c| !initials.contains(*c)));
        }
    }
    initials
}

/// The number, from nought, that a name stands for. Names that several
/// languages share mean the same in all of them; one that is no name in
/// `language` is refused.
fn look_up(names: &Names, word: &str, language: Option<&str>) -> Option<u8> {
    let found = names.get(&fold(word.trim_end_matches('.')))?;
    match language {
        Some(tag) => found.iter().find(|(l, _)| *l == tag).map(|&(_, n)| n),
        None => found.first().map(|&(_, n)| n),
    }
}

/// The month, 1 to 12, that a word names in any language: 'Sept.', 'août', 'ноября'.
///
/// Abbreviations that are ordinary words elsewhere ('out', 'set', 'ago') are
/// among them: use it where a date is expected, [`month_in`] in prose.
pub fn month(word: &str) -> Option<u8> {
    look_up(&MONTH_NAMES, word, None).map(|n| n + 1)
}

/// The month, 1 to 12, that a word names in this language (a BCP 47 tag such as 'en').
pub fn month_in(language: &str, word: &str) -> Option<u8> {
    look_up(&MONTH_NAMES, word, Some(language)).map(|n| n + 1)
}

/// The day of the week that a word names in any language: 'Tues.', 'mercredi', '星期三'.
pub fn weekday(word: &str) -> Option<Weekday> {
    Weekday::try_from(look_up(&WEEKDAY_NAMES, word, None)?).ok()
}

/// The day of the week that a word names in this language (a BCP 47 tag such as 'en').
pub fn weekday_in(language: &str, word: &str) -> Option<Weekday> {
    Weekday::try_from(look_up(&WEEKDAY_NAMES, word, Some(language))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_many_languages() {
        for (word, expected) in [
            ("Sept.", 9),
            ("MAY", 5),
            ("août", 8),
            ("Aout", 8),
            ("März", 3),
            ("ноября", 11),
            ("мая", 5),
            ("Kasım", 11),
            ("أغسطس", 8),
            ("كانون الثاني", 1),
            ("ژانویه", 1),
            ("outubro", 10),
            ("mei", 5),
            ("marts", 3),
            ("toukokuuta", 5),
            ("paź.", 10),
            ("listopad", 11),
            ("Ιουνίου", 6),
            ("března", 3),
            ("iulie", 7),
            ("szeptember", 9),
            ("грудня", 12),
        ] {
            assert_eq!(month(word), Some(expected), "{word}");
        }
        assert_eq!(month("marching"), None);
        assert_eq!(month(""), None);
    }

    #[test]
    fn a_language_knows_only_its_own_names() {
        assert_eq!(month_in("en", "out"), None);
        assert_eq!(month_in("pt", "out"), Some(10));
        assert_eq!(weekday_in("en", "mar"), None);
        assert_eq!(weekday_in("fr", "mar."), Some(Weekday::Tue));
    }

    #[test]
    fn days_of_the_week() {
        for (word, expected) in [
            ("Tues.", Weekday::Tue),
            ("Mercredi", Weekday::Wed),
            ("Sonnabend", Weekday::Sat),
            ("Çarşamba", Weekday::Wed),
            ("星期三", Weekday::Wed),
            ("الأحد", Weekday::Sun),
        ] {
            assert_eq!(weekday(word), Some(expected), "{word}");
        }
    }
}
