//! Sums of money, and numbers with what they count.
//!
//! Money is a currency sign or code beside a number, or a number before the name
//! of a currency: '$3.5 billion', '€20 million', 'Rs 500', '500,000 rials'. A
//! quantity is a number with a unit or a percentage ('300 km', '12 percent', '1.2
//! million barrels per day'), or a number of at least two figures before one of
//! the nouns that news count ('5,000 troops'). Numbers in words count only before
//! 'million' and its like. Anything else is left alone: dates, scores, rooms.

use crate::article::{Kind, Mention};
use crate::extract::words::{Shape, Words, tokens};

/// In order of the text, not overlapping; kinds are money and quantity.
pub fn find(text: &str) -> Vec<Mention> {
    if !text.bytes().any(|b| b.is_ascii_digit() || b == b'$') && !text.contains("illion") {
        return Vec::new();
    }
    let tokens = tokens(text);
    let words = Words { text, tokens: &tokens };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !may_begin(words, at) {
            at += 1;
            continue;
        }
        match money(words, at)
            .map(|end| (Kind::Money, end))
            .or_else(|| Some((Kind::Quantity, quantity(words, at)?)))
        {
            Some((kind, end)) => {
                found.push(Mention { span: words.span(at, end), kind });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a token may begin an amount; most words are told apart by this alone.
fn may_begin(words: Words<'_>, at: usize) -> bool {
    match words.tokens[at].shape {
        Shape::Number { .. } => true,
        Shape::Mark(c) => !c.is_ascii() || c == '$',
        Shape::Word { .. } => match words.get(at + 1).map(|t| t.shape) {
            Some(Shape::Number { .. } | Shape::Mark('$')) => true,
            Some(Shape::Word { .. }) => scale(words, at + 1) > at + 1,
            _ => false,
        },
    }
}

/// A number and what of it is told.
struct Number {
    end: usize,
    /// How many figures it has in all.
    figures: u32,
    /// Whether 'million' or a decimal makes it more than a bare figure.
    scaled: bool,
}

/// '5,000', '3.5', '1.2 million', 'two million', '20bn'.
fn number(words: Words<'_>, at: usize) -> Option<Number> {
    let glued = at > 0
        && words.touches(at)
        && (words.is_word(at - 1) || matches!(words.mark(at - 1), Some('.' | ',' | '/' | ':' | '_')));
    if let Some((_, digits)) = words.number(at) {
        if glued {
            return None;
        }
        let (mut end, mut figures, mut scaled) = (at + 1, digits, false);
        while matches!(words.mark(end), Some(',' | '.')) && words.touches(end) && words.touches(end + 1) {
            let Some((_, more)) = words.number(end + 1) else { break };
            // '5,000' is one number; '5,12' is too in half of Europe; '1.2.3' is none.
            if scaled {
                return None;
            }
            scaled = more != 3;
            figures += more;
            end += 2;
        }
        if words.touches(end) && matches!(words.mark(end), Some(':' | '/')) {
            return None;
        }
        let after = scale(words, end);
        scaled |= after > end;
        return Some(Number { end: after, figures, scaled });
    }
    const IN_WORDS: &str = "one two three four five six seven eight nine ten twelve fifteen twenty thirty forty \
        fifty hundred";
    let worded = words.is_any(at, IN_WORDS) && scale(words, at + 1) > at + 1;
    worded.then(|| Number { end: scale(words, at + 1), figures: 7, scaled: true })
}

/// The token after 'million', 'bn' and the like, or `at`.
fn scale(words: Words<'_>, at: usize) -> usize {
    const SCALES: &str = "thousand million billion trillion mln bln bn tn mn milioni miliardi millions milliards \
        millionen milliarden millones milhões bilhões млн млрд миллионов milyon milyar";
    // The first letters tell most words apart.
    let first = words.word(at).as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    if first < 0x80 && !matches!(first, b'm' | b'b' | b't' | b'k') {
        return at;
    }
    let small = words.is(at, "m") && words.touches(at) || words.is(at, "k") && words.touches(at);
    if words.is_any(at, SCALES) || small || matches!(words.word(at), "млн" | "млрд" | "миллионов")
    {
        return at + 1 + usize::from(words.is_any(at + 1, "de di") && is_currency_name(words, at + 2));
    }
    at
}

fn money(words: Words<'_>, at: usize) -> Option<usize> {
    let sign = match words.mark(at) {
        Some('$' | '€' | '£' | '¥' | '₹' | '₽' | '₺' | '₪' | '₩' | '₴') => at + 1,
        Some(_) => return None,
        // 'US$5', 'A$5', 'Rs 5', 'USD 5 million'
        None if words.is_word(at)
            && words.mark(at + 1) == Some('$')
            && words.touches(at + 1)
            && words.word(at).len() <= 3 =>
        {
            at + 2
        }
        None if words.is_capital(at) && is_code(words, at) && words.number(at + 1).is_some() => at + 1,
        None => at,
    };
    let number = number_after(words, sign, sign > at)?;
    if sign > at {
        return Some(number.end);
    }
    let after = number.end;
    if matches!(words.mark(after), Some('€' | '$' | '£' | '₽' | '₺')) {
        return Some(after + 1);
    }
    let adjective = usize::from(
        words.is_any(after, "us u american canadian australian iranian swedish danish norwegian indian hong")
            && is_currency_name(words, after + 1),
    );
    if is_currency_name(words, after + adjective) || (is_code(words, after) && words.is_capital(after)) {
        return Some(after + adjective + 1);
    }
    None
}

/// A number that may touch the currency sign before it.
fn number_after(words: Words<'_>, at: usize, signed: bool) -> Option<Number> {
    if !signed && at > 0 && matches!(words.mark(at - 1), Some('$' | '€' | '£')) {
        return None;
    }
    number(words, at)
}

fn is_code(words: Words<'_>, at: usize) -> bool {
    matches!(
        words.word(at),
        "USD"
            | "EUR"
            | "GBP"
            | "CHF"
            | "JPY"
            | "CNY"
            | "RUB"
            | "INR"
            | "TRY"
            | "IRR"
            | "Rs"
            | "SEK"
            | "NOK"
            | "DKK"
    )
}

fn is_currency_name(words: Words<'_>, at: usize) -> bool {
    const NAMES: &str = "dollars dollar euros euro pounds rials rial riyals rubles roubles ruble rouble yen yuan \
        rupees lira liras lire francs kronor kroner kronur pesos reais dinars dirhams shekels \
        won zlotys hryvnias tomans tenge manats cents dollari dólares dollaren";
    // 'won' is a verb wherever it isn't counted in thousands.
    let sum_of_won = !words.is(at, "won") || words.word(at.wrapping_sub(1)).ends_with("lion");
    sum_of_won && words.is_any(at, NAMES)
}

fn quantity(words: Words<'_>, at: usize) -> Option<usize> {
    let number = number(words, at)?;
    let end = number.end;
    if matches!(words.mark(end), Some('%' | '°')) {
        let degrees = words.mark(end) == Some('°') && words.touches(end + 1) && words.is_any(end + 1, "c f");
        return Some(end + 1 + usize::from(degrees));
    }
    if words.is_any(end, "percent percentage prozent процентов") {
        return Some(
            end + 1 + usize::from(words.is(end, "percentage") && words.is_any(end + 1, "points point")),
        );
    }
    if words.is(end, "per") && words.is_any(end + 1, "cent cento")
        || words.is(end, "por") && words.is(end + 1, "ciento")
    {
        return Some(end + 2);
    }
    let mut unit = end;
    if words.is_any(unit, "square cubic metric nautical") {
        unit += 1;
    }
    if words.mark(unit) == Some('-') && words.touches(unit) && words.touches(unit + 1) {
        // '400-metre ship'
        return (is_unit(words, unit + 1)).then_some(unit + 2);
    }
    if is_unit(words, unit) {
        return Some(rate(words, unit + 1));
    }
    // One adjective may stand between: '20,000 armed fighters'.
    let noun = unit
        + usize::from(words.is_any(
            unit,
            "armed foreign chemical nuclear local new more other additional advanced government enemy",
        ));
    let telling = number.figures >= 2 && (number.scaled || !is_like_a_year(words, at, end));
    (telling && is_counted(words, noun)).then(|| rate(words, noun + 1))
}

/// '2015' before a noun may be a year: 'the 2015 prisoners' release'.
fn is_like_a_year(words: Words<'_>, at: usize, end: usize) -> bool {
    let year = end == at + 1
        && words.number(at).is_some_and(|(value, digits)| digits == 4 && (1900..2100).contains(&value));
    year && at > 0 && words.is_any(at - 1, "the in since of")
}

/// 'per day', 'a year' after a unit.
fn rate(words: Words<'_>, at: usize) -> usize {
    const PERIODS: &str = "day week month year hour second minute barrel capita";
    let per = words.is_any(at, "per a an") && words.is_any(at + 1, PERIODS);
    if per { at + 2 } else { at }
}

fn is_unit(words: Words<'_>, at: usize) -> bool {
    const UNITS: &str = "km kilometers kilometres kilometer kilometre miles mile meters metres meter metre cm \
        centimeters centimetres mm feet foot inches yards hectares acres kg kilograms \
        kilogrammes kilos tons tonnes tonne ton grams pounds ounces liters litres gallons \
        barrels bpd mw gw megawatts gigawatts kilowatts kwh volts degrees mph kph kmh knots \
        kilotons megatons gigabytes terabytes chilometri metri tonnellate kilomètres mètres \
        kilometer tonnen meter kilómetros metros toneladas hertz";
    words.is_any(at, UNITS) && !words.is_capital(at)
        || matches!(words.word(at), "MW" | "GW" | "kWh" | "км" | "тонн" | "баррелей")
}

/// The nouns that news counts; people before all.
fn is_counted(words: Words<'_>, at: usize) -> bool {
    const NOUNS: &str = "people troops soldiers fighters militants rebels civilians refugees migrants prisoners \
        hostages women men children students workers employees jobs members voters votes seats \
        residents inhabitants families houses homes cases deaths casualties victims patients \
        doses vaccines protesters demonstrators police officers personnel peacekeepers observers \
        delegates tanks missiles rockets aircraft planes drones ships vessels vehicles trucks \
        containers warheads centrifuges shares units copies passengers tourists visitors \
        customers users subscribers schools hospitals villages companies states countries \
        nations lives persone soldati personnes menschen soldaten personas soldados pessoas";
    words.is_any(at, NOUNS) || words.word(at) == "человек"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, money: &[&str], quantities: &[&str]) {
        let found = find(text);
        let of = |kind| -> Vec<&str> {
            found.iter().filter(|m| m.kind == kind).map(|m| m.span.of(text)).collect()
        };
        assert_eq!(of(Kind::Money), money, "{text}");
        assert_eq!(of(Kind::Quantity), quantities, "{text}");
    }

    #[test]
    fn money_has_a_currency() {
        check(
            "It cost $3.5 billion, then €20 million, and 500,000 rials.",
            &["$3.5 billion", "€20 million", "500,000 rials"],
            &[],
        );
        check(
            "more than $9bn a day, US$5, 3.5 million dollars, USD 20 million",
            &["$9bn", "US$5", "3.5 million dollars", "USD 20 million"],
            &[],
        );
        check(
            "eight million Swedish kronor and two billion euros",
            &["eight million Swedish kronor", "two billion euros"],
            &[],
        );
        check(
            "costò 3,5 milioni di euro; 20 Millionen Euro; 20 €",
            &["3,5 milioni di euro", "20 Millionen Euro", "20 €"],
            &[],
        );
        check("He won 3 won games; Rs 500 were paid in 2015.", &["Rs 500"], &[]);
    }

    #[test]
    fn quantities_have_a_unit_or_a_noun() {
        check(
            "5,000 troops went 300 km, 12 percent or 3.5% more",
            &[],
            &["5,000 troops", "300 km", "12 percent", "3.5%"],
        );
        check(
            "1.2 million barrels per day, 20,000 armed fighters, the 400-metre ship",
            &[],
            &["1.2 million barrels per day", "20,000 armed fighters", "400-metre"],
        );
        check(
            "three million people, 1,300 tonnes, 5 per cent, 15 square kilometers",
            &[],
            &["three million people", "1,300 tonnes", "5 per cent", "15 square kilometers"],
        );
    }

    #[test]
    fn bare_numbers_are_left_alone() {
        check(
            "in 2015, on July 7, 3-1, room 12, version 2.0.15, 18:30, 9/11, Resolution 2254, 555-2016",
            &[],
            &[],
        );
        check("the 2015 prisoners and 1 people; one billion; 5 men", &[], &[]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_sorted_spans_in_bounds(words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..40)) {
            let text = words.concat();
            let mut at = 0;
            for mention in find(&text) {
                proptest::prop_assert!(at <= mention.span.start && !mention.span.of(&text).is_empty());
                at = mention.span.end;
            }
        }
    }

    const WORDS: [&str; 20] = [
        " ", " ", "$", "€", "1", "2,000", "3.5", ".", ",", "million", "dollars", "US", "Rs", "km", "%", "-",
        "people", "two", "é", "per day",
    ];
}
