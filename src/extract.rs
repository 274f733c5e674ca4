//! [`Article`] to [`Extraction`]: who, where, when, and who said what.
//!
//! ```text
//! text ──tagger──▶ mentions ──resolve──▶ entities ──roles──▶ entities
//!   └────dates───▶ dates ───────────────────┴──▶ quotes, keywords, inferred date
//! ```
//!
//! Each step is a function from values to values and may be replaced alone; what
//! finds names stands behind [`tagger::Tagger`]: rules, or a trained model beside them.

pub mod alike;
pub mod dates;
pub mod inferred;
pub mod keywords;
pub mod lexicon;
mod named;
pub mod quantities;
pub mod quotes;
pub mod resolve;
pub mod roles;
mod rules;
pub mod sentences;
pub mod tagger;
mod titled;
pub mod tokens;
mod word_table;
mod words;

use self::lexicon::lexicon;
use self::tagger::Tagger;
use crate::article::{Article, DateMention, Entity, Extraction, Kind, Mention, Quote, Why};
use crate::table::Table;
use std::cmp::Reverse;

/// Everything that can be said of one article by itself.
pub fn extract(article: &Article, tagger: &dyn Tagger) -> Extraction {
    let dates = dates::find(article);
    // The model has read English only.
    let is_english = article.language.as_deref().is_none_or(|tag| tag == "en");
    let tagger = if is_english { tagger } else { &tagger::Rules };
    let mut mentions = tagger.tag(&article.text);
    if is_english {
        titled::cut(&article.text, &mut mentions);
    }
    let voices = quotes::voices::find(&article.text, article.language.as_deref(), &mentions);
    if !voices.is_empty() {
        mentions.extend(voices);
        crate::order::sort_by_key(&mut mentions, |m| m.span);
    }
    let mut entities = resolve::resolve(&article.text, &mentions);
    entities.extend(plain_entities(&article.text, &dates, &quantities::find(&article.text), &entities));
    crate::order::sort_by_key(&mut entities, |e| (e.kind, Reverse(e.mentions.len()), e.mentions[0]));
    roles::assign(article, &mut entities);
    let quotes = quotes::find(article, &entities);
    note_governments(&mut entities, &quotes);
    let keywords = keywords::find(article, &entities);
    let published_inferred = inferred::infer(article, &dates);
    Extraction { entities, quotes, dates, keywords, published_inferred }
}

/// Of each place that has words to say and from which a country is governed, that
/// it speaks for the country: 'Moscow said' is Russia's government.
fn note_governments(entities: &mut [Entity], quotes: &[Quote]) {
    for speaker in quotes.iter().filter_map(|quote| quote.speaker) {
        let place = &mut entities[speaker as usize];
        if place.kind == Kind::Place && place.speaks_for.is_none() {
            let country = lexicon().look_up(&place.name).and_then(|entry| lexicon().governed_from(entry));
            place.speaks_for = country.map(|country| country.name.to_owned());
        }
    }
}

/// Dates, sums and quantities as entities: one for each day, month or year that
/// the text names, or for each wording. What lies inside another entity's name
/// ('2018 World Cup') is that name's.
fn plain_entities(text: &str, dates: &[DateMention], amounts: &[Mention], named: &[Entity]) -> Vec<Entity> {
    let mut taken: Vec<_> = named.iter().flat_map(|e| e.mentions.iter().copied()).collect();
    crate::order::sort(&mut taken);
    let dates = dates.iter().map(|d| (d.span, Kind::Date, d.value.map(|value| value.to_string())));
    let amounts = amounts.iter().map(|a| (a.span, a.kind, None));
    let mut found: Vec<_> = dates.chain(amounts).collect();
    crate::order::sort_by_key(&mut found, |(span, kind, _)| (span.start, *kind));
    let mut entities: Table<Entity> = Table::default();
    let mut end = 0;
    for (span, kind, value) in found {
        let next = taken.partition_point(|m| m.end <= span.start);
        if span.start < end || taken.get(next).is_some_and(|m| m.overlaps(span)) {
            continue;
        }
        end = span.end;
        let words = span.of(text);
        let name = value.unwrap_or_else(|| words.to_owned());
        let entity = entities.value_or(&kind.key(&name), || Entity {
            name,
            kind,
            mentions: Vec::new(),
            roles: Vec::new(),
            aliases: Vec::new(),
            reasons: Vec::new(),
            location: None,
            speaks_for: None,
        });
        entity.mentions.push(span);
        if entity.name != words && !entity.aliases.iter().any(|a| a == words) {
            entity.aliases.push(words.to_owned());
            entity.reasons.push(Why::Value);
        }
    }
    entities.into_pairs().map(|(_, entity)| entity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, RawArticle};
    use crate::clean;

    #[track_caller]
    fn check(text: &str, name: &str, country: Option<&str>) {
        let raw = RawArticle { file: String::new(), id: ArticleId(String::new()), text: text.to_owned() };
        let found = extract(&clean::keep_all(raw), tagger::built_in()).entities;
        let entity = found.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{name}: {text}"));
        assert_eq!(entity.speaks_for.as_deref(), country, "{text}");
    }

    #[test]
    fn a_seat_of_government_that_says_something_speaks_for_its_country() {
        check("Moscow said on Monday that its troops would stay.", "Moscow", Some("Russia"));
        check("The talks failed, according to Ankara.", "Ankara", Some("Turkey"));
        check("Three people were hurt in Moscow on Monday, police said.", "Moscow", None);
        check("Aleppo said on Monday that its bakeries would open.", "Aleppo", None);
    }
}
