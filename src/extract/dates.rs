//! Date expressions of the story, resolved against the article's own date.
//!
//! Three steps: [`lexer`] gives words their possible meanings in the language of
//! the body, [`grammar`] finds the expressions, [`resolve`] gives them values.
//! Durations ('for two weeks'), times of day and feasts are left out on purpose.

mod foreign;
mod grammar;
mod lexer;
mod resolve;
mod spoken;
mod tense;
mod vocabulary;

use crate::article::{Article, DateMention};
use crate::date::{Date, printed};
use crate::extract::words::{self, Words};
use crate::text::Span;

use grammar::{Expression, What, YearOf};
use lexer::Reader;
use resolve::Order;
pub(super) use resolve::Published;
pub(super) use tense::{IRREGULAR, Tense};
use vocabulary::Vocabulary;

/// In order of the text, not overlapping.
pub fn find(article: &Article) -> Vec<DateMention> {
    let published = match &article.published {
        Some(fact) => Some(Published::on(fact.value)),
        None => stamped(&article.text)
            .map(Published::on)
            .or_else(|| super::inferred::bounds(article).map(|b| b.published())),
    };
    find_in(&article.text, article.language.as_deref(), published)
}

/// The date that stands alone on one of a text's first lines, as it does where a
/// whole file was taken as the story.
fn stamped(text: &str) -> Option<Date> {
    const HEAD: usize = 5;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && line.len() <= 80).take(HEAD);
    lines
        .filter_map(|line| {
            let found = printed::find(line, None);
            let [only] = found.as_slice() else { return None };
            (only.date.day.is_some() && only.range().len() * 3 >= line.len()).then_some(only.date)
        })
        .next()
}

fn find_in(text: &str, language: Option<&str>, published: Option<Published>) -> Vec<DateMention> {
    let vocabulary = Vocabulary::of(language);
    let tokens = words::tokens(text);
    let classes = lexer::classes(text, &tokens, vocabulary);
    let words = Words { text, tokens: &tokens };
    let reader = Reader { words, classes: &classes, language: vocabulary.language };
    let expressions = grammar::expressions(reader, vocabulary.is_english());
    let values = resolve::resolve(reader, &expressions, published, order(reader, vocabulary, &expressions));
    let told = expressions.iter().zip(values);
    // 'in two weeks' that isn't ahead is a span of time.
    let told = told.filter(|(e, value)| value.is_some() || !matches!(e.what, What::Ahead { .. }));
    told.map(|(e, value)| DateMention { span: e.span, value }).collect()
}

/// A date and how it is told, where no article's date is known.
pub(super) struct Told {
    pub span: Span,
    pub first: chrono::NaiveDate,
    pub last: chrono::NaiveDate,
    /// Whether the year is printed. Else both days are of a year yet to be found.
    pub full: bool,
    pub tense: Tense,
}

/// The days and months that a text names, as bounds for a date of publication.
pub(super) fn told(text: &str, language: Option<&str>) -> Vec<Told> {
    let vocabulary = Vocabulary::of(language);
    let tokens = words::tokens(text);
    let classes = lexer::classes(text, &tokens, vocabulary);
    let words = Words { text, tokens: &tokens };
    let reader = Reader { words, classes: &classes, language: vocabulary.language };
    let leap = 2000;
    grammar::expressions(reader, vocabulary.is_english())
        .iter()
        .filter_map(|e| {
            let (year, first, last) = match e.what {
                What::Day { year, month, day, .. } => (year, (month, day), (month, Some(day))),
                What::Days { year, first, last } => (year, first, (last.0, Some(last.1))),
                What::Month { year, month } => (year, (month, 1), (month, None)),
                _ => return None,
            };
            let (full, number) = match year {
                YearOf::Is(year) => (true, year),
                YearOf::Unsaid => (false, leap),
                _ => return None,
            };
            let first = crate::date::Date::day(number, first.0, first.1)?.first_day();
            let last = match last.1 {
                Some(day) => crate::date::Date::day(number, last.0, day)?.last_day(),
                None => crate::date::Date::month(number, last.0).last_day(),
            };
            Some(Told { span: e.span, first, last, full, tense: tense::tense(reader, e) })
        })
        .collect()
}

/// How '5/9/2017' is read. Outside English, day first. In English, as the text's
/// other dates are: '30/12/2016', '12/30/2016', '5 September', 'September 5';
/// where they disagree or there are none, nobody knows.
fn order(reader: Reader<'_>, vocabulary: &Vocabulary, expressions: &[Expression]) -> Order {
    if !vocabulary.is_english() {
        return Order::DayFirst;
    }
    let (mut day_first, mut month_first) = (false, false);
    for e in expressions.iter().filter(|e| matches!(e.what, What::Day { .. })) {
        match reader.number(e.first) {
            Some((first, 1 | 2)) => {
                let month = reader.mark(e.first + 1).is_some() && first <= 12;
                day_first |= !month;
                month_first |= month;
            }
            _ => month_first |= matches!(reader.class(e.first), vocabulary::Class::Month { .. }),
        }
    }
    match (day_first, month_first) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `marked` has each expression as `[words|value]`, `[words|]` where it has none.
    #[track_caller]
    fn check_in(language: &str, published: &str, marked: &str) {
        let mut text = String::new();
        let mut expected = Vec::new();
        for part in marked.split_inclusive(']') {
            match part.split_once('[') {
                None => text.push_str(part),
                Some((before, inside)) => {
                    let (words, value) = inside.trim_end_matches(']').split_once('|').expect("words|value");
                    text.push_str(before);
                    text.push_str(words);
                    expected.push((words.to_owned(), value.to_owned()));
                }
            }
        }
        let published = (!published.is_empty()).then(|| Published::on(published.parse::<Date>().unwrap()));
        let found: Vec<_> = find_in(&text, Some(language), published)
            .iter()
            .map(|d| (d.span.of(&text).to_owned(), d.value.map(|v| v.to_string()).unwrap_or_default()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[track_caller]
    fn check(published: &str, marked: &str) {
        check_in("en", published, marked);
    }

    #[test]
    fn weekdays_look_where_their_verb_looks() {
        let wednesday = "2019-12-11T21:06";
        check(wednesday, "The minister left, TASS reported on [Wednesday|2019-12-11].");
        check(wednesday, "He met them on [Tuesday|2019-12-10] and [Thursday|2019-12-05].");
        check(wednesday, "They will meet on [Friday|2019-12-13].");
        check(wednesday, "On [Friday|2019-12-13], the council will vote.");
        check(wednesday, "The talks are to be held on [Monday|2019-12-16].");
        check(wednesday, "A round scheduled for [Monday|2019-12-16] was put off on [Tuesday|2019-12-10].");
        check(wednesday, "[Monday evening|2019-12-09] was quiet, [late Tuesday|2019-12-10] was not.");
        check(
            wednesday,
            "Officials on [Tue.|2019-12-10] stressed it; a vote [next Wednesday|2019-12-18] was agreed.",
        );
        check(wednesday, "She resigned [last Friday|2019-12-06]. He was back [Friday last week|2019-12-06].");
        check(wednesday, "They told state media late on [Tuesday|2019-12-10].");
        check(
            wednesday,
            "The shop opens on [Saturday|2019-12-14]. It has been shut since [Sunday|2019-12-08].",
        );
        check("", "They met on [Tuesday|] in Moscow.");
    }

    #[test]
    fn days_without_a_year_take_the_one_their_tense_wants() {
        let day = "2017-09-05T21:21+04:00";
        check(day, "The upcoming talks are scheduled for [September 14-15|2017-09-14/2017-09-15].");
        check(day, "In a separate development on [July 7|2017-07-07], the presidents agreed.");
        check(day, "They met on [Dec. 20|2016-12-20]. They will meet on [Jan. 5|2018-01-05].");
        check(day, "The [14 October|2017-10-14] vote is due.");
        check(day, "The prices fell in [March|2017-03] and rose in [November|2016-11].");
        check(day, "It is planned for [May|2018-05].");
        check(day, "It ended [on|]".replace("[on|]", "in [May of last year|2016-05].").as_str());
        check(day, "The truce began on [January 30|2017-01-30] to [February 2|2017-02-02].");
        check("", "The summit is scheduled for [April 4|] under a deal signed in [2015|2015].");
        check("", "The war began on [3 March 2012|2012-03-03]. On [9 April|2012-04-09] the town fell.");
        check("2020-02-02", "In [January 2017|2017-01] talks began. They broke off on [March 3|2017-03-03].");
        check("2020-02-02", "A deal reached in [2017|2017] was cut short on [January 3|2020-01-03].");
        check("2016-11-30", "Ministers agreed to cut output by a tenth, from [January 1|2017-01-01].");
        check("2020-11-10", "The districts were to be handed back by [November 15|2020-11-15].");
    }

    #[test]
    fn full_dates_need_no_help() {
        check("", "launched on [Jan. 23-24, 2017|2017-01-23/2017-01-24] with the aim");
        check("", "at midnight (2200 GMT) on [December 30, 2016|2016-12-30], and");
        check("", "since [January 2017|2017-01], backed by three powers");
        check("", "from [2 to 5 May 2014|2014-05-02/2014-05-05]; on the [3rd of March, 2013|2013-03-03]");
        check("", "on [2016-12-30|2016-12-30], on [30.12.2016|2016-12-30] and on [12/30/2016|2016-12-30]");
        check("", "since the morning of [Tuesday 23 March 2021|2021-03-23]");
        check("", "[Wednesday, Dec. 11, 2019|2019-12-11]");
        check("", "from [30 January - 2 February 2012|2012-01-30/2012-02-02]");
        check("", "on [1/2/2017|] it");
        check("", "on [1/2/2017|2017-02-01] and on [5 March 2017|2017-03-05]");
        check("", "on [1/2/2017|2017-01-02] and on [12/30/2016|2016-12-30]");
    }

    #[test]
    fn years_and_longer() {
        check(
            "",
            "since [2011|2011], in [2015|2015], the [2015|2015] deal, by [late 2016|2016], ([1990|1990])",
        );
        check(
            "",
            "in [2003|2003], [2005|2005] and [2007|2007]; from [1914|1914] to [1918|1918]; the [2010-12|2010/2012] war",
        );
        check(
            "",
            "the [1990s|1990/1999], the [early 1990s|1990/1999], the [19th century|1800/1899], [500 BC|]",
        );
        check("", "the [third quarter of 2016|2016-07/2016-09], the [first half of 2015|2015-01/2015-06]");
        check("", "sales in [Q3 2018|2018-07/2018-09] and [H1 2019|2019-01/2019-06]; gate Q3 and road H1");
        check("", "in the [summer of 2015|2015-06/2015-08], [winter 2016|2016-12/2017-02]");
        check("", "in [early 2018|2018] and [mid-2019|2019]");
    }

    #[test]
    fn what_is_counted_from_the_day_of_publication() {
        let friday = "2021-05-21T18:31";
        check(
            friday,
            "It began nearly [two weeks ago|2021-05-07], [a few years ago|] and [three months ago|2021-02].",
        );
        check(
            friday,
            "[Yesterday|2021-05-20] and [today|2021-05-21] and [tomorrow|2021-05-22] and [last night|2021-05-20]",
        );
        check(
            friday,
            "[last week|2021-05-10/2021-05-16], [this month|2021-05], [next year|2022], [last month|2021-04]",
        );
        check(
            friday,
            "[earlier this month|2021-05] and [last summer|2020-06/2020-08] and [last April|2021-04]",
        );
        check(friday, "over the [past two weeks|2021-05-07/2021-05-21] and the [next three years|2021/2024]");
        check(friday, "by the [end of the year|2021], by the [middle of next month|2021-06]");
        check(friday, "over the [past several years|], in [recent years|]");
        check(
            friday,
            "the [first half of next year|2022-01/2022-06], it fell in the [third quarter|2020-07/2020-09]",
        );
        check("", "[last month|] and [two weeks ago|]");
    }

    #[test]
    fn what_is_counted_from_the_date_before() {
        check("", "The war began on [3 March 2012|2012-03-03]. The [following day|2012-03-04] it rained.");
        check(
            "",
            "He was born in [1960|1960]. [Two years later|1962] they moved, and the [next year|]."
                .replace("the [next year|]", "the [following year|1963]")
                .as_str(),
        );
        check(
            "",
            "On [5 May 2011|2011-05-05] it opened; the [same day|2011-05-05], it closed. In [March of that year|2011-03]",
        );
        check("2021-01-01", "On [July 3, 2019|2019-07-03] it shut. [A week later|2019-07-10] it opened.");
    }

    #[test]
    fn business_counts_in_quarters() {
        let friday = "1989-10-27";
        check(
            friday,
            "In the [third quarter|1989-07/1989-09] it earned $2 million, against $1 million [a year earlier|1988-07/1988-09].",
        );
        check(
            friday,
            "Profit for the [quarter|1989-07/1989-09] rose; the [year-earlier period|1988-07/1988-09] had a charge.",
        );
        check(
            friday,
            "[Nine-month|1989-01/1989-09] sales fell. [Full-year|1989] profit fell in the [first nine months|1989-01/1989-09].",
        );
        check(friday, "It met in the [first half|]. ".replace("[first half|]", "first half").as_str());
        check(
            friday,
            "In the [1988 third quarter|1988-07/1988-09] it rose; [earlier in the week|1989-10-23/1989-10-29], it fell.",
        );
        check(
            friday,
            "It met the [day before yesterday|1989-10-25], over the [past weekend|1989-10-21/1989-10-22] and half [a century ago|1939].",
        );
        check(
            friday,
            "In the [third quarter|1989-07/1989-09] it rose from [a year before|1988-07/1988-09]; in the [previous quarter|1989-04/1989-06] it fell.",
        );
        check(friday, "Oil for [May|1990-05] delivery settled at $20. They agreed Sunday to cut it [through January|1990-01].".replace("agreed Sunday", "agreed").replace("[through January", "through [January").as_str());
        check(friday, "They will be paid by [year-end|1989]. The [latest quarter|1989-07/1989-09] was poor.");
        check(friday, "He will return [in two weeks|1989-11-10]. ".replace("[in ", "in [").as_str());
        check(friday, "It was the first in two weeks, and took place in three days.");
    }

    #[test]
    fn histories_carry_their_year() {
        check(
            "",
                "It began on [3 March 1904|1904-03-03]. By [the 15th|1904-03-15] all was lost; on [23 December|1904-12-23] it ended."
                    .replace("[the 15th", "the [15th")
                    .as_str(),
            );
        for published in ["", "2009-12-19"] {
            check(
                published,
                "In [July 1904|1904-07] and [August 1904|1904-08] it fell. In [December|1904-12] they met, in [January|1905-01] they parted.\n\nBy the [following May|1905-05] all was over. The [next year|1906] they wrote.",
            );
            check(
                published,
                "In [May 1904|1904-05] it fell. On [6 June 1904|1904-06-06] it stood. The [next morning|1904-06-07] they left; [three days after|1904-06-10], they came.",
            );
        }
        check("", "The end ([1944–45|1944/1945])\n\nIn [April|1944-04] it began.");
    }

    #[test]
    fn a_line_of_its_own_dates_a_text() {
        for (text, date) in [
            ("Title\n\nNovember 2, 1989\n\nIt fell on Monday.", Some("1989-11-02")),
            ("Published: 2 Nov 1989\nIt fell.", Some("1989-11-02")),
            ("It fell on November 2, 1989, when nobody had thought that it would.", None),
        ] {
            assert_eq!(stamped(text).map(|d| d.to_string()).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "They may march on 1/2 of the towns, 3-1 up, version 2.0.15, phone 555-2016.",
            "The March on Washington and May the minister; Theresa May said.",
            "Some 2000 people and 1500 troops, $2015, 2,015 and 1999% of 2012 seats.",
            "at midnight (2200 GMT), 18:30, room 1984, Resolution 2231",
            "He sat in the sun; she wed; they will fall; spring water; the Arab Spring.",
            "USA Today said so. Two weeks of talks took ten days.",
            "The last of the talks, the next round, this round, that man.",
        ] {
            assert_eq!(
                find_in(text, Some("en"), Some(Published::on("2021-01-01".parse().unwrap()))),
                [],
                "{text}"
            );
        }
    }

    #[test]
    fn other_languages() {
        let day = "2018-08-08T09:30";
        // 2018-08-08 was a Wednesday.
        check_in(
            "it",
            day,
            "Il consiglio voterà [venerdì|2018-08-10]; ha detto [lunedì|2018-08-06] che resterà.",
        );
        check_in("fr", day, "Le conseil se réunira [vendredi|2018-08-10]. Il a voté [vendredi|2018-08-03].");
        check_in("es", day, "El consejo se reunirá el [viernes|2018-08-10], dijo el [lunes|2018-08-06].");
        check_in(
            "es",
            day,
            "El [lunes|2018-08-06] por la mañana se cerró el puente; [mañana|2018-08-09] se abre.",
        );
        check_in("pt", day, "O conselho votará na [sexta-feira|2018-08-10].");
        check_in(
            "de",
            day,
            "Der Rat wird am [Freitag|2018-08-10] tagen, teilte er am [Montag|2018-08-06] mit.",
        );
        check_in(
            "ru",
            day,
            "Совет заявил в [понедельник|2018-08-06], что заседание будет в [пятницу|2018-08-10].",
        );
        check_in("it", day, "ha assunto [martedì|2018-08-07] il comando; l'[11 agosto 2006|2006-08-11]");
        check_in(
            "it",
            day,
            "nel [2000|2000], dal [marzo 1978|1978-03], il [mese scorso|2018-07], due anni or sono",
        );
        check_in(
            "it",
            day,
            "[ieri|2018-08-07] e [due settimane fa|2018-07-25], nell'[estate del 2006|2006-06/2006-08]",
        );
        check_in(
            "fr",
            day,
            "le [3 mars 2015|2015-03-03], [hier|2018-08-07], la [semaine dernière|2018-07-30/2018-08-05]",
        );
        check_in("fr", day, "le [1er juillet|2018-07-01], [mardi|2018-08-07], en [2011|2011]");
        check_in(
            "de",
            day,
            "am [5. September 2017|2017-09-05], [gestern|2018-08-07], [vor zwei Wochen|2018-07-25]",
        );
        check_in(
            "de",
            day,
            "am [Dienstag|2018-08-07], im [Mai|2018-05], seit [2011|2011], [letzte Woche|2018-07-30/2018-08-05]",
        );
        check_in(
            "es",
            day,
            "el [5 de septiembre de 2017|2017-09-05], [hace dos semanas|2018-07-25], el [mes pasado|2018-07]",
        );
        check_in(
            "pt",
            day,
            "em [5 de maio de 2017|2017-05-05], [ontem|2018-08-07], no [mês passado|2018-07]",
        );
        check_in(
            "ru",
            day,
            "[5 сентября 2017 года|2017-09-05], [вчера|2018-08-07], [две недели назад|2018-07-25]",
        );
        check_in(
            "tr",
            day,
            "[5 Eylül 2017|2017-09-05], [dün|2018-08-07], [geçen hafta|2018-07-30/2018-08-05]",
        );
        check_in("ar", day, "في [5 سبتمبر 2017|2017-09-05]");
        check_in("it", day, "il [5/9/2017|2017-09-05]");
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_sorted_spans_in_bounds(
            words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..40),
            published in proptest::option::of(0..3_652_058_i32),
        ) {
            let text = words.concat();
            let published = published
                .and_then(chrono::NaiveDate::from_num_days_from_ce_opt)
                .map(|day| Published::on(day.into()));
            for language in ["en", "it", "de", "ru"] {
                let mut at = 0;
                for date in find_in(&text, Some(language), published) {
                    proptest::prop_assert!(at <= date.span.start && !date.span.of(&text).is_empty());
                    at = date.span.end;
                }
            }
        }

        #[test]
        fn any_characters_do(text in "\\PC{0,60}") {
            find_in(&text, Some("en"), None);
        }
    }

    const WORDS: [&str; 62] = [
        " ",
        " ",
        " ",
        "\n\n",
        ".",
        ",",
        "-",
        "–",
        "/",
        "'",
        "(",
        ")",
        "1",
        "7",
        "31",
        "2015",
        "9999",
        "99999999999",
        "1990s",
        "th",
        "Jan",
        "May",
        "March 3",
        "Sept.",
        "July",
        "Tuesday",
        "Tue",
        "early",
        "late",
        "mid",
        "end",
        "of",
        "the",
        "last",
        "next",
        "this",
        "that",
        "following",
        "two",
        "999 years",
        "weeks",
        "month",
        "century",
        "decade",
        "ago",
        "later",
        "in",
        "since",
        "to",
        "and",
        "will be held",
        "said",
        "quarter",
        "half",
        "summer",
        "evening",
        "BC",
        "年",
        "é",
        "maggio",
        "vor",
        "сентября",
    ];
}
