//! Names, quotes and dates as W3C Web Annotations (the 2017 recommendation):
//! each is anchored by its words with some context, and by its place.

use serde_json::{Value, json};

use super::tables::type_of;
use crate::record::Record;

/// What stands before the first annotation.
pub const HEAD: &str =
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[";

/// So many code points of context on either side tell one place from others of the same words.
const CONTEXT: usize = 32;

/// Appends an article's annotations.
pub fn items(record: &Record, mut is_first: bool, out: &mut String) {
    let text: Vec<char> = record.body.join("\n\n").chars().collect();
    let mut item = |n: usize, motivation: &str, body: Value, start: u32, end: u32| {
        let (from, to) = (start as usize, end as usize);
        let part =
            |from: usize, to: usize| -> String { text[from.min(to)..to.min(text.len())].iter().collect() };
        let annotation = json!({
            "id": format!("urn:cuttings:{}#{n}", record.id),
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": {
                "source": format!("urn:cuttings:{}", record.id),
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": part(from, to),
                        "prefix": part(from.saturating_sub(CONTEXT), from),
                        "suffix": part(to, to + CONTEXT),
                    },
                    { "type": "TextPositionSelector", "start": start, "end": end },
                ],
            },
        });
        out.push_str(if is_first { "\n" } else { ",\n" });
        is_first = false;
        out.push_str(&annotation.to_string());
    };
    let said =
        |purpose: &str, value: &str| json!({ "type": "TextualBody", "purpose": purpose, "value": value });
    let mut n = 0;
    let mut next = || {
        n += 1;
        n
    };
    for entity in &record.entities {
        for mention in &entity.mentions {
            let body = json!([said("identifying", &entity.text), said("classifying", &type_of(entity.kind))]);
            item(next(), "identifying", body, mention.start, mention.end);
        }
    }
    for quote in &record.quotes {
        let mut body = vec![said("classifying", &format!("{} speech", quote.kind))];
        body.extend(quote.speaker.as_ref().map(|speaker| said("identifying", speaker)));
        item(next(), "classifying", Value::from(body), quote.start, quote.end);
    }
    for date in record.dates.iter() {
        if let Some(value) = &date.value {
            item(next(), "identifying", said("identifying", value), date.start, date.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{record, written};
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
}
