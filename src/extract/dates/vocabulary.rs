//! The words that dates are made of, per language.
//!
//! Month and weekday names are those of [`crate::date::names`]. The other words
//! ('last', 'ago', 'week') are listed here for English in full and for the other
//! languages as far as news uses them; a language without a list still has its
//! months and weekdays.

use crate::date::names;

/// What a word can mean in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Other,
    /// 1 to 12. `short`: an abbreviation, that wants a dot or a number beside it.
    Month {
        month: u8,
        short: bool,
    },
    /// Monday is 0.
    Weekday {
        day: u8,
        short: bool,
    },
    Unit(Unit),
    /// Morning, afternoon, evening, night.
    DayPart,
    /// Spring is 0, winter 3.
    Season(u8),
    /// A number word; 'a' and 'an' are [`Class::One`].
    Count(u32),
    One,
    /// 'several', 'few': a number that isn't told.
    Few,
    /// 'first' to 'fourth'.
    Ordinal(u32),
    Last,
    This,
    Next,
    /// 'the past two weeks'.
    Past,
    /// 'in the coming weeks'.
    Coming,
    /// 'in recent years'.
    Recent,
    /// 'that year', 'the same day': the one just spoken of.
    That,
    Following,
    Previous,
    /// Days from today: yesterday is -1.
    Day(i32),
    /// After its number: 'two weeks ago'.
    Ago,
    /// Before its number: 'vor zwei Wochen', 'hace dos semanas'.
    AgoBefore,
    Later,
    Earlier,
    /// 'early', 'late', 'mid'.
    Part,
    /// 'end', 'beginning', 'middle': before 'of'.
    Edge,
    Of,
    The,
    /// A preposition after which a bare number of four digits is a year.
    In,
    /// 'to', 'and', 'through': between the ends of a range.
    To,
    Half,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The words of one language.
pub struct Vocabulary {
    pub language: &'static str,
    words: fn(&str) -> Class,
    /// Whether months and weekdays are written with a capital.
    capitals: bool,
}

const VOCABULARIES: &[Vocabulary] = &[
    Vocabulary { language: "en", words: english, capitals: true },
    Vocabulary { language: "it", words: italian, capitals: false },
    Vocabulary { language: "fr", words: french, capitals: false },
    Vocabulary { language: "de", words: german, capitals: true },
    Vocabulary { language: "es", words: spanish, capitals: false },
    Vocabulary { language: "pt", words: portuguese, capitals: false },
    Vocabulary { language: "nl", words: dutch, capitals: false },
    Vocabulary { language: "ru", words: russian, capitals: false },
    Vocabulary { language: "tr", words: turkish, capitals: false },
    Vocabulary { language: "uk", words: no_words, capitals: false },
    Vocabulary { language: "pl", words: no_words, capitals: false },
    Vocabulary { language: "sv", words: no_words, capitals: false },
    Vocabulary { language: "ar", words: no_words, capitals: false },
    Vocabulary { language: "fa", words: no_words, capitals: false },
];

impl Vocabulary {
    /// The vocabulary of a BCP 47 tag; English where the language is unknown.
    pub fn of(language: Option<&str>) -> &'static Vocabulary {
        let tag = language.and_then(|tag| tag.split('-').next()).unwrap_or("en");
        VOCABULARIES.iter().find(|v| v.language == tag).unwrap_or(&VOCABULARIES[0])
    }

    pub fn is_english(&self) -> bool {
        self.language == "en"
    }

    /// What a word can mean. `capital`: whether it begins with one.
    pub fn class(&self, word: &str, capital: bool) -> Class {
        if self.is_english() {
            if capital && let Some(class) = english_name(word) {
                return class;
            }
            let mut buffer = [0; 12];
            return match buffer.get_mut(..word.len()) {
                Some(lower) if word.is_ascii() => {
                    lower.copy_from_slice(word.as_bytes());
                    lower.make_ascii_lowercase();
                    std::str::from_utf8(lower).map_or(Class::Other, english)
                }
                _ => Class::Other,
            };
        }
        let lower = word.to_lowercase();
        match (self.words)(&lower) {
            Class::Other if capital || !self.capitals => self.name(word),
            class => class,
        }
    }

    fn name(&self, word: &str) -> Class {
        let long = word.chars().count() > 3;
        let short = !long && word.is_ascii() && !word.eq_ignore_ascii_case("mai");
        if let Some(month) = names::month_in(self.language, word) {
            return Class::Month { month, short };
        }
        match names::weekday_in(self.language, word) {
            Some(day) if long || !word.is_ascii() => {
                Class::Weekday { day: day.num_days_from_monday() as u8, short }
            }
            _ => Class::Other,
        }
    }
}

/// English months and weekdays by their first three letters, so that other
/// words cost one comparison.
fn english_name(word: &str) -> Option<Class> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if word.len() > 9
        || !matches!(word.as_bytes().first()?, b'A' | b'D' | b'F' | b'J' | b'M'..=b'O' | b'S' | b'T' | b'W')
    {
        return None;
    }
    let head = word.get(..3)?;
    let is = |name: &str| name[..3].eq_ignore_ascii_case(head);
    let short = |name: &str, more: &[&str]| {
        (word.len() == 3 && name.len() > 3) || more.iter().any(|m| m.eq_ignore_ascii_case(word))
    };
    if let Some(n) = MONTHS.iter().position(|m| is(m)) {
        let full = MONTHS[n].eq_ignore_ascii_case(word);
        let short = short(MONTHS[n], &["sept", "febr"]);
        return (full || short).then_some(Class::Month { month: n as u8 + 1, short });
    }
    let n = DAYS.iter().position(|d| is(d))?;
    let full = DAYS[n].eq_ignore_ascii_case(word);
    let short = short(DAYS[n], &["tues", "weds", "thur", "thurs"]);
    (full || short).then_some(Class::Weekday { day: n as u8, short })
}

fn no_words(_: &str) -> Class {
    Class::Other
}

fn english(word: &str) -> Class {
    use Class::*;
    match word {
        "day" | "days" => Unit(self::Unit::Day),
        "week" | "weeks" => Unit(self::Unit::Week),
        "weekend" | "weekends" => Unit(self::Unit::Weekend),
        "month" | "months" => Unit(self::Unit::Month),
        "quarter" | "quarters" => Unit(self::Unit::Quarter),
        "year" | "years" => Unit(self::Unit::Year),
        "decade" | "decades" => Unit(self::Unit::Decade),
        "century" | "centuries" => Unit(self::Unit::Century),
        "morning" | "afternoon" | "evening" | "night" => DayPart,
        "spring" => Season(0),
        "summer" => Season(1),
        "autumn" | "fall" => Season(2),
        "winter" => Season(3),
        "a" | "an" => One,
        "one" => Count(1),
        "two" => Count(2),
        "three" => Count(3),
        "four" => Count(4),
        "five" => Count(5),
        "six" => Count(6),
        "seven" => Count(7),
        "eight" => Count(8),
        "nine" => Count(9),
        "ten" => Count(10),
        "eleven" => Count(11),
        "twelve" => Count(12),
        "thirteen" => Count(13),
        "fourteen" => Count(14),
        "fifteen" => Count(15),
        "sixteen" => Count(16),
        "seventeen" => Count(17),
        "eighteen" => Count(18),
        "nineteen" => Count(19),
        "twenty" => Count(20),
        "thirty" => Count(30),
        "forty" => Count(40),
        "fifty" => Count(50),
        "several" | "few" | "many" | "some" => Few,
        "first" => Ordinal(1),
        "second" => Ordinal(2),
        "third" => Ordinal(3),
        "fourth" => Ordinal(4),
        "last" => Last,
        "this" => This,
        "next" => Next,
        "past" => Past,
        "coming" => Coming,
        "recent" => Recent,
        "that" | "same" => That,
        "following" => Following,
        "previous" | "preceding" => Previous,
        "today" | "tonight" => Day(0),
        "yesterday" => Day(-1),
        "tomorrow" => Day(1),
        "ago" => Ago,
        "later" => Later,
        "earlier" => Earlier,
        "early" | "late" | "mid" => Part,
        "end" | "beginning" | "start" | "middle" | "close" | "turn" => Edge,
        "of" => Of,
        "the" => The,
        "in" | "since" | "during" | "until" | "till" | "by" | "from" | "between" | "before" | "after"
        | "around" | "circa" | "through" | "throughout" | "on" | "for" => In,
        "to" | "and" | "or" => To,
        "half" => Half,
        _ => Other,
    }
}

fn italian(word: &str) -> Class {
    use Class::*;
    match word {
        "giorno" | "giorni" => Unit(self::Unit::Day),
        "settimana" | "settimane" => Unit(self::Unit::Week),
        "mese" | "mesi" => Unit(self::Unit::Month),
        "trimestre" => Unit(self::Unit::Quarter),
        "anno" | "anni" => Unit(self::Unit::Year),
        "secolo" => Unit(self::Unit::Century),
        "mattina" | "pomeriggio" | "sera" | "notte" => DayPart,
        "primavera" => Season(0),
        "estate" => Season(1),
        "autunno" => Season(2),
        "inverno" => Season(3),
        "un" | "una" => One,
        "due" => Count(2),
        "tre" => Count(3),
        "quattro" => Count(4),
        "cinque" => Count(5),
        "sei" => Count(6),
        "dieci" => Count(10),
        "alcuni" | "alcune" | "pochi" | "poche" => Few,
        "scorso" | "scorsa" | "scorsi" | "scorse" => Last,
        "quest" | "questo" | "questa" => This,
        "prossimo" | "prossima" | "prossimi" | "prossime" => Next,
        "quello" | "quell" | "stesso" | "stessa" => That,
        "oggi" | "stasera" | "stamattina" => Day(0),
        "ieri" => Day(-1),
        "domani" => Day(1),
        "fa" => Ago,
        "inizio" | "fine" | "metà" => Edge,
        "di" | "del" | "dell" | "della" => Of,
        "il" | "la" | "lo" | "l" | "gli" | "le" | "i" => The,
        "nel" | "nell" | "dal" | "dall" | "al" | "all" | "a" | "da" | "dopo" | "tra" | "fino" => In,
        "e" | "o" => To,
        _ => Other,
    }
}

fn french(word: &str) -> Class {
    use Class::*;
    match word {
        "jour" | "jours" => Unit(self::Unit::Day),
        "semaine" | "semaines" => Unit(self::Unit::Week),
        "mois" => Unit(self::Unit::Month),
        "trimestre" => Unit(self::Unit::Quarter),
        "an" | "ans" | "année" | "années" => Unit(self::Unit::Year),
        "siècle" => Unit(self::Unit::Century),
        "matin" | "soir" | "nuit" => DayPart,
        "printemps" => Season(0),
        "été" => Season(1),
        "automne" => Season(2),
        "hiver" => Season(3),
        "un" | "une" => One,
        "deux" => Count(2),
        "trois" => Count(3),
        "quatre" => Count(4),
        "cinq" => Count(5),
        "six" => Count(6),
        "dix" => Count(10),
        "quelques" | "plusieurs" => Few,
        "dernier" | "dernière" | "derniers" | "dernières" => Last,
        "cette" | "ce" | "cet" => This,
        "prochain" | "prochaine" | "prochains" | "prochaines" => Next,
        "même" => That,
        "suivant" | "suivante" => Following,
        "précédent" | "précédente" => Previous,
        "aujourd" => Day(0),
        "hier" => Day(-1),
        "demain" => Day(1),
        "début" | "fin" => Edge,
        "de" | "du" | "d" => Of,
        "le" | "la" | "l" | "les" => The,
        "en" | "depuis" | "dès" | "avant" | "après" | "pendant" | "jusqu" | "vers" => In,
        "à" | "au" | "et" => To,
        _ => Other,
    }
}

fn german(word: &str) -> Class {
    use Class::*;
    match word {
        "tag" | "tage" | "tagen" => Unit(self::Unit::Day),
        "woche" | "wochen" => Unit(self::Unit::Week),
        "wochenende" => Unit(self::Unit::Weekend),
        "monat" | "monate" | "monaten" | "monats" => Unit(self::Unit::Month),
        "quartal" => Unit(self::Unit::Quarter),
        "jahr" | "jahre" | "jahren" | "jahres" => Unit(self::Unit::Year),
        "jahrhundert" => Unit(self::Unit::Century),
        "morgen" => Day(1),
        "vormittag" | "nachmittag" | "abend" | "nacht" => DayPart,
        "frühjahr" | "frühling" => Season(0),
        "sommer" => Season(1),
        "herbst" => Season(2),
        "winter" => Season(3),
        "einem" | "einer" | "ein" | "eine" => One,
        "zwei" => Count(2),
        "drei" => Count(3),
        "vier" => Count(4),
        "fünf" => Count(5),
        "sechs" => Count(6),
        "zehn" => Count(10),
        "einigen" | "wenigen" | "mehreren" => Few,
        "letzte" | "letzten" | "letzter" | "letztes" | "vergangene" | "vergangenen" | "vorige"
        | "vorigen" => Last,
        "diese" | "diesem" | "dieser" | "dieses" | "diesen" => This,
        "nächste" | "nächsten" | "nächstes" | "kommende" | "kommenden" => Next,
        "heute" => Day(0),
        "gestern" => Day(-1),
        "vorgestern" => Day(-2),
        "übermorgen" => Day(2),
        "vor" => AgoBefore,
        "anfang" | "ende" | "mitte" => Edge,
        "des" => Of,
        "der" | "die" | "das" | "dem" | "den" => The,
        "im" | "in" | "seit" | "ab" | "am" | "von" | "nach" | "bis" | "zwischen" | "um" => In,
        "und" => To,
        _ => Other,
    }
}

fn spanish(word: &str) -> Class {
    use Class::*;
    match word {
        "día" | "días" => Unit(self::Unit::Day),
        "semana" | "semanas" => Unit(self::Unit::Week),
        "mes" | "meses" => Unit(self::Unit::Month),
        "trimestre" => Unit(self::Unit::Quarter),
        "año" | "años" => Unit(self::Unit::Year),
        "siglo" => Unit(self::Unit::Century),
        "tarde" | "noche" => DayPart,
        "primavera" => Season(0),
        "verano" => Season(1),
        "otoño" => Season(2),
        "invierno" => Season(3),
        "un" | "una" => One,
        "dos" => Count(2),
        "tres" => Count(3),
        "cuatro" => Count(4),
        "cinco" => Count(5),
        "seis" => Count(6),
        "diez" => Count(10),
        "unos" | "unas" | "algunos" | "algunas" | "varios" | "varias" | "pocos" | "pocas" => Few,
        "pasado" | "pasada" | "pasados" | "pasadas" => Last,
        "este" | "esta" => This,
        "próximo" | "próxima" | "próximos" | "próximas" => Next,
        "mismo" | "misma" | "ese" | "aquel" => That,
        "siguiente" => Following,
        "anterior" => Previous,
        "hoy" => Day(0),
        "ayer" => Day(-1),
        "anteayer" => Day(-2),
        "mañana" => Day(1),
        "hace" => AgoBefore,
        "principios" | "finales" | "mediados" | "inicios" | "fines" => Edge,
        "de" | "del" => Of,
        "el" | "la" | "los" | "las" => The,
        "en" | "desde" | "hasta" | "durante" | "tras" | "entre" => In,
        "a" | "al" | "y" | "e" => To,
        _ => Other,
    }
}

fn portuguese(word: &str) -> Class {
    use Class::*;
    match word {
        "dia" | "dias" => Unit(self::Unit::Day),
        "semana" | "semanas" => Unit(self::Unit::Week),
        "mês" | "meses" => Unit(self::Unit::Month),
        "trimestre" => Unit(self::Unit::Quarter),
        "ano" | "anos" => Unit(self::Unit::Year),
        "século" => Unit(self::Unit::Century),
        "manhã" | "tarde" | "noite" => DayPart,
        "primavera" => Season(0),
        "verão" => Season(1),
        "outono" => Season(2),
        "inverno" => Season(3),
        "um" | "uma" => One,
        "dois" | "duas" => Count(2),
        "três" => Count(3),
        "quatro" => Count(4),
        "cinco" => Count(5),
        "dez" => Count(10),
        "alguns" | "algumas" | "vários" | "várias" | "poucos" => Few,
        "passado" | "passada" | "passados" | "passadas" => Last,
        "este" | "esta" | "neste" | "nesta" => This,
        "próximo" | "próxima" | "próximos" | "próximas" => Next,
        "mesmo" | "mesma" | "naquele" => That,
        "seguinte" => Following,
        "anterior" => Previous,
        "hoje" => Day(0),
        "ontem" => Day(-1),
        "amanhã" => Day(1),
        "há" => AgoBefore,
        "atrás" => Ago,
        "início" | "fim" | "final" | "meados" => Edge,
        "de" | "do" | "da" => Of,
        "o" | "a" | "os" | "as" => The,
        "em" | "desde" | "até" | "durante" | "após" | "entre" | "no" | "na" => In,
        "e" => To,
        _ => Other,
    }
}

fn dutch(word: &str) -> Class {
    use Class::*;
    match word {
        "dag" | "dagen" => Unit(self::Unit::Day),
        "week" | "weken" => Unit(self::Unit::Week),
        "weekend" => Unit(self::Unit::Weekend),
        "maand" | "maanden" => Unit(self::Unit::Month),
        "kwartaal" => Unit(self::Unit::Quarter),
        "jaar" | "jaren" => Unit(self::Unit::Year),
        "eeuw" => Unit(self::Unit::Century),
        "ochtend" | "middag" | "avond" | "nacht" => DayPart,
        "lente" | "voorjaar" => Season(0),
        "zomer" => Season(1),
        "herfst" | "najaar" => Season(2),
        "winter" => Season(3),
        "een" => One,
        "twee" => Count(2),
        "drie" => Count(3),
        "vier" => Count(4),
        "vijf" => Count(5),
        "zes" => Count(6),
        "tien" => Count(10),
        "enkele" | "paar" => Few,
        "vorige" | "afgelopen" | "vorig" => Last,
        "deze" | "dit" => This,
        "volgende" | "volgend" | "komende" => Next,
        "vandaag" => Day(0),
        "gisteren" => Day(-1),
        "morgen" => Day(1),
        "geleden" => Ago,
        "begin" | "eind" | "einde" => Edge,
        "van" => Of,
        "de" | "het" => The,
        "in" | "sinds" | "tot" | "na" | "voor" | "vanaf" | "tussen" | "op" => In,
        "en" => To,
        _ => Other,
    }
}

fn russian(word: &str) -> Class {
    use Class::*;
    match word {
        "день" | "дня" | "дней" | "дни" => Unit(self::Unit::Day),
        "неделя" | "неделе" | "недели" | "недель" | "неделю" => {
            Unit(self::Unit::Week)
        }
        "месяц" | "месяца" | "месяцев" | "месяце" => Unit(self::Unit::Month),
        "квартал" | "квартале" => Unit(self::Unit::Quarter),
        "год" | "году" | "года" | "лет" => Unit(self::Unit::Year),
        "век" | "веке" | "века" => Unit(self::Unit::Century),
        "утром" | "днём" | "днем" | "вечером" | "ночью" => DayPart,
        "весной" => Season(0),
        "летом" => Season(1),
        "осенью" => Season(2),
        "зимой" => Season(3),
        "один" | "одну" => Count(1),
        "два" | "две" => Count(2),
        "три" => Count(3),
        "четыре" => Count(4),
        "пять" => Count(5),
        "шесть" => Count(6),
        "десять" => Count(10),
        "несколько" => Few,
        "прошлой" | "прошлом" | "прошлый" | "прошлого" | "прошлую" => {
            Last
        }
        "этой" | "этом" | "этого" => This,
        "следующей" | "следующем" | "следующий" | "следующую" => Next,
        "сегодня" => Day(0),
        "вчера" => Day(-1),
        "позавчера" => Day(-2),
        "завтра" => Day(1),
        "послезавтра" => Day(2),
        "назад" => Ago,
        "начале" | "конце" | "середине" => Edge,
        "в" | "с" | "до" | "после" | "к" | "на" => In,
        "по" | "и" => To,
        _ => Other,
    }
}

fn turkish(word: &str) -> Class {
    use Class::*;
    match word {
        "gün" => Unit(self::Unit::Day),
        "hafta" => Unit(self::Unit::Week),
        "ay" => Unit(self::Unit::Month),
        "yıl" | "yılında" | "yılının" => Unit(self::Unit::Year),
        "yüzyıl" => Unit(self::Unit::Century),
        "bir" => One,
        "iki" => Count(2),
        "üç" => Count(3),
        "dört" => Count(4),
        "beş" => Count(5),
        "on" => Count(10),
        "birkaç" => Few,
        "geçen" => Last,
        "bu" => This,
        "gelecek" | "önümüzdeki" => Next,
        "bugün" => Day(0),
        "dün" => Day(-1),
        "yarın" => Day(1),
        "önce" => Ago,
        _ => Other,
    }
}
