//! Annotated token files, read as the runtime will meet their text.
//!
//! The files' tokens are joined to plain text and split again by the tagger's
//! own tokeniser, so that it learns from the very tokens it will see. A tag
//! goes with the characters it covers.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use cuttings::extract::tagger::crf::hint;
use cuttings::extract::tagger::features::Hint;
use cuttings::extract::tagger::labels::{self, Label};
use cuttings::extract::tagger::tokens::{Sentences, Token};
use cuttings::extract::tagger::{Rules, Tagger};

/// The files of one corpus part.
pub struct Source {
    pub name: String,
    pub documents: Vec<Document>,
}

/// A run of sentences that belong together.
pub struct Document {
    pub id: String,
    pub text: String,
    pub sentences: Vec<Sentence>,
}

pub struct Sentence {
    /// Where each word stands in the document's text.
    pub tokens: Vec<Token>,
    pub words: Vec<String>,
    /// What the rules say of each word.
    pub hints: Vec<Hint>,
    /// What the source says of each word.
    pub tags: Vec<Label>,
    /// The labels that are not contradicted by the source, a bit each: where
    /// it leaves a type unmarked, its `O` may be any label of that type.
    pub allowed: Vec<u16>,
}

/// Reads one `NAME.PART.tsv`.
pub fn read(path: &Path) -> anyhow::Result<Source> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: can't be read", path.display()))?;
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let mut source = Source { name: name.split('.').next().unwrap_or_default().into(), documents: vec![] };
    let mut unmarked = 0;
    let mut document = Joined::default();
    let mut id = String::new();
    let mut sentence: Vec<(&str, Label)> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if let Some((word, tag)) = line.split_once('\t') {
            let Some(label) = labels::parse(tag) else { bail!("{}:{}: tag {tag}", path.display(), n + 1) };
            sentence.push((word, label));
            continue;
        }
        document.push(&sentence);
        sentence.clear();
        if let Some(marks) = line.strip_prefix("# marks =") {
            unmarked = labels::unmarked(marks.split_whitespace());
        } else if let Some(next) = line.strip_prefix("# doc =") {
            source.documents.extend(document.finish(&id, unmarked));
            id = next.trim().to_owned();
        }
    }
    document.push(&sentence);
    source.documents.extend(document.finish(&id, unmarked));
    Ok(source)
}

/// The token files in a folder, of one part, by name.
pub fn files(folder: &Path, part: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{}: can't be read", folder.display()))? {
        let path = entry?.path();
        if path.to_str().is_some_and(|p| p.ends_with(&format!(".{part}.tsv"))) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// A document's text and where it is tagged.
#[derive(Default)]
struct Joined {
    text: String,
    /// End of each token in `text`, with its label.
    ends: Vec<(usize, Label)>,
}

impl Joined {
    fn push(&mut self, sentence: &[(&str, Label)]) {
        if sentence.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let (mut glue, mut in_quote) = (true, false);
        for &(word, label) in sentence {
            let mut left = glue || NO_SPACE_BEFORE.contains(&word);
            let mut right = NO_SPACE_AFTER.contains(&word);
            if word == "\"" {
                (left, right) = if in_quote { (true, right) } else { (left, true) };
                in_quote = !in_quote;
            }
            if !left {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.ends.push((self.text.len(), label));
            glue = right;
        }
    }

    fn finish(&mut self, id: &str, unmarked: u16) -> Option<Document> {
        let Joined { text, ends } = std::mem::take(self);
        let mut sentences = Sentences::new(&text);
        let mut tokens = Vec::new();
        let mut found = Vec::new();
        let names = Rules.tag(&text);
        let mut rest = names.as_slice();
        while sentences.next_into(&mut tokens) {
            let mut sentence = Sentence {
                tokens: tokens.clone(),
                words: vec![],
                hints: vec![],
                tags: vec![],
                allowed: vec![],
            };
            rest = hint(rest, &tokens, &mut sentence.hints);
            for token in &tokens {
                let at = ends.partition_point(|&(end, _)| end <= token.start);
                let begins = at == 0 || token.start == ends[at].0 - word_len(&text, &ends, at);
                let label = if begins { ends[at].1 } else { labels::inside(ends[at].1) };
                let label = labels::after(sentence.tags.last().copied().unwrap_or(labels::O), label);
                sentence.words.push(text[token.clone()].to_owned());
                sentence.tags.push(label);
                sentence.allowed.push(if label == labels::O { unmarked } else { 1 << label });
            }
            found.push(sentence);
        }
        let is_some = !found.is_empty();
        is_some.then(|| Document { id: id.to_owned(), text, sentences: found })
    }
}

/// Bytes of the token that ends at `ends[at]`; tokens hold no white space.
fn word_len(text: &str, ends: &[(usize, Label)], at: usize) -> usize {
    let from = if at == 0 { 0 } else { ends[at - 1].0 };
    text[from..ends[at].0].trim_start().len()
}

const NO_SPACE_BEFORE: &[&str] = &[
    ".", ",", ";", ":", "!", "?", "%", ")", "]", "}", "»", "’", "”", "...", "'s", "’s", "n't", "n’t", "'re",
    "'ve", "'ll", "'d", "'m", "’re", "’ve", "’ll", "'", "''",
];
const NO_SPACE_AFTER: &[&str] = &["(", "[", "{", "«", "“", "‘", "$", "£", "€", "``"];
