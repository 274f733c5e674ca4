//! Records to articles: which field holds the text, which the title, and so on, is
//! told by [`columns`](super::columns).
//!
//! A text that is markup becomes a page, with the record's facts in its head; other
//! text becomes a file of its own with a [`Head`].

use serde_json::{Map, Value};

use super::super::{Decoder, Head, IngestError, SourceFile, decode};
use super::Entries;
use super::columns::{Asked, Columns, Field, Of, by_length, known};
use crate::text::escaped;

/// So many records tell which fields there are.
const SAMPLE: usize = 50;

/// Reads an object, an array of them, or one on each line. Where no field is known to hold
/// texts, the one with by far the longest values is the text.
pub fn articles(file: &SourceFile, decoder: Decoder, choices: &[Columns]) -> Result<Entries, IngestError> {
    let text = decode(&file.bytes, decoder)?;
    let entries = entries(file, &text, choices)?;
    let lacks = |entry: &Result<SourceFile, IngestError>| matches!(entry, Err(IngestError::NoArticle));
    if !entries.iter().all(|(_, entry)| lacks(entry)) {
        return Ok(entries);
    }
    let (header, rows) = sample(&text, choices);
    if header.is_empty() {
        return Ok(entries);
    }
    let length = |n: usize| rows.iter().map(|row| row[n].len()).sum();
    let lengths: Vec<usize> = (0..header.len()).map(length).collect();
    let column =
        by_length(&lengths, rows.len()).filter(|_| choices.iter().all(|columns| columns.of != Of::All));
    let column = column.ok_or(IngestError::NoArticle)?;
    let choice = Columns { of: Of::Records, chosen: vec![(Field::Text, header[column].clone())] };
    self::entries(file, &text, &[choice])
}

/// What is to be known of records by whoever says what their fields hold.
pub fn asked(file: &SourceFile, decoder: Decoder) -> Option<Asked> {
    let (header, rows) = sample(&decode(&file.bytes, decoder).ok()?, &[]);
    Asked::of(header, &rows, false)
}

fn entries(file: &SourceFile, text: &str, choices: &[Columns]) -> Result<Entries, IngestError> {
    let text = text.trim();
    let whole = serde_json::from_str::<Value>(text);
    if let Ok(value) = &whole {
        let records = listed(value, choices).ok_or(IngestError::NoArticle)?;
        let single = records.len() == 1;
        let name = |n: usize| if single { String::new() } else { n.to_string() };
        return Ok(records.into_iter().zip(1..).map(|(r, n)| entry(file, name(n), r, choices)).collect());
    }
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    // A file of lines has an object on one of them at least.
    let is_object = |line: &str| serde_json::from_str::<Map<String, Value>>(line).is_ok();
    if !lines.clone().any(|(line, _)| is_object(line)) {
        return Err(IngestError::BrokenRecord);
    }
    Ok(lines
        .map(|(line, n): (&str, usize)| match serde_json::from_str::<Value>(line) {
            Ok(record) => entry(file, n.to_string(), &record, choices),
            Err(_) => (n.to_string(), Err(IngestError::BrokenRecord)),
        })
        .collect())
}

/// The fields that the first records have, and the values of each record.
fn sample(text: &str, choices: &[Columns]) -> (Vec<String>, Vec<Vec<String>>) {
    let text = text.trim();
    let whole = serde_json::from_str::<Value>(text).ok();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let records: Vec<Value> = match &whole {
        Some(value) => listed(value, choices).unwrap_or_default().into_iter().take(SAMPLE).cloned().collect(),
        None => lines.take(SAMPLE).collect(),
    };
    let objects: Vec<&Map<String, Value>> = records.iter().filter_map(object).collect();
    let mut header: Vec<String> = Vec::new();
    for name in objects.iter().flat_map(|object| object.keys()) {
        if !header.contains(name) {
            header.push(name.clone());
        }
    }
    let value = |object: &Map<String, Value>, name| object.get(name).map(text_of).unwrap_or_default();
    let row = |object: &&Map<String, Value>| header.iter().map(|name| value(object, name)).collect();
    let rows = objects.iter().map(row).collect();
    (header, rows)
}

/// The records that a value holds: itself, its elements, or those of the one
/// field that lists records: 'articles', 'results', 'hits'.
fn listed<'a>(value: &'a Value, choices: &[Columns]) -> Option<Vec<&'a Value>> {
    let is_text = |name: &String| {
        let chosen = choices.iter().filter_map(|columns| columns.field(name));
        chosen.chain(known(name)).any(|(field, _)| field == Field::Text)
    };
    match value {
        Value::Array(values) => Some(values.iter().collect()),
        Value::Object(object) if object.keys().any(is_text) => Some(vec![value]),
        Value::Object(object) => {
            let lists = |v: &&Value| v.as_array().is_some_and(|a| a.first().is_some_and(Value::is_object));
            let told = |v: &&Value| {
                let first = v.as_array().and_then(|a| a.first()).and_then(Value::as_object);
                first.is_some_and(|o| o.keys().any(is_text))
            };
            let list = object.values().find(told).or_else(|| object.values().find(lists));
            let nested = |value: &'a Value| listed(value, choices);
            let deeper = || object.values().filter(|v| v.is_object()).find_map(nested);
            list.and_then(nested).or_else(deeper).or(Some(vec![value]))
        }
        _ => None,
    }
}

/// A record's fields. A search engine's hit has its record within.
fn object(record: &Value) -> Option<&Map<String, Value>> {
    let object = record.as_object()?;
    Some(object.get("_source").and_then(Value::as_object).unwrap_or(object))
}

fn entry(
    file: &SourceFile,
    name: String,
    record: &Value,
    choices: &[Columns],
) -> (String, Result<SourceFile, IngestError>) {
    let path = if name.is_empty() { file.path.clone() } else { format!("{}/{name}", file.path) };
    let Some(object) = object(record) else { return (name, Err(IngestError::NoArticle)) };
    let header: Vec<String> = object.keys().cloned().collect();
    let choice = choices.iter().find(|columns| columns.is_for(&header, false));
    let field = |name: &str| choice.map_or_else(|| known(name), |columns| columns.field(name));
    let cells = object.iter().filter_map(|(name, value)| Some((field(name)?, text_of(value))));
    (name, article(cells.collect(), path))
}

/// A value as text: paragraphs and names of lists one below the other, an
/// object by what names it.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().map(text_of).filter(|t| !t.is_empty()).collect();
            texts.join("\n\n")
        }
        Value::Object(object) => {
            let named = ["rendered", "name", "title", "text", "value", "content"];
            named.iter().find_map(|name| object.get(*name)).map(text_of).unwrap_or_default()
        }
        Value::Null | Value::Bool(_) => String::new(),
    }
}

/// What a field holds, how soon it counts, and its value.
pub type Cell = ((Field, usize), String);

/// The file of a record's fields.
pub fn article(cells: Vec<Cell>, path: String) -> Result<SourceFile, IngestError> {
    let get = |wanted: Field| {
        let cells = cells.iter().filter(|((field, _), value)| *field == wanted && !value.trim().is_empty());
        cells.min_by_key(|((_, place), _)| *place).map(|(_, value)| value.trim().to_owned())
    };
    let text = get(Field::Text).or_else(|| get(Field::Summary)).ok_or(IngestError::NoArticle)?;
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let list = |text: String| -> Vec<String> {
        text.split("\n\n").map(|part| one_line(part.to_owned())).filter(|part| !part.is_empty()).collect()
    };
    let head = Head {
        title: get(Field::Title).map(one_line),
        published: get(Field::Published).map(|value| moment(&one_line(value))),
        author: get(Field::Author).map(|names| list(names).join(", ")),
        source: get(Field::Source).map(one_line),
        sections: get(Field::Section).map(list).unwrap_or_default(),
        address: get(Field::Address).map(one_line),
    };
    Ok(if is_markup(&text) { page(&head, &text, path) } else { plain(head, &text, path) })
}

/// A number of seconds or milliseconds since 1970 as a date; anything else as it is.
fn moment(value: &str) -> String {
    let seconds = match value.parse::<f64>() {
        Ok(number) if number.abs() > 1e11 => number / 1000.0,
        Ok(number) if number.abs() > 1e8 => number,
        _ => return value.to_owned(),
    };
    let date = chrono::DateTime::from_timestamp(seconds as i64, 0);
    date.map_or_else(|| value.to_owned(), |date| date.format("%Y-%m-%dT%H:%M+00:00").to_string())
}

/// Whether a text is written in HTML: it has an element with words in it, or several line breaks. A text that tells of one has the bare words.
fn is_markup(text: &str) -> bool {
    const ELEMENTS: [&str; 8] = ["p", "div", "article", "body", "span", "li", "h1", "h2"];
    let text = text.to_ascii_lowercase();
    let begun = |name: &str| text.find(&format!("<{name}>")).or_else(|| text.find(&format!("<{name} ")));
    let holds_words = |name: &str, from: usize| {
        let element =
            text[from..].split_once(&format!("</{name}>")).and_then(|(element, _)| element.split_once('>'));
        element.is_some_and(|(_, inside)| inside.contains(char::is_alphanumeric))
    };
    ELEMENTS.iter().any(|name| begun(name).is_some_and(|from| holds_words(name, from)))
        || text.matches("<br").count() > 1
}

/// A page of a record whose text is markup. A whole page keeps its own head. The address
/// goes beside it, not into it, where it would be as good as the page's own.
pub fn page(head: &Head, html: &str, path: String) -> SourceFile {
    let mut out = String::from("<!doctype html><meta charset=utf-8>");
    let meta = |name: &str, value: &Option<String>| {
        let value = value.as_deref().map(escaped);
        value.map_or_else(String::new, |value| format!("<meta name=\"{name}\" content=\"{value}\">"))
    };
    out += &meta("article:published_time", &head.published);
    out += &meta("author", &head.author);
    out += &meta("og:site_name", &head.source);
    for section in &head.sections {
        out += &meta("article:section", &Some(section.clone()));
    }
    if let Some(title) = head.title.as_deref().map(escaped) {
        out += &format!("<title>{title}</title><h1>{title}</h1>");
    }
    out += html;
    SourceFile::new(path, out.into_bytes()).found_at(head.address.clone())
}

/// A file of a record whose text is no markup.
pub fn plain(head: Head, text: &str, path: String) -> SourceFile {
    let text = match head.title.as_deref() {
        Some(title) if text.lines().next().is_none_or(|line| line.trim() != title) => {
            format!("{title}\n\n{text}")
        }
        _ => text.to_owned(),
    };
    SourceFile { head, ..SourceFile::new(path, text.into_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile::new(path, text.as_bytes().to_vec());
        match articles(&file, |_, _| None, &[]) {
            Ok(entries) => entries
                .into_iter()
                .map(|(name, file)| match file {
                    Ok(file) => format!(
                        "{}|{}|{}",
                        file.path,
                        file.head
                            .lines()
                            .into_iter()
                            .map(|(l, v)| format!("{}{v}", l.text()))
                            .collect::<Vec<_>>()
                            .join("; "),
                        String::from_utf8(file.bytes).unwrap().replace('\n', "/"),
                    ),
                    Err(error) => format!("{name}: {error}"),
                })
                .collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn each_line_is_an_article() {
        let lines = r#"{"title": "Ferry runs", "text": "It runs again.", "date": "2020-05-03", "author": ["Ann Lee", "Ben Ek"]}
{"headline": "Mill opens", "articleBody": "It is open.", "url": "https://example.org/mill", "publisher": {"name": "Post"}}
{"title": 
{"id": 5}
"#;
        assert_eq!(
            told("a.jsonl", lines),
            [
                "a.jsonl/1|published: 2020-05-03; author: Ann Lee, Ben Ek|Ferry runs//It runs again.",
                "a.jsonl/2|site: Post; address: https://example.org/mill|Mill opens//It is open.",
                "3: it is no JSON that can be read",
                "4: none of its fields holds the text of an article",
            ]
        );
    }

    #[test]
    fn records_are_found_where_they_are_listed() {
        for text in [
            r#"{"text": "It runs."}"#,
            r#"[{"text": "It runs."}]"#,
            r#"{"status": "ok", "articles": [{"content": "It runs."}]}"#,
            r#"{"ads": [{"id": 1}], "articles": [{"content": "It runs."}]}"#,
            r#"{"hits": {"total": 1, "hits": [{"_id": 1, "_source": {"body": ["It runs."]}}]}}"#,
        ] {
            assert_eq!(told("a.json", text), ["a.json||It runs."], "{text}");
        }
    }

    #[test]
    fn moments_are_dates() {
        for (value, expected) in [
            ("1588464000", "2020-05-03T00:00+00:00"),
            ("1588464000000", "2020-05-03T00:00+00:00"),
            ("2020", "2020"),
            ("3 May 2020", "3 May 2020"),
        ] {
            assert_eq!(moment(value), expected);
        }
    }

    #[test]
    fn markup_is_told_from_texts_that_name_it() {
        for (text, expected) in [
            ("<p>It runs.</p>", true),
            ("<div class=\"a\">It runs.</div>", true),
            ("It runs.<br>Daily.<br/>", true),
            ("A <pre>b c</pre> d", false),
            ("The elements <p></p> and <br> part it.", false),
            ("<p>渡轮恢复运行</p>", true),
            ("3 <p and 4", false),
        ] {
            assert_eq!(is_markup(text), expected, "{text}");
        }
    }

    #[test]
    fn markup_becomes_a_page_and_facts_are_escaped() {
        let text = r#"{"title": "A <b> & \"c\"", "content": {"rendered": "<p>It runs.</p>"}}"#;
        assert_eq!(
            told("a.json", text),
            ["a.json||<!doctype html><meta charset=utf-8><title>A &lt;b&gt; &amp; &quot;c&quot;</title>\
              <h1>A &lt;b&gt; &amp; &quot;c&quot;</h1><p>It runs.</p>"]
        );
    }

    #[test]
    fn what_holds_no_record_is_told() {
        assert_eq!(
            told("a.json", "[1, 2]"),
            [
                "1: none of its fields holds the text of an article",
                "2: none of its fields holds the text of an article"
            ]
        );
        assert_eq!(told("a.json", "{\"a\": "), ["it is no JSON that can be read"]);
        assert_eq!(told("a.json", "7"), ["none of its fields holds the text of an article"]);
    }

    #[test]
    fn fields_are_chosen_where_their_names_tell_nothing() {
        let records = r#"[{"Kopf": "Ferry", "Rumpf": "It runs again, the office said."}, {"id": 5}]"#;
        assert_eq!(told("a.json", records), ["none of its fields holds the text of an article"]);
        let file = SourceFile::new("a.json", records.into());
        let asked = asked(&file, |_, _| None).unwrap();
        assert_eq!(asked.header, ["Kopf", "Rumpf", "id"]);
        let columns = asked.chosen(vec![(Field::Text, "Rumpf".into()), (Field::Title, "Kopf".into())]);
        let entries = articles(&file, |_, _| None, &[columns]).unwrap();
        let first = entries[0].1.as_ref().unwrap();
        assert_eq!(first.head.title.as_deref(), Some("Ferry"));
        assert_eq!(entries[1].1, Err(IngestError::NoArticle));
        let long = "It runs again, the office said. ".repeat(9);
        let records = format!("{{\"items\": [{{\"k\": 1, \"r\": \"{long}\"}}]}}");
        assert_eq!(told("a.json", &records), [format!("a.json||{}", long.trim())]);
    }
}
