//! Names, quotes, dates and the reader's own notes as W3C Web Annotations (the 2017
//! recommendation): each is anchored by its words with some context, and by its place;
//! tags, stars and notes on no words are about the whole article.

use serde_json::{Value, json};

use super::tables::type_of;
use crate::record::Record;

/// What stands before the first annotation.
pub const HEAD: &str =
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[";

/// So many code points of context on either side tell one place from others of the same words.
const CONTEXT: usize = 32;

/// Appends an article's annotations: what was found in it, then what its reader made of it.
pub fn items(record: &Record, is_first: bool, out: &mut String) {
    let text = record.body.join("\n\n").chars().collect();
    let mut items = Items { record, text, n: 0, is_first, out };
    let said =
        |purpose: &str, value: &str| json!({ "type": "TextualBody", "purpose": purpose, "value": value });
    for entity in &record.entities {
        for mention in &entity.mentions {
            let body = json!([said("identifying", &entity.text), said("classifying", &type_of(entity.kind))]);
            items.add("identifying", body, items.words(mention.start, mention.end));
        }
    }
    for quote in &record.quotes {
        let mut body = vec![said("classifying", &format!("{} speech", quote.kind))];
        body.extend(quote.speaker.as_ref().map(|speaker| said("identifying", speaker)));
        items.add("classifying", Value::from(body), items.words(quote.start, quote.end));
    }
    for date in record.dates.iter() {
        if let Some(value) = &date.value {
            items.add("identifying", said("identifying", value), items.words(date.start, date.end));
        }
    }
    if record.is_starred() {
        items.add("bookmarking", Value::Null, Value::Null);
    }
    for tag in record.tags() {
        items.add("tagging", said("tagging", tag), Value::Null);
    }
    for note in record.notes() {
        let at = match (note.start, note.end, &note.on) {
            (Some(start), Some(end), _) => items.words(start, end),
            // It has no place any more, but its words.
            (_, _, Some(words)) => json!([{ "type": "TextQuoteSelector", "exact": words }]),
            _ => Value::Null,
        };
        match note.text.is_empty() {
            true => items.add("highlighting", Value::Null, at),
            false => items.add("commenting", said("commenting", &note.text), at),
        }
    }
}

struct Items<'a> {
    record: &'a Record,
    text: Vec<char>,
    n: usize,
    is_first: bool,
    out: &'a mut String,
}

impl Items<'_> {
    /// An annotation of the words that a selector selects, or of the whole article.
    fn add(&mut self, motivation: &str, body: Value, selector: Value) {
        self.n += 1;
        let source = format!("urn:cuttings:{}", self.record.id);
        let mut annotation = json!({
            "id": format!("{source}#{}", self.n),
            "type": "Annotation",
            "motivation": motivation,
            "target": { "source": source },
        });
        if !body.is_null() {
            annotation["body"] = body;
        }
        if !selector.is_null() {
            annotation["target"]["selector"] = selector;
        }
        self.out.push_str(if self.is_first { "\n" } else { ",\n" });
        self.is_first = false;
        self.out.push_str(&annotation.to_string());
    }

    /// Selects words of the story, by themselves with what stands around them and by their place.
    fn words(&self, start: u32, end: u32) -> Value {
        let (from, to) = (start as usize, end as usize);
        let part = |from: usize, to: usize| -> String {
            self.text[from.min(to).min(self.text.len())..to.min(self.text.len())].iter().collect()
        };
        json!([
            {
                "type": "TextQuoteSelector",
                "exact": part(from, to),
                "prefix": part(from.saturating_sub(CONTEXT), from),
                "suffix": part(to, to + CONTEXT),
            },
            { "type": "TextPositionSelector", "start": start, "end": end },
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{noted, record, written};
    use super::*;

    #[test]
    fn every_anchor_holds_its_words() {
        let record = record();
        let text: Vec<char> = record.body.join("\n\n").chars().collect();
        let page: Value = serde_json::from_str(&written(Format::Annotations, &[record])).unwrap();
        let mut ids = Vec::new();
        for item in page["items"].as_array().unwrap() {
            let selector = &item["target"]["selector"];
            let at = |name: &str| selector[1][name].as_u64().unwrap() as usize;
            let (start, end) = (at("start"), at("end"));
            let exact = selector[0]["exact"].as_str().unwrap();
            assert_eq!(text[start..end].iter().collect::<String>(), exact);
            let prefix = selector[0]["prefix"].as_str().unwrap();
            assert!(text[..start].iter().collect::<String>().ends_with(prefix));
            ids.push(item["id"].as_str().unwrap().to_owned());
        }
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n);
    }

    #[test]
    fn what_the_reader_did_is_annotated() {
        let mut record = noted();
        let notes = &mut record.yours.as_mut().unwrap().notes;
        let mut lost = notes[0].clone();
        (lost.text, lost.start, lost.end) = (String::new(), None, None);
        notes.push(lost);
        let page: Value = serde_json::from_str(&written(Format::Annotations, &[record])).unwrap();
        let items = page["items"].as_array().unwrap();
        let told: Vec<String> = items[items.len() - 6..]
            .iter()
            .map(|item| {
                let said = |value: &Value| value.as_str().unwrap_or("-").to_owned();
                let exact = &item["target"]["selector"][0]["exact"];
                [said(&item["motivation"]), said(&item["body"]["value"]), said(exact)].join("/")
            })
            .collect();
        assert_eq!(
            told,
            [
                "bookmarking/-/-",
                "tagging/=sea/-",
                "tagging/to read/-",
                "commenting/Is that he?/Oleg Petrov",
                "commenting/Ask again,\nin May/-",
                "highlighting/-/Oleg Petrov",
            ]
        );
    }
}
