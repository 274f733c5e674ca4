//! A journal as people and other tools read it: JSON Lines, an object an event.
//!
//! In the page only the late part that reads and writes files is linked with this.

use std::fmt::Write;

use super::{Event, Journal};

/// Whether a file is a journal: whether it begins as its first line does.
pub fn is_one(bytes: &[u8]) -> bool {
    const BEGINNING: &[u8] = b"{\"id\":\"";
    const ACT: &[u8] = b"\"act\":{";
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let line = &bytes[..bytes.iter().position(|&b| b == b'\n').unwrap_or(bytes.len())];
    line.strip_prefix(BEGINNING).is_some_and(|rest| {
        rest.iter().take_while(|b| b.is_ascii_hexdigit()).count() == 32
            && rest.windows(ACT.len()).any(|part| part == ACT)
    })
}

/// All events, one a line, in order.
pub fn write(journal: &Journal) -> String {
    let mut lines = String::new();
    for event in journal.events() {
        let _ = writeln!(lines, "{}", serde_json::to_string(event).expect("events are plain data"));
    }
    lines
}

/// A line that is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Counted from 1.
    pub line: u32,
    pub reason: String,
}

/// The events of a text, and what is none. Blank lines are nothing.
pub fn read(text: &str) -> (Vec<Event>, Vec<BadLine>) {
    let (mut events, mut bad) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if text.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(text) {
            Ok(event) => events.push(event),
            Err(error) => bad.push(BadLine { line, reason: error.to_string() }),
        }
    }
    (events, bad)
}

/// Times: for people as `2026-11-22T13:40:00.000Z`.
pub mod moment {
    use chrono::{DateTime, SecondsFormat, Utc};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(time: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return time.serialize(serializer);
        }
        let moment = i64::try_from(*time).ok().and_then(DateTime::<Utc>::from_timestamp_millis);
        match moment {
            Some(moment) => moment.to_rfc3339_opts(SecondsFormat::Millis, true).serialize(serializer),
            None => time.serialize(serializer),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        if !deserializer.is_human_readable() {
            return u64::deserialize(deserializer);
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Told {
            Number(u64),
            Text(String),
        }
        match Told::deserialize(deserializer)? {
            Told::Number(time) => Ok(time),
            Told::Text(text) => DateTime::parse_from_rfc3339(&text)
                .ok()
                .and_then(|moment| u64::try_from(moment.timestamp_millis()).ok())
                .ok_or_else(|| D::Error::custom("not a time such as 2026-11-22T13:40:00Z")),
        }
    }
}

/// Dates as ISO 8601.
pub mod date {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use crate::date::Date;

    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(|date| date.to_string()).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{event, one_of_each};
    use super::super::{Act, EventId};
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut journal = Journal::default();
        journal.merge(one_of_each());
        let lines = write(&journal);
        assert_eq!(lines.lines().count(), journal.events().len());
        assert_eq!(read(&lines), (journal.events().to_vec(), Vec::new()));
    }

    #[test]
    fn an_event_is_an_object_that_tells_what_was_done() {
        let mut journal = Journal::default();
        journal.merge([event(0xabc, 1_760_000_000_123, Act::Undo { event: EventId(7) })]);
        let expected = "{\"id\":\"00000000000000000000000000000abc\",\"time\":\"2025-10-09T08:53:20.123Z\",\
            \"act\":{\"undo\":{\"event\":\"00000000000000000000000000000007\"}}}\n";
        assert_eq!(write(&journal), expected);
        assert!(is_one(expected.as_bytes()) && is_one(format!("\u{feff}{expected}").as_bytes()));
        for other in ["", "{\"id\":\"0123456789abcdef\",\"title\":\"act\"}", "{}"] {
            assert!(!is_one(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn bad_lines_are_told_and_the_others_read() {
        let good = "{\"id\":\"00000000000000000000000000000abc\",\"time\":5,\"act\":{\"undo\":{\"event\":\"00000000000000000000000000000007\"}}}";
        let text = format!("\u{feff}{good}\n\n{{}}\nno\n{}\n", good.replace("abc", "xyz"));
        let (events, bad) = read(&text);
        assert_eq!(events, [event(0xabc, 5, Act::Undo { event: EventId(7) })]);
        assert_eq!(bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [3, 4, 5]);
    }

    #[test]
    fn a_time_beyond_the_calendar_is_a_number() {
        let mut journal = Journal::default();
        journal.merge([event(1, u64::MAX, Act::Undo { event: EventId(7) })]);
        assert_eq!(read(&write(&journal)).0, journal.events());
    }
}
