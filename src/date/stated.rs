//! Dates as data has them: in markup, in records, in the heads of mails.

use super::Date;
use super::printed;

/// A date as data has it: ISO 8601 in its many spellings, else as printed.
pub fn date(value: &str) -> Option<Date> {
    iso(value)
        .or_else(|| printed::find(value, printed::order_of(value)).first().map(|p| p.date))
        .filter(|d| (1990..2100).contains(&d.year))
}

/// '2021-11-19T10:27:30.000+0100', '2021-11-19 10:27', '20211119'.
fn iso(value: &str) -> Option<Date> {
    let value = value.trim();
    let digits = |range: std::ops::Range<usize>| -> Option<u16> {
        let part = value.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    if value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit()) {
        return Date::day(i32::from(digits(0..4)?), digits(4..6)? as u8, digits(6..8)? as u8);
    }
    let bytes = value.as_bytes();
    if !matches!((bytes.get(4), bytes.get(7)), (Some(b'-' | b'/'), Some(b'-' | b'/'))) {
        return None;
    }
    let day = Date::day(i32::from(digits(0..4)?), digits(5..7)? as u8, digits(8..10)? as u8)?;
    let time = || {
        let rest = value.get(10..)?.trim_start_matches([' ', 'T', 't', ',']);
        let at = value.len() - rest.len();
        let (hour, minute) = (digits(at..at + 2)?, digits(at + 3..at + 5)?);
        let date = day.at(hour as u8, minute as u8).filter(|_| bytes[at + 2] == b':')?;
        let zone = rest
            .get(5..)
            .unwrap_or("")
            .trim_start_matches(|c: char| c == ':' || c == '.' || c.is_ascii_digit())
            .trim();
        Some(Date { offset: offset(zone), ..date })
    };
    Some(time().unwrap_or(day))
}

/// 'Z', '+01:00', '-0500', 'GMT'.
fn offset(zone: &str) -> Option<i16> {
    if matches!(zone, "Z" | "z" | "GMT" | "UTC") {
        return Some(0);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = zone[1..].chars().filter(char::is_ascii_digit).collect();
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<i16>().ok());
    let (hours, minutes) = (number(0..2)?, number(2..4).unwrap_or(0));
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_data_are_read() {
        for (value, expected) in [
            ("2021-11-19T10:27:30.000+0100", Some("2021-11-19T10:27+01:00")),
            ("2021-11-19 10:27", Some("2021-11-19T10:27")),
            ("2022-10-06T20:18:03+00:00", Some("2022-10-06T20:18+00:00")),
            ("2022-02-04T10:38:00Z", Some("2022-02-04T10:38+00:00")),
            ("2019-08-26T13:52:57.139579-05:00", Some("2019-08-26T13:52-05:00")),
            ("20170905", Some("2017-09-05")),
            ("2017-09-05", Some("2017-09-05")),
            ("September 5, 2017", Some("2017-09-05")),
            ("2017-19-05", None),
            ("yesterday", None),
            ("0000-00-00", None),
            ("", None),
        ] {
            assert_eq!(date(value).map(|d| d.to_string()).as_deref(), expected, "{value}");
        }
    }
}
